"""What the API shows of alliances, memberships, figures, events and documents."""

from functools import lru_cache

from django.utils import translation

from alliances.choices import AllianceKind, DocumentVisibility, Measure, MembershipRole, Qualifier
from alliances.models import Alliance, Document, Event, EventHost, Membership, Statement
from core.api.fields import (
    BOOLEAN,
    INTEGER,
    STRING,
    TIME,
    ApiAddress,
    Code,
    Country,
    DateField,
    Image,
    Languages,
    Lines,
    Page,
    RowField,
    Stored,
    Text,
)
from core.api.objects import Many, One
from core.choices import MeetingMode
from core.serializers import (
    AliasSerializer,
    AreaReferenceSerializer,
    CertaintyField,
    DatedSerializer,
    IdentifiedSerializer,
    LanguageCode,
    PictureSerializer,
    PublishedSerializer,
    RecordedSerializer,
    ReferenceSerializer,
    SourceReferenceSerializer,
)
from members.serializers import InstitutionReferenceSerializer, PersonReferenceSerializer


class AllianceReferenceSerializer(ReferenceSerializer):
    model = Alliance

    name = Text()
    acronym = Stored(allow_null=True)
    url = ApiAddress("alliances")
    page = Page("alliances:detail")


class AllianceSerializer(PublishedSerializer):
    model = Alliance

    url = ApiAddress("alliances")
    page = Page("alliances:detail")
    name = Text()
    acronym = Stored(allow_null=True)
    kind = Code(AllianceKind)
    founded = DateField()
    founded_place = Text()
    geography = Text()
    summary = Text()
    website = Stored(allow_null=True)
    logo = Image()
    host = One(InstitutionReferenceSerializer)
    parent = One(AllianceReferenceSerializer)
    recorded_members = Stored(INTEGER, help_text="Institutions recorded here as members today, each once.")
    areas = Many(AreaReferenceSerializer)


class MilestoneSerializer(IdentifiedSerializer):
    date = DateField()
    text = Text()
    source = One(SourceReferenceSerializer)
    languages = Languages()


class AllianceDetailSerializer(AllianceSerializer):
    legal_form = Text()
    founded_note = Text()
    aims = Lines()
    description = Text(help_text="HTML.")
    cover = Image()
    aliases = Many(AliasSerializer, order=["kind", "text"])
    children = Many(AllianceReferenceSerializer)
    milestones = Many(MilestoneSerializer, order=["date_earliest"])
    pictures = Many(PictureSerializer)
    sources = Many(SourceReferenceSerializer)


class MembershipSerializer(DatedSerializer):
    model = Membership

    url = ApiAddress("memberships", "id")
    page = Page("members:institution", "institution__slug")
    alliance = One(AllianceReferenceSerializer)
    institution = One(InstitutionReferenceSerializer)
    role = Code(MembershipRole)
    certainty = CertaintyField("alliance__founded_earliest", help_text="What can be said of it today.")


class SubjectPage(RowField):
    """The page of the alliance or of the institution that a figure is of."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.pages = Page("alliances:detail", "alliance__slug"), Page("members:institution", "institution__slug")

    def columns(self, name, prefix):
        return [column for page in self.pages for column in page.columns(name, prefix)]

    def compile(self, name, prefix, language):
        of_alliance, of_institution = (page.compile(name, prefix, language) for page in self.pages)
        key = f"{prefix}alliance__slug"
        return lambda row, reader: of_alliance(row, reader) if row[key] else of_institution(row, reader)


class FigureField(RowField):
    """The figure as its source words it, in the language asked for."""

    schema = STRING

    def columns(self, name, prefix):
        return [prefix + column for column in ("value", "value_to", "qualifier")]

    def compile(self, name, prefix, language):
        value, value_to, qualifier = self.columns(name, prefix)
        return lambda row, reader: figure(row[value], row[value_to], row[qualifier], language)


@lru_cache(maxsize=2000)
def figure(value, value_to, qualifier, language):
    with translation.override(language):
        return Statement(value=value, value_to=value_to, qualifier=qualifier).figure


class StatementSerializer(RecordedSerializer):
    model = Statement

    url = ApiAddress("statements", "id")
    page = SubjectPage()
    alliance = One(AllianceReferenceSerializer)
    institution = One(InstitutionReferenceSerializer)
    kind = Code(Measure, "measure", help_text="What is counted.")
    value = Stored(INTEGER)
    value_to = Stored(INTEGER, allow_null=True)
    qualifier = Code(Qualifier)
    figure = FigureField()
    country = Country()
    is_derived = Stored(BOOLEAN, help_text="Worked out from what the source says, not printed in it.")
    as_of = DateField(help_text="The day the figure is of.")
    published = DateField(help_text="The day its page is of.")
    ruling = Text()


class EventReferenceSerializer(ReferenceSerializer):
    model = Event

    title = Text()
    url = ApiAddress("events")
    page = Page("alliances:event")


class EventHostSerializer(IdentifiedSerializer):
    institution = One(InstitutionReferenceSerializer)
    role = Code(EventHost.Role)
    is_confirmed = Stored(BOOLEAN, help_text="Whether the institution itself has agreed to be named.")


class EventSerializer(PublishedSerializer):
    model = Event

    url = ApiAddress("events")
    page = Page("alliances:event")
    title = Text()
    summary = Text()
    kind = Code(Event.Kind)
    alliance = One(AllianceReferenceSerializer)
    institution = One(InstitutionReferenceSerializer)
    parent = One(EventReferenceSerializer)
    starts = DateField()
    ends = DateField()
    start_time = Stored(TIME, allow_null=True)
    end_time = Stored(TIME, allow_null=True)
    zone = Stored(allow_null=True)
    is_yearly = Stored(BOOLEAN)
    mode = Code(MeetingMode, allow_null=True)
    platform = Stored(allow_null=True)
    place = Text()
    website = Stored(allow_null=True)
    areas = Many(AreaReferenceSerializer)
    hosts = Many(EventHostSerializer)


class EventDetailSerializer(EventSerializer):
    body = Text(help_text="HTML.")
    source = One(SourceReferenceSerializer)
    people = Many(PersonReferenceSerializer)
    pictures = Many(PictureSerializer)


class DocumentReferenceSerializer(ReferenceSerializer):
    model = Document
    public_values = {"visibility": DocumentVisibility.PUBLIC}

    title = Text()
    url = ApiAddress("documents")
    page = Page("alliances:document_list", "", fragment="slug")


class DocumentSerializer(PublishedSerializer):
    model = Document

    url = ApiAddress("documents")
    page = Page("alliances:document_list", "", fragment="slug")
    title = Text()
    summary = Text()
    kind = Code(Document.Kind)
    alliance = One(AllianceReferenceSerializer)
    institution = One(InstitutionReferenceSerializer)
    date = DateField()
    language = LanguageCode()
    visibility = Code(DocumentVisibility)
    file = Page("alliances:document_file", unless="file", allow_null=True)
    address = Stored(allow_null=True)
    source = One(SourceReferenceSerializer)
