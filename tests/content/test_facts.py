"""Facts F1 to F14 of the sources, each asked of the loaded demo."""

from collections import Counter

from alliances.models import Alliance, Event, Milestone, Statement
from core.choices import MeetingMode
from governance.models import Meeting, Proposal, Tenure
from members.models import Institution

from .questions import founded, institutions, relations, said, seats, slugs, undated

PAGE_OF_2020 = ("unknown", "2020-12-04", "spbpu-news-2020")


def test_f01_uasr_was_initiated_in_january_2015_by_xjtu():
    initiative = Milestone.objects.get(alliance__slug="uasr", date_earliest="2015-01-01", date_precision="month")

    assert initiative.source.slug == "uasr-profile"
    assert "Xi'an Jiaotong University" in initiative.text_en
    assert institutions("uasr", "initiator") == {"xian-jiaotong-university"}
    assert founded("uasr") == "2015"


def test_f02_uasr_has_150_universities_in_38_countries():
    assert said("uasr", "members") >= undated("150", "uasr-profile")
    assert said("uasr", "countries") >= undated("38", "uasr-profile")


def test_f03_uasr_has_over_150_universities_and_18_on_its_board_in_december_2020():
    assert ("over 150", *PAGE_OF_2020) in said("uasr", "members")
    assert ("18", *PAGE_OF_2020) in said("uasr", "council_seats")
    over_150 = Statement.objects.get(alliance__slug="uasr", measure="members", source__slug="spbpu-news-2020")
    assert over_150.note_en == "in Europe and Asia"


def test_f04_uasr_has_about_151_universities_in_38_countries():
    assert said("uasr", "members") >= undated("about 151")
    assert said("uasr", "countries") >= undated("38")


def test_f05_the_council_has_eighteen_seats_in_order_from_fourteen_countries():
    tenures = list(seats("uasr-executive-council"))

    assert [tenure.rank for tenure in tenures] == list(range(1, 19))
    assert tenures[0].institution.slug == "xian-jiaotong-university"
    assert tenures[-1].institution.slug == "pusan-national-university"
    assert {tenure.since.text for tenure in tenures} == {"unknown"}
    assert {tenure.source.slug for tenure in tenures} == {"uasr-profile"}
    countries = Counter(tenure.institution.country.code for tenure in tenures)
    once = ["AU", "FR", "GB", "IT", "EG", "TR", "KG", "PK", "DE", "SG", "KR"]
    assert countries == Counter({"CN": 2, "HK": 1, "RU": 2, "KZ": 2} | dict.fromkeys(once, 1))
    assert len(countries.keys() - {"HK"}) == 14


def test_f06_spbpu_was_observer_and_says_that_it_sits_on_the_committee():
    assert relations("spbpu", "uasr") == {
        ("observer", "2016", "spbpu-news-2020"),
        ("member", "2016", "spbpu-news-2020"),
    }
    claim = Tenure.objects.current().claimed().get(body__alliance__slug="uasr")
    assert (claim.institution.slug, claim.seat, claim.attested_on.text) == ("spbpu", None, "2020-12-04")
    assert claim.source.slug == "spbpu-news-2020"


def test_f07_the_council_met_on_webex_and_heard_of_four_applicants():
    meeting = Meeting.objects.get(slug="uasr-executive-board-2020-11-27")
    forum = meeting.event.parent

    assert meeting.body.slug == "uasr-executive-council"
    assert meeting.event.starts.text == "2020-11-27"
    assert (meeting.event.mode, meeting.event.platform) == (MeetingMode.ONLINE, "Webex")
    assert (forum.slug, forum.starts.text) == ("uasr-events-2020", "2020-11")
    assert list(forum.hosts.values_list("institution__slug", "role")) == [
        ("xian-jiaotong-university", "host"),
        ("politecnico-di-milano", "co_host"),
    ]
    assert list(meeting.agenda.values_list("kind", flat=True)) == ["report", "applications", "proposals"]
    assert said("uasr", "applicants") == {("4", "2020", "2020-12-04", "spbpu-news-2020")}
    assert institutions("uasr", "applicant") == set()


