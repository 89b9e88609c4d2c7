"""The rows of the work list, for the records that a page hands in, in a fixed number of queries.

One query counts by kind, institution and alliance, one counts what is asked for, one reads the page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.db.models.functions import Cast
from django.utils.functional import cached_property
from modeltranslation.settings import AVAILABLE_LANGUAGES

from core.choices import PublicationState
from core.desk.lines import TEXT, language_columns
from core.languages import best_text, missing_q, text_in
from core.models.base import SORT_LANGUAGES
from core.translating import marked_original, needs_work_q, standings_of, stands_q
from core.unions import union_of

NAMES = [f"name_{suffix}" for suffix in SORT_LANGUAGES]
NUMBER = models.IntegerField()


@dataclass(frozen=True)
class Source:
    """Records of one kind that are the person's to translate; `address(row, language)` leads to their form.

    A few institutions, or alliances, may be narrowed to as what they are themselves: `itself` names it.
    """

    model: Any
    rows: Any
    address: Callable[[Any, str], str]
    itself: str = ""

    @property
    def kind(self):
        return self.model._meta.label_lower

    def end(self, name):
        """The column that names an institution or alliance: of the relation to it, or of the record itself; or ""."""
        if name == self.itself:
            return self.model._meta.pk.attname
        try:
            return self.model._meta.get_field(name).attname
        except FieldDoesNotExist:
            return ""

    def living(self):
        """Nobody translates for the archive. A bare queryset: that of modeltranslation would shuffle the columns."""
        bare = models.QuerySet(self.model).filter(pk__in=self.rows.order_by().values("pk"))
        return bare.exclude(state=PublicationState.ARCHIVED).order_by()


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; an empty word narrows nothing, an empty state means all that needs work."""

    kind: str = ""
    language: str = ""
    state: str = ""
    institution: str = ""
    alliance: str = ""

    def takes(self, source):
        """Whether the source can hold such rows at all."""
        ends = [name for name in ("institution", "alliance") if getattr(self, name)]
        return self.kind in ("", source.kind) and all(source.end(name) for name in ends)

    def condition(self, source):
        model = source.model
        languages = [self.language] if self.language else AVAILABLE_LANGUAGES
        if self.state:
            found = reduce(or_, (stands_q(model, language, self.state) for language in languages))
        else:
            found = needs_work_q(model, self.language)
        ends = {name: getattr(self, name) for name in ("institution", "alliance") if getattr(self, name)}
        return found & Q(**{source.end(name): value for name, value in ends.items()})


@dataclass
class Row:
    """One record in one line; its names stand in attributes per language, as those of a record do."""

    source: Source
    pk: str
    changed_at: Any
    state: PublicationState
    text_marks: str
    there: list
    names: dict

    def __getattr__(self, attribute):
        try:
            return self.__dict__["names"][attribute]
        except KeyError:
            raise AttributeError(attribute) from None

    @cached_property
    def cells(self):
        """(how it stands, the address of the form in that language) for each language."""
        titled = (language for language in self.there if text_in(self, "name", language))
        original = marked_original(self) or next(titled, best_text(self, "name")[1])
        return [
            (standing, self.source.address(self, standing.code))
            for standing in standings_of(self, there=self.there, original=original)
        ]

    @property
    def address(self):
        """The form at the first language that needs work."""
        return next((address for standing, address in self.cells if standing.needs_work), self.cells[0][1])


def count_work(sources):
    """(source, id of the institution or "", id of the alliance or "", number of rows that need work)."""
    queries = []
    for number, source in enumerate(sources):
        ends = {
            f"work_{name}": Cast(F(source.end(name)), TEXT) if source.end(name) else Value("", output_field=TEXT)
            for name in ("institution", "alliance")
        }
        rows = source.living().annotate(work_number=Value(number, output_field=NUMBER), **ends)
        columns = ["work_number", *ends]
        counted = rows.values(*columns).annotate(work_count=Count("pk", filter=Wanted().condition(source)))
        queries.append(counted.values_list(*columns, "work_count"))
    found = union_of(queries) if queries else []
    return [
        (sources[number], institution or "", alliance or "", count) for number, institution, alliance, count in found
    ]


class WorkRows:
    """The rows that are asked for, what changed longest ago first, as a sequence that a paginator cuts."""

    def __init__(self, sources, wanted, *, count=None):
        self.count = count
        self.parts = [
            (source, source.living().filter(wanted.condition(source))) for source in sources if wanted.takes(source)
        ]

    def __len__(self):
        if self.count is not None:
            return self.count
        counts = [
            rows.values(work_number=Value(number, output_field=NUMBER))
            .annotate(work_count=Count("pk"))
            .values_list("work_number", "work_count")
            for number, (_source, rows) in enumerate(self.parts)
        ]
        return sum(count for _number, count in union_of(counts)) if counts else 0

    def __getitem__(self, cut):
        if not self.parts:
            return []
        queries = []
        for number, (source, rows) in enumerate(self.parts):
            # What no page up to this one can show is left out before the texts are read and sorted.
            first = rows.order_by("updated_at", "pk").values("pk")[: cut.stop]
            queries.append(_columns(number, source.model, models.QuerySet(source.model).filter(pk__in=first)))
        ordered = union_of(queries).order_by("work_2", "work_1")[cut]
        return [self._row(*values) for values in ordered]

    def _row(self, number, pk, changed_at, state, marks, *texts):
        missing, names = texts[: len(AVAILABLE_LANGUAGES)], texts[len(AVAILABLE_LANGUAGES) :]
        there = [language for language, lacks in zip(AVAILABLE_LANGUAGES, missing, strict=True) if not lacks]
        shown = {name: text or "" for name, text in zip(NAMES, names, strict=True)}
        return Row(self.parts[number][0], pk, changed_at, PublicationState(state), marks, there, shown)


def _columns(number, model, rows):
    """All as annotations in one order, of the same types in each branch of the union."""
    columns = [
        Value(number, output_field=NUMBER),
        Cast(F("pk"), TEXT),
        F("updated_at"),
        Cast(F("state"), TEXT),
        Cast(F("text_marks"), TEXT),
        *(
            Case(When(missing_q(model, language), then=Value(1)), default=Value(0), output_field=NUMBER)
            for language in AVAILABLE_LANGUAGES
        ),
        *(Cast(column, TEXT) for column in language_columns(model, model.title_field)),
    ]
    named = {f"work_{position}": column for position, column in enumerate(columns)}
    return rows.order_by().annotate(**named).values_list(*named)
