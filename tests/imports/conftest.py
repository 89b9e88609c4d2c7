import csv
import io

import openpyxl
import pytest

from core.imports.targets import target_of
from core.services.importing import name_columns, upload_table
from tests.factories import AllianceFactory, SecretariatUserFactory

# A sheet as an office in Russia might send it: a title, two header lines, decimal commas, dates with dots.
RUSSIAN_SHEET = [
    ["Список членов Альянса, по состоянию на 2024 год"],
    ["№", "Университет", "", "Страна", "Город", "Координаты", "", "Статус", "Дата вступления"],
    ["", "на русском", "на английском", "", "", "широта", "долгота", "", ""],
    ["1", "Казанский федеральный университет", "Kazan Federal University", "Россия", "Казань", "55,79", "49,12",
     "Член", "22.05.2015"],
    ["2", "Сианьский университет Цзяотун", "Xi'an Jiaotong University", "Китай", "Сиань", "34,25", "108,98",
     "Член-учредитель", "май 2015 г."],
]  # fmt: skip
SCHOOLS = [
    ["name_en", "name_zh_hans", "country", "ror_id", "kind"],
    ["Xi'an Jiaotong University", "西安交通大学", "CN", "https://ror.org/017zhmm22", "University"],
    ["Lanzhou University", "兰州大学", "China", "", "university"],
]


def csv_file(rows, *, encoding="utf-8", separator=","):
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def workbook(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.fixture
def ours(db):
    return AllianceFactory(slug="aua", name="Asian Universities Alliance", acronym="AUA")


@pytest.fixture
def theirs(db):
    return AllianceFactory(slug="uasr", name="University Alliance of the Silk Road", acronym="UASR")


@pytest.fixture
def secretary(ours):
    """Staff of our secretariat, who may know nothing of theirs."""
    return SecretariatUserFactory(alliance=ours)


@pytest.fixture
def bring(secretary):
    """Call it with rows: they are uploaded and judged with the columns as guessed; gives the batch."""

    def bring(rows, *, target="members.institution", alliance=None, by=None, creates_missing=False, content=None):
        by = by or secretary
        batch = upload_table(
            content or csv_file(rows),
            file_name="list.csv",
            target=target_of(target),
            by=by,
            alliance_id=alliance.pk if alliance else "",
        )
        return name_columns(batch, batch.mapping, by=by, creates_missing=creates_missing)

    return bring


def verdicts(batch):
    return list(batch.rows.order_by("number").values_list("verdict", flat=True))


def codes(batch):
    return [[said["code"] for said in row.messages] for row in batch.rows.order_by("number")]
