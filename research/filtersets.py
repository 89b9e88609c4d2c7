"""Filters of groups, projects and opportunities."""

from django.utils.translation import gettext_lazy as _

from alliances.filtersets import AllianceSlugFilter, InstitutionSlugFilter
from core.filtersets import AreaFilter, CountryFilter, KindFilter, OrderingFilter, SearchFilter, StrictFilterSet
from research.models import Group, Opportunity, Project


class GroupFilterSet(StrictFilterSet):
    """Groups of an alliance are posted for it, or work at an institution that takes part in it."""

    institution = InstitutionSlugFilter()
    alliance = AllianceSlugFilter("alliance", "institution__memberships__alliance")
    area = AreaFilter("areas")
    country = CountryFilter("institution")
    search = SearchFilter()
    ordering = OrderingFilter(name="sort_{}", published="published_at")

    class Meta:
        model = Group
        fields = []


class ProjectFilterSet(StrictFilterSet):
    """Projects of an institution are those that it leads or has a part in; the kind is how far one has come."""

    institution = InstitutionSlugFilter("institution", "partners__institution")
    alliance = AllianceSlugFilter()
    area = AreaFilter("areas")
    kind = KindFilter(Project.Stage.choices, field_name="stage", label=_("Stage"))
    country = CountryFilter("institution", "partners__institution")
    search = SearchFilter()
    ordering = OrderingFilter(name="sort_{}", published="published_at")

    class Meta:
        model = Project
        fields = []


class OpportunityFilterSet(StrictFilterSet):
    institution = InstitutionSlugFilter("institution", "partners__institution")
    alliance = AllianceSlugFilter()
    area = AreaFilter("areas")
    kind = KindFilter(Opportunity.Kind.choices)
    country = CountryFilter("institution", "partners__institution")
    search = SearchFilter()
    ordering = OrderingFilter(deadline="deadline", name="sort_{}", published="published_at")

    class Meta:
        model = Opportunity
        fields = []
