"""Tables in files: which encoding and separator a CSV file has, and cells that no spreadsheet takes for a formula."""

import codecs
import csv
import re
from collections import Counter

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
JUDGED_LINES = 50
SEPARATORS = ",;\t|"

FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
ENCODINGS = ("UTF-8", "UTF-16", *(name.upper() for name in GUESSED))


def decode(data, encoding=""):
    """The text of a file and the name of its encoding; a ValidationError where it is none of those known here.

    An `encoding` that somebody named is believed, and what does not fit it shows as a question mark in a diamond.
    """
    if encoding:
        return data.decode("utf-8-sig" if encoding == "UTF-8" else encoding, errors="replace"), encoding
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace"), "UTF-16"
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        pass
    for name, word in GUESSED.items():
        text = _decoded(data, name)
        if _share(text, word) >= LIKELY:
            return text, name.upper()
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
    """The character that parts the most lines into the same number of cells.

    Judged by many lines: a title above the table has commas of its own, and decimal commas part no header.
    """
    lines = [line for line in text.splitlines()[:JUDGED_LINES] if line.strip()]
    return max(SEPARATORS, key=lambda separator: _regularity(lines, separator))


def _regularity(lines, separator):
    try:
        widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=separator))
    except csv.Error:
        return 0, 0
    del widths[1]
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return count, width


def escaped(cell):
    """A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay."""
    if isinstance(cell, str) and FORMULA.match(cell) and not NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def unescaped(cell):
    """The twin of `escaped`, for tables that come back."""
    return cell[1:] if isinstance(cell, str) and cell.startswith("'") and FORMULA.match(cell[1:]) else cell
