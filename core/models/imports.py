"""Tables that people bring in: the batch as it was uploaded, and what became of each of its rows."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.clock import now
from core.models.base import Identified
from core.querysets import ScopedQuerySet


class ImportBatch(Identified):
    """One uploaded table on its way into the record; kept, so that it can be looked up and undone.

    The stage is written by `core.services.importing` alone. The alliance is told by its id without a foreign key, as
    in the audit trail: the kernel knows of no alliances.
    """

    class Stage(models.TextChoices):
        UPLOADED = "uploaded", _("Uploaded, columns not yet named")
        MAPPED = "mapped", _("Judged, not yet applied")
        APPLIED = "applied", pgettext_lazy("import", "Applied")
        UNDONE = "undone", pgettext_lazy("import", "Undone")

    target = models.CharField(_("kind of record"), max_length=60, editable=False)
    alliance_id = models.CharField(_("alliance's id"), max_length=26, blank=True, editable=False, db_index=True)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.UPLOADED, editable=False)
    file_name = models.CharField(_("file"), max_length=200, editable=False)
    original = models.BinaryField(_("content of the file"), editable=False)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True, editable=False)
    separator = models.CharField(_("separator"), max_length=1, blank=True, editable=False)
    title_lines = models.PositiveSmallIntegerField(_("lines above the table"), default=0, editable=False)
    header_lines = models.PositiveSmallIntegerField(_("header lines"), default=1, editable=False)
    headers = models.JSONField(_("column headers"), default=list, editable=False)
    headers_key = models.CharField(_("fingerprint of the headers"), max_length=64, editable=False, db_index=True)
    mapping = models.JSONField(_("field of each column"), default=list, editable=False)
    creates_missing = models.BooleanField(_("unknown institutions become drafts"), default=False, editable=False)
    created_at = models.DateTimeField(_("uploaded"), default=now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    applied_at = models.DateTimeField(_("applied"), null=True, editable=False)
    undone_at = models.DateTimeField(_("undone"), null=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-id"]

    def __str__(self):
        return self.file_name

    def get_admin_url(self, page, *args):
        return reverse(f"admin:core_importbatch_{page}", args=[self.pk, *args])

    def concerned_alliance_ids(self):
        return {self.alliance_id} - {""}


class ImportRow(models.Model):
    """One row of a batch: its cells, what the portal makes of them, and what came of it."""

    class Verdict(models.TextChoices):
        NEW = "new", pgettext_lazy("row of a table", "New")
        CHANGED = "changed", pgettext_lazy("row of a table", "Changed")
        SAME = "same", pgettext_lazy("row of a table", "As it is")
        CONFLICT = "conflict", pgettext_lazy("row of a table", "To decide")
        WRONG = "wrong", pgettext_lazy("row of a table", "Wrong")
        LEFT_OUT = "left_out", pgettext_lazy("row of a table", "Left out")

    class Outcome(models.TextChoices):
        NONE = "", pgettext_lazy("outcome of a row", "Not applied")
        APPLIED = "applied", pgettext_lazy("outcome of a row", "Applied")
        UNDONE = "undone", pgettext_lazy("outcome of a row", "Undone")
        KEPT = "kept", pgettext_lazy("outcome of a row", "Stays after the undoing")

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows", verbose_name=_("import"))
    number = models.PositiveIntegerField(_("line of the file"), editable=False)
    cells = models.JSONField(_("cells"), default=list, editable=False)
    choice = models.CharField(_("decision"), max_length=26, blank=True, editable=False)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict, editable=False)
    label = models.CharField(_("what the row names"), max_length=300, blank=True, editable=False)
    messages = models.JSONField(_("reasons"), default=list, editable=False)
    changes = models.JSONField(_("what changes"), default=dict, editable=False)
    candidates = models.JSONField(_("records it may be"), default=list, editable=False)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True, editable=False)
    object_id = models.CharField(_("record's id"), max_length=26, blank=True, editable=False, db_index=True)
    made = models.JSONField(_("what was made"), default=dict, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["batch", "number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="one_row_a_line_of_an_import")]
        indexes = [models.Index(fields=["batch", "verdict", "number"], name="import_row_by_verdict")]

    def __str__(self):
        return f"{self.batch_id} {self.number}"
