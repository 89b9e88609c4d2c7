"""What word processors and web pages leave in a pasted text, turned into what it meant: lists, headings, paragraphs.

Only the shape is mended here; `core.richtext` decides what may stand in a text, and cleans what this module gives.
"""

import re
from urllib.parse import parse_qs, urlsplit

from core.html_tree import Node, nested_lists, tree_of, words_of, written
from core.parameters import is_tracking

# Addresses that lead on to another one, and the parameter that names it.
DETOURS = {
    ("www.google.com", "/url"): ("q", "url"),
    ("l.facebook.com", "/l.php"): ("u",),
    ("vk.com", "/away.php"): ("to",),
    ("link.zhihu.com", "/"): ("target",),
}
SAFE_LINKS = ".safelinks.protection.outlook.com"
MOST_DETOURS = 3

WRAPPERS = frozenset(
    {"div", "section", "article", "header", "footer", "main", "aside", "address", "center", "dl", "dt", "dd"}
)
RENAMED = {"b": "strong", "i": "em", "h5": "h4", "h6": "h4"}
BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "figure", "table", "tr", "td", "th", "img"}
)
FOREIGN_TAGS = WRAPPERS | {"b", "i", "h1", "h5", "h6"}
FOREIGN_ATTRIBUTES = {name: {"style", "class"} for name in ("p", "span", "b", "strong", "i", "em")}

