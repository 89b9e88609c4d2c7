"""The one writer of a publication state."""

from django.db import transaction

from core import scope
from core.choices import PublicationState
from core.clock import now
from core.errors import DecidedAlready, EndHasPassed, IllegalMove, ReasonMissing
from core.models import AuditEntry, UnreadItem
from core.moves import NEEDS_REASON, can_move, edits, is_trusted
from core.services.auditing import record, record_many
from core.signals import moved


@transaction.atomic
def move(item, to, *, by, note="", at=None):
    """Bring an item to the state `to`, public from the moment `at` (now, unless said).

    What a trusted institution submits is published at once, and stands in the queue until somebody has read it.

    Locks the row, writes the state and one audit entry, and says so, so that those concerned are told. Raises
    IllegalMove where the table or the person's scope forbids it, ReasonMissing where a reason is due and none is given,
    EndHasPassed where it would never be public.
    """
    item = type(item)._base_manager.select_for_update().get(pk=item.pk)
    start = item.state
    if not can_move(by, item, to):
        raise _refusal(item, to, by)
    is_unread = _needs_no_review(item, to, by)
    to = PublicationState.PUBLISHED if is_unread else to
    if (start, to) in NEEDS_REASON and not note.strip():
        raise ReasonMissing
    item.state = to
    if to == PublicationState.PUBLISHED:
        item.published_at = at or now()
        if item.unpublish_at is not None and item.unpublish_at <= item.published_at:
            raise EndHasPassed(item)
    item.save(update_fields=["state", "published_at", "updated_at"])
    if is_unread:
        UnreadItem.objects.create(item=item)
    elif start == PublicationState.PUBLISHED:
        UnreadItem.objects.of(item).delete()
    record(item, by=by, action="move", before=start, after=to, note=note)
    moved.send(sender=type(item), item=item, by=by, before=start, after=to, note=note)
    return item


@transaction.atomic
def archive_drafts(items, *, by, note=""):
    """Archive many drafts of one kind, in few queries; nobody is told, since none of them went to anybody.

    Raises IllegalMove where one of them is no draft any more or is not the person's to archive; then none is moved.
    """
    if not items:
        return
    before, after = PublicationState.DRAFT, PublicationState.ARCHIVED
    ids = {item.pk for item in items}
    drafts = type(items[0]).objects.select_for_update().filter(pk__in=ids, state=before)
    open_to = set(scope.editable_as_staff(drafts, by).values_list("pk", flat=True))
    refused = next((item for item in items if item.pk not in open_to), None)
    if refused is not None:
        raise IllegalMove(refused, after)
    type(items[0]).objects.filter(pk__in=ids).update(state=after, updated_at=now())
    for item in items:
        item.state = after
    record_many(items, by=by, action="move", before=before, after=after, note=note)


def _needs_no_review(item, to, by):
    """Whoever is trusted need not wait; what came back once is reviewed again."""
    is_first = (item.state, to) == (PublicationState.DRAFT, PublicationState.SUBMITTED)
    return is_first and not edits(by, item) and is_trusted(by, item)


def _refusal(item, to, by):
    """Why it cannot be moved there: of those who decide, whoever comes second is told who was faster."""
    last = AuditEntry.objects.filter(object_id=item.pk, action="move").order_by("-at", "-pk").first()
    came_first = last is not None and last.after == item.state and last.actor_id != (by and by.pk)
    return DecidedAlready(item, to, last) if came_first and edits(by, item) else IllegalMove(item, to)
