"""Facets: the values of a filter, each with the number of rows that it would leave; all of a page in one query."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import models
from django.db.models import Count, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.functional import Promise
from django.utils.translation import get_language
from modeltranslation.utils import resolution_order

from core.languages import column_suffix
from core.page_cache.parts import keep_part
from core.querysets import bare
from core.unions import union_of

SHOWN = 10  # of each facet; the others are folded away
COLUMNS = ("facet_name", "facet_value", "facet_label", "facet_count")


def every_row(rows, user):
    return rows


@dataclass(frozen=True)
class Facet:
    """A filter whose values a page counts.

    `value` leads from a counted row to what the filter's parameter takes, `text` (if the value is no word for readers)
    to a translated field of the same record, to which a relation of the row leads; else `label_of` gives the words.
    `counted` gives the rows to count for those of the list, where these are others (the memberships of institutions),
    and `distinct` names what is counted of them.
    """

    name: str
    label: str | Promise
    value: str
    text: str = ""
    label_of: Callable[[str], str | Promise] = str
    counted: Callable = every_row
    distinct: str = "pk"

    def query(self, rows, user):
        counted = self.counted(rows, user).order_by()
        found = self._by_record(counted) if self.text else self._by_value(counted)
        return found.annotate(facet_name=as_text(Value(self.name))).values_list(*COLUMNS)

    def _by_value(self, counted):
        found = bare(counted).annotate(facet_value=as_text(F(self.value)), facet_label=as_text(Value("")))
        return found.values("facet_value", "facet_label").annotate(facet_count=self._count())

    def _by_record(self, counted):
        """Counted for one record after the other: its name is looked up once, not for each row. Some count nothing."""
        relation, _dots, name = self.value.rpartition("__")
        records = models.QuerySet(counted.model._meta.get_field(relation).related_model)
        rows = bare(counted).filter(**{relation: OuterRef("pk")})
        number = rows.values(relation).annotate(number=self._count()).values("number")
        text = self.text.removeprefix(f"{relation}__")
        texts = [NullIf(F(f"{text}_{column_suffix(code)}"), Value("")) for code in resolution_order(get_language())]
        return records.annotate(
            facet_value=as_text(F(name)),
            facet_label=as_text(Coalesce(*texts, Value(""))),
            facet_count=Coalesce(Subquery(number), 0),
        )

    def _count(self):
        """Rows of a list are there once, for no filter multiplies them; what they lead to may be there more often."""
        return Count("*") if self.distinct == "pk" else Count(self.distinct, distinct=True)


def as_text(expression):
    return Cast(expression, models.CharField(max_length=300))


def count_facets(facets, filterset, user, counts_of_all=None):
    """For each facet its values, the most frequent first, counted under all filters in use but its own.

    `counts_of_all(user)` is asked while no filter is in use: a prepared `query_of_facets`.
    Gives dictionaries with `facet`, `values` and `more`; a value has `value`, `label`, `count`, `is_chosen`.
    """
    narrowed = filterset.narrowing
    key = ("facets", filterset.request.path, urlencode(sorted(narrowed.items())))

    def counted():
        if counts_of_all is not None and not narrowed:
            return counts_of_all(user)
        return list(union_of(facet.query(without(filterset, facet.name), user) for facet in facets))

    found = defaultdict(list)
    for name, value, label, count in keep_part(key, counted):
        if value and count:
            found[name].append((value, label, count))
    return [shown(facet, found[facet.name], filterset.data.get(facet.name, "")) for facet in facets]


def query_of_facets(facets, rows, user):
    """All values of all facets with their counts, of these rows."""
    return union_of(facet.query(rows, user) for facet in facets)


def without(filterset, name):
    """The rows that the other filters leave: where this one is not in use, all that the list has."""
    if name not in filterset.chosen:
        return filterset.qs
    data = filterset.data.copy()
    data.pop(name, None)
    return type(filterset)(data, queryset=filterset.queryset, request=filterset.request).qs


def shown(facet, counts, chosen):
    values = [
        {"value": value, "label": label or facet.label_of(value), "count": count, "is_chosen": value == chosen}
        for value, label, count in counts
    ]
    values.sort(key=lambda entry: (not entry["is_chosen"], -entry["count"], str(entry["label"])))
    return {"facet": facet, "values": values[:SHOWN], "more": values[SHOWN:]}
