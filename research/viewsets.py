"""Endpoints of groups, projects and opportunities."""

from core.viewsets import RecordViewSet
from research.filtersets import GroupFilterSet, OpportunityFilterSet, ProjectFilterSet
from research.serializers import (
    GroupDetailSerializer,
    GroupSerializer,
    OpportunityDetailSerializer,
    OpportunitySerializer,
    ProjectDetailSerializer,
    ProjectSerializer,
)


class GroupViewSet(RecordViewSet):
    """Leading scientific groups: what they work on, need and offer."""

    serializer_class = GroupSerializer
    detail_serializer_class = GroupDetailSerializer
    filterset_class = GroupFilterSet


class ProjectViewSet(RecordViewSet):
    """Promising joint projects and their partners."""

    serializer_class = ProjectSerializer
    detail_serializer_class = ProjectDetailSerializer
    filterset_class = ProjectFilterSet


class OpportunityViewSet(RecordViewSet):
    """Programmes and calls: for whom, where, and until when."""

    serializer_class = OpportunitySerializer
    detail_serializer_class = OpportunityDetailSerializer
    filterset_class = OpportunityFilterSet
