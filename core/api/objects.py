"""From rows to objects of the API: the columns to ask for, the ends that a reader may see, parts in one query each."""

from collections import defaultdict
from functools import lru_cache

from django.contrib.contenttypes.fields import GenericRelation
from django.db.models import Model, Q
from rest_framework import serializers

from core.api.fields import Languages, RowField, Text
from core.choices import PublicationState
from core.clock import now
from core.filtersets import shown
from core.languages import column_suffix
from core.scope import facts_for

PUBLICATION_COLUMNS = ("state", "published_at", "unpublish_at")


class Shape(serializers.Serializer):
    """What the API shows of a kind of record; fields are RowFields, `One` and `Many`.

    `public_paths` lead to the records that must be published for the public to see it at the end of a relation, and
    `public_values` are what its columns must hold then.
    """

    model: type[Model]
    public_paths: tuple[str, ...] = ("",)
    public_values: dict[str, str] = {}


class Reader:
    """Who reads, in which language, and which records that are not public this person sees all the same."""

    def __init__(self, user, language):
        self.user = user
        self.language = language
        self.moment = now()
        self.facts = facts_for(user)
        self.is_public = self.facts.user_id is None
        self.seen = defaultdict(set)

    def is_published(self, row, prefix):
        until = row[f"{prefix}unpublish_at"]
        return (
            row[f"{prefix}state"] == PublicationState.PUBLISHED
            and row[f"{prefix}published_at"] <= self.moment
            and (until is None or until > self.moment)
        )


class One(RowField):
    """The record at the end of a to-one relation, or null where there is none or the reader may not see it."""

    def __init__(self, shape, path="", **kwargs):
        super().__init__(allow_null=True, **kwargs)
        self.shape = shape
        self.path = path

    def prefix(self, name, prefix):
        return f"{prefix}{self.path or name}__"

    def columns(self, name, prefix):
        own = self.prefix(name, prefix)
        publication = [f"{own}{path}{column}" for path in self.shape.public_paths for column in PUBLICATION_COLUMNS]
        values = [own + column for column in self.shape.public_values]
        return [f"{own}id", *publication, *values, *plan_of(self.shape, own).columns]

    def compile(self, name, prefix, language):
        own = self.prefix(name, prefix)
        key = f"{own}id"
        build = plan_of(self.shape, own).compile(language)

        def read(row, reader):
            if row[key] is None:
                return None
            if not self.is_public(row, own, reader) and row[key] not in reader.seen[self.shape.model]:
                return None
            return build(row, reader)

        return read

    def is_public(self, row, own, reader):
        return all(reader.is_published(row, own + path) for path in self.shape.public_paths) and all(
            row[own + column] == value for column, value in self.shape.public_values.items()
        )


class TextOfEnd(Text):
    """A text of a related record that belongs to another one: empty while that one is not public."""

    def __init__(self, column, *, belongs_to, **kwargs):
        super().__init__(column, **kwargs)
        self.belongs_to = belongs_to

    def columns(self, name, prefix):
        owner = f"{prefix}{self.belongs_to}"
        return [
            *super().columns(name, prefix),
            f"{owner}_id",
            *[f"{owner}__{column}" for column in PUBLICATION_COLUMNS],
        ]

    def compile(self, name, prefix, language):
        find = super().compile(name, prefix, language)
        owner = f"{prefix}{self.belongs_to}"

        def find_if_public(row, reader):
            if row[f"{owner}_id"] is not None and not reader.is_published(row, f"{owner}__"):
                return "", None
            return find(row, reader)

        return find_if_public


