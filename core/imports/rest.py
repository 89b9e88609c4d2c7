"""The rows of an import that were not applied, as a file: their own columns, and why."""

import csv
import io

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.cell import WriteOnlyCell

from core.imports.messages import sentence_of
from core.models import ImportRow
from core.tables import escaped

REST = frozenset({ImportRow.Verdict.WRONG, ImportRow.Verdict.CONFLICT, ImportRow.Verdict.LEFT_OUT})
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def rest_file(batch, ending):
    """The content of the file and its type; no cell is taken for a formula."""
    rows = batch.rows.filter(outcome=ImportRow.Outcome.NONE, verdict__in=REST).order_by("number")
    table = [[*batch.headers, _("Line"), _("Verdict"), _("Reasons")]]
    width = len(batch.headers)
    for row in rows:
        cells = [*row.cells[:width], *[""] * (width - len(row.cells))]
        reasons = " ".join(sentence_of(said) for said in row.messages)
        table.append([*map(escaped, cells), row.number, row.get_verdict_display(), escaped(reasons)])
    write = _csv if ending == "csv" else _xlsx
    return write(table), TYPES[ending]


def _csv(table):
    text = io.StringIO(newline="")
    csv.writer(text).writerows(table)
    return ("\ufeff" + text.getvalue()).encode()


def _xlsx(table):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in table:
        sheet.append([_cell(sheet, value) for value in row])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _cell(sheet, value):
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell
