"""What can be said of a dated relation on a given day: the rule, and its twin as a condition for the database.

A relation has a start, perhaps an end, perhaps a day on which a source shows it (`attested_on`), and the day on which
it was first recorded here. It is *certain* on a day when it surely held, *possible* when it may have held, else
nothing is known. The day of leaving still counts. Nothing holds before the floor: the founding of the alliance.
"""

import datetime

from django.db.models import Q

from core.choices import Certainty, Precision
from core.dates import PartialDate


def certain_from(relation):
    """The first day on which the relation surely held.

    An unknown start is certain from the day a source shows it or, without such a day, from the day of recording.
    """
    known = [day for day in (relation.since_latest, relation.attested_on_latest) if day is not None]
    return min(known) if known else relation.first_recorded_on


def certainty_on(relation, day, *, floor=None):
    """Certain, possible or unknown on `day`; `floor` is the earliest day on which the alliance may have existed."""
    if floor is not None and day < floor:
        return Certainty.UNKNOWN
    if certain_from(relation) <= day and _surely_not_ended(relation, day):
        return Certainty.CERTAIN
    may_have_begun = relation.since_earliest is None or relation.since_earliest <= day
    may_go_on = relation.until_latest is None or day <= relation.until_latest
    return Certainty.POSSIBLE if may_have_begun and may_go_on else Certainty.UNKNOWN


def _surely_not_ended(relation, day):
    if not relation.until_precision:
        return True
    return relation.until_earliest is not None and day <= relation.until_earliest


def certain_q(day, *, floor_path=None):
    """The twin of `certainty_on(...) == CERTAIN` for a queryset."""
    began = (
        Q(since_latest__lte=day)
        | Q(attested_on_latest__lte=day)
        | Q(since_latest=None, attested_on_latest=None, first_recorded_on__lte=day)
    )
    goes_on = Q(until_precision="") | Q(until_earliest__gte=day)
    return began & goes_on & _floor_q(day, floor_path)


def possible_q(day, *, floor_path=None):
    """The twin of `certainty_on(...) != UNKNOWN` for a queryset: the certain relations are possible too."""
    may_have_begun = Q(since_earliest=None) | Q(since_earliest__lte=day)
    may_go_on = Q(until_latest=None) | Q(until_latest__gte=day)
    return (may_have_begun & may_go_on & _floor_q(day, floor_path)) | certain_q(day, floor_path=floor_path)


def _floor_q(day, floor_path):
    if floor_path is None:
        return Q()
    return Q(**{floor_path: None}) | Q(**{f"{floor_path}__lte": day})


def overlap(first, second):
    """Whether two periods share days; an unknown start or end is read as reaching without limit.

    Where one ends on the day, or in the month or year, in which the other begins, they follow one another.
    """
    return not _precedes(first, second) and not _precedes(second, first)


def _precedes(first, second):
    """The first began earlier, and it may have ended by the time the second began."""
    if first.until_earliest is None or second.since_latest is None:
        return False
    began_earlier = (first.since_earliest or datetime.date.min) < second.since_earliest
    return began_earlier and first.until_earliest <= second.since_latest


def overlap_q(relation):
    """The twin of `overlap(relation, other)` for a queryset of others."""
    condition = Q()
    if relation.since_latest is not None:
        ends_later = Q(until_earliest=None) | Q(until_earliest__gt=relation.since_latest)
        condition &= ends_later | Q(since_earliest__gte=relation.since_earliest)
    if relation.until_earliest is not None:
        begins_before = Q(since_latest=None) | Q(since_latest__lt=relation.until_earliest)
        if relation.since_earliest is not None:
            begins_before |= Q(since_earliest__lte=relation.since_earliest)
        condition &= begins_before
    return condition


def last_day_of(text):
    """The day that a question names: a year or a month asked for means its last day.

    Takes `2015`, `2015-06` or `2015-06-30`; raises ValueError for anything else.
    """
    date = PartialDate.parse(text)
    if date.precision not in {Precision.DAY, Precision.MONTH, Precision.YEAR}:
        raise ValueError(f"not a day, month or year: {text!r}")
    return date.latest
