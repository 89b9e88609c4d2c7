"""The filters that our lists offer, as plain Django forms."""

from django import forms
from django_countries import countries

from bench.floor.models import Alliance, Area, Institution


def _slugs(model):
    rows = model.objects.filter(state="published").order_by("sort_en")
    return [("", "Any"), *rows.values_list("slug", "name_en")]


class ListForm(forms.Form):
    search = forms.CharField(required=False)
    alliance = forms.ChoiceField(required=False)
    area = forms.ChoiceField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["alliance"].choices = _slugs(Alliance)
        self.fields["area"].choices = _slugs(Area)


class NewsForm(ListForm):
    year = forms.IntegerField(required=False)
    ordering = forms.ChoiceField(required=False, choices=[("", "Usual"), ("published", "Oldest first")])


class InstitutionForm(ListForm):
    country = forms.ChoiceField(required=False)
    ordering = forms.ChoiceField(required=False, choices=[("", "Usual"), ("name", "By name"), ("-name", "Backwards")])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        codes = Institution.objects.filter(state="published").values_list("country", flat=True).distinct().order_by()
        named = sorted((countries.name(code), code) for code in codes if code)
        self.fields["country"].choices = [("", "Any"), *((code, name) for name, code in named)]
