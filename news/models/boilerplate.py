from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Identified
from core.querysets import SlugQuerySet
from core.richtext import RichTextField
from news.querysets import BoilerplateVersionQuerySet


class Boilerplate(Identified):
    """A “for reference” block that many stories share, in dated versions."""

    reached_by_links = True

    slug = models.SlugField(_("key"), max_length=100, unique=True)
    alliance = models.ForeignKey(
        "alliances.Alliance",
        on_delete=models.PROTECT,
        related_name="boilerplates",
        verbose_name=_("alliance"),
    )
    label = models.CharField(_("label for editors"), max_length=200)

    objects = SlugQuerySet.as_manager()

    class Meta:
        verbose_name = _("reference block")
        verbose_name_plural = _("reference blocks")
        ordering = ["slug"]

    def __str__(self):
        return self.label

    def natural_key(self):
        return (self.slug,)

    def concerned_alliance_ids(self):
        return {self.alliance_id}


class BoilerplateVersion(Identified):
    """The block as it reads from a day; a story keeps the version that it was published with."""

    reached_by_links = True

    boilerplate = models.ForeignKey(
        Boilerplate, on_delete=models.CASCADE, related_name="versions", verbose_name=_("reference block")
    )
    valid_from = models.DateField(_("valid from"))
    title = models.CharField(_("title"), max_length=200)
    text = RichTextField(_("text"))

    objects = BoilerplateVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a reference block")
        verbose_name_plural = _("versions of reference blocks")
        ordering = ["boilerplate", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["boilerplate", "valid_from"],
                name="one_version_of_a_block_a_day",
                violation_error_message=_("This block has a version of that day already."),
            )
        ]

    def __str__(self):
        return f"{self.boilerplate}, {self.valid_from:%Y-%m-%d}"
