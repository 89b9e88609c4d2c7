"""The one writer of append-only rows: memberships, tenures, appointments, statements."""

from django.db import transaction

from core.clock import now
from core.errors import OverlappingPeriod
from core.periods import overlap
from core.services.auditing import record, record_many
from core.services.saving import insert_many


def _lock(row):
    """Lock the record under which periods may not overlap, so that two people cannot write at once."""
    parent = row.locked_under()
    if parent is not None:
        type(parent)._base_manager.select_for_update().get(pk=parent.pk)


def _refuse_overlap(row):
    if getattr(row, "exclusive_fields", ()) and type(row).objects.overlapping(row).exists():
        raise OverlappingPeriod(row)


@transaction.atomic
def record_fact(row, *, by):
    """Insert a new row. Raises OverlappingPeriod where a current row of the same parties and role shares a day."""
    _lock(row)
    _refuse_overlap(row)
    row.recorded_by = by
    row.save(force_insert=True)
    record(row, by=by, action="record")
    return row


@transaction.atomic
def record_facts(rows, *, by):
    """Insert many new rows of one kind under one parent. Raises OverlappingPeriod where two of them, or one of them
    and a current row, are of the same parties and role and share a day; then none is inserted.
    """
    if not rows:
        return rows
    _lock(rows[0])
    current = _current_by_parties(rows)
    for row in rows:
        beside = current.setdefault(_parties(row), [])
        if any(overlap(row, other) for other in beside):
            raise OverlappingPeriod(row)
        beside.append(row)
        row.recorded_by = by
    insert_many(rows)
    record_many(rows, by=by, action="record")
    return rows


def _parties(row):
    return tuple(getattr(row, row._meta.get_field(name).attname) for name in row.exclusive_fields)


def _current_by_parties(rows):
    """The current rows that have a party in common with these, by their parties and role."""
    found = {}
    first, second = (rows[0]._meta.get_field(name).attname for name in rows[0].exclusive_fields[:2])
    among = {f"{name}__in": {getattr(row, name) for row in rows} for name in (first, second)}
    for row in type(rows[0]).objects.current().filter(**among):
        found.setdefault(_parties(row), []).append(row)
    return found


@transaction.atomic
def correct_fact(row, *, by):
    """Keep what the edited `row` says as a new row and close the stored one; gives the new row.

    The stored row stays as it was but for `recorded_until`, so that what the portal said on an earlier day can still
    be asked. The day of the first recording carries over. Raises OverlappingPeriod as `record_fact` does, and
    DoesNotExist where somebody corrected the row meanwhile.
    """
    _lock(row)
    model = type(row)
    stored = model._base_manager.select_for_update().get(pk=row.pk, recorded_until=None)
    moment = now()
    stored.recorded_until = moment
    stored.save(update_fields=["recorded_until"])
    _refuse_overlap(row)
    row.pk = model._meta.pk.get_default()
    row._state.adding = True
    row.replaces = stored
    row.first_recorded_on = stored.first_recorded_on
    row.recorded_from, row.recorded_until, row.recorded_by = moment, None, by
    row.save(force_insert=True)
    record(row, by=by, action="correct", before=stored.pk, after=row.pk)
    return row


@transaction.atomic
def strike_fact(row, *, by, note=""):
    """Close a row that was recorded by mistake; nothing takes its place, and it stays in the history."""
    _lock(row)
    stored = type(row)._base_manager.select_for_update().get(pk=row.pk, recorded_until=None)
    stored.recorded_until = now()
    stored.save(update_fields=["recorded_until"])
    record(stored, by=by, action="strike", note=note)
    return stored


@transaction.atomic
def strike_facts(rows, *, by, note=""):
    """Close many rows of one kind under one parent, in few queries. Raises DoesNotExist where one of them is closed
    already; then none is.
    """
    if not rows:
        return
    _lock(rows[0])
    moment, ids = now(), {row.pk for row in rows}
    if type(rows[0]).objects.filter(pk__in=ids, recorded_until=None).update(recorded_until=moment) < len(ids):
        raise type(rows[0]).DoesNotExist
    for row in rows:
        row.recorded_until = moment
    record_many(rows, by=by, action="strike", note=note)
