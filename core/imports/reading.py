"""Uploaded files as rows of texts: CSV in many encodings, and XLSX. Whatever is wrong with a file is a sentence."""

import csv
import datetime
import io
import json
import re
import zipfile
import zlib
from dataclasses import dataclass

import openpyxl
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from core.tables import decode, separator_of, unescaped

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 150 * 1024 * 1024
MAX_PARTS = 2000
MAX_ROWS = 20_000
MAX_COLUMNS = 100
# Empty lines do not count as rows, but formatted ones without end are not waited for.
MOST_LINES = 2 * MAX_ROWS
XLSX = "XLSX"

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError),
    *(AttributeError, OverflowError, EOFError, NotImplementedError, RuntimeError, AssertionError),
)


@dataclass
class Sheet:
    """The lines of a file, each a list of texts; `encoding` and `separator` say how a CSV file was read."""

    lines: list
    encoding: str
    separator: str = ""


def read_upload(content, *, encoding="", separator=""):
    """The lines of an uploaded file; ValidationError with a sentence where it cannot be read.

    `encoding` and `separator` overrule what the file looks like.
    """
    if not content.strip():
        raise ValidationError(_("The file is empty. Choose it again."))
    if len(content) > MAX_BYTES:
        limit = filesizeformat(MAX_BYTES)
        raise ValidationError(_("The file is larger than %(limit)s. Split it and import the parts.") % {"limit": limit})
    if content.startswith(OLE):
        raise ValidationError(
            _("The workbook is protected by a password or in an old format. Save it as XLSX without a password.")
        )
    sheet = _read_workbook(content) if content.startswith(ZIP) else _read_text(content, encoding, separator)
    rows = sum(map(any, sheet.lines))
    if not rows:
        raise ValidationError(_("The file has no row with text in it."))
    _refuse_rows(rows)
    return sheet


def _read_text(content, encoding, separator):
    text, encoding = decode(content, encoding)
    separator = separator or separator_of(text)
    lines = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            lines.append([cleaned(cell) for cell in cells])
            _refuse_columns(len(cells))
    except csv.Error:
        raise ValidationError(
            _("Line %(line)s of the file cannot be read: is a quotation mark left open?") % {"line": len(lines) + 1}
        ) from None
    return Sheet(lines, encoding, separator)


def _read_workbook(content):
    """The first sheet with text in it; sizes are read before anything is unpacked."""
    broken = ValidationError(_("The workbook is damaged. Open it, save it anew as XLSX and choose it again."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise ValidationError(_("The workbook unpacks to too much. Save the one sheet that counts as CSV."))
            if "xl/workbook.xml" not in archive.namelist():
                raise ValidationError(_("The file is neither a table in CSV nor an XLSX workbook."))
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            return next(filter(lambda sheet: any(map(any, sheet.lines)), map(_sheet, book.worksheets)), Sheet([], XLSX))
        finally:
            book.close()
    except BROKEN as error:
        raise broken from error


def _sheet(worksheet):
    worksheet.reset_dimensions()  # what the file claims of its size is not believed
    lines = []
    for row in worksheet.iter_rows(max_row=MOST_LINES, max_col=MAX_COLUMNS + 1):
        cells = [_text_of(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        lines.append(cells)
        _refuse_columns(len(cells))
    while lines and not lines[-1]:
        lines.pop()
    return Sheet(lines, XLSX)


def _refuse_rows(rows):
    if rows > MAX_ROWS:
        raise ValidationError(
            _("The table has more than %(limit)s rows. Split it and import the parts.") % {"limit": MAX_ROWS}
        )


def _refuse_columns(columns):
    if columns > MAX_COLUMNS:
        raise ValidationError(
            _("The table has more than %(limit)s columns. Leave out those that the portal need not know.")
            % {"limit": MAX_COLUMNS}
        )


def _text_of(cell):
    """A cell as text; a date says what its format shows, a whole number loses its “.0”."""
    value = cell.value
    if isinstance(value, str):
        return cleaned(value)
    if value is None:
        return ""
    if isinstance(value, datetime.datetime | datetime.date):
        shown = re.sub(r'"[^"]*"|\[[^]]*\]', "", cell.number_format or "").lower()
        return value.strftime("%Y-%m-%d" if "d" in shown else "%Y-%m" if "m" in shown else "%Y")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)


def cleaned(text):
    """Without what no database keeps and no reader sees; an apostrophe against formulas, as exports write it, goes."""
    return unescaped(CONTROL.sub("", text).strip())


def packed(sheet, content):
    """What is kept of a file, to read it again: text as it came, a workbook as its lines."""
    if sheet.encoding != XLSX:
        return content
    return zlib.compress(json.dumps(sheet.lines, ensure_ascii=False).encode(), 1)


def unpacked(kept, *, encoding, separator):
    """The lines of a file that `packed` kept."""
    if encoding != XLSX:
        return read_upload(bytes(kept), encoding=encoding, separator=separator)
    return Sheet(json.loads(zlib.decompress(bytes(kept))), XLSX)
