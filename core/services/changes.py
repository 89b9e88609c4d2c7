"""Writes down, in the transaction of a change, whose pages it touches: each process drops them before its next answer.

A transaction that changes many rows of a model says so once for all of them, and is spared the search for each.
"""

from dataclasses import dataclass
from functools import partial

from django.db import connection, transaction

from core.choices import PublicationState
from core.models.base import Identified, Publishable
from core.models.change import ANY_ROW, Change, ThisTransaction
from core.page_cache.reach import TooFar, reach_of, reach_of_all, reach_of_link, reach_up, reach_up_from

MANY = 20  # changed rows of one model in a transaction
KEPT = 10_000  # rows of the table; a process that is further behind drops all its pages
PRUNED_EVERY = 500


@dataclass(frozen=True)
class Before:
    """Of a row before it is saved: ids of the records that it belongs to, and whether readers may have seen it."""

    ids: frozenset = frozenset()
    was_public: bool = False


NEW = Before()
TOLD_TOGETHER = Before()  # of a row that `announce_saves` tells of, with others


def announce(model, rows, reach=frozenset()):
    """Rows with these ids have changed, or a row of this model that is joined to the records in `reach`."""
    label = model._meta.concrete_model._meta.label_lower
    if _is_any_told(label):
        return
    if rows != ANY_ROW and len(_told_of(label)) >= MANY:
        rows = ANY_ROW
    _write(label, rows, reach)
    if connection.in_atomic_block:
        # Goes with its savepoint if that is rolled back, as the row does.
        transaction.on_commit(partial(_nothing_to_do, label, rows == ANY_ROW))


def announce_all(model):
    """Rows of a model were written in bulk."""
    announce(model, ANY_ROW)


def announce_save(instance, *, before=NEW, is_new=False):
    """A row was saved or is about to be deleted; one that readers saw neither before nor now is nobody's business."""
    if before.was_public or _may_be_public(instance):
        rows = {instance.pk} if isinstance(instance, Identified) else set()
        _announce_with(instance._meta.model, rows, lambda: before.ids | reach_of(instance, is_new=is_new))


def announce_saves(instances, *, before=frozenset()):
    """Rows of one kind were saved together; `before` is what `look_before_all` gave."""
    public = [instance for instance in instances if _may_be_public(instance)]
    model = type(instances[0])
    if len(public) >= MANY:
        announce_all(model)
    elif public:
        rows = {instance.pk for instance in public if isinstance(instance, Identified)}
        _announce_with(model, rows, lambda: before | reach_of_all(public))


def announce_links(through, pairs):
    """Rows of a many-to-many relation came or went."""
    _announce_with(through, set(), lambda: reach_of_link(through, pairs))


def look_before(instance):
    """What is known of a row before it is saved; where many rows change, all of them count."""
    model = instance._meta.concrete_model
    if _is_many(model._meta.label_lower):
        return Before(was_public=True)
    stored = model._base_manager.filter(pk=instance.pk).first()
    if stored is None:
        return NEW
    try:
        return Before(frozenset(reach_up(stored)), _may_be_public(stored))
    except TooFar:
        announce_all(model)
        return Before(was_public=True)


def look_before_all(instances):
    """Ids of the records that rows of one kind belong to before they are saved together; their states stay."""
    model = type(instances[0])._meta.concrete_model
    few = [instance for instance in instances if _may_be_public(instance)]
    if len(few) >= MANY or _is_many(model._meta.label_lower):
        return frozenset()
    try:
        return frozenset(reach_up_from(model, [instance.pk for instance in few]))
    except TooFar:
        announce_all(model)
        return frozenset()


def _may_be_public(instance):
    return not isinstance(instance, Publishable) or instance.state == PublicationState.PUBLISHED


def _announce_with(model, rows, find_reach):
    try:
        reach = set() if _is_many(model._meta.concrete_model._meta.label_lower) else find_reach()
    except TooFar:
        rows, reach = ANY_ROW, set()
    announce(model, rows, reach)


def _write(label, rows, reach):
    any_row = rows == ANY_ROW
    change = Change(
        model=label,
        rows=ANY_ROW if any_row else " ".join(sorted(rows)),
        reach="" if any_row else " ".join(sorted(reach)),
        written_in=ThisTransaction(),
    )
    change.save(force_insert=True)
    if change.pk % PRUNED_EVERY == 0:
        Change.objects.filter(pk__lte=change.pk - KEPT).delete()


def _nothing_to_do(label, is_any):
    """Only its being registered counts: it marks what this transaction has said so far."""


def _told_of(label):
    functions = [function for _savepoints, function, _robust in connection.run_on_commit]
    return [
        function.args
        for function in functions
        if isinstance(function, partial) and function.func is _nothing_to_do and function.args[0] == label
    ]


def _is_any_told(label):
    return any(is_any for _label, is_any in _told_of(label))


def _is_many(label):
    return len(_told_of(label)) >= MANY or _is_any_told(label)
