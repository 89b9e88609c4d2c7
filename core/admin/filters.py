"""Filters of lists that offer only what the person manages."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from core import scope
from core.choices import PublicationState
from core.clock import now
from core.desk.blocks import BLOCK
from core.desk.registry import cases_of
from core.forms import pickable
from core.lists import in_brackets


class ScopedRelatedFilter(admin.RelatedFieldListFilter):
    """Choices of a relation: the records that the person's own lists show, and no others."""

    def field_choices(self, field, request, model_admin):
        named_with = [other.name for other in field.related_model._meta.fields if other.is_relation and not other.null]
        rows = pickable(field.related_model, request.user)
        if named_with:
            rows = rows.select_related(*named_with)
        return [(row.pk, str(row)) for row in rows.order_by(*self.field_admin_ordering(field, request, model_admin))]


class CountryFilter(admin.FieldListFilter):
    """Countries and regions that rows in scope have, under the other filters in use, each with its number of rows."""

    def __init__(self, field, request, params, model, model_admin, field_path):
        self.parameter = f"{field_path}__exact"
        super().__init__(field, request, params, model, model_admin, field_path)
        self.request = request
        self.chosen = self.used_parameters.get(self.parameter, [""])[-1]

    def expected_parameters(self):
        return [self.parameter]

    def get_facet_counts(self, pk_attname, filtered_qs):
        """Nothing to ask with the counts of the other filters: these are there already."""
        return {}

    def choices(self, changelist):
        counts = self._counts(changelist)
        yield self._choice(changelist, "", _("All"))
        for code, name in sorted(((code, countries.name(code)) for code in counts), key=lambda pair: pair[1]):
            yield self._choice(changelist, code, f"{name}{in_brackets(counts[code])}")

    def _choice(self, changelist, code, display):
        query = changelist.get_query_string({self.parameter: code} if code else {}, [] if code else [self.parameter])
        return {"selected": code == self.chosen, "query_string": query, "display": display}

    def _counts(self, changelist):
        rows = changelist.get_queryset(self.request, exclude_parameters=[self.parameter])
        # A bare queryset: that of modeltranslation would shuffle the columns.
        bare = QuerySet(rows.model, query=rows.order_by().query.chain())
        counts = dict(bare.values_list(self.field_path).annotate(Count("pk")))
        return {code: count for code, count in counts.items() if code} | (
            {self.chosen: 0} if self.chosen and self.chosen not in counts else {}
        )


class PublicationFilter(admin.SimpleListFilter):
    """States as readers of the list know them: scheduled stands apart from published."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [*PublicationState.choices, ("scheduled", _("Scheduled"))]

    def queryset(self, request, queryset):
        if self.value() == "scheduled":
            return queryset.filter(state=PublicationState.PUBLISHED, published_at__gt=now())
        if self.value() in PublicationState.values:
            return queryset.filter(state=self.value())
        return queryset


class RecordFilter(admin.SimpleListFilter):
    """What the record says now, unless its history is asked for."""

    title = _("in the record")
    parameter_name = "record"

    def lookups(self, request, model_admin):
        return [("closed", _("Corrected or struck")), ("all", _("Whole history"))]

    def queryset(self, request, queryset):
        return {
            "closed": lambda: queryset.exclude(recorded_until=None),
            "all": lambda: queryset,
        }.get(self.value(), lambda: queryset.filter(recorded_until=None))()

    def choices(self, changelist):
        current, *others = super().choices(changelist)
        return [{**current, "display": _("Now")}, *others]


class KindFilter(admin.SimpleListFilter):
    """Entries of one kind of record, by the names of the kinds; what the trail holds is not asked."""

    title = _("kind of record")
    parameter_name = "object_type"

    def lookups(self, request, model_admin):
        kinds = [(model._meta.label_lower, capfirst(model._meta.verbose_name)) for model in scope.registered_models()]
        return sorted(kinds, key=lambda kind: str(kind[1]))

    def queryset(self, request, queryset):
        return queryset.filter(object_type=self.value()) if self.value() else queryset


class AttentionFilter(admin.SimpleListFilter):
    """The rows that stand on the person's desk, by the reason why."""

    title = _("needs attention")
    parameter_name = "attention"

    def __init__(self, request, params, model, model_admin):
        self.cases = {case.block: case for case in cases_of(model) if not case.query}
        super().__init__(request, params, model, model_admin)

    def lookups(self, request, model_admin):
        return [(key, BLOCK[key].name) for key in self.cases]

    def queryset(self, request, queryset):
        case = self.cases.get(self.value())
        return scope.editable(queryset, request.user).filter(case.condition()) if case else queryset
