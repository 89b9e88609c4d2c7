"""Filters of what members alone read: they offer the alliances of the person, and no other."""

from django.utils.translation import gettext_lazy as _
from django_countries import countries
from django_filters import ChoiceFilter

from alliances.models import Document, Membership
from core.filtersets import KindFilter, NameIn, RecordSelect, SearchFilter, StrictFilterSet
from members.models import Representative
from workspace.directory import places_of, public_alliances_of


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


class ContactFilterSet(OwnAllianceFilterSet):
    """Of an alliance are the people of institutions that are members there today."""

    alliance = own_alliance_filter(method="of_alliance")
    country = ChoiceFilter(label=_("Country or region"), empty_label=_("Any"), field_name="institution__country")
    search = SearchFilter()

    class Meta:
        model = Representative
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        codes = {place.country for place in places_of(self.user) if place.country}
        named = sorted(((code, countries.name(code)) for code in codes), key=lambda choice: choice[1])
        self.filters["country"].extra["choices"] = named

    def of_alliance(self, queryset, name, value):
        members = Membership.objects.with_rights().filter(alliance__slug=value)
        return queryset.filter(institution__in=members.values("institution"))
