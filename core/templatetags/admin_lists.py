"""Years, months and days above a list: one query, where the admin's own asks for the range first."""

import datetime

from django import template
from django.contrib.admin.utils import get_fields_from_path
from django.db import models
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _

register = template.Library()
STEPS = ["year", "month", "day"]
FORMATS = {"month": "YEAR_MONTH_FORMAT", "day": "MONTH_DAY_FORMAT"}


@register.inclusion_tag("admin/date_hierarchy.html")
def drill_down(changelist):
    field_name = changelist.date_hierarchy
    chosen = {step: changelist.params.get(f"{field_name}__{step}") for step in STEPS}
    given = [step for step in STEPS if chosen[step]]

    def link(steps, date=None):
        kept = {f"{field_name}__{step}": getattr(date, step) if date else chosen[step] for step in steps}
        return changelist.get_query_string(kept, [f"{field_name}__"])

    if len(given) == len(STEPS):
        day = datetime.date(*(int(chosen[step]) for step in STEPS))
        back = {"link": link(STEPS[:2]), "title": _title(day, "month")}
        return {"show": True, "back": back, "choices": [{"title": _title(day, "day")}]}
    step = STEPS[len(given)]
    dates = _dates(changelist, field_name, step)
    back = {"link": link(given[:-1]), "title": chosen["year"] if step == "day" else _("All dates")} if given else None
    choices = [{"link": link([*given, step], date), "title": _title(date, step)} for date in dates]
    return {"show": bool(given or choices), "back": back, "choices": choices}


def _dates(changelist, field_name, step):
    field = get_fields_from_path(changelist.model, field_name)[-1]
    ask = changelist.queryset.datetimes if isinstance(field, models.DateTimeField) else changelist.queryset.dates
    return ask(field_name, step)


def _title(date, step):
    return str(date.year) if step == "year" else capfirst(formats.date_format(date, FORMATS[step]))
