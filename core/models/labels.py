"""The words of a field with choices, found without asking for those of all its choices."""

from django.db import models
from django.utils.encoding import force_str


class Labelled(models.Model):
    class Meta:
        abstract = True

    def _get_FIELD_display(self, field):
        """What `get_state_display()` gives. Django's own translates every label of the field for each row."""
        value = getattr(self, field.attname)
        return force_str(dict(field.flatchoices).get(value, value), strings_only=True)
