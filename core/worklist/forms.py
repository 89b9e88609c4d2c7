"""What the work list is narrowed by."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.choices import TextState
from core.languages import language_names
from core.translating import MACHINE, WORK
from core.worklist.rows import Wanted

STATES = [
    ("", pgettext_lazy("translations", "Whatever needs work")),
    *((state.value, state.label) for state in (*WORK, TextState.CURRENT)),
    (MACHINE, _("Translated by a machine")),
]


class WorkForm(forms.Form):
    """Offers the kinds, institutions and alliances of which something needs work; any other value is refused."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    state = forms.ChoiceField(label=_("Translation"), required=False, choices=STATES)
    institution = forms.ChoiceField(label=_("Institution"), required=False)
    alliance = forms.ChoiceField(label=_("Alliance"), required=False)

    def __init__(self, *args, kinds, institutions, alliances, **kwargs):
        super().__init__(*args, **kwargs)
        everything = ("", _("All"))
        named = sorted((str(capfirst(model._meta.verbose_name_plural)), model._meta.label_lower) for model in kinds)
        self.fields["kind"].choices = [everything, *((kind, name) for name, kind in named)]
        self.fields["language"].choices = [
            everything,
            *((language["code"], language["name_local"]) for language in language_names()),
        ]
        self.fields["institution"].choices = [everything, *institutions]
        self.fields["alliance"].choices = [everything, *alliances]

    def wanted(self):
        return Wanted(**self.cleaned_data)
