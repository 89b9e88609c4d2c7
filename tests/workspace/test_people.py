"""The people of an institution: who sees them, who decides, and that an institution keeps a representative."""

import datetime

import pytest
from django.urls import reverse

from core import scope
from core.clock import now
from core.models import AuditEntry, OutboxMessage
from members.errors import LastRepresentative
from members.models import Invitation, Representative
from members.services import representing
from tests.admin.conftest import signed_in
from tests.factories import (
    InstitutionFactory,
    InvitationFactory,
    MembershipFactory,
    RepresentativeFactory,
    RepresentativeUserFactory,
    SecretariatUserFactory,
    SuperuserFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
R = Representative.Role


@pytest.fixture
def institution():
    return MembershipFactory().institution


@pytest.fixture
def leader(institution):
    return RepresentativeFactory(institution=institution)


@pytest.fixture
def contributor(institution):
    return RepresentativeFactory(institution=institution, role=R.CONTRIBUTOR)


def people_address(institution):
    return reverse("workspace:people", args=[institution.slug])


def address(name, institution, *args):
    return reverse(f"workspace:{name}", args=[institution.slug, *args])


def is_in_office(representative):
    return Representative.objects.in_office().filter(pk=representative.pk).exists()


def test_page_lists_colleagues_and_unanswered_invitations(institution, leader, contributor):
    invitation = InvitationFactory(institution=institution)
    InvitationFactory(institution=institution, revoked_at=now(), email="withdrawn@x.example")
    InvitationFactory(email="elsewhere@x.example")
    RepresentativeFactory(institution=institution, until=now(), user__full_name="Who left")

    page = signed_in(leader.user).get(people_address(institution))

    assert page.context["colleagues"] == [leader, contributor]
    assert list(page.context["invitations"]) == [invitation]
    assert not any(text in page.text for text in ("withdrawn@", "elsewhere@", "Who left"))


def test_contributor_sees_colleagues_and_decides_nothing(institution, leader, contributor):
    invitation, client = InvitationFactory(institution=institution), signed_in(contributor.user)
    page = client.get(people_address(institution))
    data = {"email": "new@x.example", "role": "contributor", "language": "en"}

    answers = [
        client.post(people_address(institution), data),
        client.get(address("people_end", institution, leader.pk)),
        client.post(address("people_end", institution, leader.pk)),
        client.post(address("hand_over", institution), {"to": leader.pk}),
        client.post(address("invitation_resend", institution, invitation.pk)),
        client.post(address("invitation_revoke", institution, invitation.pk)),
    ]

    assert leader.user.email in page.text
    assert invitation.email not in page.text
    assert {answer.status_code for answer in answers} == {404}
    assert is_in_office(leader)
    assert not OutboxMessage.objects.exists()


def test_institution_of_others_is_not_there(institution, leader):
    client, invitation = signed_in(RepresentativeUserFactory()), InvitationFactory(institution=institution)
    own = client.get("/workspace/").context["institutions"][0]

    answers = [
        client.get(people_address(institution)),
        client.post(address("people_end", institution, leader.pk)),
        client.post(address("people_end", own, leader.pk)),
        client.post(address("invitation_revoke", own, invitation.pk)),
        client.post(address("invitation_resend", own, invitation.pk)),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert is_in_office(leader)
    assert Invitation.objects.get().is_open


def test_leader_invites_sends_anew_and_withdraws(institution, leader):
    client = signed_in(leader.user)
    data = {"email": "New@x.example", "role": "contributor", "language": "ar"}

    assert client.post(people_address(institution), data).url == people_address(institution)
    invitation = Invitation.objects.get(email="new@x.example", invited_by=leader.user)
    client.post(address("invitation_resend", institution, invitation.pk))
    client.post(address("invitation_revoke", institution, invitation.pk))

    invitation.refresh_from_db()
    assert [letter.language for letter in OutboxMessage.objects.all()] == ["ar", "ar"]
    assert invitation.state_label == "withdrawn"


def test_form_says_what_is_wrong_and_keeps_what_was_typed(institution, leader):
    data = {"email": leader.user.email, "role": "contributor", "language": "ru"}

    page = signed_in(leader.user).post(people_address(institution), data)

    assert page.status_code == 422
    assert "already works for this institution" in page.text
    assert page.context["form"]["email"].value() == leader.user.email


def test_what_ends_takes_effect_on_the_next_request(institution, leader, contributor):
    ended = signed_in(contributor.user)
    assert ended.get(people_address(institution)).status_code == 200

    signed_in(leader.user).post(address("people_end", institution, contributor.pk))

    assert ended.get(people_address(institution)).status_code == 404
    assert ended.get("/workspace/").context["institutions"] == []
    assert AuditEntry.objects.get(object_id=contributor.pk).action == "end"


def test_appointment_that_ended_a_second_ago_opens_nothing(institution):
    moment = now() - datetime.timedelta(seconds=1)
    former = RepresentativeFactory(institution=institution, until=moment)

    assert signed_in(former.user).get(people_address(institution)).status_code == 404


def test_leaving_asks_first(institution, leader, contributor):
    client = signed_in(contributor.user)

    asked = client.get(address("people_end", institution, contributor.pk))
    assert is_in_office(contributor)
    left = client.post(address("people_end", institution, contributor.pk))

    assert (asked.status_code, left.url) == (200, "/workspace/")
    assert not is_in_office(contributor)


def test_last_representative_stays(institution, leader, contributor):
    RepresentativeFactory(institution=institution, user__is_active=False)

    page = signed_in(leader.user).post(address("people_end", institution, leader.pk), follow=True)

    assert "keeps at least one representative" in page.text
    assert is_in_office(leader)


@pytest.mark.parametrize(
    "make", [lambda alliance: SecretariatUserFactory(alliance=alliance), lambda _a: SuperuserFactory()]
)
def test_secretariat_ends_even_the_last(institution, leader, make):
    representing.end(leader, by=make(institution.memberships.get().alliance))

    assert not is_in_office(leader)


def test_secretary_of_another_alliance_does_not_end(institution, leader):
    other = SecretariatUserFactory()
    RepresentativeFactory(institution=institution, user=other)
    representing.end(leader, by=other)  # as a colleague, not as staff
    own = other.representations.get()

    with pytest.raises(LastRepresentative):
        representing.end(own, by=other)


def test_handing_over_makes_the_successor_representative_and_ends_oneself(institution, leader, contributor):
    response = signed_in(leader.user).post(address("hand_over", institution), {"to": contributor.pk})

    contributor.refresh_from_db()
    assert response.url == "/workspace/"
    assert contributor.role == R.REPRESENTATIVE
    assert not is_in_office(leader)


def test_handing_over_to_a_stranger_or_to_nobody_changes_nothing(institution, leader, contributor):
    stranger = RepresentativeFactory(institution=InstitutionFactory())

    for to in (stranger.pk, leader.pk, "", "nobody"):
        page = signed_in(leader.user).post(address("hand_over", institution), {"to": to}, follow=True)
        assert "Choose a colleague" in page.text

    assert is_in_office(leader)


def test_institution_is_owned_by_representatives_alone_and_edited_by_none_of_its_people(
    institution, leader, contributor
):
    everywhere = type(institution).objects.all()

    assert list(scope.owned(everywhere, leader.user)) == [institution]
    assert not scope.owned(everywhere, contributor.user).exists()
    assert not everywhere.editable_by(leader.user).exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_people_query_count(institution, leader, rows, django_assert_num_queries):
    for _number in range(rows):
        RepresentativeFactory(institution=institution, user=UserFactory())
        InvitationFactory(institution=institution)
    client = signed_in(leader.user)
    with django_assert_num_queries(7):
        assert client.get(people_address(institution)).status_code == 200
