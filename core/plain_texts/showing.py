"""HTML as a plain text with light marks, block by block; each mark is tried: read again, it has to give the same."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.html_tree import INLINE, Node, depth_of, is_blank, is_inline, parts_of, tree_of, words_of, written
from core.plain_texts.inline import ADDRESS, LITERAL
from core.plain_texts.reading import read

DEEPEST = 30
LONGEST_WORDS = 60
SPACE = re.compile(r"[ \t\r\n\f]+")
BESIDE_BLOCK = re.compile(r" ?(</?(?:p|h[2-4]|ul|ol|li|blockquote|br)>) ?")
SIGNS = re.compile(r"[\\*\[\]<]")
FIRST_SIGN = re.compile(r"^([ \t]*)(?:([#>•-])|(\d{1,3})([.)]))", re.MULTILINE)
LONE_BREAK = re.compile(r"(?<!^)(?<!<br>)(?<!\\)[ ]?<br>[ ]?(?!<br>|$)")
WRITTEN_ADDRESS = re.compile(ADDRESS)
HEADINGS = {"h2": "## ", "h3": "### ", "h4": "#### "}
LISTS = frozenset({"ul", "ol"})
PARAGRAPHS_WITHIN = frozenset({"", "blockquote", "li"})


class _ReadsAnything(dict):
    """Stands for every number, so that words which look like one are told apart from it."""

    def __contains__(self, number):
        return True

    def __missing__(self, number):
        return "<table></table>"


class NoMark(Exception):
    """There is no mark for this."""


@dataclass(frozen=True)
class Style:
    """How a block is written: as it is where that can be read again, else with signs that are no marks named so."""

    escapes: bool
    tags: bool


STYLES = (Style(escapes=False, tags=False), Style(escapes=True, tags=False), Style(escapes=True, tags=True))


def shown_parts(source):
    """Pairs of HTML and plain text, for each outermost block of a formatted text."""
    source = source.replace("\r\n", "\n")
    if depth_of(source) > DEEPEST:
        return [(source, _stand_in(1, []))]
    shown, numbers = [], 0
    for part, nodes in parts_of(source):
        text = _text_of(nodes)
        if text is None:
            numbers += 1
            text = _stand_in(numbers, nodes)
        shown.append((part, text))
    return shown


def plain(source):
    """A formatted text as somebody without script reads and writes it."""
    return "\n\n".join(text for _part, text in shown_parts(source))


def means_the_same(one, other):
    """Whether two texts differ in nothing but the way in which their tags are written."""
    if one == other:
        return True
    if max(depth_of(one), depth_of(other)) > DEEPEST:
        return False
    return _meaning(tree_of(one).children) == _meaning(tree_of(other).children)


def _stand_in(number, nodes):
    tags = {node.tag for node in nodes if not isinstance(node, str)}
    label = _("Table") if "table" in tags else _("Picture") if tags & {"figure", "img"} else _("Formatted text")
    words = " ".join("".join(f"{words_of(node)} " for node in _leaves(nodes)).split())
    words = re.sub(r"[\[\]]", "", words)
    if len(words) > LONGEST_WORDS:
        words = f"{words[:LONGEST_WORDS].rstrip()}…"
    return f"[[{number}: {label}{f' – {words}' if words else ''}]]"


def _leaves(nodes):
    """Pieces of text, and pictures as their descriptions."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif node.tag == "img":
            yield node.attributes.get("alt", "")
        else:
            yield from _leaves(node.children)


def _text_of(nodes):
    """The plain text of one block, or None where no way of writing it gives the same again."""
    meaning = _meaning(nodes)
    for style in STYLES:
        try:
            text = _block(nodes, style)
        except NoMark:
            return None
        if text.strip() and _meaning(tree_of(read(text, _ReadsAnything())).children) == meaning:
            return text
    return None


def _block(nodes, style):
    node = nodes[0]
    if is_inline(node):
        return _paragraph(nodes, style)
    if node.attributes:
        raise NoMark
    if node.tag == "p":
        return _paragraph(node.children, style)
    if node.tag in HEADINGS:
        return HEADINGS[node.tag] + _inline(node.children, style).strip(" ")
    if node.tag in LISTS:
        return "\n".join(_items(node, style, ""))
    if node.tag == "blockquote":
        inner = "\n\n".join(_block(group, style) for group in _groups(node.children))
        return "\n".join(f"> {line}".rstrip(" ") for line in inner.split("\n"))
    raise NoMark


def _groups(children):
    """Runs of words and inline elements, and single blocks."""
    groups = []
    for child in children:
        if groups and is_inline(child) and is_inline(groups[-1][0]):
            groups[-1].append(child)
        elif not is_blank(child):
            groups.append([child])
    return groups


def _paragraph(nodes, style):
    text = LONE_BREAK.sub("\n", _inline(nodes, style).strip(" "))
    return FIRST_SIGN.sub(_escaped_first, text) if style.escapes else text


def _escaped_first(match):
    space, sign, number, end = match.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{end}"


def _items(node, style, indent):
    sign = "1. " if node.tag == "ol" else "- "
    for number, item in enumerate((child for child in node.children if not is_blank(child)), start=1):
        if isinstance(item, str) or item.tag != "li" or item.attributes:
            raise NoMark
        first, *others = _groups(item.children) or [[]]
        words = first[0].children if first and not is_inline(first[0]) and first[0].tag == "p" else first
        yield f"{indent}{sign if node.tag == 'ul' else f'{number}. '}{_inline(words, style).strip(' ')}"
        for other, *_more in others:
            if is_inline(other) or other.tag not in LISTS or other.attributes:
                raise NoMark
            yield from _items(other, style, indent + " " * len(sign))


def _inline(nodes, style):
    return "".join(_piece(node, style) for node in nodes)


def _piece(node, style):
    if isinstance(node, str):
        text = SPACE.sub(" ", node)
        return SIGNS.sub(r"\\\g<0>", text) if style.escapes else text
    if node.tag not in INLINE:
        raise NoMark
    inner = _inline(node.children, style)
    attributes = {name: value for name, value in node.attributes.items() if (node.tag, name) != ("a", "rel")}
    if node.tag == "a" and attributes.keys() == {"href"} and WRITTEN_ADDRESS.fullmatch(attributes["href"]):
        return f"[{inner}]({attributes['href']})"
    if node.tag in ("strong", "em") and not style.tags and not attributes:
        return f"{LITERAL[node.tag]}{inner}{LITERAL[node.tag]}"
    empty = written(Node(node.tag, attributes))
    return empty if node.tag in ("br", "img") else empty.replace("></", f">{inner}</", 1)


def _meaning(nodes):
    """The HTML of some nodes in one way of writing it."""
    return BESIDE_BLOCK.sub(r"\1", SPACE.sub(" ", written(_in_one_way(Node("", {}, nodes)))))


def _in_one_way(node):
    children = node.children
    if node.tag in PARAGRAPHS_WITHIN:
        groups = _groups(children)
        children = [piece for group in groups for piece in ([Node("p", {}, group)] if is_inline(group[0]) else group)]
    attributes = {name: value for name, value in sorted(node.attributes.items()) if (node.tag, name) != ("a", "rel")}
    inner = [child if isinstance(child, str) else _in_one_way(child) for child in children]
    return Node(node.tag, attributes, inner)
