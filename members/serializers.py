"""What the API shows of institutions and people."""

from core.api.fields import INTEGER, NUMBER, ApiAddress, Code, Country, DateField, Image, Languages, Page, Stored, Text
from core.api.objects import Many, One
from core.serializers import (
    AliasSerializer,
    IdentifiedSerializer,
    PictureSerializer,
    PublishedSerializer,
    ReferenceSerializer,
    SourceReferenceSerializer,
)
from members.models import Appointment, Institution, Person


class InstitutionReferenceSerializer(ReferenceSerializer):
    model = Institution

    name = Text()
    country = Country()
    url = ApiAddress("institutions")
    page = Page("members:institution")


class InstitutionSerializer(PublishedSerializer):
    model = Institution

    url = ApiAddress("institutions")
    page = Page("members:institution")
    name = Text()
    acronym = Stored(allow_null=True)
    kind = Code(Institution.Kind)
    country = Country()
    city = Text()
    latitude = Stored(NUMBER, convert=float, allow_null=True)
    longitude = Stored(NUMBER, convert=float, allow_null=True)
    established = Stored(INTEGER, allow_null=True)
    website = Stored(allow_null=True)
    ror_id = Stored(allow_null=True, help_text="Research Organization Registry, as an address.")
    wikidata_id = Stored(allow_null=True)
    whed_id = Stored(allow_null=True, help_text="World Higher Education Database.")
    logo = Image()
    aliases = Many(AliasSerializer, order=["kind", "text"])


class InstitutionDetailSerializer(InstitutionSerializer):
    description = Text()
    related = Many(InstitutionReferenceSerializer)
    sources = Many(SourceReferenceSerializer)
    pictures = Many(PictureSerializer)


class PersonReferenceSerializer(ReferenceSerializer):
    model = Person

    name = Text()
    title = Text()
    url = ApiAddress("people")
    page = Page("members:person")


class AppointmentSerializer(IdentifiedSerializer):
    """An office that the person holds today."""

    model = Appointment

    title = Text("office__title")
    institution = One(InstitutionReferenceSerializer, "office__institution")
    since = DateField()
    until = DateField()
    source = One(SourceReferenceSerializer)
    languages = Languages()


class PersonSerializer(PublishedSerializer):
    model = Person

    url = ApiAddress("people")
    page = Page("members:person")
    name = Text()
    title = Text()
    summary = Text()
    portrait = Image()
    offices = Many(AppointmentSerializer, "appointments", order=["office__slug"])


class PersonDetailSerializer(PersonSerializer):
    aliases = Many(AliasSerializer, order=["kind", "text"])
    sources = Many(SourceReferenceSerializer)
