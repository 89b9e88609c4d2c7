from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class ChoiceListFormField(forms.TypedMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class ChoiceListField(models.JSONField):
    """Several of a few fixed choices, kept as a JSON list in the order of the choices."""

    def __init__(self, *args, choices=None, **kwargs):
        self.choice_class = choices
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def formfield(self, **kwargs):
        return ChoiceListFormField(
            choices=[choice for choice in self.choice_class.choices if choice[0]],
            required=False,
            label=kwargs.get("label", self.verbose_name),
            help_text=kwargs.get("help_text", self.help_text),
            initial=[],
        )

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if self.choice_class and not set(value) <= set(self.choice_class.values):
            raise ValidationError(_("Choose only from the list."))

    def labels(self, value):
        """The chosen labels in the order of the choices."""
        return [label for code, label in self.choice_class.choices if code in value]
