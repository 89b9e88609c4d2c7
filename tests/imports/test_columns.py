"""Where a foreign table begins, and what its columns are."""

import pytest

from core.imports.columns import concept_of, guess_lines, guess_mapping, join_headers, language_in
from core.imports.targets import target_of
from tests.imports.conftest import RUSSIAN_SHEET, SCHOOLS


@pytest.mark.parametrize(
    ("header", "concept"),
    [
        ("Университет", "name"),
        ("Наименование вуза", "name"),
        ("学校名称", "name"),
        ("اسم الجامعة", "name"),
        ("Member", "name"),
        ("Страна", "country"),
        ("国家", "country"),
        ("所在国家", "country"),
        ("الدولة", "country"),
        ("Country of the university", "country"),
        ("Member since", "since"),
        ("加入时间", "since"),
        ("加入联盟时间", "since"),
        ("Год вступления", "since"),
        ("تاريخ الانضمام", "since"),
        ("Membership status", "role"),
        ("成员类型", "role"),
        ("Сайт университета", "website"),
        ("University website", "website"),
        ("Координаты широта", "latitude"),
        ("Год основания", "established"),
        ("建校时间", "established"),
        ("№", "nothing"),
        ("No.", "nothing"),
        ("序号", "nothing"),
        ("Ректор", ""),
    ],
)
def test_header_names_a_concept(header, concept):
    assert concept_of(header)[0] == concept


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("Name (English)", "en"),
        ("Название на английском", "en"),
        ("学校名称（英文）", "en"),
        ("学校英文名称", "en"),
        ("اسم الجامعة بالإنجليزية", "en"),
        ("Название (кит.)", "zh_hans"),
        ("Name", ""),
    ],
)
def test_header_names_a_language(header, language):
    assert language_in(header) == language


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (RUSSIAN_SHEET, (1, 2)),
        (SCHOOLS, (0, 1)),
        ([["Lanzhou University", "CN", "2015"], ["Fudan University", "CN", "2016"]], (0, 0)),
        ([["Members"], [], ["University", "Country"], ["Lanzhou University", "China"]], (2, 1)),
        ([["University", "Country"], ["Lanzhou University", "China"]], (0, 1)),
        ([["大学"], ["兰州大学"], ["复旦大学"]], (0, 1)),
        ([["University", "Acronym"], ["Lanzhou University", ""], ["Kazan University", "KFU"]], (0, 1)),
        ([["学校", "简称"], ["香港中文大学", ""]], (0, 1)),
        ([], (0, 1)),
    ],
)
def test_lines_above_the_rows_are_told_apart(lines, expected):
    assert guess_lines(lines) == expected


def test_two_header_lines_become_one_header_a_column():
    headers = join_headers(RUSSIAN_SHEET[1:3])

    assert headers == [
        *("№", "Университет на русском", "Университет на английском", "Страна", "Город"),
        *("Координаты широта", "Координаты долгота", "Статус", "Дата вступления"),
    ]


def test_columns_are_guessed_from_headers_and_cells():
    fields = target_of("alliances.membership").fields

    mapping = guess_mapping(fields, join_headers(RUSSIAN_SHEET[1:3]), RUSSIAN_SHEET[3:])

    assert mapping == ["", "name_ru", "name_en", "country", "city", "latitude", "longitude", "role", "since"]


def test_cells_tell_where_headers_do_not():
    fields = target_of("members.institution").fields
    rows = [["兰州大学", "a@lzu.example", "https://ror.org/01mkqqe32"], ["复旦大学", "b@fdu.example", "013q1eq08"]]

    assert guess_mapping(fields, ["学校", "x", "y"], rows) == ["name_zh_hans", "contact_email", "ror_id"]


def test_no_field_is_taken_twice():
    fields = target_of("members.institution").fields

    assert guess_mapping(fields, ["Country", "Country"], [["CN", "RU"]]) == ["country", ""]


def test_labels_of_the_portal_are_known_in_every_language():
    fields = target_of("members.institution").fields

    assert guess_mapping(fields, ["成立年份", "аббревиатура", "name_ar"], []) == ["established", "acronym", "name_ar"]
