"""Counts of facets are kept beside the pages of a list: for each of its pages and orders, until they change."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.choices import PublicationState
from core.page_cache.collecting import collecting
from core.page_cache.parts import keep_part
from core.services.publishing import move
from core.services.recording import strike_fact
from core.views import ListPage
from members.models import Institution, User
from tests import factories

pytestmark = pytest.mark.django_db

LIST = "/en/institutions/"


@pytest.fixture
def two_pages(monkeypatch):
    monkeypatch.setattr(ListPage, "paginate_by", 1)
    return [factories.MembershipFactory().institution for _number in range(2)]


def counted(client, address):
    """How often the facets were counted for the answer."""
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return sum("facet_count" in query["sql"] for query in captured)


def countries(client, address):
    facets = {entry["facet"].name: entry for entry in client.get(address).context["facets"]}
    return {value["value"]: value["count"] for value in facets["country"]["values"]}


def test_facets_are_counted_once_for_the_pages_and_orders_of_a_list(client, kept, two_pages):
    assert counted(client, LIST) == 1
    assert counted(client, f"{LIST}?page=2") == 0
    assert counted(client, f"{LIST}?ordering=-name") == 0


def test_facets_are_counted_anew_for_other_filters_and_languages(client, kept, two_pages):
    client.get(LIST)

    assert counted(client, f"{LIST}?kind=university") == 1
    assert counted(client, "/ru/institutions/") == 1


def test_kept_facets_go_with_what_they_count(client, kept, two_pages):
    first, _second = two_pages
    client.get(LIST)

    move(first, PublicationState.ARCHIVED, by=factories.SuperuserFactory())

    assert sum(countries(client, f"{LIST}?page=1&ordering=-name").values()) == 1


def test_page_that_takes_a_part_from_memory_hangs_on_what_it_was_made_from(kept):
    institution = factories.InstitutionFactory()

    def made():
        with collecting(since=kept.catch_up(), stale_at=kept.stale_at()) as reading:
            names = keep_part("names", lambda: [record.name for record in Institution.objects.all()])
        return names, reading

    first, second = made(), made()

    assert first[0] == second[0] == [institution.name]
    assert second[1].ids == {institution.pk}
    assert set(second[1].anchors) == {"members.institution"}


def test_part_made_from_what_nobody_announces_is_not_kept(kept):
    with collecting(since=kept.catch_up(), stale_at=kept.stale_at()) as reading:
        keep_part("accounts", lambda: User.objects.count())

    assert not reading.is_complete
    assert "accounts" not in kept


def test_facets_of_somebody_signed_in_are_counted_each_time(client, kept, two_pages):
    client.get(LIST)
    client.force_login(factories.SuperuserFactory())

    assert counted(client, LIST) == 1


def asked(client, address, words):
    """How many queries of the answer hold these words."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return sum(words in query["sql"] for query in captured)


MEMBERS_OF_EACH = 'COUNT(DISTINCT "alliances_membership"."institution_id")'


def test_members_of_alliances_are_counted_once_for_all_lists_of_them(client, kept):
    factories.MembershipFactory()

    assert asked(client, "/en/alliances/", MEMBERS_OF_EACH) == 1
    assert asked(client, "/ru/alliances/?kind=network", MEMBERS_OF_EACH) == 0


def test_kept_number_of_members_goes_with_a_membership(client, kept):
    membership = factories.MembershipFactory()
    before = client.get("/en/alliances/").content.decode()

    strike_fact(membership, by=factories.SuperuserFactory())

    assert "1 member recorded here" in before
    assert "no member recorded here" in client.get("/en/alliances/?kind=").content.decode()


def test_choices_of_a_filter_are_asked_for_once_and_go_with_what_they_name(client, kept):
    alliance = factories.AllianceFactory(name="Alliance of Deserts")
    client.get("/en/news/")

    assert asked(client, "/en/news/?ordering=published", "gathered_kind") == 0
    move(alliance, PublicationState.ARCHIVED, by=factories.SuperuserFactory())
    assert "Alliance of Deserts" not in client.get("/en/news/?ordering=published").content.decode()


def test_figures_of_the_home_page_go_with_what_they_count(client, kept):
    institution = factories.InstitutionFactory()
    before = client.get("/en/").context["figures"]["institutions"]

    move(institution, PublicationState.ARCHIVED, by=factories.SuperuserFactory())

    assert client.get("/en/").context["figures"]["institutions"] == before - 1


def test_api_counts_a_list_once_for_all_its_pages(client, kept):
    factories.MembershipFactory.create_batch(2)
    client.get("/api/v1/memberships/?page_size=1")

    assert asked(client, "/api/v1/memberships/?page_size=1&page=2", "COUNT(*)") == 0
    assert asked(client, "/api/v1/memberships/?page_size=1&role=observer", "COUNT(*)") == 1


def test_kept_count_of_the_api_goes_with_what_it_counts(client, kept):
    first, _second = factories.MembershipFactory.create_batch(2)
    before = client.get("/api/v1/memberships/").json()["count"]

    move(first.institution, PublicationState.ARCHIVED, by=factories.SuperuserFactory())

    assert (before, client.get("/api/v1/memberships/").json()["count"]) == (2, 1)


def test_count_of_the_api_is_not_shared_with_who_sees_more(client, kept):
    secretariat = factories.SecretariatFactory(alliance=factories.DraftAllianceFactory())
    client.get("/api/v1/alliances/")
    client.force_login(secretariat.user)

    staff = client.get("/api/v1/alliances/").json()["count"]
    client.logout()

    assert (staff, client.get("/api/v1/alliances/").json()["count"]) == (1, 0)