def test_f08_spbpu_made_four_proposals_and_milan_supported_them():
    proposals = Proposal.objects.published().filter(meeting__slug="uasr-executive-board-2020-11-27")
    of_spbpu = proposals.filter(parties__role="proposer", parties__institution__slug="spbpu", is_derived=False)
    of_milan = proposals.filter(parties__role="proposer", parties__institution__slug="politecnico-di-milano")

    assert slugs(of_spbpu) == {
        "network-distance-education",
        "student-project-marathon",
        "single-portal",
        "science-center",
    }
    assert slugs(of_milan) == {"online-course-exchange", "scientific-cooperation", "industry-ties"}
    assert set(of_milan.values_list("is_derived", flat=True)) == {True}
    for proposal in of_spbpu:
        assert proposal.parties.get(role="proposer").person.slug == "dmitry-arseniev"
        assert proposal.parties.get(role="supporter").person.slug == "giuliano-noci"
    assert proposals.get(slug="single-portal").parts.count() == 3
    assert slugs(proposals.get(slug="science-center").areas) == {
        *("digitalization", "intelligent-production", "robotics", "big-data", "machine-learning"),
        *("artificial-intelligence", "arctic-technologies"),
    }


def test_f09_aua_was_announced_prepared_and_founded_at_tsinghua():
    days = dict(Event.objects.published().filter(alliance__slug="aua").values_list("slug", "starts_earliest"))
    texts = {event.slug: event.starts.text for event in Event.objects.filter(slug__in=days)}

    assert texts == {
        "aua-announcement-2016": "2016-spring",
        "aua-preparatory-meeting-2016": "2016-09",
        "aua-founding-summit-2017": "2017-04-29",
    }
    assert founded("aua") == "2017-04-29"
    assert institutions("aua", "founding_member") == {
        *("tsinghua-university", "peking-university", "hong-kong-university-of-science-and-technology"),
        *("seoul-national-university", "university-of-tokyo", "national-university-of-singapore"),
    }
    assert institutions("aua", "initiator") == {"tsinghua-university"}


def test_f10_a_union_for_the_environment_was_proposed_in_2003():
    slug = "asia-pacific-environment-consortium-2003"

    assert institutions(slug, "initiator") == {"unep", "tongji-university"}
    members = Institution.objects.filter(slug__in=institutions(slug, "member"))
    assert len(members) == 7
    assert {member.country.code for member in members} == {"CN", "AU", "SG", "TH", "US"}
    assert said(slug, "countries") == {("5", "2003", "unknown", "aua-established")}
    proposed = Event.objects.get(slug="unep-tongji-consortium-2003")
    assert proposed.starts.text == "2003"
    assert Alliance.objects.get(slug=slug).founded_note_en


def test_f11_ista_of_1995_has_26_members_and_polyu_founded_it():
    assert founded("ista") == "1995"
    assert said("ista", "members") == undated("26")
    assert said("ista", "countries") == undated("3")
    assert institutions("ista", "co_founder") == {"hong-kong-polytechnic-university"}


def test_f12_usrn_of_2015_has_16_members_and_polyu_founded_it():
    assert founded("usrn") == "2015"
    assert said("usrn", "members") == undated("16")
    assert institutions("usrn", "co_founder") == {"hong-kong-polytechnic-university"}


def test_f13_anso_was_founded_in_2018_by_the_academy_with_36_others():
    assert founded("anso") == "2018"
    assert institutions("anso", "initiator") == {"chinese-academy-of-sciences"}
    assert said("anso", "supporters") == {("36", "2018", "unknown", "polyu-networks")}
    assert said("anso", "members") == set()


def test_f14_acnet_engtech_of_2014_has_26_members():
    assert founded("acnet-engtech") == "2014"
    assert said("acnet-engtech", "members") == {("26", "2014", "unknown", "polyu-networks")}
