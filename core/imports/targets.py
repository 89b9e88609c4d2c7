"""What a table can be imported as. Each app registers its targets; the services judge and write through them."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from core import scope
from core.imports.messages import Wrong
from core.models import ImportRow

Verdict = ImportRow.Verdict
GOOD = frozenset({Verdict.NEW, Verdict.CHANGED})
# Decisions on a row that are no record's id.
MAKE_NEW, LEAVE_OUT = "new", "skip"

_targets = {}


@dataclass
class Judgement:
    """What the portal makes of one row; `plan` is what the target needs to write it."""

    verdict: str
    label: str = ""
    messages: list = field(default_factory=list)
    changes: dict = field(default_factory=dict)
    candidates: list = field(default_factory=list)
    plan: Any = None
    object_id: str = ""  # promised to what a row makes


def wrong(*notes, label=""):
    return Judgement(Verdict.WRONG, label, list(notes))


class Target:
    """A kind of record that tables are imported as."""

    model: Any = None
    fields: list = []
    judge_class: Any = None
    # Whether a batch belongs to one alliance, and may make drafts of the institutions that it does not find.
    of_an_alliance = False

    @property
    def key(self):
        return self.model._meta.label_lower

    @property
    def field_by_key(self):
        return {field.key: field for field in self.fields}

    def may_import(self, user):
        return scope.can_add(user, self.model)

    def alliances_for(self, user):
        """The alliances that the person may import into, as (id, name)."""
        return []

    def write(self, rows, *, by):
        """Write some judged rows and fill their `object_id` and `made`; one transaction is the caller's."""
        raise NotImplementedError

    def undo(self, rows, *, by):
        """Bring back what the rows made; gives a note and whether it is undone for each row's number."""
        raise NotImplementedError

    def link_to(self, object_id):
        """The admin page of a record that a row made or changed."""
        opts = self.model._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[object_id])

    def named(self, ids, *, user):
        """Records by their ids, for links and choices, as far as the person may see them."""
        raise NotImplementedError


class Judge:
    """Judges the rows of one batch in their order, with lookups that were read once."""

    def __init__(self, target, batch, user):
        self.target = target
        self.batch = batch
        self.user = user
        fields = target.field_by_key
        self.columns = [(at, fields[key]) for at, key in enumerate(batch.mapping) if key in fields]
        self._read = {}

    def judge(self, row):
        if row.choice == LEAVE_OUT:
            return Judgement(Verdict.LEFT_OUT, self.label_of(row.cells))
        values, notes = self.parse(row.cells)
        if any(row.cells[len(self.batch.mapping) :]):
            notes.append(Wrong("too_many_cells").note)
        if notes:
            return wrong(*notes, label=self.label_of(row.cells))
        return self.judge_values(values, row)

    def judge_values(self, values, row):
        raise NotImplementedError

    def parse(self, cells):
        """Values of the cells that say something, by the key of their field, and what is wrong with the others."""
        values, notes = {}, []
        for at, column in self.columns:
            text = cells[at] if at < len(cells) else ""
            if text:
                value = self._value(column, text)
                if isinstance(value, Wrong):
                    notes.append({**value.note, "column": column.key})
                else:
                    values[column.key] = value
        return values, notes

    def _value(self, column, text):
        """Read once for all rows that hold the same."""
        known = self._read.setdefault(column.key, {})
        if text not in known:
            try:
                known[text] = column.parse(text)
            except Wrong as error:
                known[text] = error
        return known[text]

    def label_of(self, cells):
        """What a row that cannot be read is called: the first of its cells that names something."""
        for at, column in self.columns:
            if column.named == "name" and at < len(cells) and cells[at]:
                return cells[at][:300]
        return next(filter(None, cells), "")[:300]


def register(target):
    _targets[target.key] = target


def target_of(key):
    return _targets[key]


def all_targets():
    return list(_targets.values())
