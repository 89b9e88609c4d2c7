from django.db import models
from django.db.models import F, Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from alliances.choices import Measure, Qualifier
from alliances.querysets import StatementQuerySet
from core.fields import PartialDateField, partial_date_constraints
from core.models import RecordedFact


class Statement(RecordedFact):
    """A figure as a source states it: what is counted, how it is worded, of which day, printed when.

    Shown beside what is recorded here, never mixed with it. `as_of` is the day the figure is of, `published` the day
    its page is of; either may be unknown.
    """

    alliance = models.ForeignKey(
        "alliances.Alliance",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("alliance"),
    )
    institution = models.ForeignKey(
        "members.Institution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("institution"),
    )
    measure = models.CharField(_("what is counted"), max_length=30, choices=Measure)
    value = models.PositiveIntegerField(_("value"))
    value_to = models.PositiveIntegerField(_("up to"), null=True, blank=True)
    qualifier = models.CharField(_("wording"), max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    country = CountryField(_("in the country or region"), blank=True)
    is_derived = models.BooleanField(
        _("derived"), default=False, help_text=_("Worked out from what the source says, not printed in it.")
    )
    as_of = PartialDateField(_("day the figure is of"))
    published = PartialDateField(_("day its page is of"))
    ruling = models.TextField(_("ruling"), blank=True, help_text=_("What the secretariat decided about this figure."))

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure with its source")
        verbose_name_plural = _("figures with their sources")
        ordering = [
            "measure",
            F("as_of_latest").desc(nulls_last=True),
            F("published_latest").desc(nulls_last=True),
            "id",
        ]
        constraints = [
            *partial_date_constraints("statement", "as_of", "published"),
            models.CheckConstraint(
                condition=Q(alliance=None, institution__isnull=False) | Q(alliance__isnull=False, institution=None),
                name="statement_is_of_one_subject",
                violation_error_message=_("A figure is of an alliance or of an institution, not of both."),
            ),
            models.CheckConstraint(
                condition=Q(value_to=None) | Q(value_to__gt=F("value")),
                name="statement_range_rises",
                violation_error_message=_("“Up to” must be larger than the value."),
            ),
        ]

    def __str__(self):
        return f"{self.subject}: {self.get_measure_display()}, {self.figure}"

    def get_absolute_url(self):
        return self.subject.get_absolute_url()

    @property
    def subject(self):
        return self.alliance or self.institution

    @property
    def figure(self):
        """The figure as its source words it: 150, over 150, about 250–300."""
        value = number_format(self.value, use_l10n=True, force_grouping=self.value >= 10000)
        if self.value_to is not None:
            value = f"{value}–{number_format(self.value_to)}"
        template = {
            Qualifier.EXACT: "%(value)s",
            Qualifier.ABOUT: _("about %(value)s"),
            Qualifier.OVER: _("over %(value)s"),
            Qualifier.MORE_THAN: _("more than %(value)s"),
        }[self.qualifier]
        return str(template) % {"value": value}

    def locked_under(self):
        return None

    def concerned_alliance_ids(self):
        return {self.alliance_id} if self.alliance_id else set()
