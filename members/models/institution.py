from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from core.addressing import address_of
from core.models import Alias, Listed, Picture, Publishable
from core.picture_fields import PictureField, VariantsField
from core.richtext import RichTextField
from core.uploads import upload_to
from core.variants import LOGO_WIDTHS
from members.querysets import InstitutionQuerySet

ROR_ID = RegexValidator(
    r"^https://ror\.org/0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}$",
    _("A ROR id looks like https://ror.org/017zhmm22; look it up at ror.org."),
)
WIKIDATA_ID = RegexValidator(r"^Q[1-9][0-9]*$", _("A Wikidata id is the letter Q and a number, such as Q981237."))
WHED_ID = RegexValidator(r"^IAU-[0-9]{6}$", _("A WHED id looks like IAU-000123."))


class Institution(Publishable):
    """A university or another organisation: one record, shared by every alliance."""

    class Kind(models.TextChoices):
        UNIVERSITY = "university", _("University")
        ACADEMY = "academy", _("Academy")
        INSTITUTE = "institute", _("Institute")
        MINISTRY = "ministry", _("Ministry")
        AGENCY = "agency", _("Agency")
        GOVERNMENT = "government", _("Government body")
        ASSOCIATION = "association", _("Association")
        COMPANY = "company", _("Company")
        CONFUCIUS_INSTITUTE = "confucius_institute", _("Confucius Institute")
        INTERNATIONAL = "international", _("International organisation")
        FORUM = "forum", _("Forum")
        NON_PROFIT = "non_profit", _("Non-profit organisation")

    searched_fields = ("name", "city", "acronym")

    name = models.CharField(_("name"), max_length=300)
    acronym = models.CharField(_("abbreviation"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.UNIVERSITY)
    country = CountryField(_("country or region"), blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    coordinates_note = models.CharField(_("where the coordinates are from"), max_length=200, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    contact_email = models.EmailField(_("contact"), blank=True)
    established = models.PositiveSmallIntegerField(_("year of establishment"), null=True, blank=True)
    ror_id = models.CharField(_("ROR id"), max_length=30, blank=True, validators=[ROR_ID])
    wikidata_id = models.CharField(_("Wikidata id"), max_length=20, blank=True, validators=[WIKIDATA_ID])
    whed_id = models.CharField(_("WHED id"), max_length=20, blank=True, validators=[WHED_ID])
    logo = PictureField(_("logo"), upload_to=upload_to, blank=True, widths=LOGO_WIDTHS)
    logo_variants = VariantsField()
    description = RichTextField(_("description"), blank=True)
    note = models.TextField(_("note for editors"), blank=True)
    sources = models.ManyToManyField("core.Source", blank=True, related_name="institutions", verbose_name=_("sources"))
    related = models.ManyToManyField("self", blank=True, verbose_name=_("partner institutions"))

    pictures = GenericRelation(Picture, content_type_field="owner_type", object_id_field="owner_id")
    objects = InstitutionQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        constraints = [
            *Publishable.publishable_constraints("institution"),
            *(
                models.UniqueConstraint(
                    fields=[name],
                    condition=~Q(**{name: ""}),
                    name=f"one_institution_a_{name}",
                    violation_error_message=_("Another institution has this id; is it the same one?"),
                )
                for name in ("ror_id", "wikidata_id", "whed_id")
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__isnull=False, longitude__isnull=False),
                name="institution_has_both_coordinates_or_none",
                violation_error_message=_("Give both coordinates, or none."),
            ),
        ]
        indexes = [
            *Listed.Meta.indexes,
            # With what the directory counts by.
            models.Index(
                fields=["published_at", "state", "unpublish_at", "country", "kind", "id"],
                name="institution_when_public",
            ),
            # Whether the institution of a membership is public, asked of each membership.
            models.Index(fields=["id", "state", "published_at", "unpublish_at"], name="institution_is_public"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of("members:institution", self.slug)

    @property
    def home_id(self):
        """An institution speaks for itself."""
        return self.pk

    def alias_texts(self):
        return [] if self._state.adding else [alias.text for alias in self.aliases.all()]

    def present_alliance_ids(self):
        """Alliances with a recorded relation to it that is in force today: their secretariats look after its people."""
        return set(self.memberships.in_force().recorded().values_list("alliance_id", flat=True))


class InstitutionAlias(Alias):
    parent_field = "institution"

    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("institution")
    )

    class Meta(Alias.Meta):
        verbose_name = _("other name of an institution")
        verbose_name_plural = _("other names of institutions")
        constraints = [
            models.UniqueConstraint(fields=["institution", "text", "language"], name="one_alias_an_institution")
        ]
