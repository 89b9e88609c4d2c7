"""Filters that pages and API share: they take named parameters only, speak slugs, and know only what the reader sees.

A filter over a relation asks a subquery, so that rows are never multiplied. It counts relations that the reader may
see, that are recorded and in force today: an unpublished record cannot be guessed from what a filter finds.
"""

from django import forms
from django.core.validators import RegexValidator
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from django_filters import ChoiceFilter, Filter, FilterSet

from core import scope
from core.choices import Standing
from core.gathering import Links, Values, gather
from core.languages import best_text, column_suffix, direction, language_tag
from core.models import Area, Source
from core.periods import last_day_of
from core.querysets import DatedQuerySet

LONGEST_SEARCH = 200
MOST_CHOICES = 1000  # of one filter

ORDER_LABELS = {
    "name": (_("By name"), _("By name, backwards")),
    "date": (_("Earliest first"), _("Latest first")),
    "deadline": (_("Closing soonest first"), _("Closing last first")),
    "published": (_("Oldest first"), _("Newest first")),
    "rank": (_("By rank"), _("By rank, backwards")),
    "value": (_("Smallest first"), _("Largest first")),
}


class StrictFilterSet(FilterSet):
    """Filters by the parameters it names; `strict` (the API) refuses others, empty and repeated ones.

    Without `strict` (pages) it looks at its own alone: the view has refused the others (`core.parameters`), and empty
    ones mean "any", since forms send them. A value that makes no sense is an error of the form in both.
    """

    # Whether it leaves out rows although nothing is asked for.
    filters_always = False

    def __init__(self, data=None, queryset=None, *, request=None, prefix=None, strict=False, also_known=()):
        super().__init__(data, queryset, request=request, prefix=prefix)
        self.strict = strict
        self.also_known = frozenset(also_known)

    @property
    def user(self):
        return getattr(self.request, "user", None)

    @property
    def errors(self):
        return {**super().errors, **(self._refused_parameters() if self.strict else {})}

    def is_valid(self):
        return self.is_bound and not self.errors

    def _refused_parameters(self):
        refused = {}
        for name, values in self.data.lists():
            if name not in self.filters and name not in self.also_known:
                refused[name] = [_("There is no such parameter here.")]
            elif len(values) > 1:
                refused[name] = [_("Give this parameter once.")]
            elif not values[0]:
                refused[name] = [_("Give a value, or leave the parameter out.")]
        return refused

    @property
    def chosen(self):
        """The filters in use, by name: what a page says about its list."""
        if not self.is_bound or not self.form.is_valid():
            return {}
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}

    @property
    def narrowing(self):
        """The filters in use that leave rows out: they are the same for every page of a list, in whatever order."""
        return {name: value for name, value in self.chosen.items() if name != "ordering"}


def shown(model, user):
    """Rows of a model that count for a filter: seen by the reader, recorded, in force today, with a part in it."""
    rows = scope.visible(model._default_manager.all(), user)
    if isinstance(rows, DatedQuerySet):
        rows = rows.in_force().recorded()
    return rows.with_part() if hasattr(rows, "with_part") else rows


def leads_to(model, path, targets, user):
    """Rows from which a path of relations leads to one of the targets over rows that count."""
    step, _dots, rest = path.partition("__")
    field = model._meta.get_field(step)
    if rest:
        targets = shown(field.related_model, user).filter(leads_to(field.related_model, rest, targets, user))
    if field.one_to_many:
        return Q(pk__in=targets.exclude(**{field.field.name: None}).order_by().values(field.field.name))
    if field.many_to_many:
        return Q(pk__in=model._base_manager.filter(**{f"{step}__in": targets.values("pk")}).order_by().values("pk"))
    return Q(**{f"{step}__in": targets.order_by().values("pk")})


def end_of(model, path):
    """The model at the end of a path of relations."""
    for step in path.split("__"):
        model = model._meta.get_field(step).related_model
    return model


