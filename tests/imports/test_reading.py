"""Files that people and machines send: each is read or answered with a sentence."""

import datetime
import io
import zipfile

import openpyxl
import pytest
from django.core.exceptions import ValidationError

from core.imports import reading
from core.imports.reading import packed, read_upload, unpacked
from tests.imports.conftest import RUSSIAN_SHEET, SCHOOLS, csv_file, workbook


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8-sig", "兰州大学"),
        ("utf-16", "جامعة القاهرة"),
        ("gb18030", "西安交通大学与兰州大学"),
        ("windows-1251", "Санкт-Петербургский политехнический университет"),
        ("windows-1256", "جامعة الملك فهد للبترول والمعادن"),
    ],
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encodings_and_separators_are_told_apart(encoding, name, separator):
    rows = [["name", "other"], ["School", name]]

    sheet = read_upload(csv_file(rows, encoding=encoding, separator=separator))

    assert (sheet.lines, sheet.separator) == (rows, separator)


def test_decimal_commas_and_commas_of_a_title_part_nothing():
    sheet = read_upload(csv_file(RUSSIAN_SHEET, encoding="windows-1251", separator=";"))

    assert (sheet.encoding, sheet.separator) == ("WINDOWS-1251", ";")
    assert sheet.lines[3][5:7] == ["55,79", "49,12"]


def test_named_encoding_is_believed():
    content = "École".encode("windows-1251", errors="replace")

    assert read_upload(content, encoding="UTF-8").encoding == "UTF-8"
    assert read_upload("Ёлка".encode("windows-1251"), encoding="WINDOWS-1256").lines != [["Ёлка"]]


def test_workbook_is_read_as_its_cells_show():
    book = openpyxl.Workbook()
    book.active.append(["Name", "Since", "Month", "Year", "Number", "Empty"])
    book.active.append(["Kazan", *[datetime.date(2015, 5, 1)] * 3, 12.0, None])
    for column, shown in (("B", "dd.mm.yyyy"), ("C", "mmm yyyy"), ("D", "yyyy")):
        book.active[f"{column}2"].number_format = shown
    data = io.BytesIO()
    book.save(data)

    assert read_upload(data.getvalue()).lines[1] == ["Kazan", "2015-05-01", "2015-05", "2015", "12"]


def test_first_sheet_with_text_is_taken():
    book = openpyxl.Workbook()
    book.create_sheet("list").append(["Kazan"])
    data = io.BytesIO()
    book.save(data)

    assert read_upload(data.getvalue()).lines == [["Kazan"]]


@pytest.mark.parametrize("content", [csv_file(SCHOOLS), workbook(SCHOOLS)], ids=["csv", "xlsx"])
def test_kept_file_reads_as_it_was_read(content):
    sheet = read_upload(content)

    assert unpacked(packed(sheet, content), encoding=sheet.encoding, separator=sheet.separator).lines == SCHOOLS


def test_control_characters_go_and_escaped_formulas_come_back():
    sheet = read_upload(b"a\x00b,'=1+1,=2+2\n")

    assert sheet.lines == [["ab", "=1+1", "=2+2"]]


def bomb():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (reading.MAX_UNPACKED + 1))
    return data.getvalue()


def archive_of(name):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(name, "x")
    return data.getvalue()


def far_cell():
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = "far"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b" \n\n", "The file is empty"),
        (b",,,\n,,\n", "no row with text"),
        (workbook([[]]), "no row with text"),
        (far_cell(), "no row with text"),
        (bytes(range(128, 256)) * 3, "an encoding that the portal does not know"),
        (b"x" * (reading.MAX_BYTES + 1), "larger than 10.0"),
        (b"a\n" * (reading.MAX_ROWS + 1), "more than 20000 rows"),
        (b"a," * 101, "more than 100 columns"),
        (workbook([["a"] * 101]), "more than 100 columns"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "protected by a password or in an old format"),
        (bomb(), "unpacks to too much"),
        (archive_of("word/document.xml"), "neither a table in CSV nor an XLSX"),
        (archive_of("xl/workbook.xml"), "damaged"),
        (workbook(SCHOOLS)[:-200], "damaged"),
        (b'"' + b"a" * 140_000, "Line 1 of the file cannot be read"),
    ],
    ids=range(16),
)
def test_file_that_cannot_be_read_gets_a_sentence(content, words):
    with pytest.raises(ValidationError, match=words):
        read_upload(content)


def test_long_cells_and_a_hundred_columns_are_read():
    rows = [["x" * 10_000, *["a"] * 99]]

    assert read_upload(csv_file(rows)).lines == rows
    assert read_upload(workbook(rows)).lines == rows
