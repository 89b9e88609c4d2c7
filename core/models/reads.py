from django.db import models
from django.db.models import OuterRef, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from core.models.review import OfItem, OfItemQuerySet


class ReadCountQuerySet(OfItemQuerySet):
    def sum_since(self, day):
        """How often the record of an outer query was read since a day, to be asked with its other columns."""
        days = self.filter(item_id=OuterRef("pk"), day__gte=day).order_by().values("item_id")
        return Subquery(days.annotate(reads=Sum("number")).values("reads"))


class ReadCount(OfItem):
    """About how often the page of a record was read on one day (UTC); nothing about who read it."""

    day = models.DateField(_("day"), editable=False)
    number = models.PositiveIntegerField(_("times read"), default=0, editable=False)

    objects = ReadCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of readings")
        verbose_name_plural = _("counts of readings")
        ordering = ["-day", "id"]
        constraints = [models.UniqueConstraint(fields=["item_id", "day"], name="one_count_a_day")]

    def __str__(self):
        return f"{self.item}: {self.day:%Y-%m-%d}"
