"""How a story is laid out: its text in passages, with its pictures between them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.utils.safestring import SafeString, mark_safe

VOID = {"br", "img"}


@dataclass
class Passage:
    """A run of whole blocks of the text, and the pictures that stand after it."""

    html: SafeString
    pictures: list = field(default_factory=list)


class BlockEnds(HTMLParser):
    """Finds where the paragraphs end that stand by themselves, not in a list, a quotation or a table."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.depth = 0
        self.ends = []
        self.line_starts = [0]

    def find(self, html):
        for position, character in enumerate(html):
            if character == "\n":
                self.line_starts.append(position + 1)
        self.feed(html)
        return self.ends

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.depth += 1

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        self.depth -= 1
        if tag == "p" and self.depth == 0:
            line, column = self.getpos()
            self.ends.append(self.line_starts[line - 1] + column + len("</p>"))


def passages_of(html, pictures):
    """Spread the pictures evenly after the paragraphs of a cleaned text, in their order.

    A heading is never torn from what follows it. Without paragraphs all pictures come at the end.
    """
    pictures = list(pictures)
    ends = BlockEnds().find(html)
    if not pictures or not ends:
        return [Passage(_safe(html), pictures)] if html or pictures else []
    places = {}
    for number, picture in enumerate(pictures):
        paragraph = ends[number * len(ends) // len(pictures)]
        places.setdefault(paragraph, []).append(picture)
    starts = [0, *places]
    cut = [html[start:end] for start, end in zip(starts, [*places, len(html)], strict=True)]
    followed_by = [*places.values(), []]
    passages = [Passage(_safe(part), after) for part, after in zip(cut, followed_by, strict=True)]
    return [passage for passage in passages if passage.html.strip() or passage.pictures]


def _safe(html):
    return mark_safe(html)  # noqa: S308 - core.richtext cleaned it on its way into the database
