"""Columns, counts and dates of the lists: what they tell, whom, and at what cost."""

import datetime

import pytest

from alliances.models import AllianceAlias, Event, Membership
from core.admin.columns import language_marks
from core.choices import PublicationState
from core.clock import now
from core.dates import PartialDate
from core.languages import essential_texts, incomplete_q, offered_languages
from core.services.auditing import record
from core.services.publishing import move
from governance.models import Seat
from members.models import Institution
from news.models import NewsItem
from tests import factories
from tests.admin.conftest import admin_url, signed_in

S = PublicationState
NEWS = "/admin/news/newsitem/"


def text_of(page):
    return " ".join(page.content.decode().split())


def test_state_says_how_long_an_item_waits(secretariat, secretary, ours, freeze_now):
    moment = now()
    freeze_now(moment - datetime.timedelta(days=4))
    item = factories.DraftNewsItemFactory(alliance=ours)
    move(item, S.SUBMITTED, by=secretary)
    freeze_now(moment)

    assert "waiting for 4 days" in text_of(secretariat.get(NEWS))


def test_list_names_no_related_record_out_of_sight(secretariat, ours):
    hidden, named = factories.DraftSourceFactory(title="Hidden letter"), factories.SourceFactory(title="Public letter")
    for source in (hidden, named):
        factories.AllianceAliasFactory(alliance=ours, source=source)

    shown = text_of(secretariat.get(admin_url(AllianceAlias, "changelist")))

    assert "Hidden letter" not in shown
    assert "Public letter" in shown
    assert "A record that you may not see" in shown


def test_list_names_no_office_of_an_institution_out_of_sight(secretariat, ours):
    body = factories.BodyFactory(alliance=ours)
    for title, institution in [("Hidden rector", factories.DraftInstitutionFactory()), ("Rector of all", None)]:
        factories.SeatFactory(body=body, office=factories.OfficeFactory(title=title, institution=institution))

    shown = text_of(secretariat.get(admin_url(Seat, "changelist")))

    assert "Hidden rector" not in shown
    assert "Rector of all" in shown


def test_last_change_names_the_colleague(secretariat, ours):
    item = factories.NewsItemFactory(alliance=ours)
    record(item, by=factories.SecretariatUserFactory(alliance=ours, full_name="A colleague"), action="change")

    assert "<bdi>A colleague</bdi>" in text_of(secretariat.get(NEWS))


def test_last_change_does_not_name_who_works_for_others(secretariat, superuser, theirs):
    shared = factories.InstitutionFactory()
    entry = record(
        shared, by=factories.SecretariatUserFactory(alliance=theirs, full_name="A stranger"), action="change"
    )
    assert entry.object_id == shared.pk

    listed = admin_url(Institution, "changelist")

    assert "A stranger" not in text_of(secretariat.get(listed))
    assert "<bdi>A stranger</bdi>" in text_of(superuser.get(listed))


def test_last_change_blames_nobody_for_a_later_one(secretariat, ours):
    item = factories.NewsItemFactory(alliance=ours)
    entry = record(
        item, by=factories.SecretariatUserFactory(alliance=ours, full_name="An earlier one"), action="change"
    )
    NewsItem.objects.filter(pk=item.pk).update(updated_at=entry.at + datetime.timedelta(days=1))

    assert "An earlier one" not in text_of(secretariat.get(NEWS))


def test_recorded_rows_say_when_and_by_whom(secretariat, secretary, ours):
    factories.MembershipFactory(alliance=ours, recorded_by=secretary)

    assert f"<bdi>{secretary}</bdi>" in text_of(secretariat.get(admin_url(Membership, "changelist")))


def test_languages_are_told_to_those_who_do_not_see_them(db):
    item = factories.NewsItemFactory(title_en="A", title_ru="Б", title_zh_hans="", title_ar="")

    marks = language_marks(item)

    assert "Complete: English, Русский. Missing: " in marks
    assert 'is-missing">ZH' in marks


