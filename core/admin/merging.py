"""Three versions of one form held against each other: the one it was made from, the stored one, the typed one.

What only one side changed is taken from that side. What both changed differently is a clash: the typed value stays in
the form, and the person chooses. Several choices (many-to-many) are merged one by one and never clash.
"""

from dataclasses import dataclass, field
from typing import Any

from core.admin.merging_rows import RowMerge
from core.admin.snapshots import (
    CHOICE_PREFIX,
    FIELD,
    MINE,
    REMOVED_BY_THEM,
    THEIRS,
    as_posted,
    is_file,
    own_fields,
    posted_value,
)

CHOICES = frozenset({THEIRS, MINE})


@dataclass
class Clash:
    """Something that both sides changed: `key` is the name of the field in the form, or of the row."""

    key: str
    kind: str
    bound: Any
    base: Any
    theirs: Any
    mine: Any
    row: Any = None

    def left_open(self):
        """What the next version of the form has to know of it."""
        kept_row = self.mine if self.kind == REMOVED_BY_THEM else None
        return {"kind": self.kind, "base": self.base, "mine": kept_row}


@dataclass
class Merge:
    """The posted form, brought together with what is stored now.

    `row` of a field or a clash is the form of the stored row that it belongs to, or the group of a row that is gone.
    """

    sheet: Any
    base: dict | None
    post: Any
    files: Any
    theirs: dict = field(init=False)
    clashes: list = field(default_factory=list)
    taken: list = field(default_factory=list)

    def __post_init__(self):
        self.post = self.post.copy()
        self.theirs = self.sheet.snapshot()
        before = (self.base or {}).get("open", {})
        self.choices = {key: self.post.get(CHOICE_PREFIX + key) for key in before}
        self.decided = {key: before[key] for key, choice in self.choices.items() if choice in CHOICES}
        self.opened = {key: clash for key, clash in before.items() if key not in self.decided}

    @property
    def has_moved(self):
        """Whether the state of the record was moved meanwhile."""
        return self.base is not None and self.base["state"] != self.theirs["state"]

    @property
    def is_current(self):
        """Whether the form was made from what is stored now, and everything that clashed before was decided."""
        same = self.base is not None and all(self.base[name] == self.theirs[name] for name in self.theirs)
        return same and not self.opened

    def run(self):
        base = self.base or {}
        for name, bound in own_fields(self.sheet.form).items():
            self.merge_field(bound, bound.html_name, base.get("fields", {}).get(name), self.theirs["fields"][name])
        for group in self.sheet.rows:
            RowMerge(self, group).run()
        return self

    def add_clash(self, key, kind, *, base, row, theirs=None, mine=None, bound=None):
        self.clashes.append(Clash(key, kind, bound, base, theirs, mine, row))

    def left_open(self):
        return {clash.key: clash.left_open() for clash in self.clashes}

    def merge_field(self, bound, key, base, theirs, row=None):
        """Bring one field together, which is posted under the name `key`."""
        if self.choices.get(key) == THEIRS:
            self._take(bound, key)
            return
        mine = posted_value(bound, self.post, self.files, name=key)
        if mine is not None and mine == theirs:
            return
        if mine is None or mine == base:
            if base not in (None, theirs):
                self.taken.append((bound, row))
            self._take(bound, key)
        elif isinstance(theirs, list) and base is not None:
            added, removed = set(mine) - set(base), set(base) - set(mine)
            self.post.setlist(key, sorted((set(theirs) | added) - removed))
        elif theirs != base or key in self.opened:
            original = self.opened[key]["base"] if key in self.opened else base
            self.add_clash(key, FIELD, base=original, theirs=theirs, mine=mine, bound=bound, row=row)

    def _take(self, bound, key):
        """Put what is stored into the posted form; of a file, by posting none."""
        if is_file(bound):
            self.files.pop(key, None)
            self.post.pop(f"{key}-clear", None)
            return
        suffixes = ["", *getattr(bound.field.widget, "widgets_names", [])]
        for suffix in suffixes:
            self.post.pop(key + suffix, None)
        for name, values in as_posted(bound).items():
            self.post.setlist(key + name.removeprefix(bound.html_name), values)
