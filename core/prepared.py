"""Queries whose SQL is written once: Django takes longer to write that of a page than the database to answer it.

    @prepared
    def groups_of(user, institution):
        return institution.groups.visible_to(user).in_reading_order()

    groups_of(request.user, institution)  # a list of rows

The function gives a queryset without prefetches, or what `core.gathering` is to gather: records by name.

For readers without rights of their own, who all see the same, the function is called once for each language and shape
of its values, with marks in place of the values, of the moment and of the day; from then on the statement that came
out is asked with what stands for the marks now. For everybody else it is called each time.

So the function may depend on its values in no other way than by putting them into the query: the mark of a record knows
no more than its id, a value that leaves no trace in the statement is refused, and so is a moment or a day that is
neither a value nor taken from `core.clock`.
"""

import copy
import datetime
import re
from dataclasses import dataclass
from functools import update_wrapper

from django.core.exceptions import EmptyResultSet, ImproperlyConfigured
from django.db import connections, models
from django.db.models.signals import post_migrate
from django.utils.translation import get_language

from core import clock, scope
from core.gathering import query_of, sort_out

MOST = 200  # statements of one function
MOMENT = datetime.datetime(1811, 7, 13, 1, 2, 3, 450678, tzinfo=datetime.UTC)
DAY = datetime.date(1811, 7, 14)
LOOKS_LIKE_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def shape_of(value):
    """A number is none of the values that are put in, but belongs to the statement, as a limit does."""
    if isinstance(value, models.Model):
        return type(value)
    if isinstance(value, int):
        return value
    return (list, len(value)) if isinstance(value, list) else type(value)


def mark_of(value, name):
    """What stands for a value while the statement is written."""
    if isinstance(value, models.Model):
        return type(value).from_db(None, [type(value)._meta.pk.attname], [name])
    if isinstance(value, list):
        return [f"{name}-{place}" for place in range(len(value))]
    if isinstance(value, datetime.datetime):
        return MOMENT - datetime.timedelta(hours=1 + int(name.rpartition("-")[2]))
    if isinstance(value, str):
        return name
    if isinstance(value, int):
        return value
    raise ImproperlyConfigured(f"a prepared query takes records, texts, moments, numbers, lists of ids, not {value!r}")


def as_parameters(value, operations):
    """How a value stands among the parameters of a statement."""
    if isinstance(value, models.Model):
        return [value.pk]
    if isinstance(value, list):
        return value
    if isinstance(value, int):
        return []
    if isinstance(value, datetime.datetime):
        return [operations.adapt_datetimefield_value(value)]
    return [operations.adapt_datefield_value(value) if isinstance(value, datetime.date) else value]


def parameters_of(values, operations):
    return [parameter for value in values for parameter in as_parameters(value, operations)]


class Written:
    """Stands for the query of a queryset: gives a compiler that knows its statement already."""

    def __init__(self, query, compiler, statement):
        self._query, self._compiler, self._statement = query, compiler, statement

    def __getattr__(self, name):
        return getattr(self._query, name)

    def get_compiler(self, using=None, connection=None, elide_empty=True):
        compiler = copy.copy(self._compiler)
        compiler.connection = connections[using]
        compiler.as_sql = lambda *args, **kwargs: self._statement
        return compiler


@dataclass(frozen=True)
class Statement:
    """The SQL of a queryset, and which of its parameters stand for which of the values."""

    rows: models.QuerySet
    kinds: dict | None
    compiler: object
    sql: str
    parameters: tuple
    places: dict
    marks: list

    def ask(self, values):
        filled = parameters_of([*values, clock.now(), clock.today()], connections[self.rows.db].ops)
        parameters = list(self.parameters)
        for place, number in self.places.items():
            parameters[place] = filled[number]
        query = Written(self.rows.query, self.compiler, (self.sql, tuple(parameters)))
        rows = models.QuerySet(self.rows.model, query=query, using=self.rows.db)
        rows._iterable_class, rows._fields = self.rows._iterable_class, self.rows._fields
        rows._known_related_objects = self._known_related_objects(values)
        return _finished(rows, self.kinds)

    def _known_related_objects(self, values):
        """A row that was reached from a record knows that record, not its mark."""
        real = {mark.pk: value for mark, value in zip(self.marks, values, strict=True) if hasattr(mark, "pk")}
        return {
            field: {real[pk].pk: real[pk] for pk in known} for field, known in self.rows._known_related_objects.items()
        }


