"""What the pages of institutions, people and alliances show of a record beside the record itself."""

from django.db.models import Prefetch

from alliances.models import ContradictionSide
from core.models import Source


def aliases_of(record, user):
    """Its other names, each with its source."""
    return record.aliases.visible_to(user).select_related("source")


def contradictions_of(record, user):
    """Where sources disagree about it, with what each of them says."""
    sources = Source.objects.visible_to(user).in_reading_order()
    sides = ContradictionSide.objects.visible_to(user).prefetch_related(Prefetch("sources", sources))
    return record.contradictions.visible_to(user).prefetch_related(Prefetch("sides", sides))
