"""The one writer of the audit trail."""

from copy import copy

from core.deeds import Deed
from core.fields import new_ulid
from core.models import AuditEntry


def record(obj, *, by, action, before="", after="", note=""):
    """Write who did what to a record; called in the transaction of the deed itself.

    ValueError where the action is no `Deed`: the trail has to be read by people.
    """
    entry = _told_of(_entry(by, action, before=before, after=after), obj, note)
    entry.save(force_insert=True)
    return entry


def record_many(objects, *, by, action, before="", after="", note="", notes=None):
    """Write that somebody did the same to many records, in few queries.

    `note` goes with all of them, `notes` with single ones by their ids.
    """
    entry, notes = _entry(by, action, before=before, after=after), notes or {}
    AuditEntry.objects.insert([_told_of(_another(entry), obj, notes.get(obj.pk, note)) for obj in objects])


def _entry(by, action, **said):
    label = str(by)[:200] if by else ""
    return AuditEntry(actor_id=by.pk if by else None, actor_label=label, action=Deed(action), **said)


def _another(entry):
    """Of the same person, deed and moment."""
    other = copy(entry)
    other.pk = new_ulid()
    return other


def _told_of(entry, obj, note):
    entry.object_type = obj._meta.label_lower
    entry.object_id = str(obj.pk)
    entry.object_label = str(obj)[:300]
    entry.alliance_ids = padded(obj.concerned_alliance_ids()) if hasattr(obj, "concerned_alliance_ids") else ""
    entry.note = note
    return entry


def padded(ids):
    """Ids between spaces, so that one of them is found by a plain text test on both databases."""
    return f" {' '.join(sorted(ids))} " if ids else ""
