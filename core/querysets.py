"""The questions that every kind of record is asked."""

from django.db import models
from django.db.models import Q, Subquery
from django.utils.translation import get_language

from core import scope
from core.announcing import rows_changed
from core.choices import PublicationState, Standing
from core.clock import now, today
from core.inserting import insert_rows
from core.languages import column_suffix
from core.messages import SUMMARY
from core.periods import certain_q, overlap_q, possible_q
from core.text import query_terms


def published_q(prefix="", *, moment=None):
    """What is public at a moment: a date test, so that scheduling needs no job that runs."""
    moment = moment or now()
    return Q(
        Q(**{f"{prefix}unpublish_at": None}) | Q(**{f"{prefix}unpublish_at__gt": moment}),
        **{f"{prefix}state": PublicationState.PUBLISHED, f"{prefix}published_at__lte": moment},
    )


def bare(rows):
    """The same query without modeltranslation, which would shuffle the columns of values."""
    return models.QuerySet(rows.model, query=rows.query.chain())


def holding(rows, text, *paths):
    """Rows of which every word of the text stands in the search tokens at one of these paths.

    No text finds everything, a text without a word (signs alone) nothing.
    """
    terms = query_terms(text)
    if text.strip() and not terms:
        return rows.none()
    for term in terms:
        found = Q()
        for path in paths:
            found |= Q(**{f"{path}search_tokens__contains": f" {term}"})
        rows = rows.filter(found)
    return rows


class ScopedQuerySet(models.QuerySet):
    """Asks the scope module; public code starts here. What it writes in bulk saves no instance, so it announces it."""

    def update(self, **kwargs):
        return self._announced(super().update(**kwargs))

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(self, objs, *args, **kwargs):
        return self._announced(super().bulk_create(objs, *args, **kwargs))

    bulk_create.alters_data = True  # type: ignore[attr-defined]

    def bulk_update(self, objs, fields, *args, **kwargs):
        return self._announced(super().bulk_update(objs, fields, *args, **kwargs))

    bulk_update.alters_data = True  # type: ignore[attr-defined]

    def insert(self, objects):
        """What `bulk_create` does, by one statement whatever their number; ids of the database stay unknown."""
        if objects:
            insert_rows(self.model, objects)
            self._announced(objects)

    insert.alters_data = True  # type: ignore[attr-defined]

    def _announced(self, outcome):
        rows_changed.send(sender=self.model)
        return outcome

    def visible_to(self, user):
        return scope.visible(self, user)

    def manageable_by(self, user):
        return scope.manageable(self, user)

    def editable_by(self, user):
        return scope.editable(self, user)


class OutboxQuerySet(ScopedQuerySet):
    """Messages that wait, and those of a person."""

    def of(self, user):
        """What was written to a person, for the list of the workspace; a summary only repeats it."""
        return self.filter(receiver=user).exclude(kind=SUMMARY)

    def about(self, record):
        return self.filter(about_type=record._meta.label_lower, about_id=str(record.pk))

    def in_list(self):
        """Without the texts, which a list does not show."""
        return self.defer("body", "text", "html", "error")

    def unread(self):
        return self.filter(read_at=None)


class SlugQuerySet(ScopedQuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class ListedQuerySet(ScopedQuerySet):
    """Records that readers list: found by words in any script, sorted in the reader's language."""

    def matching(self, text):
        """Rows that hold every word of the text, in any language and spelling that they are kept in.

        No text finds everything, a text without a word (signs alone) nothing.
        """
        return holding(self, text, "")

    def in_reading_order(self, language=None):
        suffix = column_suffix(language or get_language())
        return self.order_by(f"sort_{suffix}", "pk")


class PublishableQuerySet(ListedQuerySet, SlugQuerySet):
    def published(self):
        return self.filter(published_q())

    def newest_first(self):
        return self.order_by("-published_at", "pk")

    def with_first_picture(self):
        """With the file of the picture that stands for the record on cards, read with its row."""
        pictures = self.model._meta.get_field("pictures").related_model.objects.of_each(self.model).in_order()
        return self.annotate(
            first_file=Subquery(pictures.values("file")[:1]),
            first_file_variants=Subquery(pictures.values("file_variants")[:1]),
        )


class RecordedQuerySet(ScopedQuerySet):
    """Append-only rows: what the record says now, or said at an earlier moment."""

    def current(self):
        return self.filter(recorded_until=None)

    def known_at(self, moment):
        return self.filter(Q(recorded_until=None) | Q(recorded_until__gt=moment), recorded_from__lte=moment)

    def recorded(self):
        return self.filter(standing=Standing.RECORDED)

    def claimed(self):
        return self.filter(standing=Standing.CLAIMED)


class DatedQuerySet(RecordedQuerySet):
    """Relations with a start and perhaps an end, asked for a day."""

    floor_path: str | None = None

    def on(self, day):
        """Relations that surely held on that day."""
        return self.filter(certain_q(day, floor_path=self.floor_path))

    def possibly_on(self, day):
        """Relations that held or may have held on that day."""
        return self.filter(possible_q(day, floor_path=self.floor_path))

    def in_force(self):
        """Relations that hold today; the day of leaving still counts."""
        return self.current().on(today())

    def overlapping(self, relation):
        """Other current rows of the same parties and role whose period shares a day with this one."""
        same = {name: getattr(relation, name) for name in relation.exclusive_fields}
        return self.current().exclude(pk=relation.pk).filter(overlap_q(relation), **same)