class PathFilter(Filter):
    """Rows from which one of the paths leads to a record that has the value asked for."""

    def __init__(self, *paths, **kwargs):
        super().__init__(**kwargs)
        self.paths = paths

    @property
    def field(self):
        """The form's field; a list to choose from is asked for when a page shows it, never by the API."""
        field = super().field
        if isinstance(field.widget, forms.Select):
            field.widget.choices = self.choices_to_offer
        return field

    def part_to_gather(self, user):
        """What the page reads to offer choices to this reader, in one query for all filters."""
        raise NotImplementedError

    def choices_of(self, found):
        raise NotImplementedError

    def choices_to_offer(self):
        return self.choices_of(gather(offered=self.part_to_gather(self.parent.user))["offered"])

    def targets(self, rows, value):
        raise NotImplementedError

    def filter(self, qs, value):
        if not value:
            return qs
        user = self.parent.user
        condition = Q()
        for path in self.paths:
            records = end_of(qs.model, path).objects.visible_to(user)
            condition |= leads_to(qs.model, path, self.targets(records, value), user)
        return qs.filter(condition)


def offers_what_is_recorded(filter_):
    """Whether readers choose from what the record holds."""
    return isinstance(filter_, PathFilter) and isinstance(filter_.field.widget, forms.Select)


class NameIn(str):
    """The name of a record with the language that it is in."""

    language = ""

    @classmethod
    def best(cls, record):
        text, language = best_text(record, record.title_field)
        name = cls(text or record)
        name.language = language
        return name


class RecordSelect(forms.Select):
    """Says of each name that it is not in the language of the page which one it is in."""

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        language = getattr(label, "language", "")
        if language and language != get_language():
            option["attrs"] |= {"lang": language_tag(language), "dir": direction(language)}
        return option


class SlugFilter(PathFilter):
    """By the slug of a related record; a slug that nobody has finds nothing, and so does one out of sight.

    With `choices_from` (a model) a page offers the published records of that model to choose from.
    """

    field_class = forms.SlugField
    schema = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$", "maxLength": 100}

    def __init__(self, *paths, choices_from=None, **kwargs):
        self.choices_from = choices_from
        if choices_from is not None:
            kwargs["widget"] = RecordSelect
        super().__init__(*paths, max_length=100, **kwargs)

    def targets(self, rows, value):
        return rows.filter(slug=value)

    def part_to_gather(self, user):
        return Links(self.choices_from.objects.published().in_reading_order(), MOST_CHOICES)

    def choices_of(self, found):
        return [("", _("Any")), *((row.slug, NameIn.best(row)) for row in found)]


class AreaFilter(SlugFilter):
    """By area; a wider area stands for those below it too."""

    def __init__(self, *paths, **kwargs):
        super().__init__(*paths, **{"label": _("Area"), "choices_from": Area, **kwargs})

    def targets(self, rows, value):
        named = super().targets(rows, value)
        return rows.filter(Q(pk__in=named.values("pk")) | Q(parent__in=named.values("pk")))


class CountryFilter(PathFilter):
    """By the country or region of an institution, as its two letters; without a path, of the row itself."""

    field_class = forms.CharField
    schema = {"type": "string", "pattern": "^[A-Za-z]{2}$"}

    def __init__(self, *paths, **kwargs):
        two_letters = RegexValidator(r"^[A-Za-z]{2}\Z", _("A country or region is two letters, such as CN."))
        super().__init__(
            *paths, **{"label": _("Country or region"), "validators": [two_letters], "widget": forms.Select, **kwargs}
        )

    def filter(self, qs, value):
        if value and not self.paths:
            return qs.filter(country=value.upper())
        return super().filter(qs, value)

    def targets(self, rows, value):
        return rows.filter(country=value.upper())

    def part_to_gather(self, user):
        model = self.parent.queryset.model
        rows = end_of(model, self.paths[0]).objects if self.paths else model.objects
        return Values(rows.visible_to(user), "country")

    def choices_of(self, found):
        named = [(code, countries.name(code)) for code in found if code]
        return [("", _("Any")), *sorted(named, key=lambda choice: choice[1])]


