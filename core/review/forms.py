"""What the queue is narrowed by."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.languages import language_names
from core.review.queue import NOBODY, Wanted


class QueueForm(forms.Form):
    """Offers the kinds and institutions of which something waits; any other value is refused."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    institution = forms.ChoiceField(label=_("Institution"), required=False)
    language = forms.ChoiceField(label=pgettext_lazy("queue", "Written in"), required=False)
    reviewer = forms.ChoiceField(label=_("Reviewer"), required=False)

    def __init__(self, *args, kinds, institutions, reviewers, **kwargs):
        super().__init__(*args, **kwargs)
        everything = ("", _("All"))
        named = sorted((str(capfirst(source.model._meta.verbose_name_plural)), source.kind) for source in kinds)
        self.fields["kind"].choices = [everything, *((kind, name) for name, kind in named)]
        self.fields["institution"].choices = [everything, *institutions]
        self.fields["language"].choices = [
            everything,
            *((language["code"], language["name_local"]) for language in language_names()),
        ]
        self.fields["reviewer"].choices = [everything, (NOBODY, _("Nobody yet")), *reviewers]

    def wanted(self):
        return Wanted(**self.cleaned_data)
