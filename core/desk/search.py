"""Search over the lists of the admin: each is asked by its own rule, and all answer in one query."""

from dataclasses import dataclass

from core.admin_menu import menu
from core.desk.lines import Lines, admin_link, collect
from core.desk.registry import names
from core.filtersets import LONGEST_SEARCH
from core.models import RecordedFact
from core.text import query_terms

SHOWN = 6  # of each list; one more tells that there are others


@dataclass
class Found:
    """What was found in one list."""

    model: type
    lines: list
    words: str

    @property
    def shown(self):
        return self.lines[:SHOWN]

    @property
    def has_more(self):
        return len(self.lines) > SHOWN

    @property
    def list_url(self):
        return admin_link(self.model, "changelist", query={"q": self.words})


def clean(words):
    return words.replace("\0", "").strip()[:LONGEST_SEARCH]


def search(site, request, words):
    """The first records of each list that the person may open, in the order of the menu.

    Records that carry the words in their own name come before rows that only join such records.
    """
    parts: dict[type, Lines] = {}
    if not query_terms(words):
        return []
    for model in sorted(names(), key=_place):
        model_admin = site._registry.get(model)
        if model_admin is None or not model_admin.has_view_permission(request):
            continue
        rows = model_admin.get_queryset(request)
        if issubclass(model, RecordedFact):
            rows = rows.filter(recorded_until=None)
        rows, _may_repeat = model_admin.get_search_results(request, rows, words)
        rows = rows.order_by(*model_admin.get_ordering(request))
        parts[model] = Lines(model._meta.label_lower, rows, names()[model], SHOWN + 1)
    found = collect(list(parts.values()))
    return [Found(model, found[part.group], words) for model, part in parts.items() if found[part.group]]


def _place(model):
    return issubclass(model, RecordedFact), menu.position(model._meta.label_lower)
