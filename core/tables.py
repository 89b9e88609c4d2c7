"""Tables that people upload: which encoding and separator a CSV file has, told apart by what its text looks like."""

import codecs
import csv
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# After UTF-8 and UTF-16, which can be told for certain: what words look like in each of the others. In this order,
# since Cyrillic or Arabic read as Chinese is Chinese too, while the reverse makes no words.
GUESSED = {
    "windows-1251": re.compile("[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+"),
    "windows-1256": re.compile("[\u0621-\u0652]+"),
    "gb18030": re.compile("[\u4e00-\u9fff]+"),
}
WORD = re.compile(r"[^\W\d_]+")
LIKELY = 0.9
SEPARATORS = ",;\t|"


def decode(data):
    """The text of a file and the name of its encoding; a ValidationError where it is none of those known here."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16"), "UTF-16"
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        pass
    for encoding, word in GUESSED.items():
        text = _decoded(data, encoding)
        if _share(text, word) >= LIKELY:
            return text, encoding.upper()
    raise ValidationError(
        _(
            "The file is in an encoding that the portal does not know. "
            "Save it as XLSX, or as CSV in UTF-8 (in Excel: “CSV UTF-8”)."
        )
    )


def _share(text, word):
    """How much of what is not plain Latin are words of that script."""
    found = [run for run in WORD.findall(text) if not run.isascii()]
    return sum(len(run) for run in found if word.fullmatch(run)) / max(sum(map(len, found)), 1)


def _decoded(data, encoding):
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def separator_of(text):
    """The character that parts the columns, judged by the first line."""
    header = text.partition("\n")[0]
    return max(SEPARATORS, key=header.count)


def rows_of(text):
    """Rows of cells, all as wide as the header; empty rows are left out."""
    rows = [row for row in csv.reader(text.splitlines(keepends=True), delimiter=separator_of(text)) if any(row)]
    width = len(rows[0]) if rows else 0
    for number, row in enumerate(rows, 1):
        if len(row) > width:
            raise ValidationError(
                _("Row %(row)d has more cells than the header names columns: is a text with a separator unquoted?")
                % {"row": number}
            )
    return [row + [""] * (width - len(row)) for row in rows]
