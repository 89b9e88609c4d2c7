"""On whose pages a row shows: the records that relations join it to.

A record with a page of its own ends the walk. What has none (a seat, a membership, a row that joins two records) is
passed through: up to the records that it belongs to, and from a record down to the rows that belong to it.
"""

from functools import cache

from django.contrib.contenttypes.fields import GenericForeignKey

from core.announcing import is_announced
from core.models.base import Identified, Publishable

MOST = 2000


class TooFar(Exception):
    """So many records are concerned that they are not worth naming."""


@cache
def has_page(model):
    return issubclass(model, Publishable)


@cache
def columns_up(model):
    """Columns that name another record, each with that record's model; None for an owner of any kind."""
    found = {
        field.attname: field.related_model
        for field in model._meta.concrete_fields
        if field.is_relation and is_announced(field.related_model)
    }
    owners = [field for field in model._meta.private_fields if isinstance(field, GenericForeignKey)]
    return found | {owner.fk_field: None for owner in owners}


@cache
def columns_down(model):
    """Pairs of a model and its column that names a row of this one, hidden relations included."""
    relations = model._meta.get_fields(include_hidden=True)
    return [
        (relation.related_model, relation.field.attname)
        for relation in relations
        if (relation.one_to_many or relation.one_to_one)
        and relation.auto_created
        and not relation.concrete
        and is_announced(relation.related_model)
        and not relation.related_model._meta.proxy
    ]


class Walk:
    """Collects ids from a row on."""

    def __init__(self):
        self.ids = set()
        self._passed = set()

    def up(self, model, rows):
        """From rows (values by column) to the records that they belong to."""
        for column, target in columns_up(model).items():
            ids = {row[column] for row in rows} - {None}
            self._note(target or Identified, ids)
            new = self._not_yet(("up", target), ids)
            if new and target is not None and not has_page(target) and columns_up(target):
                self.up(target, list(target._base_manager.filter(pk__in=new).values(*columns_up(target))))

    def down(self, model, pks):
        """From records to the rows that belong to them, and to whatever else these belong to."""
        for other, column in columns_down(model):
            wanted = {"pk", *columns_up(other)}
            rows = list(other._base_manager.filter(**{f"{column}__in": pks}).order_by().values(*wanted)[: MOST + 1])
            if not rows:
                continue
            found = {row["pk"] for row in rows}
            self._note(other, found)
            new = self._not_yet(("down", other), found)
            if not has_page(other):
                self.up(other, rows)
                if new:
                    self.down(other, new)

    def _note(self, model, ids):
        if issubclass(model, Identified):
            self.ids |= ids
        if len(self.ids) > MOST or len(ids) > MOST:
            raise TooFar

    def _not_yet(self, kind, ids):
        new = {pk for pk in ids if (kind, pk) not in self._passed}
        self._passed |= {(kind, pk) for pk in new}
        return new


def reach_up(instance):
    """Ids of the records that a row belongs to."""
    return _above([instance])


def reach_up_from(model, pks):
    """Ids of the records that rows of a model belong to as they are stored."""
    walk, columns = Walk(), columns_up(model)
    if columns and pks:
        walk.up(model, list(model._base_manager.filter(pk__in=pks).values(*columns)))
    return walk.ids


def reach_of(instance, *, is_new=False):
    """Ids of the records on whose pages a row shows; raises TooFar."""
    return reach_of_all([instance], is_new=is_new)


def reach_of_all(instances, *, is_new=False):
    """The same of rows of one kind together, in the queries of one."""
    walk = Walk()
    if not is_new:
        walk.down(instances[0]._meta.concrete_model, {instance.pk for instance in instances})
    for instance in instances:
        if hasattr(instance, "shown_beside"):
            walk.ids |= set(instance.shown_beside())
    return walk.ids | _above(instances)


def _above(instances):
    walk = Walk()
    model = instances[0]._meta.concrete_model
    columns = columns_up(model)
    walk.up(model, [{column: getattr(instance, column) for column in columns} for instance in instances])
    return walk.ids


def reach_of_link(through, pairs):
    """Ids of the records that rows of a many-to-many relation join; `pairs` are their values by column."""
    walk = Walk()
    walk.up(through, pairs)
    return walk.ids
