"""What the pages of institutions, people and alliances show of a record beside the record itself."""

from django.db.models import F

from alliances.models import ContradictionSide
from core.models import Source
from core.prepared import hand_out, prepared
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
    sides = _sides(user, [contradiction.pk for contradiction in found])
    hand_out(sides, found, by="contradiction_id", to="shown_sides")
    hand_out(_sources_of_sides(user, [side.pk for side in sides]), sides, by="side_id", to="shown_sources")
    return found


@prepared
def _aliases(user, record):
    return record.aliases.visible_to(user).select_related("source")


@prepared
def _contradictions(user, record):
    return record.contradictions.visible_to(user)


@prepared
def _sides(user, contradictions):
    return ContradictionSide.objects.visible_to(user).filter(contradiction__in=contradictions)


@prepared
def _sources_of_sides(user, sides):
    """A source of two sides is there twice."""
    rows = Source.objects.visible_to(user).filter(sides__in=sides)
    return rows.annotate(side_id=F("sides")).in_reading_order()
