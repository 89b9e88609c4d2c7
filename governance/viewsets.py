"""Endpoints of bodies, seats, meetings and proposals."""

from core.viewsets import RecordViewSet
from governance.filtersets import BodyFilterSet, MeetingFilterSet, ProposalFilterSet, TenureFilterSet
from governance.serializers import (
    BodyDetailSerializer,
    BodySerializer,
    MeetingDetailSerializer,
    MeetingSerializer,
    ProposalDetailSerializer,
    ProposalSerializer,
    SeatSerializer,
)


class BodyViewSet(RecordViewSet):
    """Councils, committees and secretariats of alliances, under whatever names their sources use."""

    serializer_class = BodySerializer
    detail_serializer_class = BodyDetailSerializer
    filterset_class = BodyFilterSet


class SeatViewSet(RecordViewSet):
    """Who holds the seats: those recorded and surely in force today, or on the last day of `year`, by rank.

    Claimed places are listed with `standing=claimed` only.
    """

    serializer_class = SeatSerializer
    filterset_class = TenureFilterSet
    usual_order = ("body__alliance__sort_{}", "body__sort_{}", "seat__rank")
    lookup_field = "id"


class MeetingViewSet(RecordViewSet):
    """Meetings of bodies, with their agenda."""

    serializer_class = MeetingSerializer
    detail_serializer_class = MeetingDetailSerializer
    filterset_class = MeetingFilterSet
    usual_order = ("-event__starts_earliest", "slug")


class ProposalViewSet(RecordViewSet):
    """What members put before a body, who proposed and who supports it."""

    serializer_class = ProposalSerializer
    detail_serializer_class = ProposalDetailSerializer
    filterset_class = ProposalFilterSet
    usual_order = ("-date_earliest", "order", "sort_{}")
