"""Invitations: single use, seven days, and no word about accounts to strangers."""

import datetime
import re

import pytest
from django.urls import reverse

from core.clock import now
from core.errors import NotYours
from core.models import AuditEntry, OutboxMessage
from members.errors import AlreadyRepresents, InvitationAnswered, InvitationClosed
from members.models import Invitation, Representative, User
from members.models.invitation import hash_of
from members.services import inviting
from tests.admin.conftest import admin_url, signed_in
from tests.factories import (
    InstitutionFactory,
    InvitationFactory,
    MembershipFactory,
    RepresentativeFactory,
    RepresentativeUserFactory,
    SecretariatUserFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
GUEST = "guest@university.example"
NEW = {"full_name": "Li Wei", "language": "zh-hans", "password1": "camel-caravan-9", "password2": "camel-caravan-9"}


@pytest.fixture
def institution():
    return MembershipFactory().institution


@pytest.fixture
def secretary(institution):
    return SecretariatUserFactory(alliance=institution.memberships.get().alliance)


@pytest.fixture
def send(institution, secretary):
    """Invites; gives the token of the letter."""

    def send(email=GUEST, *, by=None, to=None, role="representative"):
        inviting.invite(to or institution, email, role=role, language="ru", by=by or secretary)
        return token_of_last_letter()

    return send


def token_of_last_letter():
    letter = OutboxMessage.objects.filter(kind="invitation").order_by("written_at", "pk").last()
    return re.search(r"/accounts/invitation/([\w-]+)/", letter.text)[1]


def page_of(token):
    return reverse("invitation", args=[token])


def test_letter_speaks_the_language_chosen_and_the_table_keeps_no_token(send, institution, secretary):
    token = send("Guest@University.example")

    letter, invitation = OutboxMessage.objects.get(), Invitation.objects.get()
    assert (letter.address, letter.language) == (GUEST, "ru")
    assert "Приглашение" in letter.subject
    assert (letter.body, letter.link) == ("", "")
    assert (invitation.token_hash, invitation.email) == (hash_of(token), GUEST)
    assert invitation.expires_at - invitation.made_at == datetime.timedelta(days=7)
    assert institution.memberships.get().alliance_id in letter.alliance_ids


def test_new_person_signs_up_and_lands_in_the_workspace(client, send, institution):
    token = send()
    page = client.get(page_of(token))

    response = client.post(page_of(token), NEW)

    user = User.objects.get(email=GUEST)
    assert page.status_code == 200
    assert 'lang="ru"' in page.text
    assert response.url == "/workspace/"
    assert (user.full_name, user.language, user.is_staff) == ("Li Wei", "zh-hans", False)
    assert user.emailaddress_set.get().verified
    assert user.representations.get().institution == institution
    assert client.get("/workspace/").context["institutions"] == [institution]


def test_person_with_an_account_signs_in_and_accepts(client, send, institution):
    user, token = UserFactory(email=GUEST), send()
    asked = client.get(page_of(token))
    client.force_login(user)

    response = client.post(page_of(token))

    assert "password1" not in asked.text
    assert f"?next={page_of(token)}" in asked.text
    assert response.url == "/workspace/"
    assert user.representations.get().institution == institution


def test_sign_up_over_an_existing_account_changes_nothing(client, send):
    user, token = UserFactory(email=GUEST), send()

    client.post(page_of(token), NEW)

    assert User.objects.get(email=GUEST).password == user.password
    assert "_auth_user_id" not in client.session
    assert not user.representations.exists()


def test_somebody_else_who_is_signed_in_cannot_accept(client, send):
    token, other = send(), UserFactory()
    client.force_login(other)

    client.post(page_of(token))

    assert not other.representations.exists()
    assert GUEST in client.get(page_of(token)).text


def test_weak_password_is_refused_and_what_was_typed_stays(client, send):
    token = send()

    page = client.post(page_of(token), NEW | {"password1": "12345", "password2": "12345"})

    assert page.status_code == 422
    assert "Li Wei" in page.text
    assert not User.objects.filter(email=GUEST).exists()


def closed_tokens(send, institution, secretary):
    accepted, revoked, expired, renewed = (send(f"{name}@x.example") for name in ("a", "b", "c", "d"))
    inviting.accept_with_new_account(accepted, full_name="A", password="camel-caravan-9", language="en")
    inviting.revoke(Invitation.objects.get(email="b@x.example"), by=secretary)
    Invitation.objects.filter(email="c@x.example").update(expires_at=now() - datetime.timedelta(seconds=1))
    inviting.resend(Invitation.objects.get(email="d@x.example"), by=secretary)
    return [accepted, revoked, expired, renewed, "no-such-token"]


def test_closed_invitations_all_read_the_same_and_accept_nothing(client, send, institution, secretary):
    tokens = closed_tokens(send, institution, secretary)
    before = Representative.objects.count(), User.objects.count()

    read = [client.get(page_of(token)) for token in tokens]
    posted = [client.post(page_of(token), NEW) for token in tokens]

    assert {page.status_code for page in read + posted} == {410}
    assert len({page.text for page in read}) == 1
    assert not any(name in page.text for page in read for name in ["x.example", str(institution)])
    assert (Representative.objects.count(), User.objects.count()) == before


def test_reading_the_page_accepts_nothing_and_is_kept_nowhere(client, send):
    user, token = UserFactory(email=GUEST), send()
    client.force_login(user)

    page = client.get(page_of(token))

    assert not user.representations.exists()
    assert "no-store" in page["Cache-Control"]


def test_inviting_again_renews_the_invitation(send, secretary):
    first, second = send(), send(role="contributor")

    assert Invitation.objects.get().role == "contributor"
    with pytest.raises(InvitationClosed):
        inviting.open_invitation(first)
    assert inviting.open_invitation(second).is_open


def test_invitation_makes_a_contributor_a_representative_and_nobody_less(institution, secretary, send):
    user = UserFactory(email=GUEST)
    token = send()
    appointment = RepresentativeFactory(user=user, institution=institution, role="contributor")

    inviting.accept(token, user=user)

    appointment.refresh_from_db()
    assert appointment.role == "representative"


def test_who_works_there_already_is_not_invited(send, institution):
    user = RepresentativeUserFactory(institution=institution, email=GUEST)

    with pytest.raises(AlreadyRepresents):
        send(user.email.upper())


def test_answered_invitation_is_neither_sent_nor_withdrawn(send, secretary):
    inviting.accept(send(), user=UserFactory(email=GUEST))

    for deed in (inviting.resend, inviting.revoke):
        with pytest.raises(InvitationAnswered):
            deed(Invitation.objects.get(), by=secretary)


def people(institution):
    colleague, contributor, other = UserFactory(), UserFactory(), RepresentativeUserFactory()
    RepresentativeFactory(user=colleague, institution=institution)
    RepresentativeFactory(user=contributor, institution=institution, role="contributor")
    foreign = SecretariatUserFactory()
    MembershipFactory(alliance=foreign.secretariats.get().alliance)
    return {"representative": colleague, "contributor": contributor, "of another": other, "other secretariat": foreign}


def test_representatives_and_secretariats_invite_and_nobody_else(institution, secretary):
    may = {}
    for name, user in {**people(institution), "secretariat": secretary}.items():
        try:
            sent = inviting.invite(institution, f"{user.pk}@x.example", role="contributor", language="en", by=user)
            inviting.revoke(sent, by=user)
            may[name] = True
        except NotYours:
            may[name] = False

    assert {name for name, allowed in may.items() if allowed} == {"representative", "secretariat"}


def test_each_deed_is_in_the_trail(send, secretary):
    send()
    inviting.resend(Invitation.objects.get(), by=secretary)
    inviting.accept(token_of_last_letter(), user=UserFactory(email=GUEST))

    deeds = AuditEntry.objects.filter(object_id=Invitation.objects.get().pk)
    assert sorted(deeds.values_list("action", flat=True)) == ["accept", "invite", "resend"]


def test_secretariat_invites_from_the_form_of_an_institution(institution, secretary):
    client = signed_in(secretary)
    address = f"{reverse('admin:members_invitation_add')}?institution={institution.pk}"

    assert address in client.get(admin_url(institution, "change")).text
    data = {"institution": institution.pk, "email": GUEST, "role": "representative", "language": "ar"}
    assert client.post(address, data).status_code == 302

    assert Invitation.objects.get().invited_by == secretary
    assert OutboxMessage.objects.get().language == "ar"


@pytest.mark.parametrize("fault", ["not ours", "works there"])
def test_form_of_the_admin_refuses(institution, secretary, fault):
    RepresentativeUserFactory(institution=institution, email=GUEST)
    target = InstitutionFactory() if fault == "not ours" else institution
    data = {"institution": target.pk, "email": GUEST, "role": "representative", "language": "ar"}

    page = signed_in(secretary).post(reverse("admin:members_invitation_add"), data)

    assert page.status_code == 200
    assert page.context["errors"]
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(("deed", "letters"), [("resend", 1), ("revoke", 0)])
def test_list_sends_anew_and_withdraws_in_one_click(institution, secretary, deed, letters):
    client, invitation = signed_in(secretary), InvitationFactory(institution=institution)
    address = reverse(f"admin:members_invitation_{deed}", args=[invitation.pk])

    assert f'formaction="{address}"' in client.get(reverse("admin:members_invitation_changelist")).text
    assert client.get(address).status_code == 405
    client.post(address)

    invitation.refresh_from_db()
    assert (invitation.revoked_at is not None) is (deed == "revoke")
    assert OutboxMessage.objects.count() == letters


@pytest.mark.parametrize("deed", ["resend", "revoke"])
def test_invitation_of_another_alliance_is_not_there(secretary, deed):
    invitation = InvitationFactory(institution=MembershipFactory().institution)

    response = signed_in(secretary).post(reverse(f"admin:members_invitation_{deed}", args=[invitation.pk]))

    assert response.status_code == 404
    assert not OutboxMessage.objects.exists()
