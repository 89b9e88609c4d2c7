"""The page of one's own settings."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db import transaction
from django.urls import reverse_lazy
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import UpdateView

from core.choices import Rhythm, Topic
from core.services.summaries import follow_rhythm
from core.zones import zone_choices
from members.contact_forms import ContactsForm
from members.models import User

TOPIC = "topic_"


class SettingsForm(forms.ModelForm):
    """Name, language and messages of one's own account; a topic without a choice of its own follows that for all."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=settings.LANGUAGES,
        help_text=gettext_lazy("The language of the workspace, of the administration and of your messages."),
    )

    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=zone_choices,
        required=False,
        help_text=gettext_lazy(
            "Moments in the workspace, in the administration and in your messages are in this zone."
        ),
    )

    class Meta:
        model = User
        fields = ["full_name", "language", "time_zone", "message_rhythm"]
        widgets = {"message_rhythm": forms.RadioSelect(choices=Rhythm.choices)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for topic in Topic:
            self.fields[f"{TOPIC}{topic}"] = forms.ChoiceField(
                label=topic.label,
                choices=[("", gettext_lazy("As above")), *Rhythm.choices],
                required=False,
                initial=self.instance.topic_rhythms.get(topic, ""),
            )

    def general_fields(self):
        return [field for field in self if not field.name.startswith(TOPIC)]

    def topic_fields(self):
        return [field for field in self if field.name.startswith(TOPIC)]

    def changes_rhythm(self):
        return any(name == "message_rhythm" or name.startswith(TOPIC) for name in self.changed_data)

    def save(self, commit=True):
        chosen = {topic.value: self.cleaned_data[f"{TOPIC}{topic}"] for topic in Topic}
        self.instance.topic_rhythms = {topic: rhythm for topic, rhythm in chosen.items() if rhythm}
        return super().save(commit)


class SettingsPage(LoginRequiredMixin, UpdateView):
    """What one decides oneself; only ever the own account."""

    form_class = SettingsForm
    template_name = "account/settings.html"
    success_url = reverse_lazy("account_settings")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"contacts_form": ContactsForm.about(self.object)}

    def get_object(self, queryset=None):
        return User.objects.get(pk=self.request.user.pk)

    @transaction.atomic
    def form_valid(self, form):
        response = super().form_valid(form)
        if form.changes_rhythm():
            follow_rhythm(self.object)
        with translation.override(self.object.language):
            messages.success(self.request, _("Your settings are saved."))
        return response
