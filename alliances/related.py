"""What the pages of institutions, people and alliances show of a record beside the record itself."""

from django.db.models import Prefetch

from alliances.models import ContradictionSide
from core.models import Source
from core.text import normalise


def aliases_of(record, user):
    """Its other names, each with its source; what only repeats a name that the page shows is left out."""
    shown = {normalise(text) for text in record.shown_names()}
    aliases = record.aliases.visible_to(user).select_related("source")
    return [alias for alias in aliases if normalise(alias.text) not in shown]


def contradictions_of(record, user):
    """Where sources disagree about it, with what each of them says."""
    sources = Source.objects.visible_to(user).in_reading_order()
    sides = ContradictionSide.objects.visible_to(user).prefetch_related(Prefetch("sources", sources))
    return record.contradictions.visible_to(user).prefetch_related(Prefetch("sides", sides))
