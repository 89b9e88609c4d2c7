"""Reads a page as strictly as a validator: what is open, closed, named twice or named and not there."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
NAMES_OTHERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
NOT_IN_PARAGRAPHS = frozenset(
    {"p", "div", "ul", "ol", "dl", "section", "article", "aside", "nav", "table", "form", "figure", "details"}
    | {f"h{level}" for level in range(1, 7)}
)
SHEETS = {"stylesheet", "icon", "apple-touch-icon"}


class Page(HTMLParser):
    """`faults` of the markup, the `links` of the page, and the `files` that a browser fetches for it."""

    def __init__(self, text):
        super().__init__()
        self.faults, self.links, self.files, self._open = [], [], [], []
        self._ids, self._named, self._levels = Counter(), set(), []
        self.feed(text)
        self.close()
        self._judge()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if len(given) < len(attrs):
            self._fault(f"<{tag}> says an attribute twice")
        if given.get("id"):
            self._ids[given["id"]] += 1
        self._named.update(name for key in NAMES_OTHERS for name in (given.get(key) or "").split())
        self._note(tag, given)
        self._check(tag, given)
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID or not self._open or self._open[-1] != tag:
            self._fault(f"</{tag}> within {self._open[-3:]}")
        else:
            self._open.pop()

    def _note(self, tag, given):
        if re.fullmatch("h[1-6]", tag):
            self._levels.append(int(tag[1]))
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in {"img", "script", "iframe", "video", "audio"} and given.get("src"):
            self.files.append(given["src"])
        if tag == "link" and given.get("rel") in SHEETS:
            self.files.append(given["href"])

    def _check(self, tag, given):
        if (tag in NOT_IN_PARAGRAPHS and "p" in self._open) or (tag == "a" and "a" in self._open):
            self._fault(f"<{tag}> within {self._open[-3:]}")
        if tag == "img" and "alt" not in given:
            self._fault("a picture without alt")
        if tag == "style" or "style" in given or any(key.startswith("on") for key in given):
            self._fault(f"<{tag}> with a style or script of its own")
        if tag == "script" and "src" not in given:
            self._fault("a script within the page")

    def _judge(self):
        self.faults += [f"#{name} is there {count} times" for name, count in self._ids.items() if count > 1]
        self.faults += [f"#{name} is named and not there" for name in sorted(self._named - set(self._ids))]
        self.faults += [
            f"h{upper} is followed by h{lower}" for upper, lower in pairwise(self._levels) if lower > upper + 1
        ]
        if self._levels.count(1) != 1:
            self.faults.append(f"{self._levels.count(1)} headings of the first level")
        if self._open:
            self.faults.append(f"left open: {self._open}")

    def _fault(self, what):
        self.faults.append(f"line {self.getpos()[0]}: {what}")
