"""The columns of a foreign table: where the table begins, what its headers say, and which field each column is."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import lazy
from django.utils.text import format_lazy

from core.imports.messages import Wrong
from core.imports.parsing import languages
from core.imports.vocabulary import ARABIC_LANGUAGE_WORDS, CONCEPTS, LANGUAGE_WORDS, WEAK
from core.lists import in_brackets
from core.text import HAN, TOKEN, normalise

JUDGED_LINES = 50
SAMPLES = 3
MOST_HEADER_LINES = 3
LIKELY = 0.6
# How surely a header names a concept: all of it, a word of it, or a word that many headers have.
WHOLE, SURE, LESS_IF_WEAK = 1000, 100, 50
CYRILLIC = re.compile("[\u0400-\u04ff]")
ARABIC = re.compile("[\u0600-\u06ff]")


@dataclass(frozen=True, eq=False)
class Field:
    """A field of the portal that a column may be: how a cell is read, and how its value is shown."""

    key: str
    label: Any
    parse: Callable[[str], Any]
    concept: str = ""
    language: str = ""
    show: Callable[[Any], str] = str
    # Whether cells alone tell that a column is this field, such as ids and e-mail addresses.
    tells_itself: bool = False

    @property
    def named(self):
        return self.concept or self.key


def in_language(label, suffix):
    """The label of a text in one of the portal's languages: Name (English)."""
    language = dict(settings.LANGUAGES)[suffix.replace("_", "-")]
    return format_lazy("{label}{language}", label=label, language=lazy(in_brackets, str)(language))


def script_of(text):
    """The language whose letters a text is written in: a guess that is good for headers and for names."""
    if HAN.search(text):
        return "zh_hans"
    if CYRILLIC.search(text):
        return "ru"
    return "ar" if ARABIC.search(text) else "en"


# Where the table begins


def guess_lines(lines):
    """How many lines stand above the table, and how many of its own are headers."""
    titles = _title_lines(lines)
    rest = lines[titles : titles + MOST_HEADER_LINES]
    if not rest or not _is_header(rest[0]):
        return titles, 0 if rest and any(map(_is_data, rest[0])) else 1
    return titles, 2 if len(rest) > 1 and _is_second_header(*rest[:2]) else 1


def _title_lines(lines):
    widths = Counter(sum(map(bool, line)) for line in lines[:JUDGED_LINES])
    usual = max(widths, key=lambda width: (widths[width], width), default=0)
    for number, line in enumerate(lines[:JUDGED_LINES]):
        filled = sum(map(bool, line))
        if filled > 1 or (filled == 1 and usual <= 1):
            return number
    return 0


def _is_data(cell):
    return bool(re.search(r"\d{4}|@|://", cell))


def _is_header(line):
    filled = [cell for cell in line if cell]
    known = sum(bool(concept_of(cell)[0]) for cell in filled)
    return not any(map(_is_data, filled)) and known * 2 >= len(filled)


def _is_second_header(first, second):
    """A line below the headers that names parts of them: without numbers, and known by its words."""
    filled = [cell for cell in second if cell]
    spans = any(cell and not above for cell, above in zip(second, [*first, *[""] * len(second)], strict=False))
    known = sum(map(_names_a_part, filled))
    plain = not any(re.search(r"\d", cell) for cell in filled)
    return bool(filled) and plain and known * 2 >= len(filled) and (spans or len(filled) < sum(map(bool, first)))


def _names_a_part(cell):
    """A concept or a language and hardly more: “Kazan University” and “香港中文大学” are names, not headers."""
    short = len(cell) <= (4 if HAN.search(cell) else 20)
    return concept_of(cell)[1] >= SURE or (short and bool(language_in(cell)))


