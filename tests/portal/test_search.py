import pytest
from django.urls import reverse

from portal.search import SHOWN
from tests import factories

pytestmark = pytest.mark.django_db


def found(client, words):
    kinds = client.get(reverse("portal:search"), {"search": words}).context["found"]
    return {str(kind["label"]): kind["records"] for kind in kinds}


def test_search_finds_every_kind_by_any_name(client):
    institution = factories.InstitutionFactory(name="Lanzhou University", name_zh_hans="兰州大学")
    item = factories.NewsItemFactory(title="Summer at Lanzhou")
    factories.AllianceFactory(name="Another alliance")

    assert found(client, "lanzhou") == {"Institutions": [institution], "News": [item]}
    assert found(client, "兰州") == {"Institutions": [institution]}


def test_search_keeps_drafts_from_strangers_and_shows_them_to_their_secretariat(client):
    draft = factories.DraftNewsItemFactory(title="Hidden summer")
    factories.DraftInstitutionFactory(name="Hidden summer school")
    factories.DraftAllianceFactory(name="Hidden summer alliance")

    assert found(client, "summer") == {}

    client.force_login(factories.SecretariatFactory(alliance=draft.alliance).user)
    assert found(client, "summer") == {"News": [draft]}


def test_search_leads_to_the_list_of_a_kind_that_has_more(client):
    for number in range(SHOWN + 1):
        factories.InstitutionFactory(name=f"Steppe university {number}")

    [kind] = client.get(reverse("portal:search"), {"search": "steppe"}).context["found"]

    assert (len(kind["records"]), kind["list"]) == (SHOWN, "/en/institutions/?search=steppe")


@pytest.mark.parametrize("words", ["", "  ", "\0", "x" * 10_000, "'\"<script>"])
def test_search_answers_whatever_is_typed(client, words):
    page = client.get(reverse("portal:search"), {"search": words})

    assert (page.status_code, page.context["found"]) == (200, [])


@pytest.mark.parametrize("rows", [1, 3])
def test_search_query_count(client, rows, django_assert_num_queries):
    for _number in range(rows):
        factories.InstitutionFactory(name="Steppe university")
        factories.NewsItemFactory(title="Steppe in bloom")

    with django_assert_num_queries(1):
        kinds = found(client, "steppe")

    assert [len(records) for records in kinds.values()] == [rows, rows]
