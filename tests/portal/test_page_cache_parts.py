"""Counts of facets are kept beside the pages of a list: for each of its pages and orders, until they change."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.choices import PublicationState
from core.page_cache.collecting import collecting
from core.page_cache.parts import keep_part
from core.services.publishing import move
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
