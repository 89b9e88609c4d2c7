from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.addressing import address_of
from core.models import Picture, Publishable
from core.richtext import RichTextField
from research.models.content import ResearchContent
from research.querysets import GroupQuerySet


class Group(ResearchContent):
    """A leading scientific group: its head, what it works on, what it needs and what it offers."""

    searched_fields = ("name", "summary", "topics", "needs", "offers")

    name = models.CharField(_("name"), max_length=300)
    summary = models.TextField(_("in one or two sentences"), blank=True)
    description = RichTextField(_("description"), blank=True)
    head = models.ForeignKey(
        "members.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="led_groups",
        verbose_name=_("head"),
    )
    topics = models.TextField(_("topics"), blank=True, help_text=_("One topic a line."))
    equipment = models.TextField(_("equipment"), blank=True, help_text=_("One item a line."))
    outputs = models.TextField(_("results"), blank=True, help_text=_("One result a line."))
    needs = models.TextField(_("looks for"), blank=True, help_text=_("One need a line."))
    offers = models.TextField(_("offers"), blank=True, help_text=_("One offer a line."))

    pictures = GenericRelation(Picture, content_type_field="owner_type", object_id_field="owner_id")
    objects = GroupQuerySet.as_manager()

    class Meta(ResearchContent.Meta):
        verbose_name = _("scientific group")
        verbose_name_plural = _("scientific groups")
        constraints = [
            *Publishable.publishable_constraints("group"),
            models.CheckConstraint(
                condition=models.Q(institution__isnull=False),
                name="group_has_an_institution",
                violation_error_message=_("Say at which institution the group works."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of("research:group", self.slug)
