"""Each list of the pages asks the same number of queries for one row and for three."""

import datetime

import pytest
from django.urls import reverse

from core.choices import Standing
from core.clock import now
from tests import factories
from tests.query_counts import PAGE_LISTS

pytestmark = pytest.mark.django_db


def make_everything(alliance):
    """One more row for each list, with what its cards name."""
    area, source = factories.AreaFactory(), factories.SourceFactory()
    factories.AreaFactory(parent=area)
    institution = factories.MembershipFactory(alliance=alliance, source=source).institution
    factories.MembershipFactory(alliance=alliance, standing=Standing.CLAIMED, source=source)
    factories.AllianceFactory(host=institution).areas.add(area)
    of_both = {"alliance": alliance, "institution": institution}
    factories.DocumentFactory(source=source, **of_both)
    deadline = now() + datetime.timedelta(days=9)
    posted = [
        factories.EventHostFactory(event=factories.EventFactory(**of_both), institution=institution).event,
        factories.GroupFactory(head=factories.PersonFactory(), **of_both),
        factories.ProjectPartnerFactory(project=factories.ProjectFactory(**of_both)).project,
        factories.OpportunityFactory(deadline=deadline, deadline_zone="Asia/Shanghai", **of_both),
        factories.NewsItemFactory(source=source, **of_both),
    ]
    for record in posted:
        record.areas.add(area)
        factories.PictureFactory(owner=record, order=2)
        factories.PictureFactory(owner=record)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", PAGE_LISTS)
def test_list_query_count(client, name, rows, django_assert_num_queries):
    alliance = factories.AllianceFactory()
    for _number in range(rows):
        make_everything(alliance)
    address = reverse(name, args=[alliance.slug] if name == "alliances:members" else [])

    with django_assert_num_queries(PAGE_LISTS[name]):
        page = client.get(address)

    assert len(page.context["object_list"]) >= rows


def test_wrong_value_of_a_filter_without_a_field_is_left_behind(client):
    """Its sentence leads to the list without it, and the form does not send it again."""
    page = client.get("/en/institutions/?kind=zzz&country=KZ")

    assert '<a href="/en/institutions/?country=KZ">Kind: Select a valid choice.' in page.text
    assert 'name="kind"' not in page.text
    assert '<input type="hidden" name="country" value="KZ"' in page.text


def test_wrong_value_of_a_filter_leads_to_its_field(client):
    assert '<a href="#id_year">Year: A year has four digits' in client.get("/en/news/?year=12").text
