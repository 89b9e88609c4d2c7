"""Fields of what the API shows. They read plain rows of `QuerySet.values()`, and describe themselves to the schema.

Model instances with a column per language cost several times more than the rest of an answer; rows do not. Each field
names the columns it needs, and compiles a function of a row once for each place and language.
"""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import translation
from django_countries import countries
from modeltranslation.utils import resolution_order
from rest_framework import serializers

from core.choices import Precision
from core.dates import PartialDate
from core.languages import column_suffix, language_tag
from core.picture_fields import kept_of
from core.variants import variant_name

STRING = {"type": "string"}
INTEGER = {"type": "integer"}
NUMBER = {"type": "number"}
BOOLEAN = {"type": "boolean"}
DATE = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}
TIME = {"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}:[0-9]{2}"}
ADDRESS = {"type": "string", "format": "uri"}
LANGUAGE_TAGS = [language_tag(code) for code, _name in settings.LANGUAGES]

PLACEHOLDER = "0-placeholder-0"


class RowField(serializers.Field):
    """A field that is read from a row; `prefix` is the path from the row's model to the object it belongs to."""

    schema: dict[str, Any] = STRING

    def __init__(self, **kwargs):
        super().__init__(read_only=True, **kwargs)

    def columns(self, name, prefix):
        """The columns to ask for, as `values()` names them."""
        raise NotImplementedError

    def compile(self, name, prefix, language):
        """A function of a row and its reader that gives the value."""
        raise NotImplementedError


class Stored(RowField):
    """A column as it is; with `allow_null`, what is empty is null."""

    def __init__(self, schema=STRING, column="", convert=None, **kwargs):
        super().__init__(**kwargs)
        self.schema = schema
        self.column = column
        self.convert = convert

    def columns(self, name, prefix):
        return [prefix + (self.column or name)]

    def compile(self, name, prefix, language):
        key = prefix + (self.column or name)
        if not self.allow_null and not self.convert:
            return lambda row, reader: row[key]
        convert = self.convert or (lambda value: value)
        if self.allow_null:
            return lambda row, reader: None if row[key] in (None, "") else convert(row[key])
        return lambda row, reader: convert(row[key])


class Code(Stored):
    """One of the values of a vocabulary."""

    def __init__(self, choices, column="", **kwargs):
        values = [value for value, _label in choices.choices if value]
        schema = {"type": "string", "enum": [*values, None] if kwargs.get("allow_null") else values}
        super().__init__(schema, column, **kwargs)


class Codes(Stored):
    """Several values of a vocabulary."""

    def __init__(self, choices, **kwargs):
        items = {"type": "string", "enum": [value for value, _label in choices.choices if value]}
        super().__init__({"type": "array", "items": items}, **kwargs)


class Text(RowField):
    """A text in the language asked for, else in the next that has it; `languages` of the object says which."""

    def __init__(self, column="", **kwargs):
        super().__init__(**kwargs)
        self.column = column

    def columns(self, name, prefix):
        return [f"{prefix}{self.column or name}_{column_suffix(code)}" for code, _label in settings.LANGUAGES]

    def compile(self, name, prefix, language):
        candidates = [
            (f"{prefix}{self.column or name}_{column_suffix(code)}", language_tag(code))
            for code in resolution_order(language)
        ]

        def find(row, reader):
            for key, tag in candidates:
                if text := row[key]:
                    return text, tag
            return "", None

        return find


class Lines(Text):
    """A text of one item a line, as a list."""

    schema = {"type": "array", "items": STRING}

    def compile(self, name, prefix, language):
        find = super().compile(name, prefix, language)

        def split(row, reader):
            text, tag = find(row, reader)
            return [line.strip() for line in text.splitlines() if line.strip()], tag

        return split


class Country(RowField):
    """A country or region by its two letters, with its name in the language asked for."""

    schema = {
        "type": ["object", "null"],
        "properties": {"code": {"type": "string", "pattern": "^[A-Z]{2}$"}, "name": STRING},
        "required": ["code", "name"],
    }

    def columns(self, name, prefix):
        return [prefix + name]

    def compile(self, name, prefix, language):
        key = prefix + name
        return lambda row, reader: country(row[key], language) if row[key] else None


@lru_cache(maxsize=2000)
def country(code, language):
    with translation.override(language):
        return {"code": str(code), "name": str(countries.name(code))}


class DateField(RowField):
    """A partial date: the earliest and latest day that it may mean, and how it prints in the language asked for."""

    schema = {
        "type": ["object", "null"],
        "properties": {
            "earliest": {"type": ["string", "null"], "format": "date"},
            "latest": {"type": ["string", "null"], "format": "date"},
            "precision": {"type": "string", "enum": Precision.values},
            "derived": BOOLEAN,
            "text": STRING,
        },
        "required": ["earliest", "latest", "precision", "derived", "text"],
    }

    def __init__(self, column="", **kwargs):
        super().__init__(**kwargs)
        self.column = column

    def columns(self, name, prefix):
        return [f"{prefix}{self.column or name}_{part}" for part in ("precision", "earliest", "latest", "derived")]

    def compile(self, name, prefix, language):
        precision, earliest, latest, derived = self.columns(name, prefix)
        return lambda row, reader: (
            partial_date(row[precision], row[earliest], row[latest], row[derived], language) if row[precision] else None
        )


