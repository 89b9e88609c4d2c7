"""The twelve traps in the sources: places where a portal that takes them at their word goes wrong."""

import datetime

import pytest
from django.contrib.contenttypes.models import ContentType

from alliances.models import Alliance, Contradiction, Event, Membership, Statement
from core.choices import Certainty
from core.models import Picture, Source
from core.quality import FILE_NAME_ENDINGS
from governance.models import Body, Meeting, Tenure
from members.models import Appointment, Institution, Office, Person
from news.models import NewsItem
from research.models import Group, Opportunity, Project

from .questions import institutions, said, seats, slugs

COUNCIL = "uasr-executive-council"
COLUMNS = ("en", "zh_hans", "ru", "ar")


def test_trap_01_a_claimed_seat_is_kept_apart_from_the_recorded_ones():
    tenures = Tenure.objects.in_force().filter(body__slug=COUNCIL)

    assert not seats(COUNCIL).filter(institution__slug="spbpu").exists()
    assert list(tenures.claimed().values_list("institution__slug", flat=True)) == ["spbpu"]
    contradiction = Contradiction.objects.get(slug="c03")
    assert (contradiction.alliance.slug, contradiction.institution.slug) == ("uasr", "spbpu")
    assert contradiction.state == Contradiction.State.OPEN
    assert all(side.sources.exists() for side in contradiction.sides.all())


def test_trap_01_none_of_the_undated_seats_is_certain_on_the_day_of_the_meeting():
    day = datetime.date(2020, 11, 27)
    recorded = Tenure.objects.current().recorded().filter(body__slug=COUNCIL)

    assert recorded.on(day).count() == 0
    assert recorded.possibly_on(day).count() == 18
    assert {tenure.certainty_on(day) for tenure in recorded} == {Certainty.POSSIBLE}


def test_trap_02_three_counts_of_one_alliance_stand_with_source_and_date():
    assert said("uasr", "members") == {
        ("150", "unknown", "unknown", "uasr-profile"),
        ("over 150", "unknown", "2020-12-04", "spbpu-news-2020"),
        ("about 151", "unknown", "unknown", "polyu-networks"),
    }
    assert not Statement.objects.filter(source=None).exists()


@pytest.mark.parametrize("name", ["Executive Council", "Executive Board", "Executive Committee"])
def test_trap_03_one_body_is_found_under_three_names(name):
    bodies = Body.objects.filter(alliance__slug="uasr")

    assert [body.slug for body in bodies if f" {name.split()[1].lower()}" in body.search_tokens] == [COUNCIL]


def test_trap_03_one_alliance_is_found_under_two_names():
    for name in ["University Alliance of the Silk Road", "Alliance of Silk Road Universities", "丝绸之路大学联盟"]:
        assert "uasr" in slugs(Alliance.objects.published().matching(name))


@pytest.mark.parametrize(
    ("spelling", "slug"),
    [
        ("Laman Polytechnic", "tar-umt"),
        ("Raman Polytechnic", "tar-umt"),
        ("Ural National University of Economics", "ural-state-university-of-economics"),
        ("Ural State University of Economics", "ural-state-university-of-economics"),
        ("Technic University of Berlin", "technische-universitaet-berlin"),
        ("University of Nebrica", "universidad-nebrija"),
    ],
)
def test_trap_04_one_institution_is_found_under_its_spellings(spelling, slug):
    assert slugs(Institution.objects.published().matching(spelling)) == {slug}


def test_trap_04_one_person_is_found_under_two_spellings():
    for spelling in ["ARSENIYEV", "Arseniev", "Арсеньев"]:
        assert slugs(Person.objects.published().matching(spelling)) == {"dmitry-arseniev"}
    story = NewsItem.objects.get(slug="lanzhou-ten-years")
    assert story.mentions.get(name="Willy").spellings == "Willie"


def test_trap_05_slips_of_the_translation_are_no_institutions():
    for slip in ["Hanjiang University", "University of Pakistan", "Xinjiang Education Alliance"]:
        assert not Institution.objects.filter(name_en__icontains=slip).exists()
        assert not Alliance.objects.filter(name_en__icontains=slip).exists()
    source = Source.objects.get(slug="lanzhou-ten-years")
    assert (source.is_machine_translated, source.original_language) == (True, "zh-hans")
    story = NewsItem.objects.get(source=source)
    assert (story.is_machine_translated, story.original_language) == (True, "zh-hans")


