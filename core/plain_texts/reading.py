"""A plain text with light marks as HTML, for the cleaner; what was not touched keeps the HTML that it had."""

import re
from collections import defaultdict

from core.html_tree import nested_lists, tree_of, written
from core.plain_texts.inline import inline_html

CHUNK_END = re.compile(r"\n(?:[ \t]*\n)+")
HEADING = re.compile(r"(#{1,6}) +(\S.*)")
QUOTE = re.compile(r">(?: |$)")
ITEM = re.compile(r"([ \t]*)(?:[-*•]|(\d{1,3})[.)])[ \t]+(\S.*)")
KEPT = re.compile(r"\[\[(\d{1,4})\b.*\]\]")
BLOCK_TAG = re.compile(r"</?(?:p|h[1-6]|[uo]l|blockquote|figure|table|div)[\s>]", re.IGNORECASE)
TEXT, HEAD, LIST, QUOTED, AS_IT_IS, STORED = "text", "head", "list", "quoted", "as it is", "stored"
DEEPEST_QUOTE = 5
FIRST = "1"
NOTHING: dict = {}


def chunks_of(text):
    """What empty lines part; spaces at the end of a line say nothing."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    tidy = "\n".join(line.rstrip(" \t") for line in lines).strip("\n")
    return CHUNK_END.split(tidy) if tidy.strip() else []


def read(text, kept=NOTHING, depth=0):
    """The HTML of a text that is written anew; `kept` is what stands behind the numbers in double brackets."""
    return "".join(_Reading(kept, depth=depth).of(chunks_of(text)))


def woven(text, shown):
    """The HTML of a text that was made from parts which were shown as such plain texts (pairs of HTML and text)."""
    chunks = chunks_of(text)
    if chunks == [chunk for _html, shown_text in shown for chunk in chunks_of(shown_text)]:
        return "".join(part for part, _text in shown)
    stored = defaultdict(list)
    for part, shown_text in reversed(shown):
        stored[shown_text].append(part)
    kept = {match[1]: part for part, shown_text in shown if (match := KEPT.fullmatch(shown_text))}
    return "".join(_Reading(kept, stored).of(chunks))


class _Reading:
    def __init__(self, kept, stored=NOTHING, depth=0):
        self.kept, self.stored, self.depth = kept, stored, depth
        self.blocks = []

    def of(self, chunks):
        for chunk in chunks:
            if self.stored.get(chunk):
                self.blocks.append(self.stored[chunk].pop())
            else:
                self._read(chunk.split("\n"))
        return self.blocks

    def _read(self, lines):
        runs = []
        for line in lines:
            kind = self._kind(line, runs[-1][0] if runs else self._before())
            if runs and runs[-1][0] == kind and kind not in (HEAD, STORED):
                runs[-1][1].append(line)
            else:
                runs.append((kind, [line]))
        for kind, run in runs:
            self._add(kind, run)

    def _before(self):
        """A list goes on after an empty line."""
        return LIST if self.blocks and self.blocks[-1].rstrip().endswith("</ol>") else TEXT

    def _kind(self, line, before):
        item, match = ITEM.fullmatch(line), KEPT.fullmatch(line)
        rules = (
            (AS_IT_IS, before == AS_IT_IS or BLOCK_TAG.match(line)),
            (STORED, match and match[1] in self.kept),
            (HEAD, HEADING.fullmatch(line)),
            (QUOTED, self.depth < DEEPEST_QUOTE and QUOTE.match(line)),
            # A number begins a list where it is the first: dates and years begin sentences.
            (LIST, item and (before == LIST or item[2] in (None, FIRST))),
            (LIST, before == LIST and line.startswith("  ")),
        )
        return next((kind for kind, holds in rules if holds), TEXT)

    def _add(self, kind, lines):
        if kind == LIST:
            self._add_lists(lines)
        elif kind == STORED:
            self.blocks.append(self.kept[KEPT.fullmatch(lines[0])[1]])
        elif kind == AS_IT_IS:
            self.blocks.append("\n".join(lines))
        elif kind == QUOTED:
            inner = read("\n".join(QUOTE.sub("", line, count=1) for line in lines), depth=self.depth + 1)
            self.blocks.append(f"<blockquote>{inner}</blockquote>")
        elif kind == HEAD:
            signs, words = HEADING.fullmatch(lines[0]).groups()
            level = min(max(len(signs), 2), 4)
            self.blocks.append(f"<h{level}>{inline_html(words)}</h{level}>")
        else:
            words = "\n".join(line.strip(" \t") for line in lines)
            self.blocks.append(f"<p>{inline_html(words)}</p>")

    def _add_lists(self, lines):
        for node in nested_lists(_items(lines)):
            end = f"</{node.tag}>"
            last = self.blocks[-1].rstrip() if self.blocks else ""
            if last.endswith(end):
                self.blocks[-1] = last.removesuffix(end) + written(node).removeprefix(f"<{node.tag}>")
            else:
                self.blocks.append(written(node))


def _items(lines):
    """Level, kind of list and content of each item; a line without a mark goes on with its item."""
    found, indents = [], []
    for line in lines:
        item = ITEM.fullmatch(line)
        if item is None and found:
            found[-1][2].append(line.strip(" \t"))
            continue
        indent, number, words = item.groups() if item else ("", None, line.strip(" \t"))
        width = len(indent.expandtabs(4))
        while indents and width < indents[-1]:
            indents.pop()
        if not indents or width > indents[-1] + 1:
            indents.append(width)
        found.append((len(indents), "ol" if number else "ul", [words]))
    return [(level, tag, tree_of(inline_html("\n".join(words))).children) for level, tag, words in found]
