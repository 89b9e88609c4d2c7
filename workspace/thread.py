"""The conversation about one item, as its author's side reads it: what was said, and what was done meanwhile."""

from dataclasses import dataclass
from typing import Any

from django.db.models import TextField, Value
from django.db.models.functions import Coalesce, NullIf

from core.deeds import Deed
from core.desk.trail import state_named
from core.models import AuditEntry, ReviewComment
from core.unions import union_of

MOST_LINES = 40
TOLD = (Deed.MOVE, Deed.PROPOSED_CHANGE)
NOTHING = Value("", output_field=TextField())
NAME = Coalesce(NullIf("author__full_name", Value("")), "author__email", Value("–"), output_field=TextField())


@dataclass
class Line:
    """A comment, or a move of the item or of a change to it, with the states that it went through."""

    at: Any
    who: str
    text: str
    action: str = ""
    before: str = ""
    after: str = ""

    @property
    def states(self):
        return [name for name in (state_named(self, state) for state in (self.before, self.after)) if name]

    @property
    def about(self):
        """What was moved, where it was not the item itself."""
        return Deed(self.action).label if self.action == Deed.PROPOSED_CHANGE else ""


def thread_of(item, user):
    """The latest lines, in the order in which they came, in one query; of comments, those that the person may see."""
    remarks = ReviewComment.objects.of(item).visible_to(user).order_by()
    moves = AuditEntry.objects.filter(object_id=item.pk, action__in=TOLD).order_by()
    rows = union_of(
        [
            moves.values_list("at", "pk", "actor_label", "note", "action", "before", "after"),
            remarks.annotate(who=NAME, action=NOTHING, before=NOTHING, after=NOTHING).values_list(
                "at", "pk", "who", "text", "action", "before", "after"
            ),
        ]
    )
    latest = rows.order_by("-at", "-pk")[:MOST_LINES]
    return [Line(at, *others) for at, _pk, *others in reversed(latest)]
