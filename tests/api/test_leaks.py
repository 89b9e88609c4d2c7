"""What each role reads at each endpoint, of records in every state: no more than the scope allows, and no less."""

import pytest
from django.test import Client

from core import scope
from core.identity import identified_models
from portal.api_router import ENDPOINTS
from tests.world import ANONYMOUS, ROLES, everything

DATED = {"memberships", "seats"}
CLOSED_ROWS = {"statements"}


def client_of(world, role):
    client = Client()
    user = world.user(role)
    if user.is_authenticated:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def rows_of(client, endpoint, **parameters):
    found, page = [], 1
    while page:
        answer = client.get(f"/api/v1/{endpoint}/", {**parameters, "page_size": 100, "page": page})
        assert answer.status_code == 200, answer.content
        found += answer.json()["results"]
        page = page + 1 if answer.json()["next"] else None
    return found


def ids_within(value):
    """Every id that stands anywhere in an answer."""
    if isinstance(value, dict):
        return ({value["id"]} if "id" in value else set()) | ids_within(list(value.values()))
    if isinstance(value, list):
        return set().union(*map(ids_within, value)) if value else set()
    return set()


@pytest.fixture(scope="module")
def all_records(world):
    """Every record that has a page or an endpoint, by its id."""
    models = {*identified_models(), *(viewset.serializer_class.model for viewset in ENDPOINTS.values())}
    return {record.pk: record for model in models for record in everything(model)}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_list_holds_what_the_role_sees(endpoint, role, world, db):
    model = ENDPOINTS[endpoint].serializer_class.model
    user = world.user(role)

    listed = rows_of(client_of(world, role), endpoint)

    seen = {record.pk for record in everything(model) if scope.can_view(user, record)}
    if endpoint in DATED:
        in_force = model.objects.in_force().recorded().values_list("pk", flat=True)
        seen &= set(in_force)
    if endpoint in CLOSED_ROWS:
        seen &= set(model.objects.current().recorded().values_list("pk", flat=True))
    assert {row["id"] for row in listed} == seen
    assert len(listed) == len(seen)


@pytest.mark.parametrize("role", [ANONYMOUS, "representative of X", "secretariat of A", "secretariat of B"])
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_no_answer_names_a_record_out_of_sight(endpoint, role, world, all_records, db):
    client, user = client_of(world, role), world.user(role)

    listed = rows_of(client, endpoint)
    objects = [client.get(f"/api/v1/{endpoint}/{row['id']}/").json() for row in listed[:10]]

    named = {all_records[pk] for pk in ids_within([listed, objects]) if pk in all_records}
    assert named or not listed
    assert [record for record in named if not scope.can_view(user, record)] == []


@pytest.mark.parametrize("role", [ANONYMOUS, "representative of Y", "secretariat of B"])
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_object_out_of_sight_is_not_found(endpoint, role, world, db):
    model = ENDPOINTS[endpoint].serializer_class.model
    client, user = client_of(world, role), world.user(role)
    hidden = [record for record in everything(model) if not scope.can_view(user, record)][:12]

    found = {}
    for record in hidden:
        keys = [record.pk, *([record.slug] if hasattr(record, "slug") else [])]
        found |= {key: client.get(f"/api/v1/{endpoint}/{key}/").status_code for key in keys}

    assert set(found.values()) <= {404}


@pytest.mark.parametrize("endpoint", ["memberships", "seats"])
def test_claimed_relations_are_listed_when_asked_for(endpoint, world, db):
    model = ENDPOINTS[endpoint].serializer_class.model

    listed = rows_of(Client(), endpoint, standing="claimed")

    claimed = model.objects.in_force().claimed().values_list("pk", flat=True)
    assert {row["id"] for row in listed} == set(claimed)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_no_private_column_is_shown(endpoint, world, db):
    listed = rows_of(Client(), endpoint)

    private = {"contact_email", "created_by", "recorded_by", "search_tokens", "owner_id", "replaces", "recorded_until"}
    assert all(private.isdisjoint(row) for row in listed)
    assert "@" not in str(listed)
