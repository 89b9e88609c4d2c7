"""Files of import and export: CSV in many encodings, and cells that no spreadsheet takes for a formula."""

import re

import tablib
from import_export.formats import base_formats

from core.tables import decode, rows_of

FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def escaped(cell):
    """A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay."""
    if isinstance(cell, str) and FORMULA.match(cell) and not NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def unescaped(cell):
    """The twin of `escaped`, for tables that come back."""
    return cell[1:] if isinstance(cell, str) and cell.startswith("'") and FORMULA.match(cell[1:]) else cell


class EscapesFormulae:
    def _escape_formulae(self, dataset):
        for _row in range(len(dataset)):
            dataset.append([escaped(cell) for cell in dataset.lpop()])


class CSV(EscapesFormulae, base_formats.CSV):
    """Written as UTF-8 with its mark, which spreadsheets need; read in the encodings that `core.tables` tells apart."""

    CONTENT_TYPE = "text/csv; charset=utf-8"

    def export_data(self, dataset, **kwargs):
        return "\ufeff" + super().export_data(dataset, **kwargs)

    def is_binary(self):
        return True

    def get_read_mode(self):
        return "rb"

    def create_dataset(self, in_stream, **kwargs):
        text, self.encoding_found = decode(in_stream)
        rows = rows_of(text)
        return _dataset(rows)


class XLSX(EscapesFormulae, base_formats.XLSX):
    def create_dataset(self, in_stream):
        sheet = super().create_dataset(in_stream)
        return _dataset([sheet.headers or [], *sheet])


class JSON(base_formats.JSON):
    def _escape_formulae(self, dataset):
        """JSON is read by programs, which take no text for a formula."""


def _dataset(rows):
    dataset = tablib.Dataset()
    if rows and any(rows[0]):
        dataset.headers = [str(name or "").strip() for name in rows[0]]
        for row in rows[1:]:
            if any(cell not in (None, "") for cell in row):
                dataset.append([unescaped("" if cell is None else cell) for cell in row])
    return dataset
