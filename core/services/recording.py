"""The one writer of append-only rows: memberships, tenures, appointments, statements."""

from django.db import transaction

from core.clock import now
from core.errors import OverlappingPeriod
from core.services.auditing import record


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
