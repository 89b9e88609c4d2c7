from django.db import models
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.deeds import deed_choices
from core.models.base import Identified
from core.querysets import ScopedQuerySet


class AuditEntry(Identified):
    """Who did what to which record, and when.

    Append-only: triggers on the database refuse to change or delete a row (see `core.triggers`). It keeps ids and
    labels and no foreign keys, so that erasing a person or a record leaves the trail whole.
    """

    at = models.DateTimeField(_("when"), default=now, editable=False, db_index=True)
    actor_id = models.BigIntegerField(_("person's number"), null=True, editable=False)
    actor_label = models.CharField(_("who"), max_length=200, blank=True, editable=False)
    action = models.CharField(_("what"), max_length=40, choices=deed_choices, editable=False)
    object_type = models.CharField(_("kind of record"), max_length=60, editable=False)
    object_id = models.CharField(_("record's id"), max_length=40, editable=False, db_index=True)
    object_label = models.CharField(_("record"), max_length=300, editable=False)
    alliance_ids = models.TextField(_("alliances concerned"), blank=True, editable=False)
    before = models.CharField(_("before"), max_length=200, blank=True, editable=False)
    after = models.CharField(_("after"), max_length=200, blank=True, editable=False)
    note = models.TextField(_("reason"), blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_action_display()} {self.object_label}"
