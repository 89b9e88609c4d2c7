"""What a page reads while it is made: tables, and ids of records."""

import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache

from django.apps import apps
from django.db import connection

from core.announcing import FIXED, is_announced

_reading = ContextVar("what the page in the making reads", default=None)
WORD = re.compile(r"\w+")
LENGTH_OF_AN_ID = 26
# How Django writes that a subquery hangs on the row outside; U0, V1 ... are tables of other subqueries.
OUTER_COLUMN = re.compile(r'= \("(?![T-Z]+\d+")')


class Reading:
    """By model whose table was read, the ids that the statements name; and the ids of the records that were loaded.

    A statement that asks something of each row that it finds names these rows too. `is_complete` is false once
    something was read whose changes nobody announces. `since` is the position up to which changes were known before,
    `stale_at` the moment from which nothing of it holds.
    """

    def __init__(self, *, since=0, stale_at=None):
        self.anchors, self.ids, self.is_complete = {}, set(), True
        self.since, self.stale_at = since, stale_at
        self._asked_of_each = ()

    def __call__(self, execute, sql, params, many, context):
        models, self._asked_of_each = about(sql)
        named = {value for value in params or () if isinstance(value, str) and len(value) == LENGTH_OF_AN_ID}
        for label in models:
            self.anchors.setdefault(label, set()).update(named)
        self.is_complete = self.is_complete and bool(models) and models <= known_labels()
        return execute(sql, params, many, context)

    def include(self, anchors, ids):
        """Something goes in that was made before, from any rows of these models."""
        for label in anchors:
            self.anchors.setdefault(label, set())
        self.ids |= ids

    def note_record(self, pk):
        self.ids.add(pk)
        for label in self._asked_of_each:
            self.anchors[label].add(pk)


@cache
def _labels_by_table():
    """Of several models with one table the one whose changes are announced; a proxy goes by the name of its model."""
    models = sorted(apps.get_models(include_auto_created=True), key=is_announced)
    return {model._meta.db_table: model._meta.concrete_model._meta.label_lower for model in models}


@cache
def known_labels():
    return {
        model._meta.label_lower for model in apps.get_models(include_auto_created=True) if is_announced(model)
    } | FIXED


@lru_cache(maxsize=500)
def about(sql):
    """Labels of the models whose tables a statement names, and of those of which it asks for each row that it finds.

    A column of that name counts as a table, which does no harm.
    """
    tables = _labels_by_table()
    models = frozenset(tables[word] for word in WORD.findall(sql) if word in tables)
    return models, models if OUTER_COLUMN.search(sql) else frozenset()


@contextmanager
def collecting(**known):
    """Notes what is read inside; gives the `Reading`."""
    reading = Reading(**known)
    token = _reading.set(reading)
    try:
        with connection.execute_wrapper(reading):
            yield reading
    finally:
        _reading.reset(token)


def note_record(pk):
    """Called for each record that is loaded."""
    reading = _reading.get()
    if reading is not None:
        reading.note_record(pk)


def page_in_the_making():
    """The `Reading` of it, or None."""
    return _reading.get()
