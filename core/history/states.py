"""What a version holds, read from its JSON without making records of it: a version may be older than the columns."""

import json
from dataclasses import dataclass, field

from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.db import models
from django.utils.text import capfirst
from reversion.models import Version
from reversion.revisions import _get_options as options_of

from core.fields import partial_dates_of
from core.languages import language_of_column, translated_fields

DATE_COLUMNS = ("earliest", "latest", "precision", "derived")
# What a move writes: told, but never restored. What else nobody edits is kept by the portal itself, and left out.
MOVED = frozenset({"state", "published_at"})


@dataclass(frozen=True)
class Spec:
    """One thing of a record that is compared: a column, a partial date, or several choices."""

    key: str
    label: str
    field: object
    columns: tuple
    language: str = ""

    @property
    def is_many(self):
        return isinstance(self.field, models.ManyToManyField)

    @property
    def relation(self):
        """The model at the other end of a relation, or None."""
        return self.field.related_model if isinstance(self.field, models.Field) and self.field.is_relation else None

    def of(self, values):
        """What a version holds of it; None where it holds nothing of the kind."""
        if all(column not in values for column in self.columns):
            return None
        held = tuple(values.get(column) for column in self.columns)
        if len(held) > 1:
            return held
        return sorted(map(str, held[0] or [])) if self.is_many else _empty_as_text(held[0])


def _empty_as_text(value):
    return "" if value is None else value


def specs_of(model, without=()):
    """What is compared of a model, in the order of its columns."""
    left_out = {*translated_fields(model), *without, model._meta.pk.name}
    dates = partial_dates_of(model)
    date_columns = {f"{name}_{column}": name for name in dates for column in DATE_COLUMNS}
    for column in [*model._meta.concrete_fields, *model._meta.many_to_many]:
        name = column.name
        if name in date_columns:
            date = date_columns[name]
            if name.endswith("_earliest"):
                columns = tuple(f"{date}_{part}" for part in DATE_COLUMNS)
                yield Spec(date, capfirst(str(dates[date].verbose_name)), dates[date], columns)
        elif name not in left_out and (column.editable or name in MOVED):
            yield Spec(name, _label(model, column), column, (name,), language_of_column(model, name))


def _label(model, column):
    language = language_of_column(model, column.name)
    if not language:
        return capfirst(str(column.verbose_name))
    original = column.name.removesuffix("_" + language.replace("-", "_"))
    return capfirst(str(model._meta.get_field(original).verbose_name))


@dataclass(frozen=True)
class Part:
    """A kind of rows that is kept with a record: its model and the column that names the record."""

    model: type
    column: str
    accessor: str

    @property
    def name(self):
        return capfirst(str(self.model._meta.verbose_name_plural))

    @property
    def is_relation(self):
        """Whether the column leads to records of one kind; else it is the id of an owner of any kind."""
        return self.model._meta.get_field(self.column).is_relation

    @property
    def attname(self):
        return self.model._meta.get_field(self.column).attname

    @property
    def specs(self):
        return list(specs_of(self.model, without={self.column, "owner_type"}))


def parts_of(model):
    """The kinds of rows that versions of a model hold beside it."""
    followed = options_of(model).follow
    for name in followed:
        relation = next((f for f in model._meta.private_fields if f.name == name), None)
        if isinstance(relation, GenericRelation):
            yield Part(relation.related_model, relation.object_id_field_name, name)
            continue
        for reverse in model._meta.related_objects:
            if reverse.get_accessor_name() == name:
                yield Part(reverse.related_model, reverse.field.name, name)


@dataclass
class State:
    """A record as one version holds it, or as it is now: its values, and those of its rows by kind and id."""

    values: dict = field(default_factory=dict)
    rows: dict = field(default_factory=dict)


def states_of(model, pk, versions):
    """The states that these versions hold, by the id of the version; one query, however many they are."""
    parts = {ContentType.objects.get_for_model(part.model).pk: part for part in parts_of(model)}
    states = {
        version.pk: State(_read(version.serialized_data), {part: {} for part in parts.values()}) for version in versions
    }
    by_revision = {version.revision_id: version.pk for version in versions}
    rows = Version.objects.filter(revision__in=by_revision, content_type__in=parts)
    for revision, kind, row_pk, data in rows.order_by("pk").values_list(
        "revision_id", "content_type_id", "object_id", "serialized_data"
    ):
        values, part = _read(data), parts[kind]
        if str(values.get(part.column)) == str(pk):
            states[by_revision[revision]].rows[part][row_pk] = values
    return states


def state_now(obj):
    """The record as it is stored now, in the same form as a version."""
    rows = {part: list(getattr(obj, part.accessor).all()) for part in parts_of(type(obj))}
    return State(
        _written([obj])[str(obj.pk)],
        {part: _written(found) for part, found in rows.items()},
    )


def _written(objs):
    if not objs:
        return {}
    text = serializers.serialize("json", objs, fields=options_of(type(objs[0])).fields)
    return {str(entry["pk"]): entry["fields"] for entry in json.loads(text)}


def _read(serialized):
    return json.loads(serialized)[0]["fields"]
