"""What became of each of several records that somebody wanted the same done to."""

from dataclasses import dataclass
from typing import Any

from core.errors import DomainError


@dataclass
class Outcome:
    """What became of one chosen row."""

    item: Any
    text: str
    done: bool
    url: str = ""


def outcome_of(item, deed, url):
    """`deed(item)` gives a sentence, or raises the domain error that says why nothing was done."""
    try:
        return Outcome(item, deed(item), True, url)
    except DomainError as error:
        return Outcome(item, str(error), False, url)


def reported(outcomes):
    """For the page that shows them: all of them, and how many were done and refused."""
    return {
        "outcomes": outcomes,
        "done": sum(outcome.done for outcome in outcomes),
        "refused": sum(not outcome.done for outcome in outcomes),
    }
