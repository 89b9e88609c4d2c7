"""Filters of what members alone read: they offer the alliances of the person, and no other."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from alliances.models import Document
from alliances.rules import joined_alliances
from core.filtersets import KindFilter, NameIn, RecordSelect, SearchFilter, StrictFilterSet
from core.languages import column_suffix


def public_alliances_of(user):
    """Alliances in which the person's institutions are members today and which readers see, in reading order."""
    key = f"sort_{column_suffix(get_language())}"
    shown = [alliance for alliance in joined_alliances(user) if alliance.is_published]
    return sorted(shown, key=lambda alliance: (getattr(alliance, key), alliance.pk))


class OwnAllianceFilterSet(StrictFilterSet):
    """`alliance` is one of the person's; each subclass says which rows are of it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = public_alliances_of(self.user)
        self.filters["alliance"].extra["choices"] = [(alliance.slug, NameIn.best(alliance)) for alliance in own]


def own_alliance_filter(**kwargs):
    return ChoiceFilter(label=_("Alliance"), empty_label=_("Any"), widget=RecordSelect, **kwargs)


class ClosedDocumentFilterSet(OwnAllianceFilterSet):
    alliance = own_alliance_filter(field_name="alliance__slug")
    kind = KindFilter(Document.Kind.choices)
    search = SearchFilter()

    class Meta:
        model = Document
        fields = []
