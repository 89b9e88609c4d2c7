from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.addressing import address_of
from core.models import Alias, DatedRelation, Identified, Publishable
from core.picture_fields import PictureField, VariantsField
from core.querysets import DatedQuerySet, SlugQuerySet
from core.uploads import upload_to
from core.variants import LOGO_WIDTHS
from members.querysets import PersonQuerySet


class Person(Publishable):
    """Somebody who holds or held an office, leads a group, or speaks for an institution."""

    searched_fields = ("name", "title")

    name = models.CharField(_("name"), max_length=200)
    title = models.CharField(
        pgettext_lazy("of a person", "title"), max_length=100, blank=True, help_text=_("For example “Professor”.")
    )
    summary = models.TextField(_("in one sentence"), blank=True)
    portrait = PictureField(_("portrait"), upload_to=upload_to, blank=True, widths=LOGO_WIDTHS)
    portrait_variants = VariantsField()
    note = models.TextField(_("note for editors"), blank=True)
    sources = models.ManyToManyField("core.Source", blank=True, related_name="people", verbose_name=_("sources"))

    objects = PersonQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = Publishable.publishable_constraints("person")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of("members:person", self.slug)

    def alias_texts(self):
        return [] if self._state.adding else [alias.text for alias in self.aliases.all()]


class PersonAlias(Alias):
    parent_field = "person"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("person"))

    class Meta(Alias.Meta):
        verbose_name = _("other name of a person")
        verbose_name_plural = _("other names of people")
        constraints = [models.UniqueConstraint(fields=["person", "text", "language"], name="one_alias_a_person")]


class Office(Identified):
    """A post at an institution; it may stand without a person."""

    reached_by_links = True

    slug = models.SlugField(_("key"), max_length=100, unique=True)
    title = models.CharField(_("office"), max_length=200)
    institution = models.ForeignKey(
        "members.Institution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="offices",
        verbose_name=_("institution"),
    )
    source = models.ForeignKey(
        "core.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="offices",
        verbose_name=_("source"),
    )

    objects = SlugQuerySet.as_manager()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["slug"]

    def __str__(self):
        return self.title

    def natural_key(self):
        return (self.slug,)


class Appointment(DatedRelation):
    """A person in an office, dated; without a person where the source does not name anybody."""

    exclusive_fields = ("office", "person")

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="appointments", verbose_name=_("office"))
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("person"),
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["office", F("since_latest").desc(nulls_last=True), "id"]
        constraints = DatedRelation.dated_constraints("appointment")

    def __str__(self):
        return f"{self.person or _('not named')}, {self.office}"

    def get_absolute_url(self):
        shown_on = self.person or self.office.institution
        return shown_on.get_absolute_url() if shown_on else reverse("members:institution_list")

    def locked_under(self):
        return self.office
