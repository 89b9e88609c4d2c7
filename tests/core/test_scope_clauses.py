"""Each clause of a scope rule by the record that it is there for: what the predicate says and what its twin finds."""

import pytest
from django.contrib.auth.models import AnonymousUser

from alliances.choices import DocumentVisibility
from core.choices import Standing
from core.clock import now
from core.dates import PartialDate
from governance.models import Body
from tests import factories
from tests.core.scope_answers import QUESTIONS, may

pytestmark = pytest.mark.django_db

PAST = PartialDate.year(2018)


@pytest.mark.parametrize(
    ("relation", "is_edited"),
    [
        ({}, True),
        ({"role": "observer"}, True),
        ({"standing": Standing.CLAIMED}, False),
        ({"until": PAST}, False),
        ({"recorded_until": now()}, False),
    ],
    ids=["member", "observer", "claimed", "over", "struck"],
)
def test_secretariat_edits_what_has_a_present_recorded_relation(alliance, secretary, institution, relation, is_edited):
    factories.MembershipFactory(alliance=alliance, institution=institution, **relation)
    office = factories.OfficeFactory(institution=institution)
    story = factories.NewsItemFactory(alliance=None, institution=institution, state="draft")

    assert may("edit", secretary, institution) is is_edited
    assert may("edit", secretary, office) is is_edited
    assert may("edit", secretary, story) is is_edited
    assert may("manage", secretary, story) is is_edited


@pytest.mark.parametrize(
    ("fields", "is_edited"), [({}, True), ({"until": PAST}, False), ({"recorded_until": now()}, False)]
)
def test_person_is_edited_by_the_institution_of_a_present_appointment(
    alliance, secretary, institution, representative, contributor, fields, is_edited
):
    factories.MembershipFactory(alliance=alliance, institution=institution)
    person = factories.PersonFactory()
    factories.AppointmentFactory(office__institution=institution, person=person, **fields)

    assert may("edit", representative, person) is is_edited
    assert may("edit", secretary, person) is is_edited
    assert not may("edit", contributor, person)


def test_person_who_is_not_public_is_not_shown_to_contributors(institution, representative, contributor):
    person = factories.DraftPersonFactory()
    factories.AppointmentFactory(office__institution=institution, person=person)

    assert may("view", representative, person)
    assert not may("view", contributor, person)


def test_appointment_that_was_corrected_is_for_those_who_keep_it(alliance, secretary, institution):
    factories.MembershipFactory(alliance=alliance, institution=institution)
    struck = factories.AppointmentFactory(office__institution=institution, recorded_until=now())
    present = factories.AppointmentFactory(office__institution=institution)

    assert [may("view", AnonymousUser(), row) for row in (struck, present)] == [False, True]
    assert may("view", secretary, struck)


def test_draft_of_an_alliance_is_for_its_own_secretariat(secretary):
    draft = factories.DraftAllianceFactory()
    own = factories.SecretariatUserFactory(alliance=draft)

    for question in QUESTIONS:
        assert may(question, own, draft)
        assert not may(question, secretary, draft)
    assert not may("view", AnonymousUser(), draft)


def test_published_alliance_is_edited_by_its_own_secretariat_alone(alliance, secretary):
    stranger = factories.SecretariatUserFactory()

    assert may("edit", secretary, alliance)
    assert may("view", stranger, alliance)
    assert not may("edit", stranger, alliance)
    assert not may("manage", stranger, alliance)


@pytest.mark.parametrize(
    ("relation", "is_read"),
    [
        ({"role": "member"}, True),
        ({"role": "founding_member"}, True),
        ({"role": "observer"}, False),
        ({"role": "member", "standing": Standing.CLAIMED}, False),
        ({"role": "member", "until": PAST}, False),
        ({"role": "member", "recorded_until": now()}, False),
    ],
    ids=["member", "founding member", "observer", "claimed", "over", "struck"],
)
def test_document_for_members_is_read_by_recorded_members_of_today(
    alliance, institution, representative, relation, is_read
):
    factories.MembershipFactory(alliance=alliance, institution=institution, **relation)
    document = factories.DocumentFactory(alliance=alliance, visibility=DocumentVisibility.MEMBERS)

    assert may("view", representative, document) is is_read


@pytest.mark.parametrize(
    ("tenure", "is_read"),
    [
        ({}, True),
        ({"seat": None, "standing": Standing.CLAIMED}, False),
        ({"until": PAST}, False),
        ({"recorded_until": now()}, False),
    ],
    ids=["seated", "claimed", "over", "struck"],
)
def test_document_for_the_council_is_read_by_those_who_sit_there_today(
    alliance, institution, representative, tenure, is_read
):
    factories.MembershipFactory(alliance=alliance, institution=institution)
    body = factories.BodyFactory(alliance=alliance, kind=Body.Kind.COUNCIL)
    factories.TenureFactory(body=body, institution=institution, **tenure)
    document = factories.DocumentFactory(alliance=alliance, visibility=DocumentVisibility.COUNCIL)

    assert may("view", representative, document) is is_read


@pytest.mark.parametrize(("state", "is_read"), [("published", True), ("draft", False)])
def test_seat_and_attendance_hide_with_the_institution_of_their_office(state, is_read):
    office = factories.OfficeFactory(institution=factories.InstitutionFactory(state=state))

    assert may("view", AnonymousUser(), factories.SeatFactory(office=office)) is is_read
    assert may("view", AnonymousUser(), factories.AttendanceFactory(office=office)) is is_read


def test_meeting_hides_with_its_alliance_though_its_event_is_public(secretary):
    hidden = factories.DraftAllianceFactory()
    event = factories.EventFactory(alliance=None, institution=factories.InstitutionFactory())
    meeting = factories.MeetingFactory(body=factories.BodyFactory(alliance=hidden), event=event)
    own = factories.SecretariatUserFactory(alliance=hidden)

    assert not may("view", AnonymousUser(), meeting)
    assert not may("view", secretary, meeting)
    assert may("view", own, meeting)


def test_meeting_is_edited_by_the_secretariat_of_its_body_not_of_its_event(alliance, secretary):
    event = factories.EventFactory(alliance=factories.AllianceFactory())
    meeting = factories.MeetingFactory(body=factories.BodyFactory(alliance=alliance), event=event)
    of_the_event = factories.SecretariatUserFactory(alliance=event.alliance)

    assert may("edit", secretary, meeting)
    assert not may("edit", of_the_event, meeting)
    assert may("view", of_the_event, meeting)


def test_picture_whose_record_is_gone_is_nobodys(alliance, secretary):
    story = factories.NewsItemFactory(alliance=alliance)
    picture = factories.PictureFactory(owner=story)
    type(story)._base_manager.filter(pk=story.pk)._raw_delete("default")
    picture = type(picture)._base_manager.get(pk=picture.pk)

    for user in (AnonymousUser(), secretary):
        for question in QUESTIONS:
            assert not may(question, user, picture)
