"""What a person reads when somebody else saved the same record: who and when, and both versions of what clashes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django_prose_editor.widgets import ProseEditorWidget
from reversion.models import Version
from reversion.revisions import is_registered

from core import scope
from core.admin.snapshots import (
    CHANGED_FILE,
    CHOICE_PREFIX,
    CLEARED_FILE,
    FIELD,
    MINE,
    REMOVED_BY_ME,
    REMOVED_BY_THEM,
    THEIRS,
    bare_widget,
    is_file,
)
from core.choices import PublicationState
from core.differences import compare, readable
from core.forms import names_of
from core.languages import direction, language_of_column, language_tag
from core.models import AuditEntry


@dataclass
class Trace:
    """Who did it and when, as far as the person may know."""

    who: str
    when: datetime


def last_change(user, model, pk, since=""):
    """Who changed a record last, and when: from its revisions, which its editors read, else from the trail in scope."""
    if is_registered(model):
        version = Version.objects.get_for_object_reference(model, pk).select_related("revision__user").first()
        if version and version.revision.date_created.isoformat() > since:
            return Trace(str(version.revision.user or ""), version.revision.date_created)
    entry = scope.manageable(AuditEntry.objects.filter(object_id=pk), user).order_by("-at").first()
    return Trace(entry.actor_label, entry.at) if entry and entry.at.isoformat() > since else None


class ValueTeller:
    """A value of a form as a person reads it."""

    def __init__(self, user):
        self.user = user

    def text(self, bound, value):
        if value in (None, "", []):
            return ""
        if is_file(bound):
            return {CHANGED_FILE: _("The file that you chose"), CLEARED_FILE: _("No file")}.get(value, _("A file"))
        form_field = bound.field
        if isinstance(form_field, forms.ModelChoiceField):
            pks = value if isinstance(value, list) else [value]
            names = self._names(form_field, pks)
            return "\n".join(names.get(pk, pk) for pk in pks)
        if isinstance(form_field, forms.BooleanField):
            return _("Yes") if value == "True" else _("No")
        if isinstance(form_field, forms.ChoiceField):
            labels = {str(key): str(label) for key, label in form_field.choices}
            return "\n".join(labels.get(part, part) for part in (value if isinstance(value, list) else [value]))
        return readable(value) if isinstance(bare_widget(bound), ProseEditorWidget) else value

    def _names(self, form_field, pks):
        if form_field.to_field_name:
            return {}
        return names_of(form_field.queryset.model, pks, self.user)

    def row(self, fields, values):
        """A row as lines: what each of its fields says."""
        told = ((bound, self.text(bound, (values or {}).get(name))) for name, bound in fields.items())
        return "\n".join(f"{capfirst(bound.label)}: {text}" for bound, text in told if text)


class Panel:
    """What the page of a conflict shows above the form."""

    theirs, mine = THEIRS, MINE

    def __init__(self, merge: Any, request, trace):
        self.merge, self.trace = merge, trace
        self.teller = ValueTeller(request.user)
        self.user = request.user

    @property
    def moved(self):
        """The states before and after, where the record was moved meanwhile."""
        if not self.merge.has_moved:
            return None
        labels = dict(PublicationState.choices)
        before, after = self.merge.base["state"], self.merge.theirs["state"]
        return {"before": labels.get(before, before), "after": labels.get(after, after)}

    @property
    def is_unknown(self):
        """Whether the form did not say from which version it was made."""
        return self.merge.base is None

    @property
    def taken(self):
        """Names of what others changed and this form takes over."""
        names = {self._label(bound, row) for bound, row in self.merge.taken}
        return sorted(names)

    @property
    def clashes(self):
        return [self._told(clash) for clash in self.merge.clashes]

    def _told(self, clash):
        fields = self._fields_of(clash)
        if clash.kind == FIELD:
            original, theirs, mine = (
                self.teller.text(clash.bound, value) for value in (clash.base, clash.theirs, clash.mine)
            )
        else:
            original, theirs, mine = (self.teller.row(fields, row) for row in (clash.base, clash.theirs, clash.mine))
        language = language_of_column(clash.bound.form._meta.model, clash.bound.name) if clash.bound else ""
        return {
            "name": CHOICE_PREFIX + clash.key,
            "id": clash.key,
            "label": self._label(clash.bound, clash.row),
            "lang": language_tag(language),
            "dir": direction(language) if language else "auto",
            "knows_original": clash.base is not None,
            "original": original,
            "theirs": compare(original, theirs) if clash.base is not None else compare(theirs, theirs),
            "mine": compare(original, mine) if clash.base is not None else compare(mine, mine),
            "theirs_removed": clash.kind == REMOVED_BY_THEM,
            "mine_removed": clash.kind == REMOVED_BY_ME,
            "is_field": clash.kind == FIELD,
        }

    def _fields_of(self, clash):
        if clash.kind == REMOVED_BY_THEM:
            return clash.row.blank_fields
        if clash.kind == REMOVED_BY_ME:
            group = next(group for group in self.merge.sheet.rows if clash.row in group.forms.values())
            return group.blank_fields
        return {}

    def _label(self, bound, row):
        """The name of a field, with the row that it stands in."""
        parts = []
        if row is not None:
            formset = getattr(row, "formset", None)
            model = formset.model if formset else type(row.instance)
            parts.append(capfirst(str(model._meta.verbose_name)))
            if formset is None:
                parts[0] += f" “{row.instance}”"
        if bound is not None:
            parts.append(capfirst(str(bound.label)))
        return " – ".join(parts)
