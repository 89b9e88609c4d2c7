"""HTML that is well-formed already, as a tree: read, written, and taken apart at its outermost elements."""

import html
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = frozenset({"br", "img"})
INLINE = frozenset({"a", "bdi", "br", "em", "img", "span", "strong"})


@dataclass
class Node:
    tag: str
    attributes: dict = field(default_factory=dict)
    children: list = field(default_factory=list)

    @property
    def style(self):
        return self.attributes.get("style", "")


class _Reader(HTMLParser):
    """Builds the tree, and notes where its outermost parts begin and how deep it is."""

    def __init__(self, text):
        super().__init__()
        self.root = Node("")
        self.starts = []
        self.depth = 0
        self._open = [self.root]
        self._lines = [0]
        for line in text.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.feed(text)
        self.close()

    def _add(self, child):
        if len(self._open) == 1:
            line, column = self.getpos()
            self.starts.append(self._lines[line - 1] + column)
        self._open[-1].children.append(child)

    def handle_starttag(self, tag, attrs):
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._add(node)
        if tag not in VOID:
            self._open.append(node)
            self.depth = max(self.depth, len(self._open))

    def handle_endtag(self, tag):
        if len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data):
        self._add(data)


def tree_of(text):
    return _Reader(text).root


def depth_of(text):
    return _Reader(text).depth


def parts_of(text):
    """The outermost blocks of a text, each as it is written and as nodes; words between blocks are a part as well."""
    reader = _Reader(text)
    starts, parts = [], []
    for start, child in zip(reader.starts, reader.root.children, strict=True):
        if (is_blank(child) and parts) or (parts and is_inline(child) and is_inline(parts[-1][0])):
            parts[-1].append(child)
        else:
            starts.append(start)
            parts.append([child])
    ends = pairwise([0, *starts[1:], len(text)])
    return [(text[start:end], nodes) for (start, end), nodes in zip(ends, parts, strict=False)]


def is_inline(child):
    return isinstance(child, str) or child.tag in INLINE


def is_blank(child):
    return isinstance(child, str) and not child.strip(" \t\r\n\f")


def written(child):
    """A node, or a piece of text, as HTML."""
    if isinstance(child, str):
        return html.escape(child, quote=False)
    inner = "".join(map(written, child.children))
    if not child.tag:
        return inner
    attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in child.attributes.items())
    return f"<{child.tag}{attributes}>" if child.tag in VOID else f"<{child.tag}{attributes}>{inner}</{child.tag}>"


def words_of(child):
    return child if isinstance(child, str) else "".join(map(words_of, child.children))


def nested_lists(items):
    """Lists of items, each with its level (from 1), its kind of list and its content."""
    shaped, open_lists = [], []
    for level, tag, content in items:
        while open_lists and _ends(*open_lists[-1], level, tag):
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < level:
            new = Node(tag)
            (open_lists[-1][1].children[-1].children if open_lists else shaped).append(new)
            open_lists.append((level, new))
        open_lists[-1][1].children.append(Node("li", {}, [Node("p", {}, content)]))
    return shaped


def _ends(open_level, open_list, level, tag):
    """Whether an open list ends before an item of this level and kind."""
    return open_level > level or (open_level == level and open_list.tag != tag)
