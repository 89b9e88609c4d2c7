from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Publishable


class ResearchContent(Publishable):
    """What a university posts about its research: of an institution, perhaps for an alliance, on areas."""

    alliance = models.ForeignKey(
        "alliances.Alliance",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("alliance"),
        help_text=_("The alliance whose secretariat reviews it."),
    )
    institution = models.ForeignKey(
        "members.Institution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("institution"),
    )
    areas = models.ManyToManyField("core.Area", blank=True, related_name="%(class)ss", verbose_name=_("areas"))
    website = models.URLField(_("website"), max_length=300, blank=True)
    contact_email = models.EmailField(_("contact"), blank=True)
    source = models.ForeignKey(
        "core.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("source"),
    )

    class Meta(Publishable.Meta):
        abstract = True

    def concerned_alliance_ids(self):
        return {self.alliance_id} if self.alliance_id else set()
