"""The filters that our lists offer in a form, as plain Django forms."""

from django import forms
from django_countries import countries

from alliances.choices import AllianceKind, MembershipRole
from bench.floor.models import Alliance, Area, Institution, words
from news.models import NewsItem

ANY = [("", "Any")]


def _slugs(model):
    rows = model.objects.filter(state="published").order_by("sort_en")
    return [*ANY, *rows.values_list("slug", "name_en")]


def _areas():
    return _slugs(Area)


def _countries():
    codes = Institution.objects.filter(state="published").values_list("country", flat=True).distinct().order_by()
    return [*ANY, *sorted(((code, countries.name(code)) for code in codes if code), key=lambda choice: choice[1])]


class InstitutionForm(forms.Form):
    search = forms.CharField(required=False)
    role = forms.ChoiceField(required=False, choices=[*ANY, *words(MembershipRole)])
    area = forms.ChoiceField(required=False, choices=_areas)
    ordering = forms.ChoiceField(required=False, choices=[("", "Usual"), ("name", "By name"), ("-name", "Backwards")])


class AllianceForm(forms.Form):
    search = forms.CharField(required=False)
    kind = forms.ChoiceField(required=False, choices=[*ANY, *words(AllianceKind)])
    area = forms.ChoiceField(required=False, choices=_areas)
    country = forms.ChoiceField(required=False, choices=_countries)
    year = forms.IntegerField(required=False)


class NewsForm(forms.Form):
    search = forms.CharField(required=False)
    alliance = forms.ChoiceField(required=False, choices=lambda: _slugs(Alliance))
    area = forms.ChoiceField(required=False, choices=_areas)
    kind = forms.ChoiceField(required=False, choices=[*ANY, *words(NewsItem.Kind)])
    year = forms.IntegerField(required=False)
    ordering = forms.ChoiceField(required=False, choices=[("", "Usual"), ("published", "Oldest first")])
