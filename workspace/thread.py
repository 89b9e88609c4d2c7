"""The conversation about one item, as its author's side reads it: what was said, and what was done meanwhile."""

from dataclasses import dataclass
from typing import Any

from core.models import AuditEntry, ReviewComment

MOST_LINES = 30


@dataclass
class Line:
    """A comment, or a move of the item."""

    at: Any
    who: str
    text: str = ""
    move: Any = None


def thread_of(item, user):
    """The latest lines, in the order in which they came; of comments, those that the person may see."""
    remarks = ReviewComment.objects.of(item).visible_to(user).select_related("author").order_by("-at", "-pk")
    moves = AuditEntry.objects.filter(object_id=item.pk, action="move").order_by("-at", "-pk")
    lines = [Line(remark.at, str(remark.author or "–"), text=remark.text) for remark in remarks[:MOST_LINES]]
    lines += [Line(entry.at, entry.actor_label, entry.note, move=entry) for entry in moves[:MOST_LINES]]
    return sorted(lines, key=lambda line: line.at)
