"""What is said of the translations of a record while it is written, in the admin and in the workspace."""

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from modeltranslation.settings import AVAILABLE_LANGUAGES

from core.choices import TextState
from core.forms import ScopedModelForm
from core.languages import translated_fields
from core.services.translating import Wishes, bring_back
from core.translating import has_mark, original_of

TRANSLATION_FIELDS = ("minor_change", "fitting_languages", "unready_languages", "machine_languages")
LANGUAGES = [(code, get_language_info(code)["name_local"]) for code in AVAILABLE_LANGUAGES]


def _languages(label, help_text):
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, choices=LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple
    )


class TranslatedRecordForm(ScopedModelForm):
    """The form of a record that is translated; texts that are not ready stand in it like all others.

    What a form does not ask (`asked_of_translations`) stays as it is.
    """

    asked_of_translations: tuple = TRANSLATION_FIELDS

    minor_change = forms.BooleanField(
        label=_("Minor change"),
        help_text=_("A slip of the pen, mended: translations that are current stay current."),
        required=False,
    )
    fitting_languages = _languages(
        _("Translations that still fit"),
        _("The original changed after these were made. Tick those that need no change."),
    )
    unready_languages = _languages(
        _("Not ready yet"), _("Kept here and hidden from readers, who get the text in another language.")
    )
    machine_languages = _languages(_("Translated by a machine"), _("Readers are told so beside the text."))

    def __init__(self, *args, instance=None, **kwargs):
        if instance is not None:
            bring_back(instance)
        super().__init__(*args, instance=instance, **kwargs)
        if not translated_fields(type(self.instance)):
            shown = ()
        else:
            shown = [name for name in translation_fields(self.instance) if name in self.asked_of_translations]
            origins = self.instance.text_origins
            self.initial.setdefault("unready_languages", list(origins.get("unready", ())))
            self.initial.setdefault("machine_languages", list(origins.get("machine", ())))
        for name in set(TRANSLATION_FIELDS) - set(shown):
            del self.fields[name]
        if "fitting_languages" in self.fields:
            stale = stale_languages(self.instance)
            self.fields["fitting_languages"].choices = [pair for pair in LANGUAGES if pair[0] in stale]

    def _post_clean(self):
        super()._post_clean()
        fitting, unready, machine = (
            tuple(self.cleaned_data.get(name) or ()) if name in self.fields else None for name in TRANSLATION_FIELDS[1:]
        )
        self.instance.text_wishes = Wishes(
            is_minor=bool(self.cleaned_data.get("minor_change")),
            fitting=fitting or (),
            machine=machine,
            unready=unready,
        )
        original = original_of(self.instance, without=unready or ())
        if original and original in (unready or ()):
            told = _("Readers need one language that is ready; keep the whole record as a draft instead.")
            self.add_error("unready_languages", told)


def stale_languages(record):
    return [code for code in AVAILABLE_LANGUAGES if has_mark(record, code, TextState.STALE)]


def translation_fields(record):
    """What can be said of the translations of this record: of a new one less than of one that was saved."""
    if record is None or record._state.adding:
        return TRANSLATION_FIELDS[2:]
    return TRANSLATION_FIELDS if stale_languages(record) else (TRANSLATION_FIELDS[0], *TRANSLATION_FIELDS[2:])
