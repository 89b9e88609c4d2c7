"""Filters by slug: what they find, that rows come once, and that nothing out of sight can be guessed from them."""

import datetime

import pytest
from django.http import QueryDict
from django.urls import reverse

from alliances.filtersets import InstitutionFilterSet
from core.choices import Standing
from core.dates import PartialDate
from core.filtersets import StrictFilterSet
from members.models import Institution
from portal.api_router import ENDPOINTS
from tests import factories as make


@pytest.fixture
def found(ask, db):
    """The slugs, or else the ids, that a list gives."""

    def read(path):
        answer = ask(path)
        rows = [row.get("slug") or row["id"] for row in answer["results"]]
        assert len(rows) == len(set(rows)) == answer["count"]
        return set(rows)

    return read


def test_alliance_and_role_are_of_one_membership(found):
    alliance, other = make.AllianceFactory(slug="one"), make.AllianceFactory()
    observer, member = make.InstitutionFactory(slug="observer"), make.InstitutionFactory(slug="member")
    make.MembershipFactory(alliance=alliance, institution=observer, role="observer")
    make.MembershipFactory(alliance=alliance, institution=member)
    make.MembershipFactory(alliance=other, institution=member, role="observer")

    assert found("institutions/?alliance=one") == {"observer", "member"}
    assert found("institutions/?alliance=one&role=observer") == {"observer"}
    assert found("institutions/?role=observer") == {"observer", "member"}


@pytest.mark.parametrize(
    "fields",
    [
        {"until": PartialDate.year(2018)},
        {"standing": Standing.CLAIMED},
        {"recorded_until": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)},
        {"role": "applicant"},
    ],
    ids=["ended", "claimed", "corrected", "applicant"],
)
def test_relation_that_does_not_hold_is_not_found(fields, found):
    make.MembershipFactory(alliance=make.AllianceFactory(slug="one"), institution__slug="x", **fields)

    assert found("institutions/?alliance=one") == set()
    assert found("alliances/?institution=x") == set()


def test_filter_tells_nothing_of_records_out_of_sight(found):
    draft = make.DraftAllianceFactory(slug="secret")
    university, hidden = make.InstitutionFactory(slug="x"), make.DraftInstitutionFactory(slug="hidden", country="RU")
    shown = make.AllianceFactory(slug="shown")
    area = make.DraftAreaFactory(slug="hidden-area")
    make.MembershipFactory(alliance=draft, institution=university)
    make.MembershipFactory(alliance=shown, institution=hidden)
    make.EventHostFactory(event__slug="event", event__alliance=draft, institution=hidden)
    make.ProjectPartnerFactory(project__slug="project", institution=hidden).project.areas.add(area)
    make.OpportunityPartnerFactory(institution=hidden)
    make.DraftGroupFactory(institution=university).areas.add(make.AreaFactory(slug="area"))

    for path in (
        "institutions/?alliance=secret",
        "institutions/?area=area",
        "alliances/?institution=hidden",
        "alliances/?country=RU",
        "events/?alliance=secret",
        "events/?institution=hidden",
        "projects/?institution=hidden",
        "opportunities/?institution=hidden",
        "opportunities/?country=RU",
        "projects/?area=hidden-area",
        "projects/?country=RU",
        "memberships/?country=RU",
        "documents/?alliance=secret",
    ):
        assert found(path) == set(), path


def test_wider_area_stands_for_those_below_it(found):
    wide = make.AreaFactory(slug="wide")
    narrow = make.AreaFactory(slug="narrow", parent=wide)
    make.GroupFactory(slug="group").areas.set([narrow, wide])

    assert found("groups/?area=wide") == {"group"}
    assert found("groups/?area=narrow") == {"group"}


def test_news_is_found_by_what_it_tells_about_once(found):
    alliance = make.AllianceFactory(slug="one")
    story = make.NewsItemFactory(slug="story", alliance=alliance)
    story.alliances.set([alliance, make.AllianceFactory()])
    told = make.NewsItemFactory(slug="told")
    told.alliances.set([alliance])
    make.NewsItemFactory()

    assert found("news/?alliance=one") == {"story", "told"}


def test_search_knows_four_scripts_and_other_names(found):
    made = make.InstitutionFactory(
        slug="x", name="Saint Petersburg", name_ru="Политехнический", name_zh_hans="理工大学"
    )
    make.InstitutionAliasFactory(institution=made, text="Leningrad Polytechnic")
    make.InstitutionFactory()

    for words in ("petersburg", "политехнический", "理工", "leningrad"):
        assert found(f"institutions/?search={words}") == {"x"}, words


@pytest.mark.parametrize("signs", ["!!!", "ـ", "…", "«»", "-", "\u200f"])
def test_search_for_signs_alone_finds_nothing(found, client, signs):
    make.InstitutionFactory()

    assert found(f"institutions/?search={signs}") == set()
    page = client.get(reverse("members:institution_list"), {"search": signs})
    assert list(page.context["object_list"]) == []


def test_year_of_relations_is_its_last_day(ask, db):
    made = make.MembershipFactory(since=PartialDate.year(2016), until=PartialDate.year(2018))

    assert [ask(f"memberships/?year={year}")["count"] for year in (2015, 2016, 2017, 2018)] == [0, 1, 1, 0]
    assert ask("memberships/")["count"] == 0
    assert ask(f"memberships/{made.pk}/")["certainty"] == "unknown"


def test_year_of_events_touches_their_days(found):
    make.EventFactory(slug="winter", starts=PartialDate.season(2020, "winter"))
    make.EventFactory(slug="undated", starts=PartialDate.unknown())

    assert found("events/?year=2020") == found("events/?year=2021") == {"winter"}
    assert found("events/?year=2019") == set()


def test_order_is_by_name_and_what_has_none_comes_last(ask, db):
    make.EventFactory(slug="undated", starts=PartialDate.unknown())
    make.EventFactory(slug="first", starts=PartialDate.year(2001))
    make.EventFactory(slug="second", starts=PartialDate.year(2002))

    def order(name):
        return [row["slug"] for row in ask(f"events/?ordering={name}")["results"]]

    assert order("date") == ["first", "second", "undated"]
    assert order("-date") == ["second", "first", "undated"]


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_every_filter_and_order_answers(endpoint, ask, db):
    values = {"year": "2016", "search": "university", "country": "CN"}
    for name, one in ENDPOINTS[endpoint].filterset_class.base_filters.items():
        for value in getattr(one, "schema", {}).get("enum") or [values.get(name, "some-slug")]:
            assert ask(f"{endpoint}/?{name}={value}")["count"] == 0


def test_filters_of_pages_look_at_their_own_and_show_what_is_wrong(db):
    university = make.InstitutionFactory()
    rows = Institution.objects.all()

    passed_on = InstitutionFilterSet(QueryDict("utm_source=letter&kind="), rows)
    wrong = InstitutionFilterSet(QueryDict("country=XX1"), rows)

    assert passed_on.is_valid()
    assert list(passed_on.qs) == [university]
    assert not wrong.is_valid()
    assert set(wrong.form.errors) == {"country"}


def test_choices_of_a_page_name_published_records_only(db):
    make.AllianceFactory(slug="shown")
    make.DraftAllianceFactory(slug="secret")

    form = InstitutionFilterSet(QueryDict(""), Institution.objects.all()).form

    assert [value for value, _label in form.fields["alliance"].widget.choices] == ["", "shown"]


def test_filterset_is_lenient_unless_asked():
    assert StrictFilterSet(QueryDict("x=1"), Institution.objects.none()).errors == {}
