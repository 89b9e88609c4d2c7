"""What a proposed change says: field by field and row by row against the version that it was made from."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from core.admin.conflict_panel import ValueTeller
from core.admin.merging_rows import PostedRow
from core.admin.snapshots import Sheet, own_fields, posted_value, shown_value
from core.differences import compare
from core.editing import Editor, as_sent, kinds
from core.languages import direction, language_of_column, language_tag


@dataclass(frozen=True)
class Line:
    """One thing that a change alters: its label, the language of its text, and the two texts as one."""

    label: str
    language: str
    segments: Any

    @property
    def tag(self):
        return language_tag(self.language)

    @property
    def direction(self):
        return direction(self.language) if self.language else "auto"


def sheet_of(kind, user, obj):
    """The form of a record as it is now, for one person."""
    editor = Editor(kind, user, obj)
    return Sheet.of(editor.form, [(formset, None) for formset in editor.formsets], lambda _inline: True)


def base_of(kind, user, obj):
    """What a change to the record is made from."""
    return sheet_of(kind, user, obj).snapshot()


def moved_labels(change):
    """Names of what was changed in the record since the change was made; none where its base is the live one."""
    stored = type(change.target)._base_manager.get(pk=change.target_id)
    sheet = sheet_of(kinds()[change.kind], change.proposed_by, stored)
    now, base = sheet.snapshot(), change.base
    labels = [
        str(bound.label)
        for name, bound in own_fields(sheet.form).items()
        if now["fields"][name] != base["fields"].get(name, now["fields"][name])
    ]
    moved = [group for group in sheet.rows if now["rows"][group.prefix] != base["rows"].get(group.prefix, {})]
    return labels + [str(capfirst(group.formset.model._meta.verbose_name_plural)) for group in moved]


def differences_of(change, user):
    """What the change alters, for somebody who decides: lines with a label, a language and the segments."""
    kind = kinds()[change.kind]
    stored = type(change.target)._base_manager.get(pk=change.target_id)
    sheet, data, teller = sheet_of(kind, change.proposed_by, stored), as_sent(change.content), ValueTeller(user)
    for name, bound in own_fields(sheet.form).items():
        before, after = change.base["fields"].get(name), posted_value(bound, data, {}, name=bound.html_name)
        if after is not None and before != after:
            segments = compare(teller.text(bound, before), teller.text(bound, after))
            yield Line(str(bound.label), language_of_column(kind.model, name), segments)
    for group in sheet.rows:
        yield from _rows(change, group, data, teller)


def _rows(change, group, data, teller):
    """Rows that are added, removed or altered."""
    fields, label = group.blank_fields, str(capfirst(group.formset.model._meta.verbose_name))
    base = change.base["rows"].get(group.prefix, {})
    blank = {name: shown_value(bound) for name, bound in fields.items()}
    for number in range(int(data.get(f"{group.prefix}-TOTAL_FORMS") or 0)):
        row = _posted_row(group, data, number)
        before = base.get(row.pk, {})
        after = {} if row.is_deleted else row.typed(fields, before)
        empty = not before and all(after[name] in (None, "", blank[name]) for name in after if name != "order")
        if not empty and before != after:
            yield Line(label, "", compare(teller.row(fields, before), teller.row(fields, after)))


def _posted_row(group, data, number):
    prefix = f"{group.prefix}-{number}-"
    values = {name.removeprefix(prefix): data.getlist(name) for name in data if name.startswith(prefix)}
    pk = (values.get(group.pk_name) or [""])[0]
    return PostedRow(pk, values, {})
