"""The desk shows each person what awaits him or her, nothing of others, at the same cost for few rows and for many."""

import datetime

import pytest
from django.urls import reverse

from alliances.models import Contradiction, Event, Membership
from core.choices import PublicationState
from core.clock import now
from core.dates import PartialDate
from core.desk.blocks import BLOCKS
from core.desk.registry import watched
from core.services.auditing import record
from core.services.publishing import move
from governance.models import Tenure
from news.models import NewsItem
from tests import factories
from tests.admin.conftest import admin_url, signed_in

S = PublicationState
DESK = "/admin/"


def day(offset):
    date = now().date() + datetime.timedelta(days=offset)
    return PartialDate.parse(date.isoformat())


def block(page, key):
    return next((shown for shown in page.context["blocks"] if shown.block.key == key), None)


@pytest.fixture
def ours(ours):
    """An alliance that waits for nothing: its name stands in every language."""
    for suffix in ("en", "zh_hans", "ru", "ar"):
        setattr(ours, f"name_{suffix}", "Asian Universities Alliance")
    ours.save()
    return ours


def many_news(number, **fields):
    return NewsItem.objects.bulk_create(factories.NewsItemFactory.build_batch(number, **fields))


def names(shown):
    return [line.name_en for line in shown.lines] if shown else []


def news(alliance, title, **fields):
    return factories.NewsItemFactory(alliance=alliance, title_en=title, **fields)


def test_submitted_items_await_the_longest_first(secretariat, ours, freeze_now):
    moment = now()
    for age, title in [(3, "Third"), (9, "First"), (5, "Second")]:
        freeze_now(moment - datetime.timedelta(days=age))
        move(news(ours, title, state=S.DRAFT), S.SUBMITTED, by=factories.SuperuserFactory())
    freeze_now(moment)

    page = secretariat.get(DESK)

    shown = block(page, "submitted")
    assert names(shown) == ["First", "Second", "Third"]
    assert [line.days_waiting for line in shown.lines] == [9, 5, 3]
    assert "waiting for 9 days" in page.content.decode()


def test_kinds_of_a_block_lead_to_their_lists(secretariat, ours):
    news(ours, "Story", state=S.SUBMITTED)
    factories.EventFactory(alliance=ours, state=S.SUBMITTED)

    shown = block(secretariat.get(DESK), "submitted")

    assert shown.count == 2
    assert {kind.url for kind in shown.kinds} == {
        f"{admin_url(NewsItem, 'changelist')}?state=submitted",
        f"{admin_url(Event, 'changelist')}?state=submitted",
    }


def test_returned_item_stands_with_its_reason(secretariat, secretary, ours):
    move(news(ours, "Story", state=S.SUBMITTED), S.RETURNED, by=secretary, note="The picture lacks a credit.")

    page = secretariat.get(DESK)

    assert names(block(page, "returned")) == ["Story"]
    assert "The picture lacks a credit." in page.content.decode()


def test_scheduled_item_stands_with_its_moment_and_zone(secretariat, ours):
    moment = datetime.datetime(2031, 3, 4, 9, 30, tzinfo=datetime.UTC)
    news(ours, "Later", published_at=moment)
    news(ours, "Public")

    page = secretariat.get(DESK)

    assert names(block(page, "scheduled")) == ["Later"]
    assert "4 March 2031, 9:30 UTC" in page.content.decode().replace("09:30", "9:30")


def test_item_whose_publication_ends_soon(secretariat, ours):
    news(ours, "Soon", unpublish_at=now() + datetime.timedelta(days=3))
    news(ours, "Later", unpublish_at=now() + datetime.timedelta(days=300))

    assert names(block(secretariat.get(DESK), "leaving")) == ["Soon"]


def test_calls_that_close_soon(secretariat, ours):
    for title, days in [("Soon", 5), ("Over", -5), ("Later", 90)]:
        moment = now() + datetime.timedelta(days=days)
        factories.OpportunityFactory(alliance=ours, title_en=title, deadline=moment, deadline_zone="Asia/Shanghai")

    assert names(block(secretariat.get(DESK), "closing")) == ["Soon"]


def test_memberships_that_end_within_sixty_days(secretariat, ours):
    for name, days in [("Soon", 30), ("Ended", -1), ("Later", 90)]:
        factories.MembershipFactory(
            alliance=ours, institution__name_en=name, since=PartialDate.year(2015), until=day(days)
        )

    assert names(block(secretariat.get(DESK), "ending")) == ["Soon"]


