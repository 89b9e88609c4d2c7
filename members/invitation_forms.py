"""What an invited person fills in, and what one who invites does."""

from django import forms
from django.conf import settings
from django.contrib.auth.forms import SetPasswordMixin
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.models import Invitation, User


class InviteForm(forms.ModelForm):
    """Whom to invite, as what, and in which language the letter is written."""

    class Meta:
        model = Invitation
        fields = ["email", "role", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        self.fields["language"].initial = get_language()

    def _get_validation_exclusions(self):
        """An address that is invited already is not refused: its invitation is sent anew."""
        return {*super()._get_validation_exclusions(), "email", "institution"}


class NewAccountForm(SetPasswordMixin, forms.Form):
    """Name, language and password of a new account; its address is the invited one."""

    full_name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    password1, password2 = SetPasswordMixin.create_password_fields(label1=_("Password"), label2=_("Password again"))

    def __init__(self, *args, email, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["language"].initial = get_language()

    def clean(self):
        self.validate_passwords()
        user = User(email=self.email, full_name=self.cleaned_data.get("full_name", ""))
        self.validate_password_for_user(user)
        return super().clean()
