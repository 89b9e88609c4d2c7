"""When a page goes stale although nobody changes anything: something begins or ends to be public, a deadline passes."""

import datetime
from functools import cache

from django.db.models import DateTimeField, Min, Value
from django.utils import timezone

from core.announcing import announced_models
from core.unions import union_of

NEVER = datetime.datetime.max.replace(tzinfo=datetime.UTC)
# These tell of the past.
IN_THE_PAST = frozenset({"created_at", "updated_at", "recorded_from"})


@cache
def _columns():
    return [
        (model, field.attname)
        for model in announced_models()
        for field in model._meta.concrete_fields
        if isinstance(field, DateTimeField) and field.attname not in IN_THE_PAST
    ]


def soonest_after(moment):
    """The next moment that any record names, in one query."""
    moments = union_of(
        model._base_manager.filter(**{f"{column}__gt": moment})
        .order_by()
        .values(all=Value(1))
        .annotate(soonest=Min(column))
        .values_list("soonest")
        for model, column in _columns()
    )
    return min((soonest for (soonest,) in moments if soonest), default=NEVER)


def midnight_after(moment):
    """When today is over: facts begin and end with the day."""
    day = timezone.localdate(moment) + datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
