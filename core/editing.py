"""Editors: the form of a kind with the rows that belong to it, filled from what was sent or from what was kept.

Each app registers the kinds that representatives write. Direct edits, unsaved texts and proposed changes all pass the
same editor, so that the same rules hold for all of them.
"""

from dataclasses import dataclass
from enum import Enum
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


class Way(Enum):
    """What becomes of what is written."""

    POSTED = "a record of their own: drafted, sent in, copied and deleted by its authors"
    REVIEWED = "a change to a record that stands already: readers see it once it is approved"
    AT_ONCE = "the part of such a record that shows as soon as it is saved"


@dataclass(frozen=True)
class Kind:
    """What representatives write: its name in addresses, its form and its rows, and what becomes of it."""

    key: str
    model: Any
    form: Any
    add_label: Any = ""
    rows: tuple = ()
    way: Way = Way.POSTED
    has_pictures: bool = True


_kinds: dict[str, Kind] = {}


def register(kind):
    _kinds[kind.key] = kind


def kinds():
    return _kinds


def posted_kinds():
    """The kinds that are written anew."""
    return [kind for kind in _kinds.values() if kind.way is Way.POSTED]


def changed_kinds():
    """The kinds in which changes are proposed to what is public."""
    return [kind for kind in _kinds.values() if kind.way is not Way.AT_ONCE]


def changed_models():
    return [kind.model for kind in changed_kinds()]


def kind_of(model):
    """The kind whose name the page of such a record in the workspace has."""
    return next((kind for kind in changed_kinds() if kind.model is model), None)


def kept_pictures(user):
    """Pictures that the person sent with forms that are not saved yet."""
    return pictures_of(Autosave, Autosave.objects.filter(person=user))


class Editor:
    """One record in one form, for one person; `data` is what was sent, or what was kept of it."""

    def __init__(self, kind, user, obj=None, data=None, files=None, *, keepers=None):
        self.kind, self.user = kind, user
        self.data, self.files = data, files
        self.form = kind.form(data, files, instance=obj, user=user)
        self.pictures = self._picture_rows(keepers) if kind.has_pictures else None
        self.rows = [
            (
                rows,
                rows.formset(data, files, instance=self.form.instance, prefix=rows.prefix, form_kwargs={"user": user}),
            )
            for rows in kind.rows
        ]

    def _picture_rows(self, keepers):
        keepers = kept_pictures(self.user) if keepers is None else keepers
        form_kwargs = {"user": self.user, "keepers": keepers}
        return PICTURES(self.data, self.files, instance=self.obj, prefix="pictures", form_kwargs=form_kwargs)

    @property
    def obj(self):
        return self.form.instance

    @property
    def is_new(self):
        return self.obj._state.adding

    @property
    def formsets(self):
        formsets = [formset for _rows, formset in self.rows]
        return [*formsets, self.pictures] if self.pictures is not None else formsets

    def is_valid(self):
        """Every part is asked, so that everything that is wrong is told at once."""
        return all([self.form.is_valid(), *(formset.is_valid() for formset in self.formsets)])

    @property
    def changed_labels(self):
        """What differs from the record as it was, in the words of the form."""
        labels = [str(self.form.fields[name].label) for name in self.form.changed_data]
        labels += [str(rows.heading) for rows, formset in self.rows if formset.has_changed()]
        if self.pictures is not None and self.pictures.has_changed():
            labels.append(str(Picture._meta.verbose_name_plural))
        return labels

    @cached_property
    def findings(self):
        return findings_of(self.form, self.formsets)

    @property
    def media(self):
        return sum((formset.media for formset in self.formsets), self.form.media)

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
