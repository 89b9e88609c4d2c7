"""Filters of alliances, of what belongs to them, and of institutions and people, whose filters ask for alliances."""

from django.utils.translation import gettext_lazy as _

from alliances.choices import AllianceKind, Measure, MembershipRole
from alliances.models import Alliance, Document, Event, Membership, Statement
from core.choices import Certainty, Standing
from core.clock import today
from core.filtersets import (
    AreaFilter,
    CountryFilter,
    DatedFilterSet,
    KindFilter,
    OrderingFilter,
    SearchFilter,
    SlugFilter,
    StrictFilterSet,
    YearFilter,
)
from members.models import Institution, Person


class AllianceSlugFilter(SlugFilter):
    def __init__(self, *paths, **kwargs):
        super().__init__(*(paths or ["alliance"]), **{"label": _("Alliance"), "choices_from": Alliance, **kwargs})


class InstitutionSlugFilter(SlugFilter):
    def __init__(self, *paths, **kwargs):
        super().__init__(*(paths or ["institution"]), **{"label": _("Institution"), **kwargs})


class InstitutionFilterSet(StrictFilterSet):
    """Alliance and role are asked of one and the same membership."""

    alliance = AllianceSlugFilter("memberships__alliance", method="leave_to_filter_queryset")
    role = KindFilter(MembershipRole.choices, label=_("Role"), method="leave_to_filter_queryset")
    country = CountryFilter()
    kind = KindFilter(Institution.Kind.choices)
    area = AreaFilter("groups__areas", "projects__areas", "opportunitys__areas", "project_parts__project__areas")
    search = SearchFilter()
    ordering = OrderingFilter(name="sort_{}")

    class Meta:
        model = Institution
        fields = []

    def leave_to_filter_queryset(self, queryset, name, value):
        return queryset

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        alliance, role = (self.form.cleaned_data.get(name) for name in ("alliance", "role"))
        if not alliance and not role:
            return queryset
        memberships = Membership.objects.visible_to(self.user).in_force().recorded()
        memberships = memberships.filter(role=role) if role else memberships.with_part()
        if alliance:
            named = Alliance.objects.visible_to(self.user).filter(slug=alliance)
            memberships = memberships.filter(alliance__in=named.values("pk"))
        return queryset.filter(pk__in=memberships.order_by().values("institution"))


class PersonFilterSet(StrictFilterSet):
    """People of an institution hold an office there; those of an alliance, at one of its members or a seat of it."""

    institution = InstitutionSlugFilter("appointments__office__institution")
    alliance = AllianceSlugFilter("tenures__body__alliance", "appointments__office__institution__memberships__alliance")
    search = SearchFilter()
    ordering = OrderingFilter(name="sort_{}")

    class Meta:
        model = Person
        fields = []


class AllianceFilterSet(StrictFilterSet):
    """Alliances of an institution, or with one in a country, are those in which it takes part today."""

    kind = KindFilter(AllianceKind.choices)
    area = AreaFilter("areas")
    country = CountryFilter("memberships__institution")
    institution = InstitutionSlugFilter("memberships__institution")
    year = YearFilter("founded", label=_("Founded in"))
    search = SearchFilter()
    ordering = OrderingFilter(name="sort_{}", date="founded_earliest")

    class Meta:
        model = Alliance
        fields = []


class MembershipFilterSet(DatedFilterSet):
    alliance = AllianceSlugFilter()
    institution = InstitutionSlugFilter()
    country = CountryFilter("institution")
    role = KindFilter(MembershipRole.choices, label=_("Role"))
    ordering = OrderingFilter(name="institution__sort_{}", date="since_earliest")

    class Meta:
        model = Membership
        fields = []


class MemberFilterSet(StrictFilterSet):
    """The members of one alliance today; asked for, also those of whom the sources leave it open."""

    filters_always = True

    country = CountryFilter("institution")
    role = KindFilter(MembershipRole.choices, label=_("Role"))
    certainty = KindFilter(
        [(Certainty.POSSIBLE, _("Also possible members"))],
        label=_("Certainty"),
        empty_label=_("Certain members"),
        method="leave_to_filter_queryset",
    )

    class Meta:
        model = Membership
        fields = []

    def leave_to_filter_queryset(self, queryset, name, value):
        return queryset

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset).current().recorded()
        with_possible = self.form.cleaned_data.get("certainty") == Certainty.POSSIBLE
        return queryset.possibly_on(today()) if with_possible else queryset.in_force()


class StatementFilterSet(StrictFilterSet):
    """Figures as sources state them: the kind is what is counted, the year that of the day the figure is of."""

    filters_always = True

    alliance = AllianceSlugFilter()
    institution = InstitutionSlugFilter()
    kind = KindFilter(Measure.choices, field_name="measure", label=_("What is counted"))
    standing = KindFilter(Standing.choices, label=_("Standing"), method="leave_to_filter_queryset")
    year = YearFilter("as_of")
    ordering = OrderingFilter(date="as_of_earliest", value="value")

    class Meta:
        model = Statement
        fields = []

    def leave_to_filter_queryset(self, queryset, name, value):
        return queryset

    def filter_queryset(self, queryset):
        standing = self.form.cleaned_data.get("standing") or Standing.RECORDED
        return super().filter_queryset(queryset).current().filter(standing=standing)


class EventFilterSet(StrictFilterSet):
    alliance = AllianceSlugFilter()
    institution = InstitutionSlugFilter("institution", "hosts__institution")
    area = AreaFilter("areas")
    kind = KindFilter(Event.Kind.choices)
    year = YearFilter("starts")
    search = SearchFilter()
    ordering = OrderingFilter(date="starts_earliest", name="sort_{}")

    class Meta:
        model = Event
        fields = []


class DocumentFilterSet(StrictFilterSet):
    alliance = AllianceSlugFilter()
    institution = InstitutionSlugFilter()
    kind = KindFilter(Document.Kind.choices)
    year = YearFilter("date")
    search = SearchFilter()
    ordering = OrderingFilter(name="sort_{}", date="date_earliest")

    class Meta:
        model = Document
        fields = []
