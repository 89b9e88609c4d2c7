"""Cells as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.imports.messages import SENTENCES, Wrong
from core.imports.parsing import (
    PLAIN_ADDRESS,
    coordinate_parser,
    country_names,
    parse_country,
    parse_date,
    parse_web_address,
    validate_web_address,
)

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


@given(st.from_regex(PLAIN_ADDRESS, fullmatch=True).filter(lambda address: len(address) < 250))
def test_plain_web_address_is_one_that_the_validator_accepts(address):
    validate_web_address(address)

    assert parse_web_address(address) == address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www.xjtu.edu.cn", "https://www.xjtu.edu.cn"),
        ("http://spbu.ru/en?a=b#c", "http://spbu.ru/en?a=b#c"),
        ("HTTPS://SPBU.RU", "HTTPS://SPBU.RU"),
        ("президент.рф/универ", "https://президент.рф/универ"),
        ("https://spbu.ru:8080/", "https://spbu.ru:8080/"),
    ],
)
def test_web_addresses_are_read_with_or_without_their_scheme(text, address):
    assert parse_web_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        *("ftp://spbu.ru", "spbu", "https://-spbu.ru", "https://spbu-.ru", "https://spbu..ru", "https://spbu.ru/a b"),
        *("https://spbu.ru\n", "javascript://spbu.ru/%0aalert(1)", f"https://{'a' * 64}.ru", f"https://{'a.' * 130}ru"),
        f"https://spbu.ru/{'a' * 300}",
    ],
)
def test_what_is_no_web_address_is_refused(text):
    with pytest.raises(Wrong):
        parse_web_address(text)
