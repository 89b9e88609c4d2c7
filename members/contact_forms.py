"""Whether fellow members see one's address and telephone number."""

import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models.user import TELEPHONE


class TelephoneField(forms.CharField):
    """Digits of any script are kept as 0 to 9."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr"})
        super().__init__(max_length=40, widget=widget, validators=[TELEPHONE], **kwargs)

    def to_python(self, value):
        signs = unicodedata.normalize("NFKC", super().to_python(value))
        return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in signs)


class ContactsForm(forms.Form):
    """Off until the person ticks it; unticking it takes the number away, too."""

    prefix = "contacts"

    is_shown = forms.BooleanField(
        label=_("Show my contacts to the members of my alliances"),
        required=False,
        help_text=_(
            "Who signs in for a member institution of your alliance finds your name, your institution and your role in "
            "the directory of contacts. If you tick this, these people also see your e-mail address and your telephone "
            "number; nobody else does, and search engines do not. You may untick it at any time: from then on no page "
            "shows them, and your telephone number is deleted here."
        ),
    )
    phone = TelephoneField(
        label=_("Telephone"),
        required=False,
        help_text=_("Only if you like, with the code of the country: +86 29 8266 8000."),
    )

    def __init__(self, *args, was_shown, **kwargs):
        super().__init__(*args, **kwargs)
        self.was_shown = was_shown

    @classmethod
    def about(cls, user, data=None):
        initial = {"is_shown": user.shows_contacts, "phone": user.phone}
        return cls(data, initial=initial, was_shown=user.shows_contacts)

    def clean(self):
        """Withdrawing asks for nothing more; a number without consent would be lost, so it is asked about."""
        cleaned = super().clean()
        if cleaned.get("phone") and not cleaned.get("is_shown") and not self.was_shown:
            self.add_error("is_shown", _("Tick this to show the number, or leave the number out."))
        if not cleaned.get("is_shown") and self.was_shown:
            self.errors.pop("phone", None)
        return cleaned
