"""Records of several kinds in one query: what a link to each of them needs, and no more."""

from dataclasses import dataclass

from django.db import models
from django.db.models import F, Value, Window
from django.db.models.functions import Cast, RowNumber
from django.utils.functional import cached_property

from core.models.base import SORT_LANGUAGES
from core.querysets import bare
from core.unions import union_of

MANY = 200
DATE_COLUMNS = ("earliest", "latest", "precision", "derived")
# Every branch of the union has the same columns of the same types; what a kind does not have is null.
SLOTS = {
    "text": models.CharField(max_length=300),
    "moment": models.DateTimeField(),
    "flag": models.BooleanField(),
    "earliest": models.DateField(),
    "latest": models.DateField(),
    "precision": models.CharField(max_length=10),
    "derived": models.BooleanField(),
}


# Of a record: its id, its slug, its title in each language.
COLUMNS = 2 + len(SORT_LANGUAGES)


def _in_order(kind, position, columns, slots):
    """All as annotations: columns of the model would be put before them, whatever the order asked for."""
    named = {
        "kind": Value(kind),
        "position": position,
        **{f"column_{number}": column for number, column in enumerate(columns)},
        **{slot: Cast(slots[slot], output_field=field) for slot, field in SLOTS.items()},
    }
    return {f"gathered_{name}": value for name, value in named.items()}


@dataclass
class Links:
    """The first `limit` rows of an ordered queryset, for links with a text, a moment, a flag, a partial date.

    `text`, `moment`, `flag` and `date` name fields of the model.
    """

    rows: models.QuerySet
    limit: int = MANY
    text: str = ""
    moment: str = ""
    flag: str = ""
    date: str = ""

    @property
    def model(self):
        return self.rows.model

    @property
    def fields(self):
        """Names of the model's fields that are read, by slot; a slot that is empty has none."""
        dates = {column: f"{self.date}_{column}" if self.date else "" for column in DATE_COLUMNS}
        return {"text": self.text, "moment": self.moment, "flag": self.flag, **dates}

    @property
    def columns(self):
        return ["id", "slug", *(f"{self.model.title_field}_{suffix}" for suffix in SORT_LANGUAGES)]

    def query(self, kind):
        order = self.rows.query.order_by
        # A bare queryset: that of modeltranslation would shuffle the columns.
        rows = models.QuerySet(self.model).filter(pk__in=self.rows.values("pk")[: self.limit])
        names = {slot: F(name) if name else Value(None) for slot, name in self.fields.items()}
        columns = _in_order(kind, Window(RowNumber(), order_by=order), [F(name) for name in self.columns], names)
        return rows.order_by().annotate(**columns).values_list(*columns)

    def build(self, values):
        """An instance of the model that knows what was read; asking it for more would be another query."""
        return self.model.from_db(None, self._names, [values[place] for place in self._places])

    @cached_property
    def _names(self):
        """Names of the columns that are read, in the order of the model's fields, in which Django takes the values."""
        read = {*self.columns, *self.fields.values()}
        return [field.attname for field in self.model._meta.concrete_fields if field.attname in read]

    @cached_property
    def _places(self):
        """Where the value of each stands in a row."""
        places = {name: place for place, name in enumerate([*self.columns, *self.fields.values()])}
        return [places[name] for name in self._names]


@dataclass
class Values:
    """The different values of one text field of the rows, in no order."""

    rows: models.QuerySet
    name: str

    def query(self, kind):
        nothing = [Cast(Value(None), output_field=SLOTS["text"])] * COLUMNS
        slots = {slot: F(self.name) if slot == "text" else Value(None) for slot in SLOTS}
        columns = _in_order(kind, Value(0), nothing, slots)
        return bare(self.rows).order_by().annotate(**columns).values_list(*columns).distinct()

    def build(self, values):
        return values[COLUMNS]


def gather(**kinds):
    """Lists of records, or of values, under the names given, all read in one query.

    >>> gather(groups=Links(groups, 5), news=Links(news, 5, moment="published_at"))
    {"groups": [...], "news": [...]}
    """
    return sort_out(kinds, query_of(kinds))


def query_of(kinds):
    """All that is to be gathered, in one query."""
    return union_of(links.query(kind) for kind, links in kinds.items())


def sort_out(kinds, rows):
    """The rows of that query as lists of records, or of values."""
    found: dict[str, list] = {kind: [] for kind in kinds}
    for kind, _position, *values in sorted(rows):
        found[kind].append(kinds[kind].build(values))
    return found
