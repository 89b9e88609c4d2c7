"""Facts F15 to F27 of the sources, each asked of the loaded demo."""

from alliances.models import Alliance, Membership, Statement
from core.models import Area
from governance.models import Seat
from research.models import Opportunity

from .questions import founded, institutions, relations, said, slugs, undated

OF_2025 = ("2025~", "unknown", "lanzhou-ten-years")


def test_f15_asrtu_has_29_chinese_and_34_russian_members():
    members = Statement.objects.filter(alliance__slug="asrtu", measure="members")

    assert set(members.values_list("value", "country", "is_derived")) == {
        (29, "CN", False),
        (34, "RU", False),
        (63, "", True),
    }
    assert founded("asrtu") == "unknown"


def test_f16_epu_of_2000_gives_scholarships_and_summer_schools():
    assert founded("epu") == "2000"
    assert institutions("epu", "supporter") == {"austrian-federal-ministry-science-research", "oead"}
    programmes = Opportunity.objects.published().filter(alliance__slug="epu")
    assert set(programmes.values_list("kind", flat=True)) == {"scholarship", "summer_school"}


def test_f17_eaie_of_1989_has_over_2500_individual_members():
    assert founded("eaie") == "1989"
    assert said("eaie", "individual_members") == undated("over 2500")
    assert said("eaie", "countries") == undated("over 80")


def test_f18_ge4_of_1996_exchanged_over_1300_students():
    assert founded("ge4") == "1996"
    assert said("ge4", "students_exchanged") == undated("over 1300")


def test_f19_global_e3_has_over_70_and_70_universities_and_is_run_by_iie():
    assert founded("global-e3") == "1995"
    assert said("global-e3", "members") == undated("over 70") | undated("70")
    assert said("global-e3", "countries") == undated("20")
    assert said("global-e3", "students_per_year") == undated("about 250–300")
    assert institutions("global-e3", "administrator") == {"iie"}


def test_f20_nafsa_of_1948_had_another_name_and_counts_persons():
    nafsa = Alliance.objects.get(slug="nafsa")

    assert founded("nafsa") == "1948"
    former = nafsa.aliases.get(kind="former")
    assert (former.text, former.source.slug) == ("National Association of Foreign Student Advisers", "polyu-networks")
    assert said("nafsa", "individual_members") == undated("10,000")
    assert said("nafsa", "institutions") == undated("more than 3500")
    assert said("nafsa", "countries") == undated("over 150")


def test_f21_asaihl_of_1956_was_founded_in_bangkok_by_eight():
    asaihl = Alliance.objects.get(slug="asaihl")

    assert founded("asaihl") == "1956"
    assert "Bangkok" in asaihl.founded_place_en
    assert said("asaihl", "founding_members") == {("8", "1956", "unknown", "polyu-networks")}
    assert said("asaihl", "members") == undated("more than 170")
    countries = Statement.objects.get(alliance=asaihl, measure="countries")
    assert (countries.value, countries.is_derived) == (22, True)
    assert countries.note_en.startswith("15 Asian countries and Australia")


def test_f22_the_cpec_consortium_of_2017_has_58_members():
    assert founded("cpec-consortium") == "2017"
    assert said("cpec-consortium", "members") == {("58", "2017", "unknown", "polyu-networks")}
    assert institutions("cpec-consortium", "founding_member") == {"hong-kong-polytechnic-university"}


def test_f23_the_talloires_network_of_2005_has_a_committee_of_fifteen():
    assert founded("talloires-network") == "2005"
    assert said("talloires-network", "members") == undated("over 360")
    assert said("talloires-network", "countries") == undated("77")
    assert said("talloires-network", "students") == undated("over 6,000,000")
    seats = Seat.objects.filter(body__slug="talloires-steering-committee")
    kinds = list(seats.order_by("rank").values_list("kind", flat=True))
    assert kinds == ["head_of_institution"] * 10 + ["head_of_network"] * 3 + ["student"] * 2
    assert seats.first().body.is_elected is True


def test_f24_ucmsr_of_october_2018_has_over_60_universities():
    assert founded("ucmsr") == "2018-10"
    assert said("ucmsr", "members") == undated("more than 60")
    assert said("ucmsr", "countries") == undated("17")


def test_f25_the_belt_and_road_alliance_grew_from_47_to_197():
    slug = "belt-and-road-university-alliance"

    assert founded(slug) == "2015~"
    assert "Dunhuang" in Alliance.objects.get(slug=slug).founded_place_en
    assert said(slug, "members") == {("47", "2015~", "unknown", "lanzhou-ten-years"), ("197", *OF_2025)}
    assert said(slug, "countries") == {("8", "2015~", "unknown", "lanzhou-ten-years"), ("27", *OF_2025)}
    assert ("initiator", "2015~", "lanzhou-ten-years") in relations("lanzhou-university", slug)


def test_f26_lanzhou_states_its_figures():
    slug = "lanzhou-university"

    assert said(slug, "student_countries") == {("101", *OF_2025)}
    assert said(slug, "student_share") == {("93", *OF_2025)}
    assert said(slug, "research_bases") == {("45", *OF_2025)}
    assert said(slug, "technologies") == {("more than 10", *OF_2025)}
    assert said(slug, "interns") == {("547", *OF_2025)}
    assert said(slug, "volunteers") == {("489", *OF_2025)}


def test_f27_polyu_co_founded_three_networks_and_joined_twelve():
    rows = Membership.objects.in_force().recorded().with_part()
    polyu = rows.filter(institution__slug="hong-kong-polytechnic-university")
    co_founded = Alliance.objects.published().filter(pk__in=polyu.co_founding().values("alliance"))
    joined = Alliance.objects.published().filter(pk__in=polyu.values("alliance")).exclude(pk__in=co_founded)

    assert slugs(co_founded) == {"uasr", "ista", "usrn"}
    assert joined.count() == 12
    assert "cpec-consortium" in slugs(joined)


def test_all_records_of_the_sources_are_there():
    assert Alliance.objects.published().count() == 18
    assert Membership.objects.in_force().recorded().count() == 68
    assert Area.objects.published().exclude(parent=None).count() == 28
