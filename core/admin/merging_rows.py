"""The rows of a form brought together: found again by their ids, numbered anew, stored ones first."""

from dataclasses import dataclass
from typing import Any

from django.forms.formsets import DELETION_FIELD_NAME, INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from core.admin.scoped import is_fact
from core.admin.snapshots import MINE, REMOVED_BY_ME, REMOVED_BY_THEM, THEIRS, as_posted, posted_value


def successors_of(model, pks):
    """Rows that were corrected meanwhile: the id of each to the id of the row that the record holds now."""
    if not pks or not is_fact(model):
        return {}
    found, ahead = {}, dict(model._base_manager.filter(replaces__in=pks).values_list("replaces_id", "pk"))
    while ahead:
        found = {pk: ahead.get(end, end) for pk, end in found.items()} | {
            pk: end for pk, end in ahead.items() if pk in pks
        }
        ahead = dict(model._base_manager.filter(replaces__in=ahead.values()).values_list("replaces_id", "pk"))
    return found


@dataclass
class PostedRow:
    """A row as it was posted, under names without its number."""

    pk: str
    values: dict
    files: dict

    @property
    def is_deleted(self):
        return DELETION_FIELD_NAME in self.values

    def typed(self, fields, base=None):
        """What somebody typed into it; a file that was not chosen anew is the one of `base`."""
        data, files = QueryDict(mutable=True), MultiValueDict()
        for name, values in self.values.items():
            data.setlist(name, values)
        for name, values in self.files.items():
            files.setlist(name, values)
        values = {name: posted_value(bound, data, files, name=name) for name, bound in fields.items()}
        return {name: (base or {}).get(name) if value is None else value for name, value in values.items()}


class RowMerge:
    """One group of rows."""

    def __init__(self, merge: Any, group: Any):
        self.merge, self.group, self.prefix = merge, group, group.prefix
        self.base = (merge.base or {}).get("rows", {}).get(group.prefix, {})
        self.theirs = merge.theirs["rows"][group.prefix]
        self.blank_fields = group.blank_fields
        self.kept_before = [
            (key, clash)
            for key, clash in [*merge.opened.items(), *merge.decided.items()]
            if clash["mine"] is not None and key.rpartition("-")[0] == self.prefix
        ]

    def run(self):
        """Give every row its number in the posted form."""
        if f"{self.prefix}-{TOTAL_FORM_COUNT}" not in self.merge.post:
            return
        followed = successors_of(self.group.formset.model, set(self.base) - set(self.theirs))
        stored: dict[str, Any] = dict.fromkeys(self.group.forms)
        added = []
        for row in self._taken_out():
            pk = followed.get(row.pk, row.pk)
            if pk in stored and stored[pk] is None:
                stored[pk] = row
            else:
                added.append(row)
        for number, (pk, row) in enumerate(stored.items()):
            self._put_stored(number, pk, row)
        number = len(stored)
        for row in added:
            number += self._put_added(number, row)
        self.merge.post[f"{self.prefix}-{INITIAL_FORM_COUNT}"] = str(len(stored))
        self.merge.post[f"{self.prefix}-{TOTAL_FORM_COUNT}"] = str(number)

    def _taken_out(self):
        """The posted rows, whose values are taken out of the posted form."""
        post, files = self.merge.post, self.merge.files
        total = post.get(f"{self.prefix}-{TOTAL_FORM_COUNT}", "")
        rows = []
        for number in range(min(int(total), self.group.formset.absolute_max) if total.isdecimal() else 0):
            start = f"{self.prefix}-{number}-"
            values = {name.removeprefix(start): post.pop(name) for name in list(post) if name.startswith(start)}
            held = {name.removeprefix(start): files.pop(name) for name in list(files) if name.startswith(start)}
            rows.append(PostedRow((values.get(self.group.pk_name) or [""])[-1], values, held))
        return rows

    def _write(self, number, row, pk):
        start = f"{self.prefix}-{number}-"
        for name, values in {**row.values, self.group.pk_name: [pk]}.items():
            self.merge.post.setlist(start + name, values)
        for name, files in row.files.items():
            self.merge.files.setlist(start + name, files)

    def _put_stored(self, number, pk, row):
        """A row that is stored: as typed, brought together with what is stored now."""
        form, key = self.group.forms[pk], f"{self.prefix}-{number}"
        if row is None:
            self._write(number, self._as_stored(form), pk)
            if pk not in self.base:
                self.merge.taken.append((None, form))
            return
        base = self.base.get(row.pk)
        if row.is_deleted:
            row = self._as_stored(form, DELETION_FIELD_NAME)
        self._write(number, row, pk)
        if not row.is_deleted:
            for name, bound in self.group.fields_of(pk).items():
                self.merge.merge_field(bound, f"{key}-{name}", (base or {}).get(name), self.theirs[pk][name], row=form)
        elif base != self.theirs[pk] or key in self.merge.choices:
            self._ask_about_deletion(key, form, base)

    def _as_stored(self, form, *ticked):
        start = f"{form.prefix}-"
        posted = {name: values for bound in form for name, values in as_posted(bound).items()}
        values = {name.removeprefix(start): values for name, values in posted.items()}
        return PostedRow("", values | {name: ["on"] for name in ticked}, {})

    def _ask_about_deletion(self, key, form, base):
        """Removed here, changed there: removed only where the person says so again."""
        choice = self.merge.choices.get(key)
        if choice == THEIRS:
            self.merge.post.pop(f"{key}-{DELETION_FIELD_NAME}", None)
        elif choice != MINE:
            self.merge.add_clash(key, REMOVED_BY_ME, base=base, row=form)

    def _put_added(self, number, row):
        """A new row, or one that is stored no longer; gives how many rows were written."""
        base = self.base.get(row.pk)
        typed = row.typed(self.blank_fields, base)
        kept = self._kept_before(typed) if not row.pk else None
        if kept and self.merge.choices[kept[0]] == THEIRS:
            return 0
        if row.pk and (row.is_deleted or typed == base):
            self.merge.taken.append((None, self.group))
            return 0
        if not row.pk and any(typed == self.theirs[pk] for pk in set(self.theirs) - set(self.base)):
            return 0
        self._write(number, row, "")
        if row.pk or (kept and kept[0] in self.merge.opened):
            base = kept[1]["base"] if kept else base
            self.merge.add_clash(f"{self.prefix}-{number}", REMOVED_BY_THEM, base=base, mine=typed, row=self.group)
        return 1

    def _kept_before(self, typed):
        """The row that somebody removed and that came back in the form to be decided about: found by what it says."""
        return next((entry for entry in self.kept_before if entry[1]["mine"] == typed), None)