class Many(RowField):
    """The records at the end of a to-many relation that the reader may see: one query for all rows of a list.

    With `through_end`, records on the other side of a many-to-many relation; else parts, which point back.
    """

    def __init__(self, shape, path="", order=(), **kwargs):
        super().__init__(**kwargs)
        self.shape = shape
        self.path = path
        self.order = order

    def columns(self, name, prefix):
        return []

    def compile(self, name, prefix, language):
        key = f"{self.path or name}[]"
        return lambda row, reader: row[key]

    def load(self, name, model, rows, reader):
        """Puts the built objects into each row of the owners."""
        by_owner = {row["id"]: [] for row in rows}
        queryset, owner, prefix = self._related(model._meta.get_field(self.path or name), list(by_owner), reader)
        plan = plan_of(self.shape, prefix)
        parts = list(queryset.values(owner, *plan.columns)) if by_owner else []
        plan.load(parts, reader)
        build = plan.compile(reader.language)
        for part in parts:
            by_owner[part[owner]].append(build(part, reader))
        for row in rows:
            row[f"{self.path or name}[]"] = by_owner[row["id"]]

    def _related(self, field, ids, reader):
        """The query for the parts of these owners, the column that names the owner, and the prefix of the others."""
        model = field.related_model
        if isinstance(field, GenericRelation):
            owner = field.object_id_field_name
            kind = field.model._meta
            type_name = field.content_type_field_name
            rows = model._base_manager.filter(
                **{
                    f"{owner}__in": ids,
                    f"{type_name}__app_label": kind.app_label,
                    f"{type_name}__model": kind.model_name,
                }
            )
            return rows.order_by(*self._order("", reader, model)), owner, ""
        visible = shown(model, reader.user)
        if field.many_to_many:
            owner, end = field.m2m_field_name(), field.m2m_reverse_field_name()
            links = field.remote_field.through._base_manager
            rows = links.filter(Q(**{f"{end}__in": visible.order_by().values("pk")}), **{f"{owner}__in": ids})
            return rows.order_by(*self._order(f"{end}__", reader, model)), owner, f"{end}__"
        owner = field.field.name
        return visible.filter(**{f"{owner}__in": ids}).order_by(*self._order("", reader, model)), owner, ""

    def _order(self, prefix, reader, model):
        names = self.order or (["sort_{}"] if hasattr(model, "sort_en") else ["order"])
        return [*(prefix + name.format(column_suffix(reader.language)) for name in names), f"{prefix}id"]


class Plan:
    """The fields of a shape at a place: at the top of a row, or at the end of a path from it."""

    def __init__(self, shape, prefix):
        self.shape = shape
        self.prefix = prefix
        self.fields = shape._declared_fields
        columns = [f"{prefix}id"]
        for name, field in self.fields.items():
            columns += field.columns(name, prefix)
        self.columns = list(dict.fromkeys(columns))
        self.ends = [
            (field.prefix(name, prefix), field) for name, field in self.fields.items() if isinstance(field, One)
        ]
        for own, field in list(self.ends):
            self.ends += plan_of(field.shape, own).ends

    def load(self, rows, reader):
        """Fetches what the rows themselves do not hold."""
        if not reader.is_public:
            self._learn(rows, reader)
        for name, field in self.fields.items():
            if isinstance(field, Many):
                field.load(name, self.shape.model, rows, reader)

    def _learn(self, rows, reader):
        """For somebody signed in: which of the ends that are not public this person sees, in a query a kind."""
        unsure = defaultdict(set)
        for own, field in self.ends:
            unsure[field.shape.model] |= {
                row[f"{own}id"] for row in rows if row[f"{own}id"] is not None and not field.is_public(row, own, reader)
            }
        for model, ids in unsure.items():
            if ids:
                seen = model.objects.visible_to(reader.user).filter(pk__in=ids).order_by()
                reader.seen[model].update(seen.values_list("pk", flat=True))

    def compile(self, language):
        return _compiled(self.shape, self.prefix, language)


@lru_cache(maxsize=1000)
def plan_of(shape, prefix):
    return Plan(shape, prefix)


@lru_cache(maxsize=4000)
def _compiled(shape, prefix, language):
    """A function of a row and its reader that gives the object."""
    fields = shape._declared_fields.items()
    steps = [
        (name, field.compile(name, prefix, language), isinstance(field, Text))
        for name, field in fields
        if not isinstance(field, Languages)
    ]
    tells_languages = any(isinstance(field, Languages) for _name, field in fields)

    def build(row, reader):
        built, languages = {}, {}
        for name, read, is_text in steps:
            if is_text:
                built[name], tag = read(row, reader)
                if tag:
                    languages[name] = tag
            else:
                built[name] = read(row, reader)
        if tells_languages:
            built["languages"] = languages
        return built

    return build


def represent(shape, rows, reader):
    """The objects of the rows, as the reader sees them."""
    plan = plan_of(shape, "")
    plan.load(rows, reader)
    build = plan.compile(reader.language)
    return [build(row, reader) for row in rows]
