"""Cells as people write them."""

import pytest

from core.imports.messages import SENTENCES, Wrong
from core.imports.parsing import coordinate_parser, country_names, parse_country, parse_date

DATES = {
    "2015": ["2015", "2015年", "2015 г.", "٢٠١٥", "2015 год"],
    "2015-05": ["2015-05", "05/2015", "5.2015", "2015年5月", "May 2015", "май 2015 г.", "مايو 2015", "2015/5"],
    "2015-05-22": [
        *("2015-05-22", "22.05.2015", "22/05/2015", "05/22/2015", "2015/5/22", "2015年5月22日", "22 May 2015"),
        *("May 22, 2015", "22 мая 2015 г.", "٢٢ مايو ٢٠١٥", "2015-05-22 00:00:00", "42146", "22.05.2015 г."),
    ],
    "2016-spring": ["2016-spring"],
    "2015~": ["2015~"],
    "unknown": ["unknown", "неизвестно", "不详", "غير معروف"],
}


@pytest.mark.parametrize(("text", "date"), [(text, date) for date, texts in DATES.items() for text in texts])
def test_date_is_read_in_many_shapes(text, date):
    assert parse_date(text).text == date


@pytest.mark.parametrize("text", ["soon", "15", "2015-13", "31.02.2015", "1.13.2015", "05/06/2015", "年", "0000"])
def test_what_is_no_date_or_two_is_refused(text):
    with pytest.raises(Wrong):
        parse_date(text)


@pytest.mark.parametrize("name", ["RU", "rus", "Russia", "Russian Federation", "РОССИЯ", "俄罗斯", "روسيا"])
def test_country_is_read_by_code_or_name(name):
    assert parse_country(name) == "RU"


def test_no_name_is_of_two_countries():
    assert {country_names()[name] for name in ("korea", "congo", "guinea", "niger")} == {"KR", "CG", "GN", "NE"}
    assert len(set(country_names().values())) == 249


@pytest.mark.parametrize(
    ("text", "degrees"), [("34,25", "34.25000"), ("34.25° N", "34.25000"), ("33,9 s", "-33.90000"), ("-5", "-5.00000")]
)
def test_coordinates_are_read_with_points_and_commas(text, degrees):
    assert str(coordinate_parser(90)(text)) == degrees


def test_sentences_name_only_parts_that_are_kept():
    for code, sentence in SENTENCES.items():
        assert str(sentence) % {"text": "", "known": "", "least": 1, "most": 2, "length": 1, "limit": 2, "line": 1,
                                "fields": ""}, code  # fmt: skip