@lru_cache(maxsize=10_000)
def partial_date(precision, earliest, latest, derived, language):
    with translation.override(language):
        return {
            "earliest": earliest and earliest.isoformat(),
            "latest": latest and latest.isoformat(),
            "precision": str(precision),
            "derived": derived,
            "text": str(PartialDate(precision, earliest, latest, derived)),
        }


class Image(RowField):
    """A picture: its address and size, and its smaller copies. Width and height are null until it was measured."""

    candidate = {
        "type": "object",
        "properties": {
            "address": ADDRESS,
            "type": {"type": "string", "enum": ["image/avif", "image/webp"]},
            "width": INTEGER,
        },
        "required": ["address", "type", "width"],
    }
    variants = {"type": "array", "items": candidate}
    schema = {
        "type": ["object", "null"],
        "properties": {
            "address": ADDRESS,
            "width": {"type": ["integer", "null"]},
            "height": {"type": ["integer", "null"]},
            "variants": variants,
        },
        "required": ["address", "width", "height", "variants"],
    }

    def columns(self, name, prefix):
        return [prefix + name, f"{prefix}{name}_variants"]

    def compile(self, name, prefix, language):
        key, variants = self.columns(name, prefix)
        return lambda row, reader: self.read(row[key], row[variants]) if row[key] else None

    @classmethod
    def read(cls, name, kept):
        kept = kept_of(name, kept)
        size = {"width": kept.get("width"), "height": kept.get("height")}
        return {"address": cls.address(name), **size, "variants": cls.copies(name, kept)}

    @staticmethod
    def copies(name, kept):
        return [
            {"address": Image.address(variant_name(name, width, kind)), "type": f"image/{kind}", "width": width}
            for kind in ("avif", "webp")
            for width in kept.get(kind, ())
        ]

    @staticmethod
    def address(name):
        return absolute(default_storage.url(name))


class Variants(Image):
    """The smaller copies of the picture in another column, in the formats and widths that there are."""

    schema = Image.variants

    def __init__(self, column, **kwargs):
        super().__init__(**kwargs)
        self.column = column

    def columns(self, name, prefix):
        return super().columns(self.column, prefix)

    def compile(self, name, prefix, language):
        key, variants = self.columns(name, prefix)
        return lambda row, reader: self.copies(row[key], kept_of(row[key], row[variants]))


class ApiAddress(RowField):
    """The object's own address in this API."""

    schema = ADDRESS

    def __init__(self, endpoint, column="slug", **kwargs):
        super().__init__(**kwargs)
        self.endpoint = endpoint
        self.column = column

    def columns(self, name, prefix):
        return [prefix + self.column]

    def compile(self, name, prefix, language):
        before = absolute(f"/api/v1/{self.endpoint}/")
        key = prefix + self.column
        return lambda row, reader: f"{before}{row[key]}/"


class Page(RowField):
    """The page for people in the language asked for; none where the column that `unless` names is empty."""

    schema = ADDRESS

    def __init__(self, view_name, column="slug", *, fragment="", unless="", **kwargs):
        super().__init__(**kwargs)
        self.view_name = view_name
        self.column = column
        self.fragment = fragment
        self.unless = unless

    def columns(self, name, prefix):
        return [prefix + column for column in (self.column, self.fragment, self.unless) if column]

    def compile(self, name, prefix, language):
        before, after = page_address(self.view_name, language, bool(self.column))
        before = absolute(before)
        key, fragment, unless = (
            prefix + column if column else "" for column in (self.column, self.fragment, self.unless)
        )

        def address(row, reader):
            if unless and not row[unless]:
                return None
            page = f"{before}{row[key]}{after}" if key else before
            return f"{page}#{row[fragment]}" if fragment else page

        return address


@lru_cache(maxsize=1000)
def page_address(view_name, language, has_argument):
    """What stands before and after the slug in the address of a page."""
    with translation.override(language):
        if not has_argument:
            return reverse(view_name), ""
        before, _placeholder, after = reverse(view_name, args=[PLACEHOLDER]).partition(PLACEHOLDER)
        return before, after


def absolute(path):
    """The address of one of our paths; media may lie on a server of its own, whose addresses are whole already."""
    return f"{settings.BASE_URL}{path}" if path.startswith("/") else path


class Constant(RowField):
    def __init__(self, setting, schema=ADDRESS, **kwargs):
        super().__init__(**kwargs)
        self.setting = setting
        self.schema = schema

    def columns(self, name, prefix):
        return []

    def compile(self, name, prefix, language):
        value = getattr(settings, self.setting)
        return lambda row, reader: value


class Languages(RowField):
    """The language of each text of the object; filled by the object itself."""

    schema = {"type": "object", "additionalProperties": {"type": "string", "enum": LANGUAGE_TAGS}}

    def columns(self, name, prefix):
        return []

    def compile(self, name, prefix, language):
        return None