def test_seat_whose_holder_left_is_vacant_until_somebody_follows(secretariat, ours):
    filled, empty = (factories.SeatFactory(body__alliance=ours) for _number in range(2))
    for seat, name in [(filled, "Followed"), (empty, "Not followed")]:
        factories.TenureFactory(
            seat=seat, institution__name_en=name, since=PartialDate.year(2015), until=PartialDate.year(2020)
        )
    factories.TenureFactory(seat=filled, since=PartialDate.year(2021))

    assert names(block(secretariat.get(DESK), "vacant")) == ["Not followed"]


def test_open_contradictions_alone(secretariat, ours):
    factories.ContradictionFactory(alliance=ours, topic_en="Open", state=Contradiction.State.OPEN)
    factories.ContradictionFactory(alliance=ours, topic_en="Decided", state=Contradiction.State.RULED)

    assert names(block(secretariat.get(DESK), "disputed")) == ["Open"]


def test_languages_missing_and_the_filter_show_the_same_rows(secretariat, ours):
    titles = {f"title_{suffix}": "Whole" for suffix in ("en", "zh_hans", "ru", "ar")}
    bodies = {f"body_{suffix}": "<p>Text</p>" for suffix in ("en", "zh_hans", "ru", "ar")}
    factories.NewsItemFactory(alliance=ours, **titles, **bodies)
    factories.NewsItemFactory(alliance=ours, **titles | {"title_en": "No body in Russian"}, **bodies | {"body_ru": ""})
    news(ours, "English alone", title_ru="", title_zh_hans="", title_ar="")

    shown = block(secretariat.get(DESK), "untranslated")
    page = secretariat.get(admin_url(NewsItem, "changelist"), {"attention": "untranslated"})

    assert set(names(shown)) >= {"No body in Russian", "English alone"}
    assert "Whole" not in names(shown)
    assert {item.title_en for item in page.context["cl"].result_list} == {"No body in Russian", "English alone"}


def test_page_that_nobody_touched_for_a_year(secretariat, ours):
    old = factories.ProjectFactory(alliance=ours, title_en="Old")
    factories.ProjectFactory(alliance=ours, title_en="Fresh")
    type(old).objects.filter(pk=old.pk).update(updated_at=now() - datetime.timedelta(days=400))

    assert names(block(secretariat.get(DESK), "untouched")) == ["Old"]


def test_drafts_are_counted(secretariat, ours, theirs):
    news(ours, "Draft", state=S.DRAFT)
    news(theirs, "Theirs", state=S.DRAFT)

    counts = {shown.block.key: shown.count for shown in secretariat.get(DESK).context["counted"]}

    assert counts["draft"] == 1


def test_empty_blocks_say_what_would_appear(secretariat):
    page = secretariat.get(DESK)

    assert {block.key for block in page.context["clear"]} == {block.key for block in BLOCKS}
    assert "What representatives send in appears here" in page.content.decode()


def test_every_watched_model_is_named_and_each_block_told():
    keys = {block.key for block in BLOCKS}

    assert {case.block for cases in watched().values() for case in cases} == keys


def everything(alliance, institution):
    """A row for each block of the desk."""
    soon = now() + datetime.timedelta(days=3)
    for state in (S.SUBMITTED, S.RETURNED, S.DRAFT):
        news(alliance, "Veiled", state=state)
    news(alliance, "Veiled", published_at=soon)
    news(alliance, "Veiled", unpublish_at=soon)
    factories.OpportunityFactory(alliance=alliance, title_en="Veiled", deadline=soon, deadline_zone="UTC")
    factories.MembershipFactory(alliance=alliance, institution=institution, since=PartialDate.year(2015), until=day(9))
    seat = factories.SeatFactory(body__alliance=alliance, body__name_en="Veiled body")
    factories.TenureFactory(
        seat=seat, institution=institution, since=PartialDate.year(2015), until=PartialDate.year(2020)
    )
    factories.ContradictionFactory(alliance=alliance, topic_en="Veiled", state=Contradiction.State.OPEN)
    record(alliance, by=factories.SuperuserFactory(), action="change")


def test_desk_shows_nothing_of_other_alliances(secretariat, superuser, theirs):
    everything(theirs, factories.DraftInstitutionFactory(name_en="Veiled university"))

    page, all_of_it = secretariat.get(DESK), superuser.get(DESK)

    assert page.context["blocks"] == []
    assert page.context["counted"] == []
    assert page.context["deeds"] == []
    assert "Veiled" not in page.content.decode()
    assert {shown.block.key for shown in all_of_it.context["counted"]} >= {
        *("submitted", "returned", "scheduled", "leaving", "closing", "ending", "vacant", "disputed", "draft")
    }


