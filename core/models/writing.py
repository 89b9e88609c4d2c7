from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.fields import ULIDField
from core.models.base import Identified
from core.models.picture import Picture
from core.querysets import ScopedQuerySet


class Autosave(models.Model):
    """What a person typed into a form and has not saved yet, so that no crash and no expired session loses it.

    One row for each form that stands open: two tabs keep two, and neither writes over the other. Pictures that were
    uploaded already belong to it until the form is saved. `content` is the form as it would be sent.
    """

    id = ULIDField(primary_key=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        editable=False,
        related_name="autosaves",
        verbose_name=_("account"),
    )
    kind = models.CharField(_("kind"), max_length=40, editable=False)
    object_id = models.CharField(_("record's id"), max_length=40, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=300, blank=True, editable=False)
    content = models.JSONField(_("what was typed"), default=dict, editable=False)
    saved_at = models.DateTimeField(_("kept"), auto_now=True, editable=False)

    pictures = GenericRelation(Picture, content_type_field="owner_type", object_id_field="owner_id")
    # What is typed is its writer's.
    never_exported = ("content", "title")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("text not saved yet")
        verbose_name_plural = _("texts not saved yet")
        ordering = ["-saved_at", "id"]
        indexes = [models.Index(fields=["person", "kind", "object_id"], name="autosave_of_person")]

    def __str__(self):
        return f"{self.kind} {self.id}"


class ProposedChange(Identified):
    """A change to something published, as its author sent it; the public version stays until it is approved.

    `base` is what the form showed when it was opened, `content` the whole form as it was sent, with its rows. Only
    `core.services.proposing` writes the stage.
    """

    class Stage(models.TextChoices):
        WAITING = "waiting", _("Awaiting review")
        RETURNED = "returned", _("Returned to author")
        APPROVED = "approved", _("Approved")
        WITHDRAWN = "withdrawn", _("Taken back")

    kind = models.CharField(_("kind"), max_length=40, editable=False)
    target_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, editable=False)
    target_id = models.CharField(_("record's id"), max_length=26, editable=False)
    target = GenericForeignKey("target_type", "target_id")
    institution_id = models.CharField(_("institution's id"), max_length=26, editable=False, db_index=True)
    title = models.CharField(_("title"), max_length=300, editable=False)
    base = models.JSONField(_("made from"), editable=False)
    content = models.JSONField(_("what is proposed"), editable=False)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.WAITING, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    proposed_at = models.DateTimeField(_("proposed"), default=now, editable=False, db_index=True)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    note = models.TextField(_("reason"), blank=True, editable=False)

    pictures = GenericRelation(Picture, content_type_field="owner_type", object_id_field="owner_id")
    never_exported = ("base", "content")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        ordering = ["proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["target_type", "target_id"],
                condition=Q(stage__in=["waiting", "returned"]),
                name="one_open_change_a_record",
                violation_error_message=_("A change to this record is open already."),
            )
        ]

    def __str__(self):
        return self.title

    def concerned_alliance_ids(self):
        return self.target.concerned_alliance_ids() if self.target is not None else set()
