"""What the pages of institutions, people and alliances show of a record beside the record itself."""

from django.db.models import Prefetch, prefetch_related_objects

from alliances.models import ContradictionSide
from core.models import Source
from core.prepared import prepared
from core.text import normalise


def aliases_of(record, user):
    """Its other names, each with its source; what only repeats a name that the page shows is left out."""
    shown = {normalise(text) for text in record.shown_names()}
    return [alias for alias in _aliases(user, record) if normalise(alias.text) not in shown]


def contradictions_of(record, user):
    """Where sources disagree about it, with what each of them says."""
    found = _contradictions(user, record)
    if not found:
        return []
    sources = Source.objects.visible_to(user).in_reading_order()
    sides = ContradictionSide.objects.visible_to(user).prefetch_related(Prefetch("sources", sources))
    prefetch_related_objects(found, Prefetch("sides", sides))
    return found


@prepared
def _aliases(user, record):
    return record.aliases.visible_to(user).select_related("source")


@prepared
def _contradictions(user, record):
    return record.contradictions.visible_to(user)