def join_headers(lines):
    """One header a column; a cell above that spans several columns is written before each of them."""
    width = max(map(len, lines), default=0)
    padded = [[*line, *[""] * (width - len(line))] for line in lines]
    for above, below in pairwise(padded):
        for column in range(1, width):
            if not above[column] and below[column] and below[column - 1] and above[column - 1]:
                above[column] = above[column - 1]
    return [" ".join(dict.fromkeys(filter(None, cells))) for cells in zip(*padded, strict=True)]


def fingerprint(target, headers):
    """The same for tables of the same headers, in whatever case and spacing: their columns are named once."""
    told = "\0".join([target, *map(normalise, headers)])
    return hashlib.sha256(told.encode()).hexdigest()


# What a header says


@cache
def _concept_words():
    return [(normalise(name).split(), concept) for concept, names in CONCEPTS.items() for name in names]


def words_of(text):
    return [match[0] for match in TOKEN.finditer(normalise(text).replace("_", " "))]


@cache
def concept_of(header):
    """The concept that a header names and how surely: one that is the whole header beats one that is in it."""
    words = words_of(header)
    best = ("", 0)
    for name, concept in _concept_words():
        if words == name or (concept == "nothing" and normalise(header) in {" ".join(name), f"{' '.join(name)}."}):
            return concept, WHOLE
        score = 0 if concept == "nothing" else _overlap(words, name)
        score -= LESS_IF_WEAK if score and concept in WEAK else 0
        if score > best[1]:
            best = concept, score
    return best


def _overlap(words, name):
    """Letters of the name, where it stands in the header word by word, or within a run of Chinese."""
    joined = "".join(name)
    if HAN.match(joined):
        return SURE + len(joined) if any(joined in word for word in words) else 0
    return SURE + len(joined) if any(words[at : at + len(name)] == name for at in range(len(words))) else 0


@cache
def _language_words():
    return {
        normalise(word): language
        for table in (LANGUAGE_WORDS, ARABIC_LANGUAGE_WORDS)
        for language, words in table.items()
        for word in words
    }


def language_in(header):
    """The language that a header names, such as “Name (English)”, or an empty string."""
    known = _language_words()
    for word in reversed(words_of(header)):
        if word in known:
            return known[word]
    tail = words_of(header)[-1:] or [""]
    return next((lang for word, lang in known.items() if len(word) > 1 and HAN.match(word) and word in tail[0]), "")


# Which field a column is


def samples_of(rows, column):
    """The first cells of a column that say something."""
    found = []
    for row in rows:
        if column < len(row) and row[column] and row[column] not in found:
            found.append(row[column])
            if len(found) == SAMPLES:
                break
    return found


def guess_mapping(fields, headers, rows):
    """The key of a field for each column, or an empty string; no field twice, the surest first."""
    offers = []
    for column, header in enumerate(headers):
        cells = [row[column] for row in rows[:JUDGED_LINES] if column < len(row) and row[column]]
        offers += [(-score, column, key) for key, score in _offers(fields, header, cells)]
    mapping, taken = [""] * len(headers), set()
    for _score, column, key in sorted(offers):
        if not mapping[column] and key not in taken:
            mapping[column] = key
            taken.add(key)
    return mapping


def _offers(fields, header, cells):
    plain = normalise(header)
    concept, score = concept_of(header)
    language = language_in(header) or script_of(" ".join(cells) or header)
    for field in fields:
        if plain in _own_names(field):
            yield field.key, 2 * WHOLE
        elif concept and field.named == concept and field.language in ("", language):
            yield field.key, score + bool(field.language)
        elif (field.tells_itself or not header) and concept != "nothing" and _fits(field, cells):
            yield field.key, 90 if field.tells_itself else 10


@cache
def _own_names(field):
    names = {normalise(field.key)}
    for code in languages():
        with translation.override(code):
            names.add(normalise(str(field.label)))
    return names


def _fits(field, cells):
    """Whether most of the cells can be read as this field."""
    read = 0
    for cell in cells:
        try:
            field.parse(cell)
        except Wrong:
            continue
        read += 1
    return bool(cells) and read / len(cells) >= LIKELY
