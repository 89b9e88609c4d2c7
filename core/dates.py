"""Partial dates: a day, month, season or year as far as a source tells it."""

import calendar
import datetime
import re
from dataclasses import dataclass, replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.choices import Precision

SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
# ISO 8601-2 (EDTF) writes seasons as months 21 to 24.
EDTF_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
SPRING_FESTIVAL = "spring-festival"


@dataclass(frozen=True)
class PartialDate:
    """A date with its precision, as the earliest and the latest day that it may mean.

    `earliest` and `latest` are both None exactly when the precision is unknown. `derived` says that the date was
    worked out from a text and is not printed in it.
    """

    precision: str
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    derived: bool = False

    def __post_init__(self):
        unknown = self.precision == Precision.UNKNOWN
        if unknown != (self.earliest is None) or unknown != (self.latest is None):
            raise ValueError("a date has both its ends, an unknown date has none")
        if not unknown and self.earliest > self.latest:
            raise ValueError("the earliest day comes after the latest")

    @classmethod
    def unknown(cls):
        return cls(Precision.UNKNOWN)

    @classmethod
    def day(cls, day, *, derived=False):
        return cls(Precision.DAY, day, day, derived)

    @classmethod
    def month(cls, year, month, *, derived=False):
        last = calendar.monthrange(year, month)[1]
        return cls(Precision.MONTH, datetime.date(year, month, 1), datetime.date(year, month, last), derived)

    @classmethod
    def year(cls, year, *, derived=False):
        return cls(Precision.YEAR, datetime.date(year, 1, 1), datetime.date(year, 12, 31), derived)

    @classmethod
    def season(cls, year, season, *, derived=False):
        """A season of the northern year; winter begins in December of the year named.

        The Spring Festival falls between 21 January and 20 February and lasts fifteen days.
        """
        if season == SPRING_FESTIVAL:
            return cls(Precision.SEASON, datetime.date(year, 1, 21), datetime.date(year, 3, 6), derived)
        start = SEASON_STARTS[season]
        end_year, end_month = (year + 1, 2) if season == "winter" else (year, start + 2)
        last = calendar.monthrange(end_year, end_month)[1]
        return cls(Precision.SEASON, datetime.date(year, start, 1), datetime.date(end_year, end_month, last), derived)

    @classmethod
    def parse(cls, text):
        """Read `2015`, `2015-01`, `2015-01-31`, `2016-spring` (or EDTF `2016-21`), `unknown`; a final `~` = derived.

        Raises ValueError where the text is none of these.
        """
        text = text.strip().lower()
        derived = text.endswith("~")
        date = cls._parse_exact(text.rstrip("~").strip())
        return replace(date, derived=derived) if derived else date

    @classmethod
    def _parse_exact(cls, text):
        if text in {"unknown", "?"}:
            return cls.unknown()
        match = re.fullmatch(r"(\d{4})(?:[-/. ]([a-z-]+|\d{1,2}))?(?:[-/.](\d{1,2}))?", text)
        if match is None:
            raise ValueError(f"not a date: {text!r}")
        year, part, day = match.groups()
        part = EDTF_SEASONS.get(part, part)
        if part is None:
            return cls.year(int(year))
        if not part.isdigit():
            if day is not None or part not in {*SEASON_STARTS, SPRING_FESTIVAL}:
                raise ValueError(f"not a season: {part!r}")
            return cls.season(int(year), part)
        if not 1 <= int(part) <= 12:
            raise ValueError(f"not a month: {part!r}")
        if day is None:
            return cls.month(int(year), int(part))
        return cls.day(datetime.date(int(year), int(part), int(day)))

    @property
    def season_name(self):
        if self.earliest.month == 1:
            return SPRING_FESTIVAL
        return next(name for name, start in SEASON_STARTS.items() if start == self.earliest.month)

    @property
    def text(self):
        """The form that `parse` reads again: 2015, 2015-01, 2015-01-31, 2016-spring, unknown, with ~ if derived."""
        text = {
            Precision.DAY: lambda: self.earliest.isoformat(),
            Precision.MONTH: lambda: f"{self.earliest.year:04}-{self.earliest.month:02}",
            Precision.SEASON: lambda: f"{self.earliest.year:04}-{self.season_name}",
            Precision.YEAR: lambda: f"{self.earliest.year:04}",
            Precision.UNKNOWN: lambda: "unknown",
        }[self.precision]()
        return f"{text}~" if self.derived else text

    @property
    def is_known(self):
        return self.precision != Precision.UNKNOWN

    @property
    def is_day(self):
        return self.precision == Precision.DAY

    def __str__(self):
        return {
            Precision.DAY: lambda: date_format(self.earliest, "DATE_FORMAT"),
            Precision.MONTH: lambda: date_format(self.earliest, "YEAR_MONTH_FORMAT"),
            Precision.SEASON: lambda: season_label(self.season_name) % {"year": self.earliest.year},
            Precision.YEAR: lambda: pgettext("a year alone", "%(year)s") % {"year": self.earliest.year},
            Precision.UNKNOWN: lambda: _("undated"),
        }[self.precision]()


def season_label(season):
    return {
        "spring": _("spring %(year)s"),
        "summer": _("summer %(year)s"),
        "autumn": _("autumn %(year)s"),
        "winter": _("winter %(year)s"),
        SPRING_FESTIVAL: _("Spring Festival %(year)s"),
    }[season]
