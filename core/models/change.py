from django.db import models
from django.db.models import Func
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.querysets import ScopedQuerySet

ANY_ROW = "*"


class ThisTransaction(Func):
    """The number of the running transaction; SQLite, where one writes after another, needs none."""

    output_field = models.BigIntegerField()

    def as_sql(self, compiler, connection, **extra):
        return ("pg_current_xact_id()::text::bigint" if connection.vendor == "postgresql" else "0"), []


class Change(models.Model):
    """That rows of a model changed: written with the change itself, read by every process that keeps finished pages.

    `rows` are the ids of the rows, between spaces, or `*` for any; `reach` those of records joined to them.
    """

    model = models.CharField(_("kind of record"), max_length=100)
    rows = models.TextField(_("records"))
    reach = models.TextField(_("records joined to them"), blank=True)
    written_in = models.BigIntegerField(_("written in transaction"), default=0, editable=False, db_index=True)
    made_at = models.DateTimeField(_("made"), default=now, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("change that caches are told of")
        verbose_name_plural = _("changes that caches are told of")

    def __str__(self):
        return f"{self.model} {self.pk}"
