"""Records of many models as lines of one list, read in one query: what a link to each needs, and no more."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.utils import quote
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.urls import NoReverseMatch, reverse

from core.clock import now, today
from core.languages import best_text, translated_fields
from core.models.base import SORT_LANGUAGES
from core.unions import union_of

TEXT = models.TextField()
MOMENT, DAY = models.DateTimeField(), models.DateField()


def admin_link(model, page, *args, query=None):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args, query=query)


@dataclass
class Line:
    """One record in one line; its names stand in attributes per language, as those of a record do."""

    group: str
    model: Any
    pk: str
    moment: Any = None
    day: Any = None
    note: str = ""
    names: dict[str, str] = field(default_factory=dict)

    def __getattr__(self, attribute):
        try:
            return self.__dict__["names"][attribute]
        except KeyError:
            raise AttributeError(attribute) from None

    @property
    def url(self):
        return admin_link(self.model, "change", quote(self.pk))

    @property
    def review_url(self):
        """The page on which it is decided about; a kind that has none is decided about in its form."""
        try:
            return admin_link(self.model, "review", quote(self.pk))
        except NoReverseMatch:
            return self.url

    @property
    def days_waiting(self):
        return (now() - self.moment).days

    @property
    def days_left(self):
        return (self.day - today()).days


def language_columns(model, path):
    """The columns of a text in each language; a text without languages reads alike in all of them.

    Of several paths the first counts that leads to a text.
    """
    paths = [path] if isinstance(path, str) else path
    columns = zip(*(_columns(model, single) for single in paths), strict=True)
    return [Coalesce(*column, output_field=TEXT) if len(column) > 1 else column[0] for column in columns]


def _columns(model, path):
    owner = model
    *relations, name = path.split("__")
    for relation in relations:
        owner = owner._meta.get_field(relation).related_model
    translated = name in translated_fields(owner)
    return [NullIf(F(f"{path}_{suffix}" if translated else path), Value("")) for suffix in SORT_LANGUAGES]


@dataclass
class Lines:
    """The first `limit` rows of an ordered queryset under the name of a group."""

    group: str
    rows: models.QuerySet
    name: Any
    limit: int
    moment: Any = None
    day: Any = None
    note: Any = None

    @property
    def model(self):
        return self.rows.model

    def query(self, number):
        """All as annotations in one order, of the same types in each branch of the union."""
        # A bare queryset: that of modeltranslation would shuffle the columns.
        first = models.QuerySet(self.model).filter(pk__in=self.rows.values("pk")[: self.limit])
        of = language_columns(self.model, self.name.of) if self.name.of else [Value("")] * len(SORT_LANGUAGES)
        columns = [
            Value(number, output_field=models.IntegerField()),
            Cast(F("pk"), output_field=TEXT),
            # Never cast where there is one: SQLite would round it to milliseconds.
            Cast(Value(None), output_field=MOMENT) if self.moment is None else self.moment,
            Cast(Value(None), output_field=DAY) if self.day is None else self.day,
            Cast(Value("") if self.note is None else self.note, output_field=TEXT),
            *(Cast(column, output_field=TEXT) for column in [*language_columns(self.model, self.name.title), *of]),
        ]
        named = {f"line_{position}": column for position, column in enumerate(columns)}
        return first.order_by().annotate(**named).values_list(*named)

    def line(self, pk, moment, day, note, *texts):
        keys = [f"{part}_{suffix}" for part in ("name", "of") for suffix in SORT_LANGUAGES]
        names = {key: text or "" for key, text in zip(keys, texts, strict=True)}
        return Line(self.group, self.model, pk, moment, day, note or "", names)


def _place(line):
    """Lines with a moment or a day come earliest first, others in the order of the alphabet."""
    return (str(line.moment or line.day or ""), best_text(line, "name")[0].casefold(), line.pk)


def collect(parts):
    """Lines by group, all read in one query."""
    found: dict[str, list[Line]] = {part.group: [] for part in parts}
    if not parts:
        return found
    for number, *values in union_of(part.query(number) for number, part in enumerate(parts)):
        line = parts[number].line(*values)
        found[line.group].append(line)
    for lines in found.values():
        lines.sort(key=_place)
    return found
