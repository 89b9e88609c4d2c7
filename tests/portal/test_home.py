import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from core.clock import now
from portal.choices import BlockKind
from portal.models import HomeBlock, HomePin
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_blocks():
    HomeBlock.objects.all().delete()


def home(client):
    return client.get(reverse("portal:home"))


def kinds(page):
    return [block.kind for block in page.context["blocks"]]


def records(page, kind):
    [block] = [block for block in page.context["blocks"] if block.kind == kind]
    return block.records


def test_home_without_curation_shows_the_usual_blocks(client):
    item = factories.NewsItemFactory()

    page = home(client)

    assert kinds(page) == ["hero", "news", "events", "alliances", "way_in"]
    assert records(page, "news") == [item]


def test_blocks_stand_in_their_order_and_only_in_their_time(client):
    moment = now()
    factories.HomeBlockFactory(kind="way_in", order=1)
    factories.HomeBlockFactory(kind="notice", title="Soon", order=2, shown_from=moment + datetime.timedelta(hours=1))
    factories.HomeBlockFactory(kind="notice", title="Gone", order=3, shown_until=moment - datetime.timedelta(hours=1))
    factories.HomeBlockFactory(kind="notice", title="Now", order=4, shown_from=moment - datetime.timedelta(hours=1))
    factories.HomeBlockFactory(kind="events", order=5)

    page = home(client)

    assert kinds(page) == ["hero", "way_in", "notice", "events"]
    assert "Now" in page.text
    assert "Soon" not in page.text
    assert "Gone" not in page.text


def test_all_blocks_out_of_their_time_leave_the_opening_alone(client):
    factories.HomeBlockFactory(kind="news", shown_until=now() - datetime.timedelta(hours=1))

    page = home(client)

    assert kinds(page) == ["hero"]
    assert page.text.count("<h1") == 1


def test_pinned_record_comes_first_and_the_limit_counts_it(client):
    block = factories.HomeBlockFactory(kind="news", limit=2)
    old = factories.NewsItemFactory(published_at=now() - datetime.timedelta(days=900))
    newest, _second = (factories.NewsItemFactory(published_at=now() - datetime.timedelta(days=days)) for days in (1, 2))
    factories.HomePinFactory(block=block, news=old)

    assert records(home(client), "news") == [old, newest]


def test_pin_shows_neither_a_draft_nor_a_closed_call_nor_after_its_time(client):
    moment = now()
    news = factories.HomeBlockFactory(kind="news", order=1)
    calls = factories.HomeBlockFactory(kind="calls", order=2)
    shown = factories.NewsItemFactory()
    factories.HomePinFactory(block=news, news=factories.DraftNewsItemFactory())
    past = factories.NewsItemFactory(published_at=moment - datetime.timedelta(days=9))
    factories.HomePinFactory(block=news, news=past, shown_until=moment - datetime.timedelta(hours=1))
    closed = {"deadline": moment - datetime.timedelta(days=1), "deadline_zone": "UTC"}
    factories.HomePinFactory(block=calls, news=None, call=factories.OpportunityFactory(**closed))

    page = home(client)

    assert records(page, "news") == [shown, past]
    assert "calls" not in kinds(page)


def test_heading_of_a_block_can_be_replaced_in_each_language(client):
    factories.HomeBlockFactory(kind="hero", title="Forty universities, one road", title_ru="Сорок университетов")

    assert "Forty universities, one road" in home(client).text
    assert "Сорок университетов" in client.get("/ru/").text


def test_pin_must_fit_its_block():
    block = factories.HomeBlockFactory(kind="calls")

    with pytest.raises(ValidationError):
        HomePin(block=block, news=factories.NewsItemFactory()).full_clean()
    with pytest.raises(IntegrityError):
        HomePin.objects.create(block=block)


def test_only_notices_may_stand_there_twice():
    factories.HomeBlockFactory(kind="notice")
    factories.HomeBlockFactory(kind="notice")
    factories.HomeBlockFactory(kind="news")

    with pytest.raises(IntegrityError):
        factories.HomeBlockFactory(kind="news")


def test_blocks_are_moved_in_the_admin(admin_client):
    first, second, third = (
        factories.HomeBlockFactory(kind=kind, order=10) for kind in (BlockKind.NEWS, BlockKind.CALLS, BlockKind.EVENTS)
    )

    admin_client.post(
        reverse("admin:portal_homeblock_changelist"),
        {"action": "move_up", "_selected_action": [second.pk, third.pk], "index": "0"},
    )

    assert list(HomeBlock.objects.values_list("pk", "order")) == [(second.pk, 10), (third.pk, 20), (first.pk, 30)]


def test_secretariat_does_not_curate_the_home_page_of_all(client):
    factories.HomeBlockFactory(kind="news")
    client.force_login(factories.SecretariatUserFactory())

    assert client.get(reverse("admin:portal_homeblock_changelist")).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_curated_home_query_count(client, rows, django_assert_num_queries):
    news = factories.HomeBlockFactory(kind="news")
    for kind in ("calls", "events", "alliances", "areas"):
        factories.HomeBlockFactory(kind=kind)
    for _number in range(rows):
        factories.HomePinFactory(block=news, news=factories.NewsItemFactory())
        factories.AreaFactory()
        factories.OpportunityFactory(deadline=now() + datetime.timedelta(days=3), deadline_zone="Asia/Shanghai")

    with django_assert_num_queries(7):
        home(client)