class KindFilter(ChoiceFilter):
    """One of the values that a field of the row may have."""

    def __init__(self, choices, **kwargs):
        super().__init__(choices=list(choices), **{"label": _("Kind"), "empty_label": _("Any"), **kwargs})

    @property
    def schema(self):
        return {"type": "string", "enum": [value for value, _label in self.extra["choices"]]}


class YearField(forms.IntegerField):
    """A year of four digits; other ways to write a number are refused."""

    def to_python(self, value):
        text = str(value)
        if value not in self.empty_values and not (len(text) == 4 and text.isascii() and text.isdecimal()):
            raise forms.ValidationError(_("A year has four digits, such as 2015."), code="invalid")
        return super().to_python(value)


class YearFilter(Filter):
    """By the year of a moment (`published_at`), or of a partial date whose days touch that year (`starts`)."""

    field_class = YearField
    schema = {"type": "integer", "minimum": 1000, "maximum": 9999}

    def __init__(self, field_name, *, moment=False, **kwargs):
        super().__init__(field_name=field_name, **{"label": _("Year"), "min_value": 1000, "max_value": 9999, **kwargs})
        self.moment = moment

    def filter(self, qs, value):
        if value is None:
            return qs
        if self.moment:
            return qs.filter(**{f"{self.field_name}__year": value})
        first, last = f"{value}-01-01", f"{value}-12-31"
        return qs.filter(**{f"{self.field_name}_earliest__lte": last, f"{self.field_name}_latest__gte": first})


class SearchFilter(Filter):
    """Rows that hold every word of the text, in any language and spelling that they are kept in."""

    field_class = forms.CharField
    # A null character is no text.
    schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_SEARCH, "pattern": "^[^\\u0000]+$"}

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"type": "search"})
        super().__init__(**{"label": _("Words"), "max_length": LONGEST_SEARCH, "widget": widget, **kwargs})

    def filter(self, qs, value):
        return qs.matching(value) if value else qs


class OrderingFilter(KindFilter):
    """One of the named orders, a hyphen before the name turns it round; what has no value comes last.

    `{}` in the name of a column stands for the language of the reader: `sort_{}`.
    """

    def __init__(self, **columns):
        self.columns = columns
        choices = [choice for name in columns for choice in zip((name, f"-{name}"), ORDER_LABELS[name], strict=True)]
        super().__init__(choices, label=_("Order"), empty_label=_("Usual order"))

    def filter(self, qs, value):
        if not value:
            return qs
        column = F(self.columns[value.removeprefix("-")].format(column_suffix(get_language())))
        by = column.desc(nulls_last=True) if value.startswith("-") else column.asc(nulls_last=True)
        return qs.order_by(by, "pk")


class DatedFilterSet(StrictFilterSet):
    """Relations that surely hold today or, with `year`, on the last day of that year.

    Recorded ones, unless `standing=claimed` asks for the claimed ones.
    """

    filters_always = True

    standing = KindFilter(Standing.choices, label=_("Standing"), method="leave_to_filter_queryset")
    year = YearFilter("since", method="leave_to_filter_queryset")

    def leave_to_filter_queryset(self, queryset, name, value):
        return queryset

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset).current()
        year = self.form.cleaned_data.get("year")
        queryset = queryset.on(last_day_of(str(year))) if year else queryset.in_force()
        return queryset.filter(standing=self.form.cleaned_data.get("standing") or Standing.RECORDED)


class SourceFilterSet(StrictFilterSet):
    kind = KindFilter(Source.Kind.choices)
    year = YearFilter("published")
    search = SearchFilter()
    ordering = OrderingFilter(name="sort_{}", date="published_earliest")

    class Meta:
        model = Source
        fields = []


class AreaFilterSet(StrictFilterSet):
    search = SearchFilter()
    ordering = OrderingFilter(name="sort_{}")

    class Meta:
        model = Area
        fields = []
