from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.addressing import address_of
from core.models.base import Publishable
from core.querysets import PublishableQuerySet


class Area(Publishable):
    """A scientific or activity area, in a tree of two levels."""

    searched_fields = ("name", "description")

    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("wider area"),
    )
    sources = models.ManyToManyField("core.Source", blank=True, related_name="areas", verbose_name=_("sources"))

    objects = PublishableQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        constraints = Publishable.publishable_constraints("area")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of("research:area", self.slug)

    def clean(self):
        super().clean()
        if self.parent_id and (self.parent_id == self.pk or self.parent.parent_id or self.has_children):
            raise ValidationError({"parent": _("Areas have two levels: choose a wider area that has none above it.")})

    @property
    def has_children(self):
        return not self._state.adding and self.children.exists()
