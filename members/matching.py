"""Which institution a row of a foreign table means: by its ids, else by its names in any script and its country."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from core import scope
from core.forms import pickable
from core.imports.messages import Wrong
from core.text import STOP_WORDS, TOKEN, normalise
from members.models import Institution, InstitutionAlias

IDS = ("ror_id", "wikidata_id", "whed_id")
NAMES = ("name_en", "name_zh_hans", "name_ru", "name_ar")
CITIES = ("city_en", "city_zh_hans", "city_ru", "city_ar")
VALUES = (
    *NAMES,
    *CITIES,
    *IDS,
    *("acronym", "kind", "country", "latitude", "longitude", "website", "contact_email", "established", "slug"),
)


@dataclass(slots=True, eq=False)
class Known:
    """An institution as the index holds it: its values by column, and whether the person may change it."""

    pk: str
    values: dict
    is_editable: bool = False
    is_archived: bool = False
    line: int | None = None  # of the row that makes it, where it is not there yet
    name_address: Callable | None = None  # gives its address, which nobody needs before it is made


@dataclass
class Match:
    """The institution that is meant, or why that cannot be told."""

    known: Known | None = None
    problem: str = ""
    candidates: list = field(default_factory=list)


@lru_cache(maxsize=50_000)
def name_key(text):
    """The words of a name in no order, without those that every name has: “University of X” is “X University”."""
    words = {match[0] for match in TOKEN.finditer(normalise(text))}
    return " ".join(sorted(words - STOP_WORDS or words))


class InstitutionIndex:
    """Every institution that the person may choose, read in a fixed number of queries."""

    def __init__(self, user):
        self.by_pk, self.by_name, self.taken = {}, {}, {name: set() for name in (*IDS, "slug")}
        self.by_id = {name: {} for name in (*IDS, "slug")}
        rows = Institution.objects.order_by().values("pk", "state", *VALUES)
        everything = scope.facts_for(user).is_superuser
        seen = None if everything else set(pickable(Institution, user).order_by().values_list("pk", flat=True))
        editable = None if everything else _editable_ids(user)
        for values in rows.iterator(chunk_size=2000):
            pk, state = values.pop("pk"), values.pop("state")
            if everything or pk in seen:
                self.add(Known(pk, values, everything or pk in editable, state == "archived"))
            else:
                self._reserve(values)
        self._add_aliases()

    def add(self, known):
        self.by_pk[known.pk] = known
        for name, found in self.by_id.items():
            if known.values.get(name):
                found[known.values[name]] = known
        for name in NAMES:
            self._add_name(known.values.get(name), known)

    def _add_name(self, text, known):
        named = self.by_name.setdefault(name_key(text), []) if text else []
        if known not in named:
            named.append(known)

    def _add_aliases(self):
        for pk, text in InstitutionAlias.objects.order_by().values_list("institution_id", "text").iterator():
            if pk in self.by_pk:
                self._add_name(text, self.by_pk[pk])

    def _reserve(self, values):
        """Ids of records out of sight: nothing is told of them, but they are given only once."""
        for name, taken in self.taken.items():
            if values[name]:
                taken.add(values[name])

    def refuse_taken(self, values):
        if any(values.get(name) in self.taken[name] for name in IDS):
            raise Wrong("id_taken")

    def match(self, values):
        """The institution that these values mean; raises Wrong where they hold an id of a record out of sight."""
        self.refuse_taken(values)
        by_id = _distinct(self.by_id[name].get(values.get(name)) for name in self.by_id)
        if len(by_id) > 1:
            return Match(problem="ids_of_two", candidates=by_id)
        if by_id:
            return Match(by_id[0])
        return self._match_names(values)

    def _match_names(self, values):
        keys = [name_key(values[name]) for name in NAMES if values.get(name)]
        named = _distinct(known for key in keys for known in self.by_name.get(key, []))
        if len(named) > 1:
            named = _narrowed(named, values)
        if not named:
            return Match()
        if len(named) > 1:
            return Match(problem="several", candidates=named)
        problem = _contradiction(named[0], values)
        return Match(problem=problem, candidates=named) if problem else Match(named[0])


def _editable_ids(user):
    return set(Institution.objects.editable_by(user).order_by().values_list("pk", flat=True))


def _distinct(found):
    return list({known.pk: known for known in found if known is not None}.values())


def _narrowed(named, values):
    """Of several that share a name, the ones in the row's country, then in its city, if that leaves any."""
    for same in (_same_country, _same_city):
        fitting = [known for known in named if same(known, values)]
        named = fitting or named
    return named


def _same_country(known, values):
    return bool(values.get("country")) and known.values["country"] == values["country"]


def _same_city(known, values):
    cities = {normalise(values[name]) for name in CITIES if values.get(name)}
    return any(known.values[name] and normalise(known.values[name]) in cities for name in CITIES)


def _contradiction(known, values):
    """What speaks against the only institution of that name."""
    if any(values.get(name) and known.values[name] and values[name] != known.values[name] for name in IDS):
        return "other_id"
    country = known.values["country"]
    return "other_country" if values.get("country") and country and values["country"] != country else ""
