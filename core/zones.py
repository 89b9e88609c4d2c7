"""Time zones by their IANA names, in groups as people look for them."""

from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django.utils.translation import gettext_lazy as _

# Old names, zones without a place and the system's own are left out: each place stands once.
CONTINENTS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


@cache
def zone_names():
    return sorted(name for name in available_timezones() if name.split("/")[0] in CONTINENTS)


def zone_choices():
    """For a select: no choice, UTC by choice, then the places of each continent."""
    groups = {continent: [] for continent in CONTINENTS}
    for name in zone_names():
        continent, _slash, place = name.partition("/")
        groups[continent].append((name, place.replace("_", " ")))
    return [
        ("", _("Not chosen: UTC")),
        ("UTC", _("UTC")),
        *((continent, places) for continent, places in groups.items() if places),
    ]


def zone_of(user):
    """The zone in which a person reads moments; None, and with it UTC, for a name that is no longer known."""
    name = getattr(user, "time_zone", "")
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def offset_of(moment):
    """How far a moment's zone is from UTC then: `UTC+8`, `UTC+5:30`, `UTC−3`, or UTC itself."""
    minutes = round(moment.utcoffset().total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "−"
    return f"UTC{sign}{hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"
