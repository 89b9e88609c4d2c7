"""Invitations: how people come to an account and to an institution."""

import datetime
import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from core.clock import now
from core.models import Identified
from members.models.representative import Representative
from members.querysets import InvitationQuerySet

VALID_FOR = datetime.timedelta(days=7)


def end_of_validity():
    return now() + VALID_FOR


class Invitation(Identified):
    """An offer to work for an institution, sent to an address: good once, for seven days, until it is withdrawn.

    The letter holds a random token; only its hash is kept, so that nobody who reads the table can accept.
    """

    institution = models.ForeignKey(
        "members.Institution", on_delete=models.CASCADE, related_name="invitations", verbose_name=_("institution")
    )
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(
        _("role"), max_length=20, choices=Representative.Role, default=Representative.Role.REPRESENTATIVE
    )
    language = models.CharField(
        _("language of the letter"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="invitations",
        verbose_name=_("invited by"),
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("sent on"), default=now, editable=False)
    expires_at = models.DateTimeField(_("good until"), default=end_of_validity, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("accepted by"),
    )
    revoked_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)

    never_exported = ("token_hash",)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "email"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="one_unanswered_invitation_an_address",
                violation_error_message=_("This address has an invitation already: send that one anew or withdraw it."),
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None),
                name="invitation_accepted_or_withdrawn",
                violation_error_message=_("An invitation is accepted or withdrawn, never both."),
            ),
        ]

    def __str__(self):
        return f"{self.email}, {self.institution}"

    def concerned_alliance_ids(self):
        return self.institution.present_alliance_ids()

    @property
    def is_unanswered(self):
        return self.accepted_at is None and self.revoked_at is None

    @property
    def is_open(self):
        """Whether it can still be accepted."""
        return self.is_unanswered and self.expires_at > now()

    @property
    def state_label(self):
        if self.accepted_at:
            return pgettext("invitation", "accepted")
        if self.revoked_at:
            return pgettext("invitation", "withdrawn")
        return pgettext("invitation", "open") if self.is_open else pgettext("invitation", "expired")

    def renew(self):
        """Give it a new token and seven days more; the old link no longer works. Gives the token; the caller saves."""
        token = secrets.token_urlsafe(32)
        self.token_hash, self.made_at = hash_of(token), now()
        self.expires_at = self.made_at + VALID_FOR
        return token


def hash_of(token):
    """A fast hash is enough: the token is random and long."""
    return hashlib.sha256(token.encode()).hexdigest()