def test_staff_without_a_secretariat_finds_an_empty_desk(ours):
    everything(ours, factories.InstitutionFactory())

    page = signed_in(factories.UserFactory(is_staff=True)).get(DESK)

    assert page.status_code == 200
    assert page.context["counted"] == []


def test_deeds_of_colleagues_without_ones_own(secretariat, secretary, ours, theirs):
    colleague = factories.SecretariatUserFactory(alliance=ours, full_name="A colleague")
    record(ours, by=colleague, action="move", before=S.DRAFT, after=S.SUBMITTED)
    record(ours, by=secretary, action="change")
    record(theirs, by=colleague, action="change")

    page = secretariat.get(DESK)

    assert [deed.entry.object_id for deed in page.context["deeds"]] == [ours.pk]
    assert "A colleague" in page.content.decode()


def test_corrected_row_is_led_to_by_its_new_id(secretariat, ours):
    row = factories.MembershipFactory(alliance=ours)
    record(row, by=factories.SuperuserFactory(), action="correct", before="OLD", after=row.pk)

    assert secretariat.get(DESK).context["deeds"][0].url == admin_url(Membership, "change", row.pk)


@pytest.mark.parametrize("rows", [3, 300])
def test_desk_query_count(rows, ours, secretary, django_assert_num_queries):
    institution = factories.InstitutionFactory()
    for state in (S.SUBMITTED, S.RETURNED, S.PUBLISHED):
        many_news(rows // 3, alliance=ours, state=state)
    everything(ours, institution)
    record(ours, by=secretary, action="change")
    client = signed_in(secretary)
    client.get(DESK)  # content types are read once for the process

    with django_assert_num_queries(9):
        client.get(DESK)


@pytest.mark.parametrize("rows", [3, 300])
def test_desk_query_count_of_the_superuser(rows, ours, django_assert_num_queries):
    many_news(rows, alliance=ours, state=S.SUBMITTED)
    everything(ours, factories.InstitutionFactory())
    user = factories.SuperuserFactory()
    record(ours, by=user, action="change")
    client = signed_in(user)
    client.get(DESK)

    with django_assert_num_queries(7):
        client.get(DESK)


def test_recent_records_are_those_opened_and_changed(secretariat, secretary, ours):
    changed, opened = news(ours, "Changed"), factories.EventFactory(alliance=ours, title_en="Opened")
    record(changed, by=secretary, action="change")

    secretariat.get(admin_url(opened, "change"))

    assert [line.name_en for line in secretariat.get(DESK).context["recent"]] == ["Opened", "Changed"]


def test_recent_records_out_of_scope_are_not_named(secretariat, secretary, ours, theirs):
    item = news(ours, "Moved away")
    record(item, by=secretary, action="change")
    secretariat.get(admin_url(item, "change"))
    NewsItem.objects.filter(pk=item.pk).update(alliance=theirs)

    page = secretariat.get(DESK)

    assert page.context["recent"] == []


def test_recent_records_of_another_account_in_the_same_browser_do_not_count(secretariat, ours):
    secretariat.get(admin_url(news(ours, "Story"), "change"))

    secretariat.force_login(factories.SecretariatUserFactory(alliance=ours))

    assert secretariat.get(DESK).context["recent"] == []


@pytest.mark.parametrize("cookie", ["nonsense", "1 news.newsitem:x:y", ""])
def test_forged_cookie_is_passed_over(secretariat, cookie):
    secretariat.cookies["recent"] = cookie

    assert secretariat.get(DESK).context["recent"] == []


def test_opening_a_form_writes_nothing_to_the_session(secretariat, ours):
    response = secretariat.get(admin_url(news(ours, "Story"), "change"))

    assert response.cookies["recent"]["httponly"]
    assert "sessionid" not in response.cookies


def test_vacant_seats_in_their_list(secretariat, ours):
    seat = factories.SeatFactory(body__alliance=ours)
    gone = factories.TenureFactory(seat=seat, since=PartialDate.year(2015), until=PartialDate.year(2020))
    factories.TenureFactory(seat=factories.SeatFactory(body__alliance=ours))

    page = secretariat.get(admin_url(Tenure, "changelist"), {"attention": "vacant"})

    assert list(page.context["cl"].result_list) == [gone]


def test_desk_is_reached_from_every_page(secretariat):
    assert f'href="{reverse("admin:index")}"' in secretariat.get(admin_url(NewsItem, "changelist")).content.decode()


def test_desk_says_whom_to_ask_about_the_home_page(secretariat, superuser):
    sentence = "To have something pinned or announced there"

    assert sentence in secretariat.get(DESK).text
    assert sentence not in superuser.get(DESK).text
