import re

import pytest
from django.urls import reverse

from core.choices import Standing
from core.dates import PartialDate
from tests import factories

pytestmark = pytest.mark.django_db

SECRET = "Never to be seen"


def governance_of(client, alliance):
    return client.get(reverse("governance:alliance", args=[alliance.slug]))


def make_meeting(rows=1):
    meeting = factories.MeetingFactory()
    for _number in range(rows):
        factories.TenureFactory(body=meeting.body)
        factories.TenureFactory(body=meeting.body, seat=None, standing=Standing.CLAIMED)
        factories.BodyAliasFactory(body=meeting.body)
        factories.AgendaItemFactory(meeting=meeting)
        factories.AttendanceFactory(meeting=meeting, person=factories.PersonFactory())
        factories.EventHostFactory(event=meeting.event)
        factories.ProposalFactory(alliance=meeting.body.alliance, meeting=meeting)
    return meeting


@pytest.mark.parametrize("rows", [1, 3])
def test_governance_page_query_count(client, rows, django_assert_num_queries):
    alliance = make_meeting(rows).body.alliance

    with django_assert_num_queries(7):
        page = governance_of(client, alliance)

    assert len(page.context["bodies"][0]["held"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_meeting_page_query_count(client, rows, django_assert_num_queries):
    meeting = make_meeting(rows)

    with django_assert_num_queries(5):
        page = client.get(meeting.get_absolute_url())

    assert len(page.context["agenda"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_proposal_page_query_count(client, rows, django_assert_num_queries):
    proposal = factories.ProposalFactory()
    for _number in range(rows):
        factories.ProposalPartFactory(proposal=proposal)
        factories.ProposalPartyFactory(proposal=proposal)
        factories.ProjectFactory(proposal=proposal)

    with django_assert_num_queries(4):
        page = client.get(proposal.get_absolute_url())

    assert len(page.context["related"]["projects"]) == rows


def test_seats_stand_in_the_order_of_rank_and_claims_apart(client):
    body = factories.BodyFactory()
    second = factories.TenureFactory(seat__body=body, seat__rank=2)
    first = factories.TenureFactory(seat__body=body, seat__rank=1)
    claimed = factories.TenureFactory(body=body, seat=None, standing=Standing.CLAIMED)
    factories.SeatFactory(body=body, rank=3, kind="student")

    seating = governance_of(client, body.alliance).context["bodies"][0]

    assert [tenure for _seat, tenure in seating["held"]] == [first, second]
    assert seating["claims"] == [claimed]
    assert [(str(kind), count) for kind, count in seating["without_holder"]] == [("Student representative", 1)]


def test_governance_pages_show_nothing_that_is_not_published(client):
    draft = factories.DraftInstitutionFactory(name=SECRET)
    meeting = factories.MeetingFactory(minutes=factories.DocumentFactory(title=SECRET, visibility="council"))
    alliance = meeting.body.alliance
    factories.TenureFactory(body=meeting.body, institution=draft)
    factories.AttendanceFactory(meeting=meeting, institution=draft)
    factories.AttendanceFactory(meeting=meeting, person=factories.DraftPersonFactory(name=SECRET))
    factories.DraftProposalFactory(alliance=alliance, meeting=meeting, title=SECRET)
    hidden = factories.MeetingFactory(body=meeting.body, event=factories.DraftEventFactory(title=SECRET))
    proposal = factories.ProposalFactory(alliance=factories.DraftAllianceFactory(name=SECRET), meeting=hidden)
    factories.ProposalPartyFactory(proposal=proposal, institution=draft)
    factories.DraftProjectFactory(proposal=proposal, title=SECRET)

    addresses = [meeting.get_absolute_url(), proposal.get_absolute_url()]
    pages = [governance_of(client, alliance), *(client.get(address) for address in addresses)]

    assert [(page.status_code, SECRET in page.content.decode()) for page in pages] == [(200, False)] * 3
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_office_without_a_person_is_shown_as_such(client):
    attendance = factories.AttendanceFactory(office=factories.OfficeFactory(title="Secretary General"))

    page = client.get(attendance.meeting.get_absolute_url()).content.decode()

    assert "Secretary General" in page
    assert "the source does not name the person" in page


def test_derived_proposal_is_marked(client):
    proposal = factories.ProposalFactory(is_derived=True)

    assert "Proposal, derived" in client.get(proposal.get_absolute_url()).content.decode()


def test_seats_say_since_when_or_once_that_nobody_knows(client):
    undated = factories.TenureFactory(since=PartialDate.unknown(), attested_on=None)
    dated = factories.TenureFactory(since=PartialDate.year(2016))
    factories.TenureFactory(seat__body=dated.body, since=PartialDate.year(2018))

    pages = [governance_of(client, tenure.body.alliance).content.decode() for tenure in (undated, dated)]

    assert ["do not say since when" in page for page in pages] == [True, False]
    assert [f'<time datetime="{year}">' in pages[1] for year in (2016, 2018)] == [True, True]


def test_source_of_a_seat_is_named_where_it_is_not_that_of_the_body(client):
    source = factories.SourceFactory(title="The charter")
    body = factories.BodyFactory(source=source)
    factories.TenureFactory(seat__body=body, source=source)
    factories.TenureFactory(seat__body=body, source=factories.SourceFactory(title="A letter"))

    page = governance_of(client, body.alliance).content.decode()

    assert [page.count("The charter"), page.count("A letter")] == [1, 1]


@pytest.mark.parametrize(
    ("status", "stations"),
    [
        ("for_discussion", ["now For discussion", "ahead Adopted", "ahead Carried out"]),
        ("carried_out", ["passed For discussion", "passed Adopted", "now Carried out"]),
        ("declined", ["passed For discussion", "now Declined"]),
        ("withdrawn", ["passed For discussion", "now Withdrawn"]),
    ],
)
def test_proposal_stands_at_its_status(client, status, stations):
    proposal = factories.ProposalFactory(status=status)

    page = client.get(proposal.get_absolute_url()).content.decode()

    found = re.findall(r'<li class="is-(\w+)"[^>]*>([^<]+)</li>', page)
    assert [f"{place} {label}" for place, label in found] == stations


def test_secretariat_reads_on_its_pages_no_person_or_office_out_of_sight(client):
    alliance = factories.AllianceFactory()
    client.force_login(factories.SecretariatFactory(alliance=alliance).user)
    body = factories.BodyFactory(alliance=alliance)
    hidden = {
        "person": factories.DraftPersonFactory(name="Hidden person"),
        "institution": factories.InstitutionFactory(),
    }
    factories.TenureFactory(body=body, **hidden)
    meeting = factories.MeetingFactory(body=body, event=factories.EventFactory(alliance=alliance))
    factories.AttendanceFactory(meeting=meeting, **hidden)
    office = factories.OfficeFactory(title="Hidden office", institution=factories.DraftInstitutionFactory())
    factories.AttendanceFactory(meeting=meeting, institution=hidden["institution"], person=None, office=office)
    factories.SeatFactory(body=body, office=office)

    pages = [
        client.get(f"/en/alliances/{alliance.slug}/governance/"),
        client.get(meeting.get_absolute_url()),
        client.get(f"/api/v1/bodies/{body.slug}/"),
        client.get(f"/api/v1/meetings/{meeting.slug}/"),
    ]

    assert [page.status_code for page in pages] == [200] * 4
    assert not [page for page in pages if "Hidden" in page.content.decode()]
