"""Institutions that are named in a form by typing: by name in any language, abbreviation, other name or address."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models.base import SORT_LANGUAGES
from members.models import Institution, InstitutionAlias

LIST_ID = "institutions"
NAMES = [f"name_{suffix}" for suffix in SORT_LANGUAGES]
NOT_FOUND = _(
    "No institution is called “%(text)s”. Write its name as its page shows it, or ask the secretariat to add it."
)
SEVERAL = _("Several institutions are called “%(text)s”. Write the last part of the address of its page: %(slugs)s.")


def institution_named(text, user, present=()):
    """The one institution that is called so; one that already stands there comes first."""
    text = " ".join(text.split())
    for institution in present:
        if text in (str(institution), institution.slug):
            return institution
    columns = Q(slug=text) | Q(acronym__iexact=text)
    for name in NAMES:
        columns |= Q(**{f"{name}__iexact": text})
    aliases = InstitutionAlias.objects.filter(text__iexact=text).values("institution")
    found = list(Institution.objects.visible_to(user).filter(columns | Q(pk__in=aliases)).order_by("pk")[:5])
    if not found:
        raise ValidationError(NOT_FOUND, code="unknown", params={"text": text})
    if len(found) > 1:
        slugs = ", ".join(institution.slug for institution in found)
        raise ValidationError(SEVERAL, code="ambiguous", params={"text": text, "slugs": slugs})
    return found[0]


class InstitutionField(forms.CharField):
    """One institution, typed; the page may offer names in a list under LIST_ID."""

    user = None
    present: tuple = ()

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 300, "widget": forms.TextInput(attrs={"list": LIST_ID}), **kwargs})

    def prepare_value(self, value):
        return str(value) if isinstance(value, Institution) else value

    def clean(self, value):
        text = super().clean(value)
        return institution_named(text, self.user, self.present) if text else None

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != " ".join((data or "").split())


class InstitutionsField(forms.CharField):
    """Several institutions, one a line."""

    user = None
    present: tuple = ()

    def __init__(self, **kwargs):
        super().__init__(
            **{"widget": forms.Textarea(attrs={"rows": 3}), "help_text": _("One institution a line."), **kwargs}
        )

    def prepare_value(self, value):
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value

    def clean(self, value):
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        found = [institution_named(line, self.user, self.present) for line in lines]
        return list(dict.fromkeys(found))

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "").split("\n") != (data or "").replace("\r\n", "\n").strip().split("\n")
