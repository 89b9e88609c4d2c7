"""Filters of bodies, seats, meetings and proposals."""

from django.utils.translation import gettext_lazy as _

from alliances.filtersets import AllianceSlugFilter, InstitutionSlugFilter
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
from governance.models import Body, Meeting, Proposal, Seat, Tenure


class BodyFilterSet(StrictFilterSet):
    alliance = AllianceSlugFilter()
    kind = KindFilter(Body.Kind.choices)
    search = SearchFilter()
    ordering = OrderingFilter(name="sort_{}")

    class Meta:
        model = Body
        fields = []


class TenureFilterSet(DatedFilterSet):
    """Who holds the seats; the kind is that of the seat."""

    body = SlugFilter("body", label=_("Body"))
    alliance = AllianceSlugFilter("body__alliance")
    institution = InstitutionSlugFilter()
    country = CountryFilter("institution")
    kind = KindFilter(Seat.Kind.choices, field_name="seat__kind")
    ordering = OrderingFilter(rank="seat__rank", date="since_earliest")

    class Meta:
        model = Tenure
        fields = []


class MeetingFilterSet(StrictFilterSet):
    body = SlugFilter("body", label=_("Body"))
    alliance = AllianceSlugFilter("body__alliance")
    year = YearFilter("event__starts")
    ordering = OrderingFilter(date="event__starts_earliest", name="event__sort_{}")

    class Meta:
        model = Meeting
        fields = []


class ProposalFilterSet(StrictFilterSet):
    """Proposals of an institution are those that it put forward or supports; the kind is how far one has come."""

    alliance = AllianceSlugFilter()
    institution = InstitutionSlugFilter("parties__institution")
    area = AreaFilter("areas")
    kind = KindFilter(Proposal.Status.choices, field_name="status", label=_("Status"))
    year = YearFilter("date")
    search = SearchFilter()
    ordering = OrderingFilter(name="sort_{}", date="date_earliest")

    class Meta:
        model = Proposal
        fields = []
