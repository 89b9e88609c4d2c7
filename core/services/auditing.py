"""The one writer of the audit trail."""

from core.deeds import Deed
from core.models import AuditEntry


def record(obj, *, by, action, before="", after="", note=""):
    """Write who did what to a record; called in the transaction of the deed itself.

    ValueError where the action is no `Deed`: the trail has to be read by people.
    """
    entry = _entry(obj, _said_of(by, action), before=before, after=after, note=note)
    entry.save(force_insert=True)
    return entry


def record_many(objects, *, by, action, before="", after="", note="", notes=None):
    """Write that somebody did the same to many records, in few queries.

    `note` goes with all of them, `notes` with single ones by their ids.
    """
    same = {"said": _said_of(by, action), "before": before, "after": after}
    notes = notes or {}
    AuditEntry.objects.insert([_entry(obj, note=notes.get(obj.pk, note), **same) for obj in objects])


def _said_of(by, action):
    return {"actor_id": by.pk if by else None, "actor_label": str(by)[:200] if by else "", "action": Deed(action)}


def _entry(obj, said, *, before="", after="", note=""):
    return AuditEntry(
        **said,
        object_type=obj._meta.label_lower,
        object_id=str(obj.pk),
        object_label=str(obj)[:300],
        alliance_ids=padded(obj.concerned_alliance_ids()) if hasattr(obj, "concerned_alliance_ids") else "",
        before=before,
        after=after,
        note=note,
    )


def padded(ids):
    """Ids between spaces, so that one of them is found by a plain text test on both databases."""
    return f" {' '.join(sorted(ids))} " if ids else ""
