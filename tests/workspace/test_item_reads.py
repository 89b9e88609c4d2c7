"""The page of an own item says about how often it was read, in all and by day, and nothing of items of others."""

import datetime

import pytest

from core.choices import PublicationState as S
from core.clock import today
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(client):
    membership = factories.MembershipFactory()
    client.force_login(factories.RepresentativeUserFactory(institution=membership.institution))
    return factories.NewsItemFactory(institution=membership.institution, alliance=membership.alliance)


def page_of(client, item):
    return client.get(f"/workspace/news/{item.pk}/")


def test_reads_are_told_rounded_in_all_and_by_day(client, item):
    last, first = today(), today() - datetime.timedelta(days=29)
    for day, number in [(last, 4), (first, 127), (first - datetime.timedelta(days=1), 500)]:
        factories.ReadCountFactory(item=item, day=day, number=number)
    factories.ReadCountFactory(item=factories.NewsItemFactory(), day=last, number=999)

    page = page_of(client, item)

    assert "Read about 130 times in the last 30 days" in page.text
    assert [(day, reads.is_few, reads.about) for day, reads in page.context["reads_by_day"]] == [
        (last, True, 0),
        (first, False, 130),
    ]
    assert "fewer than 10 times" in page.text
    assert ">127" not in page.text


def test_item_that_nobody_read_says_nothing_of_it(client, item):
    assert "item-reads" not in page_of(client, item).text


@pytest.mark.parametrize("days", [1, 3])
def test_item_page_query_count(client, item, days, django_assert_num_queries):
    for number in range(days):
        factories.ReadCountFactory(item=item, day=today() - datetime.timedelta(days=number), number=9)
    page_of(client, item)

    with django_assert_num_queries(9):
        assert len(page_of(client, item).context["reads_by_day"]) == days


def test_reads_of_a_draft_are_those_from_when_it_was_public(client, item):
    type(item).objects.filter(pk=item.pk).update(state=S.DRAFT)
    factories.ReadCountFactory(item=item, day=today(), number=12)

    assert "Read about 10 times" in page_of(client, item).text
