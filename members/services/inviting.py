"""Invitations: made, sent anew, withdrawn, accepted. Each deed locks the row, so that it happens once."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse

from core.clock import now
from core.errors import NotYours
from core.messages import Address
from core.services.auditing import record
from core.services.messages import tell
from members.errors import (
    AccountExists,
    AlreadyRepresents,
    InvitationAnswered,
    InvitationClosed,
    OtherAddress,
)
from members.models import Institution, Invitation, Representative, User
from members.models.invitation import hash_of
from members.rules import keeps_people_of


@transaction.atomic
def invite(institution, email, *, role, language, by):
    """Invite an address to work for an institution; an unanswered invitation to it is renewed in the same words."""
    _check_keeper(institution, by)
    Institution.objects.select_for_update(of=("self",)).get(pk=institution.pk)
    email = email.strip().lower()
    if works_for(email, institution):
        raise AlreadyRepresents(email)
    unanswered = Invitation.objects.unanswered().filter(institution=institution, email=email).first()
    invitation = unanswered or Invitation(institution=institution, email=email)
    invitation.role, invitation.language, invitation.invited_by = role, language, by
    return _send(invitation, by=by, action="invite")


@transaction.atomic
def resend(invitation, *, by):
    """Send it anew with seven days more; the link of the earlier letter ends."""
    invitation = _locked_unanswered(invitation, by)
    return _send(invitation, by=by, action="resend")


@transaction.atomic
def revoke(invitation, *, by):
    """Withdraw it: its link ends at once."""
    invitation = _locked_unanswered(invitation, by)
    invitation.revoked_at = now()
    invitation.save(update_fields=["revoked_at"])
    record(invitation, by=by, action="revoke")
    return invitation


def open_invitation(token):
    """The invitation that a link leads to, while it can be accepted."""
    invitation = Invitation.objects.with_names().filter(token_hash=hash_of(token)).first()
    if invitation is None or not invitation.is_open:
        raise InvitationClosed
    return invitation


def accounts_of(email):
    """Accounts that own an address: by it they sign in, or they have confirmed it."""
    confirmed = EmailAddress.objects.filter(email=email, verified=True).values("user")
    return User.objects.filter(Q(email=email) | Q(pk__in=confirmed))


def works_for(email, institution):
    """Whether the owner of the address works for the institution at this moment."""
    accounts = accounts_of(email.lower()).values("pk")
    return Representative.objects.in_office().filter(institution=institution, user__in=accounts).exists()


@transaction.atomic
def accept(token, *, user):
    """Begin to work for the institution, with the account that owns the invited address."""
    invitation = _locked_open(token)
    if not accounts_of(invitation.email).filter(pk=user.pk).exists():
        raise OtherAddress(invitation, user)
    return _appoint(invitation, user)


@transaction.atomic
def accept_with_new_account(token, *, full_name, password, language):
    """Make the account of an invited person and begin; the letter reached the address, so it counts as confirmed."""
    invitation = _locked_open(token)
    if accounts_of(invitation.email).exists():
        raise AccountExists
    try:
        with transaction.atomic():
            user = User.objects.create_user(invitation.email, password, full_name=full_name, language=language)
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    except IntegrityError:  # another invitation to the same address was accepted in this moment
        raise AccountExists from None
    record(user, by=user, action="add")
    return _appoint(invitation, user)


def _check_keeper(institution, by):
    if not keeps_people_of(by, institution):
        raise NotYours(institution)


def _send(invitation, *, by, action):
    token = invitation.renew()
    invitation.save()
    record(invitation, by=by, action=action)
    known = accounts_of(invitation.email).filter(is_active=True).first()
    context = {
        "by": by,
        "institution": invitation.institution,
        "role": invitation.role,
        "until": invitation.expires_at,
        "link": reverse("invitation", args=[token]),
    }
    name = known.full_name if known else ""
    tell("invitation", [Address(invitation.email, invitation.language, name)], about=invitation, context=context)
    return invitation


def _locked_unanswered(invitation, by):
    _check_keeper(invitation.institution, by)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if not invitation.is_unanswered:
        raise InvitationAnswered(invitation)
    return invitation


def _locked_open(token):
    invitation = Invitation.objects.select_for_update(of=("self",)).filter(token_hash=hash_of(token)).first()
    if invitation is None or not invitation.is_open:
        raise InvitationClosed
    return invitation


def _appoint(invitation, user):
    """Who works there already as a contributor takes the offered role; nobody is made less by an invitation."""
    invitation.accepted_at, invitation.accepted_by = now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    there = Representative.objects.in_office().select_for_update(of=("self",))
    appointed = there.filter(institution=invitation.institution_id, user=user).first()
    if appointed is None:
        appointed = Representative.objects.create(user=user, institution=invitation.institution, role=invitation.role)
    elif invitation.role == Representative.Role.REPRESENTATIVE:
        appointed.role = invitation.role
        appointed.save(update_fields=["role"])
    record(invitation, by=user, action="accept")
    return appointed
