"""What the API shows of sources, areas and pictures, and what all records have in common."""

from types import SimpleNamespace

from core.api.fields import (
    ADDRESS,
    BOOLEAN,
    DATE,
    INTEGER,
    LANGUAGE_TAGS,
    MOMENT,
    ApiAddress,
    Code,
    Constant,
    DateField,
    Image,
    Languages,
    Page,
    RowField,
    Stored,
    Text,
    Variants,
)
from core.api.objects import Many, One, Shape
from core.choices import Certainty, ContentLanguage, PublicationState, Standing
from core.clock import today
from core.languages import language_tag
from core.models import Alias, Area, Source
from core.periods import certainty_on
from core.translating import machine_languages

ULID = {"type": "string", "pattern": "^[0-9A-HJKMNP-TV-Z]{26}$"}
SLUG = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}
TAGS = {"type": "array", "items": {"type": "string", "enum": LANGUAGE_TAGS}}
LANGUAGES = [language_tag(code) for code in ContentLanguage.values if code]


class LanguageCode(Stored):
    """A language by its tag (BCP 47)."""

    def __init__(self, **kwargs):
        super().__init__(
            {"type": "string", "enum": [*LANGUAGES, None]}, allow_null=True, convert=language_tag, **kwargs
        )


class CertaintyField(RowField):
    """What can be said of a relation today; before its floor (the founding of the alliance) nothing holds."""

    schema = {"type": "string", "enum": Certainty.values}
    parts = (
        "since_earliest",
        "since_latest",
        "until_precision",
        "until_earliest",
        "until_latest",
        "attested_on_latest",
    )

    def __init__(self, floor, **kwargs):
        super().__init__(**kwargs)
        self.floor = floor

    def columns(self, name, prefix):
        return [prefix + part for part in (*self.parts, "first_recorded_on", self.floor)]

    def compile(self, name, prefix, language):
        names = {part: prefix + part for part in (*self.parts, "first_recorded_on")}
        floor = prefix + self.floor

        def read(row, reader):
            relation = SimpleNamespace(**{part: row[key] for part, key in names.items()})
            return certainty_on(relation, today(), floor=row[floor])

        return read


class IdentifiedSerializer(Shape):
    id = Stored(ULID, help_text="The permanent id; it is never given to another record.")


class RecordSerializer(IdentifiedSerializer):
    languages = Languages(help_text="The language of each text of this object.")
    licence = Constant("DATA_LICENCE_URL", help_text="The licence of the portal's own texts and facts.")


class SluggedSerializer(RecordSerializer):
    slug = Stored(SLUG)


class PublishedSerializer(SluggedSerializer):
    state = Code(PublicationState, help_text="Readers who are not signed in see published records only.")
    published_at = Stored(MOMENT, allow_null=True)
    updated_at = Stored(MOMENT)
    machine_translated = Stored(
        TAGS,
        "text_marks",
        convert=machine_languages,
        help_text="Languages in which the texts of this object were translated by a machine.",
    )


class ReferenceSerializer(IdentifiedSerializer):
    """Another record, in short."""

    slug = Stored(SLUG)
    languages = Languages()


class AliasSerializer(Shape):
    """Another name of a record."""

    text = Stored()
    language = LanguageCode()
    kind = Code(Alias.Kind)


class PictureSerializer(IdentifiedSerializer):
    address = Stored(ADDRESS, "file", convert=Image.address)
    width = Stored(INTEGER)
    height = Stored(INTEGER)
    variants = Variants("file", help_text="Smaller copies; empty until they are made.")
    caption = Text()
    credit = Text()
    alt = Text()
    is_decorative = Stored(BOOLEAN)
    languages = Languages()


class SourceReferenceSerializer(ReferenceSerializer):
    model = Source

    title = Text()
    publisher = Text()
    published = DateField()
    url = ApiAddress("sources")
    page = Page("core:source")


class SourceSerializer(PublishedSerializer):
    model = Source

    url = ApiAddress("sources")
    page = Page("core:source")
    title = Text()
    publisher = Text()
    kind = Code(Source.Kind)
    address = Stored(allow_null=True)
    published = DateField()
    seen_on = Stored(DATE, allow_null=True)
    language = LanguageCode()
    original_language = LanguageCode()
    is_machine_translated = Stored(BOOLEAN)
    byline = Text()
    note = Text()


class AreaReferenceSerializer(ReferenceSerializer):
    model = Area

    name = Text()
    url = ApiAddress("areas")
    page = Page("research:area")


class AreaSerializer(PublishedSerializer):
    model = Area

    url = ApiAddress("areas")
    page = Page("research:area")
    name = Text()
    description = Text()
    parent = One(AreaReferenceSerializer)


class AreaDetailSerializer(AreaSerializer):
    children = Many(AreaReferenceSerializer)
    sources = Many(SourceReferenceSerializer)


class RecordedSerializer(RecordSerializer):
    """A row of the record: a correction closes it, and a new row with a new id takes its place."""

    standing = Code(Standing)
    note = Text()
    source = One(SourceReferenceSerializer)
    first_recorded_on = Stored(DATE)


class DatedSerializer(RecordedSerializer):
    since = DateField()
    until = DateField(help_text="Null while it goes on.")
    attested_on = DateField(help_text="A day on which a source shows it.")
