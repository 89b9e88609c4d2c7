"""What happens to a record while it is reviewed: decided, discussed, given to somebody."""

from django.db import transaction

from core import scope
from core.errors import ChangedMeanwhile, NothingSaid, NotYours, ReadAlready
from core.models import ReviewAssignment, ReviewComment, UnreadItem
from core.moves import edits, owns
from core.services.auditing import record
from core.services.publishing import move
from core.signals import remarked


def as_seen(item):
    """What a page that asks for a decision keeps of the record as it showed it."""
    return f"{item.state} {item.updated_at.isoformat()}"


@transaction.atomic
def decide(item, to, *, by, seen, note="", at=None):
    """Move a record as it was read: raises ChangedMeanwhile where its texts were changed since `seen`.

    Where it was moved since, `move` says by whom.
    """
    item = _locked(item)
    if seen.split(" ")[0] == item.state and seen != as_seen(item):
        raise ChangedMeanwhile(item)
    return move(item, to, by=by, note=note, at=at)


@transaction.atomic
def comment(item, text, *, by):
    """Say something about a record: read by the author's side and by the secretariat, by nobody else.

    The other side is told. The same words sent twice in a row are one remark.
    """
    if not (edits(by, item) or owns(by, item) or scope.can_edit(by, item)):
        raise NotYours(item)
    if not text.strip():
        raise NothingSaid
    item, text = _locked(item), text.strip()
    last = ReviewComment.objects.of(item).order_by("-at", "-pk").first()
    if last is not None and (last.author_id, last.text) == (by.pk, text):
        return last
    remark = ReviewComment.objects.create(item=item, author=by, text=text)
    remarked.send(sender=ReviewComment, remark=remark, by_staff=edits(by, item))
    return remark


@transaction.atomic
def assign(item, reviewer, *, by):
    """Give the review of a record to one person, or to nobody; both must be of its secretariat."""
    item = _locked(item)
    if not edits(by, item) or (reviewer is not None and not edits(reviewer, item)):
        raise NotYours(item)
    before = ReviewAssignment.objects.of(item).select_related("reviewer").first()
    if (before.reviewer if before else None) == reviewer:
        return before
    if before:
        before.delete()
    given = ReviewAssignment.objects.create(item=item, reviewer=reviewer) if reviewer else None
    names = [str(person)[:200] if person else "" for person in (before and before.reviewer, reviewer)]
    record(item, by=by, action="assign", before=names[0], after=names[1])
    return given


@transaction.atomic
def mark_read(item, *, by):
    """Tick off what was published without review; raises ReadAlready where somebody did."""
    item = _locked(item)
    if not edits(by, item):
        raise NotYours(item)
    ticked, _rows = UnreadItem.objects.of(item).delete()
    if not ticked:
        raise ReadAlready(item)
    record(item, by=by, action="read")


def _locked(item):
    return type(item)._base_manager.select_for_update().get(pk=item.pk)
