"""The one writer of the audit trail."""

from core.models import AuditEntry


def record(obj, *, by, action, before="", after="", note=""):
    """Write who did what to a record; called in the transaction of the deed itself."""
    return AuditEntry.objects.create(
        actor_id=by.pk if by else None,
        actor_label=str(by)[:200] if by else "",
        action=action,
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
