import datetime
import re

import pytest
from django.utils import translation
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from core.choices import Precision
from core.dates import PartialDate
from core.forms import PartialDateFormField
from tests.strategies import partial_dates

PRINTED = [
    ("2015", "2015"),
    ("2015-01", "January 2015"),
    ("2015-05-22", "22 May 2015"),
    ("2016-spring", "spring 2016"),
    ("2016-spring-festival", "Spring Festival 2016"),
    ("unknown", "undated"),
]


@given(partial_dates)
def test_text_of_a_date_reads_back_as_the_same_date(date):
    assert PartialDate.parse(date.text) == date


@given(partial_dates)
def test_ends_of_a_date_agree_with_its_precision(date):
    length = (date.latest - date.earliest).days + 1 if date.is_known else 0

    assert (
        length
        in {
            Precision.UNKNOWN: {0},
            Precision.DAY: {1},
            Precision.MONTH: {28, 29, 30, 31},
            Precision.SEASON: {45, 46, 90, 91, 92},
            Precision.YEAR: {365, 366},
        }[date.precision]
    )
    assert date.is_day is (length == 1)


@given(st.text(max_size=20))
def test_any_other_text_is_refused_or_gives_a_date(text):
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return
    assert PartialDate.parse(date.text) == date


@pytest.mark.parametrize(("text", "printed"), PRINTED)
def test_date_prints_in_its_precision(text, printed):
    with translation.override("en"):
        assert str(PartialDate.parse(text)) == printed


@pytest.mark.parametrize("language", ["en", "zh-hans", "ru", "ar"])
@pytest.mark.parametrize("text", [text for text, _printed in PRINTED])
def test_date_prints_in_every_language_with_its_year(language, text):
    with translation.override(language):
        printed = str(PartialDate.parse(text))

    assert printed
    assert "%" not in printed
    assert (text[:4] in printed) is (text != "unknown")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2015", PartialDate.year(2015)),
        (" 2015-1 ", PartialDate.month(2015, 1)),
        ("2015/05/22", PartialDate.day(datetime.date(2015, 5, 22))),
        ("2016-21", PartialDate.season(2016, "spring")),
        ("2016-24", PartialDate.season(2016, "winter")),
        ("2015~", PartialDate.year(2015, derived=True)),
        ("2015-05-22 ~", PartialDate.day(datetime.date(2015, 5, 22), derived=True)),
        ("?", PartialDate.unknown()),
        ("Unknown", PartialDate.unknown()),
    ],
)
def test_date_is_read_from_what_people_write(text, date):
    assert PartialDate.parse(text) == date


@pytest.mark.parametrize(
    "text",
    [
        *("", "~", "spring", "15", "20155", "0000", "2015-00", "2015-13", "2015-02-30", "2015-05-00"),
        *("2015-spring-01", "2015-monsoon", "2015-05-22T10:00", "last year", "9999-winter"),
    ],
)
def test_text_that_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"not a|range"):
        PartialDate.parse(text)


def test_winter_begins_in_december_of_its_year():
    assert PartialDate.season(2015, "winter").earliest == datetime.date(2015, 12, 1)
    assert PartialDate.season(2015, "winter").latest == datetime.date(2016, 2, 29)


@pytest.mark.parametrize(
    "columns",
    [
        (Precision.DAY, None, None),
        (Precision.YEAR, datetime.date(2015, 1, 1), None),
        (Precision.UNKNOWN, datetime.date(2015, 1, 1), datetime.date(2015, 12, 31)),
        (Precision.YEAR, datetime.date(2015, 12, 31), datetime.date(2015, 1, 1)),
    ],
)
def test_ends_that_make_no_date_are_refused(columns):
    with pytest.raises(ValueError, match=r"both its ends|comes after"):
        PartialDate(*columns)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("form", ["DATE_FORMAT", "DATETIME_FORMAT", "SHORT_DATE_FORMAT", "SHORT_DATETIME_FORMAT"])
def test_moment_is_written_day_before_month_before_year(language, form):
    with translation.override(language):
        printed = date_format(datetime.datetime(2031, 12, 4, 15, 7), form)

    assert re.match(r"4 \w+ 2031", printed)


@pytest.mark.parametrize("is_optional", [True, False])
def test_hint_of_a_date_is_in_the_language_of_the_reader(is_optional):
    hint = PartialDateFormField(label="x", optional=is_optional).help_text

    hints = set()
    for language in ("en", "zh-hans", "ru", "ar"):
        with translation.override(language):
            hints.add(str(hint))

    assert len(hints) == 4
