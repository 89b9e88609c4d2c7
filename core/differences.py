"""Differences between two texts, word by word: what was added, what was removed, what stayed.

Chinese and Japanese are compared character by character, as they put no spaces between words; everything else by
words, with marks above and below a letter (Arabic vowels, accents) kept with it. The time is bounded: where two texts
are too long or too unlike, paragraphs are compared whole.
"""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser
from itertools import groupby

SAME, ADDED, REMOVED = "same", "added", "removed"
# Pairs of equal pieces that are looked at, at most: more would take longer than a reader waits.
MOST_PAIRS = 20_000

IDEOGRAPHS = "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
MARKS = "\u0300-\u036f\u0483-\u0487\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d'’-"
PIECE = re.compile(rf"[{IDEOGRAPHS}]|[^\W{IDEOGRAPHS}](?:[^\W{IDEOGRAPHS}]|[{MARKS}](?=\w|[{MARKS}]))*[{MARKS}]?|\s+|.")

BLOCKS = frozenset(
    {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "figure", "figcaption", "table", "caption", "tr", "br"}
)
SIGNS = {"h2": "# ", "h3": "## ", "h4": "### ", "li": "• ", "blockquote": "> "}


@dataclass(frozen=True)
class Segment:
    kind: str
    text: str


def compare(old, new):
    """The two texts as one list of segments."""
    if old == new:
        return [Segment(SAME, new)] if new else []
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    segments = []
    for kind, before, after in _changes(old_lines, new_lines):
        if kind == "equal":
            segments.append(Segment(SAME, "".join(after)))
        elif len(before) == len(after):
            for pair in zip(before, after, strict=True):
                segments += _compare_words(*pair)
        else:
            segments += _compare_words("".join(before), "".join(after))
    return _joined(segments)


def _compare_words(old, new):
    old_words, new_words = PIECE.findall(old), PIECE.findall(new)
    segments = []
    for kind, before, after in _changes(old_words, new_words):
        if kind == "equal":
            segments.append(Segment(SAME, "".join(after)))
        else:
            segments += [Segment(REMOVED, "".join(before)), Segment(ADDED, "".join(after))]
    return segments


def _changes(old, new):
    """(kind, old pieces, new pieces) of two lists; one single replacement in the middle where they are too long."""
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    old_middle, new_middle = old[start : len(old) - end], new[start : len(new) - end]
    yield "equal", old[:start], new[:start]
    counts = Counter(new_middle)
    if sum(counts[piece] for piece in old_middle if not piece.isspace()) > MOST_PAIRS:
        yield "replace", old_middle, new_middle
    else:
        matcher = SequenceMatcher(str.isspace, old_middle, new_middle, autojunk=False)
        for kind, i, j, k, n in matcher.get_opcodes():
            yield kind, old_middle[i:j], new_middle[k:n]
    yield "equal", old[len(old) - end :], new[len(new) - end :]


def _shared(old, new):
    """How many pieces the two lists have in common at their beginning."""
    count = 0
    for before, after in zip(old, new, strict=False):
        if before != after:
            break
        count += 1
    return count


def _joined(segments):
    """Without empty segments; a space between two changes goes with them, so that phrases read as phrases."""
    runs = [(SAME, "")]
    removed = added = ""
    for segment in segments:
        if segment.kind == REMOVED:
            removed += segment.text
        elif segment.kind == ADDED:
            added += segment.text
        elif segment.text == " " and removed and added:
            removed, added = removed + " ", added + " "
        elif segment.text:
            runs += [(REMOVED, removed), (ADDED, added), (SAME, segment.text)]
            removed = added = ""
    runs += [(REMOVED, removed), (ADDED, added)]
    grouped = groupby((run for run in runs if run[1]), key=lambda run: run[0])
    return [Segment(kind, "".join(text for _kind, text in group)) for kind, group in grouped]


def readable(html):
    """A formatted text as lines: headings, list items, cells, links and pictures can be told from one another."""
    reader = _Reader()
    reader.feed(html or "")
    reader.close()
    lines = (re.sub(r"\s+", " ", line).strip() for line in "".join(reader.parts).split("\0"))
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.addresses = []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag in BLOCKS:
            # The editor puts a paragraph into each item of a list; it begins on the line of its bullet.
            begun = self.parts and self.parts[-1].startswith("\0") and self.parts[-1] != "\0"
            self.parts.append("" if begun and tag == "p" else "\0" + SIGNS.get(tag, ""))
        elif tag in {"td", "th"}:
            self.parts.append(" | ")
        elif tag == "img":
            self.parts.append(f"[{attributes.get('alt') or ''} {attributes.get('src') or ''}]")
        elif tag == "a":
            self.addresses.append(attributes.get("href") or "")

    def handle_endtag(self, tag):
        if tag in BLOCKS:
            self.parts.append("\0")
        elif tag == "a" and self.addresses:
            self.parts.append(f" ({self.addresses.pop()})")

    def handle_data(self, data):
        self.parts.append(data)
