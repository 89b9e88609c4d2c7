"""How a move of a publication state is asked for, and told: its buttons, its form, its sentence."""

from django import forms
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.choices import PublicationState
from core.clock import now
from core.forms import capfirst_lazy
from core.moves import NEEDS_REASON

S = PublicationState

VERBS = {
    S.SUBMITTED: pgettext_lazy("button", "Submit for review"),
    S.PUBLISHED: pgettext_lazy("button", "Publish"),
    S.RETURNED: pgettext_lazy("button", "Return to author"),
    S.ARCHIVED: pgettext_lazy("button", "Archive"),
    S.DRAFT: pgettext_lazy("button", "Make a draft again"),
}
WITH_REASON = frozenset(end for _start, end in NEEDS_REASON)


class MoveForm(forms.Form):
    """What goes with a button that saves and moves: the reason, or the moment from which the record is public."""

    move_reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        help_text=gettext_lazy("Say why: the author reads the reason."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    move_at = forms.DateTimeField(
        label=capfirst_lazy(gettext_lazy("public from")),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["move_at"].help_text = _("Empty: at once. Time zone: %(zone)s.") % {
            "zone": timezone.get_current_timezone_name()
        }

    def clean_move_at(self):
        moment = self.cleaned_data["move_at"]
        if moment is not None and moment <= now():
            raise forms.ValidationError(_("This moment has passed. Leave it empty to publish at once."))
        return moment

    def field_for(self, to):
        """The field that belongs to the button of a move, or None."""
        if to == S.PUBLISHED:
            return self["move_at"]
        return self["move_reason"] if to in WITH_REASON else None


def told(item):
    """What became of an item that was moved, in a sentence."""
    if item.is_scheduled:
        moment = localize(timezone.localtime(item.published_at))
        names = {"item": item, "moment": moment, "zone": timezone.get_current_timezone_name()}
        return _("“%(item)s” will be public from %(moment)s (%(zone)s).") % names
    return _("“%(item)s” is now in the state “%(state)s”.") % {"item": item, "state": S(item.state).label}