TEXTS = [
    {},
    {"body_en": "<p>a</p>"},
    {"title_zh_hans": "题", "title_ru": "Б", "title_ar": "ب"},
    {"title_zh_hans": "题", "title_ru": "Б", "title_ar": "ب", "body_en": "<p>a</p>"},
]


@pytest.mark.parametrize("texts", TEXTS)
def test_condition_on_languages_is_the_twin_of_the_marks(db, texts):
    item = factories.NewsItemFactory(title_en="A", **texts)

    lacks = len(offered_languages(item, essential_texts(NewsItem))) < 4
    assert NewsItem.objects.filter(incomplete_q(NewsItem)).exists() is lacks


def counted(page, title):
    spec = next(spec for spec in page.context["cl"].filter_specs if spec.title == title)
    return [choice["display"] for choice in spec.choices(page.context["cl"])]


def test_counts_beside_filters_are_of_own_rows(secretariat, ours, theirs):
    factories.DraftNewsItemFactory(alliance=ours)
    factories.NewsItemFactory.create_batch(2, alliance=ours)
    factories.NewsItemFactory.create_batch(5, alliance=theirs)

    page = secretariat.get(NEWS, {"_facets": "True"})

    assert {"Draft (1)", "Published (2)", "Scheduled (0)"} <= set(counted(page, "state"))
    assert "(5)" not in text_of(page)
    assert "(7)" not in text_of(page)


def test_filter_in_use_counts_its_other_choices_too(secretariat, ours):
    factories.DraftNewsItemFactory(alliance=ours)
    factories.NewsItemFactory.create_batch(2, alliance=ours)

    page = secretariat.get(NEWS, {"_facets": "True", "state": "draft"})

    assert {"Draft (1)", "Published (2)"} <= set(counted(page, "state"))
    assert "News (1)" in counted(page, "kind")


# A filter in use asks alone, over rows for which Django reads the choices of the relations once more.
@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("query", "more"), [({}, 1), ({"state": "published"}, 3)])
def test_counts_of_all_filters_cost_one_query(superuser, rows, query, more, django_assert_num_queries):
    factories.NewsItemFactory.create_batch(rows)

    with django_assert_num_queries(7 + more):
        superuser.get(NEWS, query | {"_facets": "True"})


@pytest.mark.parametrize(("who", "queries"), [("secretary", 8), ("superuser", 7)])
def test_list_of_three_hundred_costs_what_one_row_costs(who, queries, ours, secretary, django_assert_num_queries):
    NewsItem.objects.bulk_create(factories.NewsItemFactory.build_batch(300, alliance=ours, state=S.SUBMITTED))
    for item in NewsItem.objects.all()[:60]:
        record(item, by=secretary, action="move", after=S.SUBMITTED)
    client = signed_in(secretary if who == "secretary" else factories.SuperuserFactory())

    with django_assert_num_queries(queries):
        page = client.get(NEWS)

    assert page.context["cl"].result_count == 300


def test_dates_above_a_list_lead_from_years_to_days(superuser):
    for text in ("2024-03-05", "2024-03-09", "2025-01-01"):
        factories.EventFactory(starts=PartialDate.parse(text))
    listed = admin_url(Event, "changelist")

    years = text_of(superuser.get(listed))
    months = text_of(superuser.get(listed, {"starts_earliest__year": 2024}))
    days = text_of(superuser.get(listed, {"starts_earliest__year": 2024, "starts_earliest__month": 3}))
    day = superuser.get(listed, {"starts_earliest__year": 2024, "starts_earliest__month": 3, "starts_earliest__day": 5})

    assert "?starts_earliest__year=2024" in years
    assert "?starts_earliest__year=2025" in years
    assert "March 2024" in months
    assert "All dates" in months
    assert "5 March" in days
    assert "9 March" in days
    assert day.context["cl"].result_count == 1
