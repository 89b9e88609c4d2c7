"""What a change form shows, as plain values: the version that an answer to it was made from.

A value is what the browser would post, cleaned: a text, or a sorted list for several choices. So what was shown, what
is stored by now and what somebody typed can be held against each other, whatever the widget. Only what the person may
see and change is in it; columns and rows out of sight are nobody's conflict.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core import signing
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

CHANGED_FILE = "\0file"
CLEARED_FILE = "\0cleared"
SALT = "core.admin.snapshots"
# What the person chose where two versions clash.
THEIRS, MINE = "theirs", "mine"
CHOICE_PREFIX = "_take-"
# How they clash: both changed a field; one changed a row that the other removed.
FIELD, REMOVED_BY_THEM, REMOVED_BY_ME = "field", "removed by them", "removed by me"


def bare_widget(bound):
    widget = bound.field.widget
    return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget


def is_file(bound):
    return isinstance(bound.field, forms.FileField)


def as_posted(bound):
    """Names and values that a browser posts of a field as it is shown; files are never posted back."""
    value, widget, name = bound.value(), bare_widget(bound), bound.html_name
    if is_file(bound):
        return {}
    if isinstance(widget, forms.MultiWidget):
        parts = zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True)
        return {f"{name}{suffix}": [_text(part.format_value(piece))] for suffix, part, piece in parts}
    if isinstance(widget, forms.CheckboxInput):
        return {name: ["on"]} if value else {}
    if isinstance(value, list | tuple):
        return {name: [str(getattr(item, "pk", item)) for item in value]}
    shown = widget.format_value(value)
    return {name: [_text(item) for item in shown] if isinstance(shown, list) else [_text(shown)]}


def _text(value):
    return "" if value is None else str(value)


def shown_value(bound):
    """The value of a field as it is stored."""
    if is_file(bound):
        return _text(bound.value())
    data = QueryDict(mutable=True)
    for name, values in as_posted(bound).items():
        data.setlist(name, values)
    return posted_value(bound, data, MultiValueDict())


def posted_value(bound, data, files, name=None):
    """The value of a field as somebody typed it: of a file, a mark where it was chosen anew or cleared, else None."""
    name = name or bound.html_name
    raw = bound.field.widget.value_from_datadict(data, files, name)
    if is_file(bound):
        return CHANGED_FILE if raw else CLEARED_FILE if raw is False else None
    if isinstance(bound.field, forms.ModelMultipleChoiceField | forms.MultipleChoiceField):
        return sorted(str(item) for item in raw or [])
    if isinstance(bound.field, forms.ModelChoiceField):
        return _text(raw)
    return _cleaned(bound.field, raw)


def _cleaned(form_field, raw):
    try:
        value = form_field.clean(raw)
    except ValidationError:
        value = raw
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    value = form_field.prepare_value(value)
    return _text(value).replace("\r\n", "\n").strip()


def own_fields(form, unnamed=()):
    """The bound fields that a person may change in it, by name."""
    return {
        bound.name: bound
        for bound in form
        if not bound.field.disabled and bound.name not in unnamed and bound.name != DELETION_FIELD_NAME
    }


@dataclass
class Rows:
    """One group of rows of a form: their forms by id."""

    formset: object
    forms: dict

    @classmethod
    def of(cls, formset):
        return cls(formset, {str(form.instance.pk): form for form in formset.initial_forms})

    @property
    def prefix(self):
        return self.formset.prefix

    @property
    def pk_name(self):
        return self.formset.model._meta.pk.name

    @property
    def unnamed(self):
        """Fields of a row that nobody types: its id, and the record that it belongs to."""
        parent = getattr(self.formset, "fk", None)
        return {self.pk_name, parent.name if parent else ""}

    def fields_of(self, pk):
        return own_fields(self.forms[pk], self.unnamed)

    @property
    def blank_fields(self):
        return own_fields(self.formset.empty_form, self.unnamed)


@dataclass
class Sheet:
    """A change form that is not bound, with its rows."""

    form: object
    rows: list = field(default_factory=list)

    @classmethod
    def of(cls, form, formsets_with_inlines, may_change):
        groups = [Rows.of(formset) for formset, inline in formsets_with_inlines if may_change(inline)]
        return cls(form, groups)

    @property
    def record(self):
        return self.form.instance

    def snapshot(self):
        return {
            "state": getattr(self.record, "state", ""),
            "fields": {name: shown_value(bound) for name, bound in own_fields(self.form).items()},
            "rows": {
                group.prefix: {
                    pk: {name: shown_value(bound) for name, bound in group.fields_of(pk).items()} for pk in group.forms
                }
                for group in self.rows
            },
        }


def seal(snapshot, label, pk):
    """The snapshot as text for a hidden field, which nobody else can write and which fits this record alone."""
    return signing.dumps(snapshot, salt=f"{SALT}:{label}:{pk}", compress=True)


def unseal(text, label, pk):
    """The snapshot, or None where the text is missing or not ours."""
    try:
        return signing.loads(text, salt=f"{SALT}:{label}:{pk}")
    except signing.BadSignature:
        return None
