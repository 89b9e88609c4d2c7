"""The blocks of the desk in the order of the work: what each says, and what would appear where it is empty."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Block:
    key: str
    name: Any
    empty: Any
    shown: int = 5


BLOCKS = [
    Block(
        "submitted",
        _("Awaiting your review"),
        _("What representatives send in appears here, the longest waiting first."),
    ),
    Block(
        "unread",
        _("Published, to be read"),
        _("What trusted institutions publish without review appears here until somebody has read it."),
    ),
    Block(
        "returned",
        _("Returned to their authors"),
        _("What you sent back stands here with its reason until the author sends it in again."),
    ),
    Block(
        "scheduled",
        _("Scheduled"),
        _("What has a moment of publication in the future appears here with its time and zone."),
    ),
    Block(
        "leaving",
        _("Leaving the site soon"),
        _("What stops being public within 30 days appears here."),
    ),
    Block(
        "closing",
        _("Calls that close soon"),
        _("Calls whose deadline falls within 30 days appear here."),
    ),
    Block(
        "ending",
        _("Terms that end soon"),
        _("Memberships, seats and appointments that end within 60 days appear here."),
    ),
    Block(
        "vacant",
        _("Ended without a successor"),
        _("Seats whose last holder left, and nobody followed, appear here."),
    ),
    Block(
        "disputed",
        _("Sources disagree"),
        _("Contradictions that nobody has decided yet appear here."),
    ),
    Block(
        "untranslated",
        _("Languages missing"),
        _("Published records that lack a title or text in one of the four languages appear here."),
    ),
    Block(
        "untouched",
        _("Not touched for a year"),
        _("Pages meant to stay current that nobody changed for a year appear here."),
    ),
    Block(
        "draft",
        _("Drafts"),
        _("What is being written and was not sent in yet is counted here."),
        shown=0,
    ),
]
BLOCK = {block.key: block for block in BLOCKS}
