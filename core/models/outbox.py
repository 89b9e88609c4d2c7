from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.clock import now
from core.languages import direction, language_tag
from core.messages import kinds, title_of
from core.models.base import Identified
from core.querysets import OutboxQuerySet


class OutboxMessage(Identified):
    """A message to one receiver, written with what it tells of and sent later; see `core.services.messages.tell`.

    Address, language and text are those of the moment of writing. The alliances that it concerns are kept as ids, as
    in the audit trail, so that their secretariats see whether it arrived.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", pgettext_lazy("mail", "Sent")
        FAILED = "failed", pgettext_lazy("mail", "Failed")
        UNKNOWN = "unknown", _("Not known whether sent")
        BOUNCED = "bounced", pgettext_lazy("mail", "Came back")
        HELD = "held", _("Held for the summary")
        BUNDLED = "bundled", _("Part of a summary")
        LISTED = "listed", _("Shown in the workspace only")

    kind = models.CharField(_("kind"), max_length=40, editable=False)
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        related_name="messages",
        verbose_name=_("account"),
    )
    address = models.EmailField(_("e-mail address"), editable=False)
    name = models.CharField(_("name"), max_length=200, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=10, editable=False)
    reply_to = models.EmailField(_("answers go to"), blank=True, editable=False)
    subject = models.CharField(_("subject"), max_length=300, editable=False)
    body = models.TextField(_("message itself"), blank=True, editable=False)
    text = models.TextField(_("as plain text"), blank=True, editable=False)
    html = models.TextField(_("as HTML"), blank=True, editable=False)
    link = models.CharField(_("link"), max_length=500, blank=True, editable=False)
    once = models.CharField(max_length=120, blank=True, editable=False)
    about_type = models.CharField(_("kind of record"), max_length=60, blank=True, editable=False)
    about_id = models.CharField(_("record's id"), max_length=40, blank=True, editable=False, db_index=True)
    alliance_ids = models.TextField(_("alliances concerned"), blank=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING, editable=False)
    written_at = models.DateTimeField(_("written"), default=now, editable=False, db_index=True)
    due_at = models.DateTimeField(_("due"), default=now, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    claimed_at = models.DateTimeField(_("last tried"), null=True, editable=False)
    sent_at = models.DateTimeField(pgettext_lazy("mail", "sent"), null=True, editable=False)
    read_at = models.DateTimeField(pgettext_lazy("mail", "read"), null=True, editable=False)
    error = models.TextField(_("what went wrong"), blank=True, editable=False)
    bundle = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="bundled",
        verbose_name=_("sent with the summary"),
    )

    # What it says is the receiver's.
    never_exported = ("body", "text", "html", "link", "once")

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("mail", "message")
        verbose_name_plural = pgettext_lazy("mail", "messages")
        ordering = ["-written_at", "-id"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="outbox_by_state"),
            models.Index(fields=["receiver", "-written_at"], name="outbox_by_receiver"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["once", "address"],
                condition=~Q(once=""),
                name="told_once_a_receiver",
                violation_error_message=_("This address was told already."),
            )
        ]

    def __str__(self):
        return self.subject

    def concerned_alliance_ids(self):
        return set(self.alliance_ids.split())

    @property
    def kind_title(self):
        return title_of(self.kind)

    @property
    def why(self):
        return kinds[self.kind].why if self.kind in kinds else ""

    @property
    def action(self):
        return kinds[self.kind].action if self.kind in kinds else self.link

    @property
    def tag(self):
        return language_tag(self.language)

    @property
    def direction(self):
        return direction(self.language)

    @property
    def is_secret(self):
        """Whether the text opens doors (an invitation), so that nobody but the receiver reads it."""
        return self.kind in kinds and kinds[self.kind].is_secret