FOREIGN = re.compile(
    rf"<(?:{'|'.join(sorted(FOREIGN_TAGS))})[\s>]|\s(?:style|class)=|<span>|<a(?:\s+(?:name|id|rel)=[^\s>]*)*\s*>"
    r"|(?:\u00a0|&nbsp;|&#160;| ){2,}|<p[^>]*>\s*[•·▪●]|</li>\s*<[uo]l",
    re.IGNORECASE,
)
WORD = re.compile(r"mso-|class=\"?Mso", re.IGNORECASE)
LIST_LEVEL = re.compile(r"mso-list:\s*\S+\s+level(\d)", re.IGNORECASE)
LIST_MARK = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
NUMBER = re.compile(r"[(（]?(?:\d{1,3}|[A-Za-z]|[ivxlcIVXLC]{1,6}|[一二三四五六七八九十]{1,3})[.)）、．]")
BULLET = re.compile(r"\s*[•·▪●][\s\u00a0]+")
BOLD = re.compile(r"(?<![\w-])font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
NOT_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(?:normal|[1-5]00)", re.IGNORECASE)
ITALIC = re.compile(r"(?<![\w-])font-style:\s*italic", re.IGNORECASE)
RUN_OF_SPACES = re.compile("[ \u00a0]{2,}")
EDGE = " \u00a0\n\t"


def is_foreign(text):
    """Whether a text shows signs of another program; what is stored here does not."""
    return bool(FOREIGN.search(text))


def reshaped(well_formed):
    """The text in our own shape: lists for paragraphs with bullets, paragraphs for boxes, no spans that say nothing.

    Takes what a cleaner has closed and nested already; doing it twice changes nothing.
    """
    root = tree_of(well_formed)
    is_word = bool(WORD.search(well_formed))
    lowered = 1 if "<h1" in well_formed else 0
    root.children = _with_lists(_reshaped(root, is_word, lowered))
    return "".join(map(written, root.children))


def without_tracking(address):
    """The address itself: not by way of a counter, and without the parameters that tell who followed the link."""
    for _step in range(MOST_DETOURS):
        target = _target(address)
        if target == address:
            break
        address = target
    before, hash_sign, fragment = address.partition("#")
    path, question, query = before.partition("?")
    kept = "&".join(part for part in query.split("&") if not is_tracking(*part.partition("=")[::2]))
    return f"{path}{question if kept or not query else ''}{kept}{hash_sign}{fragment}"


def _target(address):
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    host = (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    names = ("url",) if host.endswith(SAFE_LINKS) else DETOURS.get((host, parts.path), ())
    if names:
        given = parse_qs(parts.query)
        for name in names:
            target = given.get(name, [""])[0]
            if target.startswith(("https://", "http://")):
                return target
    return address


def _reshaped(node, is_word, lowered):
    """The children of a node in our shape, where each may become none or several."""
    children = []
    for child in node.children:
        if isinstance(child, str):
            children.append(RUN_OF_SPACES.sub(" ", child))
        else:
            inner = _reshaped(child, is_word, lowered)
            children += _replaced(child, inner, is_word, lowered)
    return children


def _replaced(node, children, is_word, lowered):
    """What stands for a node whose children are reshaped."""
    tag = RENAMED.get(node.tag, node.tag)
    if tag == "span":
        return _without_span(node, children, is_word)
    if tag in ("strong", "em"):
        return children if NOT_BOLD.search(node.style) or _has_block(children) else [Node(tag, {}, children)]
    if tag in WRAPPERS:
        return _with_lists(children) if _has_block(children) else [Node("p", {}, children)]
    if tag == "a" and "href" not in node.attributes and node.attributes.keys() <= {"rel", "name", "id"}:
        return children
    if tag in ("h1", "h2", "h3") and lowered:
        tag = f"h{int(tag[1]) + 1}"
    if tag in ("ul", "ol"):
        children = _nested_in_items(children)
    elif tag in ("td", "th", "li", "blockquote"):
        children = _with_lists(children)
    attributes = node.attributes if tag == "p" else _own(node.attributes)
    return [Node(tag, attributes, children)]


def _without_span(node, children, is_word):
    """A span says something by its language or direction alone; bold and italic become elements."""
    if LIST_MARK.search(node.style):
        return [Node("mark", {}, children)]
    kept = {} if is_word else {name: node.attributes[name] for name in ("lang", "dir") if name in node.attributes}
    if _has_block(children):
        return children
    if ITALIC.search(node.style):
        children = [Node("em", {}, children)]
    if BOLD.search(node.style):
        children = [Node("strong", {}, children)]
    return [Node("span", kept, children)] if kept else children


def _own(attributes):
    return {name: value for name, value in attributes.items() if name not in ("style", "class")}


def _has_block(children):
    return any(isinstance(child, Node) and child.tag in BLOCKS for child in children)


def _nested_in_items(children):
    """A list that stands directly in a list belongs to the item before it."""
    placed = []
    for child in children:
        items = [other for other in placed if isinstance(other, Node) and other.tag == "li"]
        if isinstance(child, Node) and child.tag in ("ul", "ol") and items:
            items[-1].children.append(child)
        else:
            placed.append(child)
    return placed


def _with_lists(children):
    """Runs of paragraphs that a word processor shows as a list become one."""
    shaped, run = [], []
    for child in children:
        item = _item(child)
        if item:
            run.append(item)
        elif run and isinstance(child, str) and not child.strip():
            continue
        else:
            shaped += nested_lists(run)
            run = []
            shaped.append(_plain(child))
    return shaped + nested_lists(run)


def _item(child):
    """Level, kind of list and content of a paragraph that is an item of a list; None for anything else."""
    if not isinstance(child, Node) or child.tag != "p":
        return None
    level = LIST_LEVEL.search(child.style)
    mark = "".join(words_of(other) for other in child.children if isinstance(other, Node) and other.tag == "mark")
    if level:
        content = [other for other in child.children if not (isinstance(other, Node) and other.tag == "mark")]
        return int(level[1]), "ol" if NUMBER.fullmatch(mark.strip(EDGE)) else "ul", _trimmed(content)
    first = child.children[0] if child.children else None
    if isinstance(first, str) and BULLET.match(first):
        return 1, "ul", [BULLET.sub("", first, count=1), *child.children[1:]]
    return None


def _plain(child):
    """A paragraph without what only said how it looked."""
    if isinstance(child, Node) and child.tag == "p":
        content = [other for other in child.children if not (isinstance(other, Node) and other.tag == "mark")]
        return Node("p", {}, _trimmed(content))
    return child


def _trimmed(children):
    """Without spaces at either end, which word processors use to push words about."""
    children = list(children)
    if children and isinstance(children[0], str):
        children[0] = children[0].lstrip(EDGE)
    if children and isinstance(children[-1], str):
        children[-1] = children[-1].rstrip(EDGE)
    return children
