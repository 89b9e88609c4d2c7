"""Marks within a line: **strong**, *stressed*, [words](address). Other elements stand as the tags that they are."""

import html
import re
from dataclasses import dataclass, field

from core.differences import IDEOGRAPHS

# An address that fits between parentheses; brackets in it go in pairs.
ADDRESS = r"[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*"
TOKEN = re.compile(
    r"\\(?P<sign>[\\*\[\]<>#.)-])"
    r"|(?P<tag></?(?:a|bdi|br|em|img|span|strong)(?:\s[^<>\n]*)?>)"
    r"|(?P<stars>\*{1,3})"
    r"|(?P<bracket>\[)"
    rf"|\]\((?P<address>{ADDRESS})\)"
)
STRONG, EM, LINK = "strong", "em", "a"
STARS = {"*": (EM,), "**": (STRONG,), "***": (STRONG, EM)}
LITERAL = {STRONG: "**", EM: "*", LINK: "["}
# Stars within a word of letters are no marks (2*3*4); Chinese has no spaces beside its words.
LETTER = re.compile(rf"[^\W{IDEOGRAPHS}]")


def inline_html(text):
    """The HTML of some lines of one paragraph; a mark without its partner is a sign like any other."""
    line = _Line(text)
    end = 0
    for match in TOKEN.finditer(text):
        line.pieces.append(_escaped(text[end : match.start()]))
        line.take(match)
        end = match.end()
    return "".join([*line.pieces, _escaped(text[end:])]).replace("\n", "<br>")


def _escaped(text):
    return html.escape(text, quote=False)


@dataclass
class _Line:
    """Pieces of HTML, and which of them are marks that wait for their partner."""

    text: str
    pieces: list = field(default_factory=list)
    opened: list = field(default_factory=list)

    def take(self, match):
        if match["sign"]:
            self.pieces.append(_escaped(match["sign"]))
        elif match["tag"]:
            self.pieces.append(match["tag"])
        elif match["stars"]:
            self._take_stars(match)
        elif match["bracket"]:
            self._open(LINK)
        elif not self._close(LINK, f'<a href="{html.escape(match["address"])}">'):
            self.pieces.append(_escaped(match[0]))

    def _take_stars(self, match):
        before = self.text[match.start() - 1 : match.start()] or " "
        after = self.text[match.end() : match.end() + 1] or " "
        names = STARS[match["stars"]]
        may_close = not before.isspace() and not LETTER.match(after)
        may_open = not after.isspace() and not LETTER.match(before)
        # The inner mark ends first.
        for name in reversed(names) if may_close and self._is_open(names[-1]) else names:
            if may_close and self._is_open(name):
                self._close(name, f"<{name}>")
            elif may_open:
                self._open(name)
            else:
                self.pieces.append(LITERAL[name])

    def _is_open(self, name):
        return any(opened == name for opened, _place in self.opened)

    def _open(self, name):
        self.opened.append((name, len(self.pieces)))
        self.pieces.append(LITERAL[name])

    def _close(self, name, start_tag):
        """End the nearest mark of this kind; what was opened within it has no partner, nor has a link around a link."""
        if not self._is_open(name):
            return False
        while True:
            opened, place = self.opened.pop()
            if opened == name:
                break
        self.pieces[place] = start_tag
        self.pieces.append(f"</{name}>")
        if name == LINK:
            self.opened = [mark for mark in self.opened if mark[0] != LINK]
        return True