@dataclass(frozen=True)
class Nothing:
    """Where no row can be found whatever the values are."""

    kinds: dict | None

    def ask(self, values):
        return _finished([], self.kinds)


class Prepared:
    """The decorated function, with the statements that it gave."""

    all_of_them: list = []

    def __init__(self, build):
        update_wrapper(self, build)
        self.build = build
        self._statements: dict = {}
        self.all_of_them.append(self)

    def __call__(self, user, *values):
        """The rows, as a list; or lists by name."""
        if scope.facts_for(user) is not scope.NOBODY:
            return self.ask_anew(user, *values)
        key = (get_language(), *map(shape_of, values))
        if key not in self._statements:
            if len(self._statements) >= MOST:
                self._statements.clear()
            self._statements[key] = self._write(values)
        return self._statements[key].ask(values)

    def ask_anew(self, user, *values):
        """The same with a statement that is written for this call alone."""
        return _finished(*_query_and_kinds(self.build(user, *values)))

    def forget(self):
        self._statements.clear()

    def _write(self, values):
        marks = [mark_of(value, f"prepared-mark-{number}") for number, value in enumerate(values)]
        with clock.held(MOMENT, DAY):
            rows, kinds = _query_and_kinds(self.build(None, *marks))
            compiler = rows.query.get_compiler(using=rows.db)
            try:
                sql, parameters = compiler.as_sql()
            except EmptyResultSet:
                return Nothing(kinds)
        if rows._prefetch_related_lookups:
            self._refuse("reads rows of a second query")
        places = self._places(marks, parameters, connections[rows.db].ops)
        return Statement(rows, kinds, compiler, sql, tuple(parameters), places, marks)

    def _places(self, marks, parameters, operations):
        """By place among the parameters, the number of the mark that stands there."""
        named = parameters_of(marks, operations)
        held = parameters_of([MOMENT, DAY], operations)
        numbers = {mark: number for number, mark in enumerate([*named, *held])}
        places = {place: numbers[value] for place, value in enumerate(parameters) if _is_among(value, numbers)}
        if not set(places.values()) >= set(range(len(named))):
            self._refuse("does not put each of its values into the query")
        if any(place not in places and _is_moment(value) for place, value in enumerate(parameters)):
            self._refuse("takes a moment or a day from elsewhere than core.clock")
        return places

    def _refuse(self, reason):
        raise ImproperlyConfigured(f"{self.__qualname__} cannot be prepared: it {reason}")


def _query_and_kinds(asked):
    return (query_of(asked), asked) if isinstance(asked, dict) else (asked, None)


def _finished(rows, kinds):
    return sort_out(kinds, rows) if kinds is not None else list(rows)


def _is_among(value, numbers):
    return isinstance(value, str | datetime.date) and value in numbers


def _is_moment(value):
    return isinstance(value, datetime.date) or bool(isinstance(value, str) and LOOKS_LIKE_A_DAY.match(value))


def prepared(build):
    return Prepared(build)


def hand_out(rows, records, *, by, to):
    """Give each record, as a list `to`, the rows that belong to it: what a prefetch does, with prepared rows.

    `by` names what a row calls the id of its record.
    """
    found: dict = {record.pk: [] for record in records}
    for row in rows:
        found[getattr(row, by)].append(row)
    for record in records:
        setattr(record, to, found[record.pk])


def forget_statements(**kwargs):
    for each in Prepared.all_of_them:
        each.forget()


# Statements name content types by their ids.
post_migrate.connect(forget_statements, dispatch_uid="prepared statements")
