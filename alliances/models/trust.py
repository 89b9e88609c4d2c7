from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.clock import today
from core.models import Identified
from core.querysets import ScopedQuerySet


class TrustQuerySet(ScopedQuerySet):
    def in_force(self):
        """Given by today and not ended; the last day still counts."""
        return self.filter(Q(until=None) | Q(until__gte=today()), since__lte=today())


class Trust(Identified):
    """A secretariat publishes at once what this institution submits, and reads it later."""

    alliance = models.ForeignKey(
        "alliances.Alliance", on_delete=models.CASCADE, related_name="trusts", verbose_name=_("alliance")
    )
    institution = models.ForeignKey(
        "members.Institution", on_delete=models.CASCADE, related_name="trusts", verbose_name=_("institution")
    )
    since = models.DateField(_("since"), default=today)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TrustQuerySet.as_manager()

    class Meta:
        verbose_name = _("trusted institution")
        verbose_name_plural = _("trusted institutions")
        ordering = ["-since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "institution"],
                condition=Q(until=None),
                name="trusted_once_by_an_alliance",
                violation_error_message=_("This alliance trusts this institution already."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="trust_ends_after_it_begins",
                violation_error_message=_("The end may not come before the beginning."),
            ),
        ]

    def __str__(self):
        return f"{self.institution}, {self.alliance.short_name}"

    def concerned_alliance_ids(self):
        return {self.alliance_id}
