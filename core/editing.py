"""Editors: the form of a kind with the rows that belong to it, filled from what was sent or from what was kept.

Each app registers the kinds that representatives write. Direct edits, unsaved texts and proposed changes all pass the
same editor, so that the same rules hold for all of them.
"""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import cached_property

from core.form_texts import findings_of
from core.models import Autosave, Picture
from core.owners import pictures_of
from core.writing_forms import PICTURES

# Of a form that is kept: what is of the page, and nothing that was typed.
NOT_TYPED = ("csrfmiddlewaretoken",)


@dataclass(frozen=True)
class Rows:
    """Rows of a form: the name before their fields, their heading, and the class of their forms."""

    prefix: str
    heading: Any
    formset: Any


@dataclass(frozen=True)
class Kind:
    """What representatives write: its name in addresses, its form and its rows."""

    key: str
    model: Any
    form: Any
    add_label: Any
    rows: tuple = ()


_kinds: dict[str, Kind] = {}


def register(kind):
    _kinds[kind.key] = kind


def kinds():
    return _kinds


def kind_of(model):
    return next((kind for kind in _kinds.values() if kind.model is model), None)


def kept_pictures(user):
    """Pictures that the person sent with forms that are not saved yet."""
    return pictures_of(Autosave, Autosave.objects.filter(person=user))


class Editor:
    """One record in one form, for one person; `data` is what was sent, or what was kept of it."""

    def __init__(self, kind, user, obj=None, data=None, files=None, *, keepers=None):
        self.kind, self.user = kind, user
        self.data, self.files = data, files
        keepers = kept_pictures(user) if keepers is None else keepers
        self.form = kind.form(data, files, instance=obj, user=user)
        self.pictures = PICTURES(
            data,
            files,
            instance=self.form.instance,
            prefix="pictures",
            form_kwargs={"user": user, "keepers": keepers},
        )
        self.rows = [
            (
                rows,
                rows.formset(data, files, instance=self.form.instance, prefix=rows.prefix, form_kwargs={"user": user}),
            )
            for rows in kind.rows
        ]

    @property
    def obj(self):
        return self.form.instance

    @property
    def is_new(self):
        return self.obj._state.adding

    @property
    def formsets(self):
        return [formset for _rows, formset in self.rows] + [self.pictures]

    def is_valid(self):
        """Every part is asked, so that everything that is wrong is told at once."""
        return all([self.form.is_valid(), *(formset.is_valid() for formset in self.formsets)])

    @property
    def changed_labels(self):
        """What differs from the record as it was, in the words of the form."""
        labels = [str(self.form.fields[name].label) for name in self.form.changed_data]
        labels += [str(rows.heading) for rows, formset in self.rows if formset.has_changed()]
        return labels + ([str(Picture._meta.verbose_name_plural)] if self.pictures.has_changed() else [])

    @cached_property
    def findings(self):
        return findings_of(self.form, self.formsets)

    @property
    def media(self):
        return self.form.media + self.pictures.media

    def write(self):
        """Write the form and its rows; called by the services alone, in their transaction."""
        obj = self.form.save()
        for formset in self.formsets:
            formset.instance = obj
            formset.save()
        return obj


def content_of(data):
    """What was sent, as it is kept: names with their values, without what is of the page."""
    return {name: data.getlist(name) for name in data if name not in NOT_TYPED and not name.startswith("_")}


def as_sent(content):
    """What was kept, as if it were sent again."""
    data = QueryDict(mutable=True)
    for name, values in content.items():
        data.setlist(name, values)
    return data