def test_trap_05_an_unclear_partner_is_a_draft_that_no_story_leads_to():
    partner = Institution.objects.get(slug="art-university-of-georgia")

    assert not partner.is_published
    assert not partner.mentioned_in_news.exists()
    assert not partner.project_parts.exists()
    assert not partner.related.exists()


def test_trap_06_titles_and_leads_exist_in_each_language_in_its_own_script():
    scripts = {"zh_hans": ("一", "鿿"), "ru": ("а", "я"), "ar": ("ء", "ي")}
    for story in NewsItem.objects.published():
        for field in ("title", "lead", "kicker", "byline", "body"):
            for column, (first, last) in scripts.items():
                text = getattr(story, f"{field}_{column}")
                assert any(first <= letter <= last for letter in text), (story.slug, field, column)
            english = getattr(story, f"{field}_en")
            assert not any("а" <= letter <= "я" for letter in english.lower()), (story.slug, field)


def test_trap_07_pictures_have_a_description_and_caption_of_their_own():
    for column in COLUMNS:
        alts = list(Picture.objects.values_list(f"alt_{column}", flat=True))
        captions = list(Picture.objects.values_list(f"caption_{column}", flat=True))
        assert all(alts)
        assert all(captions)
        assert len(set(alts)) == len(alts)
        assert len(set(captions)) == len(captions)
        assert not [alt for alt in alts if alt.lower().endswith(FILE_NAME_ENDINGS)]
    owners = ContentType.objects.get_for_models(Event, Group, NewsItem, Opportunity, Project).values()
    assert set(Picture.objects.values_list("owner_type", flat=True)) == {owner_type.pk for owner_type in owners}


def test_trap_08_hong_kong_is_a_country_or_region():
    polyu = Institution.objects.get(slug="hong-kong-polytechnic-university")

    assert polyu.country.code == "HK"
    label = Institution._meta.get_field("country").verbose_name
    assert label == "country or region"
    assert Contradiction.objects.get(institution=polyu).state == Contradiction.State.RULED


def test_trap_09_members_need_not_be_universities_and_persons_are_figures():
    kinds = set(Institution.objects.published().values_list("kind", flat=True))
    assert kinds >= {"academy", "ministry", "agency", "association", "company", "confucius_institute", "forum"}
    for slug in ["eaie", "nafsa"]:
        assert institutions(slug, "member") == {"hong-kong-polytechnic-university"}
        assert said(slug, "individual_members")
        assert not said(slug, "members")


def test_trap_10_the_founding_members_are_rows_and_their_number_is_a_statement():
    slug = "belt-and-road-university-alliance"

    assert institutions(slug, "founding_member") == {
        "lanzhou-university",
        "fudan-university",
        "ural-state-university-of-economics",
    }
    assert ("47", "2015~", "unknown", "lanzhou-ten-years") in said(slug, "members")
    assert "48" in Statement.objects.get(alliance__slug=slug, measure="members", value=47).note_en
    assert Contradiction.objects.get(slug="c11").sides.count() == 3


def test_trap_11_dates_keep_their_precision():
    texts = {event.slug: event.starts.text for event in Event.objects.all()}

    assert texts["uasr-initiative-2015"] == "2015-01"
    assert texts["aua-announcement-2016"] == "2016-spring"
    assert texts["confucius-calligraphy-2025"] == "2025-spring-festival~"
    assert texts["belt-road-alliance-founding"] == "2015~"
    assert texts["lzu-un-talk"] == "unknown"
    assert not Event.objects.dated().filter(slug="lzu-un-talk").exists()


def test_trap_12_an_office_stands_without_a_person():
    office = Office.objects.get(slug="uasr-secretary-general")
    appointment = Appointment.objects.current().get(office=office)

    assert office.institution.slug == "xian-jiaotong-university"
    assert (appointment.person, appointment.attested_on.text) == (None, "2020-11")
    assert office.seats.get().body.slug == "uasr-secretariat"
    meeting = Meeting.objects.get(slug="uasr-executive-board-2020-11-27")
    assert meeting.attendances.get(office=office).person is None
    assert Membership.objects.in_force().filter(alliance__slug="uasr", role="secretariat").count() == 1
