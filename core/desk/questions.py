"""What stands on the desk of a person: how many records in each block, and the first of them.

Two queries, however many rows and models there are: one counts, one reads the lines of the blocks that are not empty.
"""

from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Value

from core import scope
from core.desk.blocks import BLOCK, BLOCKS
from core.desk.lines import Lines, admin_link, collect
from core.desk.registry import names, watched
from core.unions import union_of


@dataclass
class Kind:
    """How many rows of one model stand in a block, and the list that shows them all."""

    model: type
    count: int
    query: str

    @property
    def url(self):
        return f"{admin_link(self.model, 'changelist')}?{self.query}"


@dataclass
class Shown:
    """A block as the page shows it."""

    block: object
    kinds: list
    lines: list

    @property
    def count(self):
        return sum(kind.count for kind in self.kinds)


def in_hand(model, user):
    """The rows that the person sees in the admin and may change."""
    return scope.editable(scope.manageable(models.QuerySet(model), user), user)


def models_of(user):
    """Models of which the person may have a row in hand at all; asks no query of the rows."""
    return [model for model in watched() if all(scope.could(user, model, ask) for ask in ("manage_q", "edit_q"))]


def count_cases(user, kinds):
    """For each model the number of rows in each block, in one query."""
    queries = []
    for number, model in enumerate(kinds):
        conditions = {case.block: case.condition() for case in watched()[model]}
        columns = {
            f"count_{block.key}": Count("pk", filter=conditions[block.key]) if block.key in conditions else Value(0)
            for block in BLOCKS
        }
        numbered = in_hand(model, user).order_by().values(number=Value(number))
        queries.append(numbered.annotate(**columns).values_list("number", *columns))
    if not queries:
        return {}
    keys = [block.key for block in BLOCKS]
    return {kinds[number]: dict(zip(keys, counts, strict=True)) for number, *counts in union_of(queries)}


def first_lines(user, counts):
    """The first lines of each block that is not empty, in one query."""
    parts = []
    for model, numbers in counts.items():
        for case in watched()[model]:
            shown = BLOCK[case.block].shown
            if shown and numbers[case.block]:
                rows = in_hand(model, user).filter(case.condition())
                rows = rows.annotate(case_order=case.order).order_by("case_order", "pk")
                parts.append(Lines(case.block, rows, names()[model], shown, case.moment, case.day, case.note))
    return collect(parts)


def blocks_for(user):
    """The blocks of a person's desk in their order, each with its kinds and its first lines."""
    counts = count_cases(user, models_of(user))
    lines = first_lines(user, counts)
    shown = []
    for block in BLOCKS:
        kinds = [
            Kind(model, counts[model][case.block], case.link)
            for model in counts
            for case in watched()[model]
            if case.block == block.key and counts[model][case.block]
        ]
        if kinds or any(case.block == block.key for model in counts for case in watched()[model]):
            shown.append(Shown(block, kinds, lines.get(block.key, [])[: block.shown]))
    return shown
