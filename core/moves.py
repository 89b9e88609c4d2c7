"""Legal moves of a publication state: one table drives buttons, admin and API."""

from core import scope
from core.choices import PublicationState

S = PublicationState


def owns(user, item):
    """The person wrote it for an institution that he or she represents."""
    return scope.owns(user, item)


def edits(user, item):
    """The person belongs to the secretariat that answers for it; whom he or she represents does not count."""
    return scope.can_edit_as_staff(user, item)


def owns_or_edits(user, item):
    return owns(user, item) or edits(user, item)


_trust_providers = []


def provide_trust(ask):
    """Register `ask(item) -> bool`: do those who review it publish at once what its institution submits?"""
    _trust_providers.append(ask)


def is_trusted(user, item):
    """The person wrote it for an institution that its secretariat trusts."""
    return owns(user, item) and any(ask(item) for ask in _trust_providers)


MOVES = {
    (S.DRAFT, S.SUBMITTED): owns_or_edits,
    (S.RETURNED, S.SUBMITTED): owns_or_edits,
    (S.SUBMITTED, S.DRAFT): owns_or_edits,
    (S.DRAFT, S.PUBLISHED): edits,
    (S.SUBMITTED, S.PUBLISHED): edits,
    (S.SUBMITTED, S.RETURNED): edits,
    (S.PUBLISHED, S.ARCHIVED): edits,
    (S.ARCHIVED, S.DRAFT): edits,
    (S.DRAFT, S.ARCHIVED): edits,
}

NEEDS_REASON = frozenset({(S.SUBMITTED, S.RETURNED)})


def moves_from(start):
    """The states to which the table leads from this one, in its order."""
    return [to for origin, to in MOVES if origin == start]


def can_move(user, item, to):
    """Whether the table and the person's scope allow this move."""
    allowed = MOVES.get((item.state, to))
    return allowed is not None and allowed(user, item)


def moves_open_to(user, item):
    """The states to which this person may bring the item now, in the order of the table."""
    return [to for to in moves_from(item.state) if can_move(user, item, to)]
