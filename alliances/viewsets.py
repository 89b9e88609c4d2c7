"""Endpoints of alliances, of what belongs to them, and of institutions and people, whose filters ask for alliances."""

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from alliances.filtersets import (
    AllianceFilterSet,
    DocumentFilterSet,
    EventFilterSet,
    InstitutionFilterSet,
    MembershipFilterSet,
    PersonFilterSet,
    StatementFilterSet,
)
from alliances.models import Membership
from alliances.serializers import (
    AllianceDetailSerializer,
    AllianceSerializer,
    DocumentSerializer,
    EventDetailSerializer,
    EventSerializer,
    MembershipSerializer,
    StatementSerializer,
)
from core.viewsets import RecordViewSet
from members.serializers import (
    InstitutionDetailSerializer,
    InstitutionSerializer,
    PersonDetailSerializer,
    PersonSerializer,
)


class AllianceViewSet(RecordViewSet):
    """Alliances, networks, associations and consortia."""

    serializer_class = AllianceSerializer
    detail_serializer_class = AllianceDetailSerializer
    filterset_class = AllianceFilterSet

    def get_queryset(self):
        members = (
            Membership.objects.visible_to(self.request.user)
            .in_force()
            .recorded()
            .as_members()
            .filter(alliance=OuterRef("pk"))
            .order_by()
            .values("alliance")
            .annotate(number=Count("institution", distinct=True))
            .values("number")
        )
        return (
            super()
            .get_queryset()
            .annotate(recorded_members=Coalesce(Subquery(members), 0, output_field=IntegerField()))
        )


class InstitutionViewSet(RecordViewSet):
    """Universities and other organisations: one record each, shared by all alliances."""

    serializer_class = InstitutionSerializer
    detail_serializer_class = InstitutionDetailSerializer
    filterset_class = InstitutionFilterSet


class PersonViewSet(RecordViewSet):
    """People who hold an office, lead a group or speak for an institution, with the offices that they hold today."""

    serializer_class = PersonSerializer
    detail_serializer_class = PersonDetailSerializer
    filterset_class = PersonFilterSet


class MembershipViewSet(RecordViewSet):
    """Institutions in alliances, by role: those recorded and surely in force today, or on the last day of `year`.

    Claimed ones are listed with `standing=claimed` only. They come in the order in which they were recorded: by names,
    each page would sort them all.
    """

    serializer_class = MembershipSerializer
    filterset_class = MembershipFilterSet
    usual_order = ()
    lookup_field = "id"


class StatementViewSet(RecordViewSet):
    """Figures as sources state them, each with its source and the day it is of, where known."""

    serializer_class = StatementSerializer
    filterset_class = StatementFilterSet
    usual_order = ("measure", "-as_of_latest", "-published_latest")
    lookup_field = "id"


class EventViewSet(RecordViewSet):
    """Events of alliances and institutions, with their dates as far as known."""

    serializer_class = EventSerializer
    detail_serializer_class = EventDetailSerializer
    filterset_class = EventFilterSet
    usual_order = ("-starts_earliest", "sort_{}")


class DocumentViewSet(RecordViewSet):
    """Charters, declarations, reports and other documents that the reader may read."""

    serializer_class = DocumentSerializer
    filterset_class = DocumentFilterSet
