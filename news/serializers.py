"""What the API shows of news."""

from alliances.serializers import AllianceReferenceSerializer
from core.api.fields import BOOLEAN, ApiAddress, Code, DateField, Languages, Page, Stored, Text
from core.api.objects import Many, One
from core.serializers import (
    AreaReferenceSerializer,
    IdentifiedSerializer,
    LanguageCode,
    PictureSerializer,
    PublishedSerializer,
    SourceReferenceSerializer,
)
from members.serializers import InstitutionReferenceSerializer, PersonReferenceSerializer
from news.models import NewsItem
from research.serializers import GroupReferenceSerializer, ProjectReferenceSerializer


class NewsSerializer(PublishedSerializer):
    model = NewsItem

    url = ApiAddress("news")
    page = Page("news:detail")
    kind = Code(NewsItem.Kind)
    kicker = Text()
    title = Text()
    lead = Text()
    byline = Text()
    alliance = One(AllianceReferenceSerializer)
    institution = One(InstitutionReferenceSerializer)
    areas = Many(AreaReferenceSerializer)


class MentionSerializer(IdentifiedSerializer):
    """Somebody whom the story names and who has no record here."""

    name = Stored()
    spellings = Stored()
    note = Text()
    institution = One(InstitutionReferenceSerializer)
    languages = Languages()


class BoilerplateVersionSerializer(IdentifiedSerializer):
    title = Text()
    text = Text(help_text="HTML.")
    languages = Languages()


class NewsDetailSerializer(NewsSerializer):
    body = Text(help_text="HTML.")
    source = One(SourceReferenceSerializer)
    source_date = DateField()
    event_date = DateField()
    original_language = LanguageCode()
    is_machine_translated = Stored(BOOLEAN)
    alliances = Many(AllianceReferenceSerializer)
    institutions = Many(InstitutionReferenceSerializer)
    people = Many(PersonReferenceSerializer)
    groups = Many(GroupReferenceSerializer)
    projects = Many(ProjectReferenceSerializer)
    mentions = Many(MentionSerializer)
    boilerplates = Many(BoilerplateVersionSerializer, order=["boilerplate__slug"])
    pictures = Many(PictureSerializer)
