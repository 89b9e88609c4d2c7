"""What the API shows of bodies, seats, meetings and proposals."""

from alliances.serializers import AllianceReferenceSerializer, DocumentReferenceSerializer, EventReferenceSerializer
from core.api.fields import BOOLEAN, INTEGER, ApiAddress, Code, DateField, Languages, Page, Stored, Text
from core.api.objects import Many, One, TextOfEnd
from core.choices import MeetingMode
from core.serializers import (
    AliasSerializer,
    AreaReferenceSerializer,
    CertaintyField,
    DatedSerializer,
    IdentifiedSerializer,
    PublishedSerializer,
    ReferenceSerializer,
    SluggedSerializer,
    SourceReferenceSerializer,
)
from governance.models import AgendaItem, Body, Meeting, Proposal, ProposalParty, Seat, Tenure
from members.serializers import InstitutionReferenceSerializer, PersonReferenceSerializer


class BodyReferenceSerializer(ReferenceSerializer):
    """A body is public with its alliance."""

    model = Body
    public_paths = ("alliance__",)

    name = Text()
    url = ApiAddress("bodies")
    page = Page("governance:alliance", "alliance__slug", fragment="slug")


class BodySerializer(SluggedSerializer):
    model = Body

    url = ApiAddress("bodies")
    page = Page("governance:alliance", "alliance__slug", fragment="slug")
    name = Text()
    kind = Code(Body.Kind)
    alliance = One(AllianceReferenceSerializer)
    size = Stored(INTEGER, allow_null=True, help_text="The number of seats, as the source gives it.")
    is_elected = Stored(BOOLEAN, allow_null=True)
    host = One(InstitutionReferenceSerializer)
    note = Text()
    source = One(SourceReferenceSerializer)


class PlaceSerializer(IdentifiedSerializer):
    """A place on a body, whoever holds it."""

    rank = Stored(INTEGER)
    kind = Code(Seat.Kind)
    votes = Stored(BOOLEAN)
    office = TextOfEnd("office__title", belongs_to="office__institution")
    languages = Languages()


class BodyDetailSerializer(BodySerializer):
    aliases = Many(AliasSerializer, order=["kind", "text"])
    places = Many(PlaceSerializer, "seats", order=["rank"])


class SeatSerializer(DatedSerializer):
    """Who holds a seat; a claimed place has none, and so no rank."""

    model = Tenure

    url = ApiAddress("seats", "id")
    page = Page("governance:alliance", "body__alliance__slug", fragment="body__slug")
    alliance = One(AllianceReferenceSerializer, "body__alliance")
    body = One(BodyReferenceSerializer)
    rank = Stored(INTEGER, "seat__rank", allow_null=True)
    kind = Code(Seat.Kind, "seat__kind", allow_null=True)
    votes = Stored(BOOLEAN, "seat__votes", allow_null=True)
    institution = One(InstitutionReferenceSerializer)
    person = One(PersonReferenceSerializer)
    certainty = CertaintyField("body__alliance__founded_earliest", help_text="What can be said of it today.")


class MeetingReferenceSerializer(ReferenceSerializer):
    model = Meeting
    public_paths = ("event__", "body__alliance__")

    title = Text("event__title")
    url = ApiAddress("meetings")
    page = Page("governance:meeting")


class AgendaItemSerializer(IdentifiedSerializer):
    order = Stored(INTEGER)
    kind = Code(AgendaItem.Kind)
    title = Text()
    outcome = Text()
    languages = Languages()


class MeetingSerializer(SluggedSerializer):
    model = Meeting

    url = ApiAddress("meetings")
    page = Page("governance:meeting")
    title = Text("event__title")
    alliance = One(AllianceReferenceSerializer, "body__alliance")
    body = One(BodyReferenceSerializer)
    event = One(EventReferenceSerializer)
    starts = DateField("event__starts")
    ends = DateField("event__ends")
    mode = Code(MeetingMode, "event__mode", allow_null=True)
    platform = Stored(column="event__platform", allow_null=True)
    place = Text("event__place")
    outcome = Text()
    agenda = Many(AgendaItemSerializer)


class AttendanceSerializer(IdentifiedSerializer):
    institution = One(InstitutionReferenceSerializer)
    person = One(PersonReferenceSerializer)
    office = TextOfEnd("office__title", belongs_to="office__institution")
    languages = Languages()


class ProposalReferenceSerializer(ReferenceSerializer):
    model = Proposal

    title = Text()
    url = ApiAddress("proposals")
    page = Page("governance:proposal")


class MeetingDetailSerializer(MeetingSerializer):
    minutes = One(DocumentReferenceSerializer)
    attendances = Many(AttendanceSerializer, order=["institution__sort_{}"])
    proposals = Many(ProposalReferenceSerializer, order=["order"])


class ProposalPartySerializer(IdentifiedSerializer):
    institution = One(InstitutionReferenceSerializer)
    person = One(PersonReferenceSerializer)
    role = Code(ProposalParty.Role)


class ProposalPartSerializer(IdentifiedSerializer):
    order = Stored(INTEGER)
    text = Text()
    languages = Languages()


class ProposalSerializer(PublishedSerializer):
    model = Proposal

    url = ApiAddress("proposals")
    page = Page("governance:proposal")
    title = Text()
    summary = Text()
    alliance = One(AllianceReferenceSerializer)
    meeting = One(MeetingReferenceSerializer)
    order = Stored(INTEGER)
    date = DateField()
    kind = Code(Proposal.Status, "status", help_text="How far it has come.")
    is_derived = Stored(BOOLEAN, help_text="A point that a speaker stressed, not worded as a proposal of its own.")
    note = Text()
    source = One(SourceReferenceSerializer)
    areas = Many(AreaReferenceSerializer)
    parties = Many(ProposalPartySerializer, order=["role"])


class ProposalDetailSerializer(ProposalSerializer):
    parts = Many(ProposalPartSerializer)
