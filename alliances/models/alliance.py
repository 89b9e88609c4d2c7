from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from alliances.choices import Accent, AllianceKind
from alliances.querysets import AllianceQuerySet
from alliances.validators import links_in, validate_links
from core.addressing import address_of
from core.fields import PartialDateField, partial_date_constraints
from core.languages import best_text
from core.models import Alias, Identified, Picture, Publishable
from core.picture_fields import PictureField, VariantsField
from core.querysets import ScopedQuerySet
from core.richtext import RichTextField
from core.uploads import upload_to
from core.variants import LOGO_WIDTHS


class Alliance(Publishable):
    """An alliance, network, association or consortium of institutions."""

    searched_fields = ("name", "acronym", "summary")

    name = models.CharField(_("name"), max_length=300)
    acronym = models.CharField(_("abbreviation"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=AllianceKind, default=AllianceKind.UNIVERSITY_ALLIANCE)
    legal_form = models.CharField(_("legal form"), max_length=200, blank=True)
    founded = PartialDateField(_("founded"))
    founded_place = models.CharField(_("founding place"), max_length=200, blank=True)
    founded_note = models.TextField(_("note on the founding"), blank=True)
    host = models.ForeignKey(
        "members.Institution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_alliances",
        verbose_name=_("host institution"),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    summary = models.TextField(_("in one or two sentences"), blank=True)
    aims = models.TextField(_("aims"), blank=True, help_text=_("One aim a line."))
    description = RichTextField(_("description"), blank=True)
    geography = models.CharField(_("geography"), max_length=300, blank=True)
    areas = models.ManyToManyField("core.Area", blank=True, related_name="alliances", verbose_name=_("areas"))
    website = models.URLField(_("website"), max_length=300, blank=True)
    contact_email = models.EmailField(_("contact"), blank=True)
    logo = PictureField(_("logo"), upload_to=upload_to, blank=True, widths=LOGO_WIDTHS)
    logo_variants = VariantsField()
    cover = PictureField(_("cover picture"), upload_to=upload_to, blank=True)
    cover_variants = VariantsField()
    accent = models.CharField(
        _("colour of its pages"), max_length=20, choices=Accent, default=Accent.TURQUOISE, blank=True
    )
    links = models.TextField(
        _("further entries of its menu"),
        blank=True,
        validators=[validate_links],
        help_text=_("One a line: the words, a vertical bar, the address. Calendar | https://example.org/calendar"),
    )
    foot_note = models.TextField(
        _("note at the foot of its pages"), blank=True, help_text=_("Address of the office, supporters, a motto.")
    )
    sources = models.ManyToManyField("core.Source", blank=True, related_name="alliances", verbose_name=_("sources"))

    pictures = GenericRelation(Picture, content_type_field="owner_type", object_id_field="owner_id")
    objects = AllianceQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("alliance")
        verbose_name_plural = _("alliances")
        constraints = [
            *Publishable.publishable_constraints("alliance"),
            *partial_date_constraints("alliance", "founded"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of("alliances:detail", self.slug)

    def clean(self):
        super().clean()
        ancestor = self.parent
        while ancestor is not None:
            if ancestor.pk == self.pk:
                raise ValidationError({"parent": _("An alliance cannot be a part of itself.")})
            ancestor = ancestor.parent

    def alias_texts(self):
        return [] if self._state.adding else [alias.text for alias in self.aliases.all()]

    @property
    def short_name(self):
        return self.acronym or self.name

    @property
    def aim_list(self):
        return [line.strip() for line in self.aims.splitlines() if line.strip()]

    @property
    def link_list(self):
        """Pairs of words and address, in the reader's language."""
        return links_in(best_text(self, "links")[0])

    def concerned_alliance_ids(self):
        return {self.pk}


class AllianceAlias(Alias):
    parent_field = "alliance"

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("alliance"))

    class Meta(Alias.Meta):
        verbose_name = _("other name of an alliance")
        verbose_name_plural = _("other names of alliances")
        constraints = [models.UniqueConstraint(fields=["alliance", "text", "language"], name="one_alias_an_alliance")]


class Milestone(Identified):
    """A dated step in the history of an alliance."""

    reached_by_links = True

    alliance = models.ForeignKey(
        Alliance, on_delete=models.CASCADE, related_name="milestones", verbose_name=_("alliance")
    )
    date = PartialDateField(_("date"))
    text = models.TextField(_("what happened"))
    source = models.ForeignKey(
        "core.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="milestones",
        verbose_name=_("source"),
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = [F("date_earliest").asc(nulls_last=True), "id"]
        constraints = partial_date_constraints("milestone", "date")

    def __str__(self):
        return f"{self.date}: {self.text}"

    def get_absolute_url(self):
        return self.alliance.get_absolute_url()

    def concerned_alliance_ids(self):
        return {self.alliance_id}
