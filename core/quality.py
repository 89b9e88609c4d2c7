"""What an editor is told about texts: pure functions that find what disturbs readers, each in a sentence.

A finding never stops a draft from being saved, unless its severity is ERROR: readers who do not see a picture depend on
its alternative text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

from django.utils.translation import gettext as _

from core.lists import listed
from core.richtext import is_own_media, plain_text
from core.text import CJK, normalise

ERROR, WARNING = "error", "warning"
TITLE, LEAD, PLAIN, RICH, CAPTION, ALT = "title", "lead", "plain", "rich", "caption", "alt"
FILE_NAME_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".heic", ".bmp")

# What still reads as two or three sentences; Chinese says the same in fewer characters.
LEAD_LIMITS = {"zh-hans": 200}
LEAD_LIMIT = 500
FIRST_HEADING = 2  # the title of the page is the first level
FEW_LETTERS, MANY_LETTERS = 8, 40
LEAST_SHARE = 0.25
CHINESE_WORTH = 4  # one character says as much as so many letters
SHORT_TITLE = 12
EXCERPT = 60

SCRIPTS = {
    "en": re.compile("[A-Za-z\u00c0-\u024f]"),
    "zh-hans": re.compile(f"[{CJK}]"),
    "ru": re.compile("[\u0400-\u052f]"),
    "ar": re.compile("[\u0600-\u06ff\u0750-\u077f]"),
}
LATIN_MARK = re.compile(rf"[{CJK}][”’）》]?([,;:?!](?!\d)|\.(?=\s|$|[{CJK}]))")
SPACES = re.compile("\\S([ \u00a0]{2,})\\S")
SAYS_NOTHING = {
    *("click here", "here", "this link", "link", "read more", "more", "details", "see here", "this page"),
    *("点击这里", "点击此处", "点这里", "点此", "这里", "此处", "链接", "更多", "详情", "阅读更多", "查看更多"),
    *("здесь", "тут", "сюда", "нажмите здесь", "нажмите сюда", "кликните здесь", "по ссылке", "ссылка", "подробнее"),
    *("читать далее", "далее"),
    *("هنا", "اضغط هنا", "انقر هنا", "من هنا", "الرابط", "رابط", "المزيد", "اقرأ المزيد", "للمزيد", "التفاصيل"),
}
VAGUE_LINKS = frozenset(map(normalise, SAYS_NOTHING))


@dataclass(frozen=True)
class Text:
    """One text in one language: the control that it is typed in, its label, what it is and the record it is part of.

    `group` tells apart the pictures and other rows of a record; the record itself is "".
    """

    field: str
    label: str
    language: str
    kind: str
    value: str
    group: str = ""

    @property
    def words(self):
        return plain_text(self.value) if self.kind == RICH else self.value.strip()


@dataclass(frozen=True)
class Finding:
    field: str
    label: str
    language: str
    severity: str
    code: str
    sentence: str


def check_texts(texts: Iterable[Text]) -> list[Finding]:
    """Everything that is to be said about the texts of a record, in their order; of all of them together last."""
    texts = list(texts)
    written = [text for text in texts if text.value.strip()]
    found = [finding for text in written for check in CHECKS for finding in check(text)]
    together = (alt_missing(texts), repeated(written), same_as_caption(written), missing(texts))
    # The same is said of a text once, however often it stands there.
    return list(dict.fromkeys([*found, *(finding for findings in together for finding in findings)]))


def wrong_script(text):
    """Letters of another script than that of the language; a short name may stand in its own."""
    letters = {language: len(script.findall(text.words)) for language, script in SCRIPTS.items()}
    letters["zh-hans"] *= CHINESE_WORTH
    total = sum(letters.values())
    own = letters.get(text.language, total)
    if (own == 0 and total >= FEW_LETTERS) or (total >= MANY_LETTERS and own < total * LEAST_SHARE):
        yield _finding(text, "script", _("This text is not in the script of its language."))


def in_capitals(text):
    cased = [letter for letter in text.words if letter.lower() != letter.upper()]
    if text.kind == TITLE and len(cased) > max(SHORT_TITLE, len(text.words) / 2) and "".join(cased).isupper():
        yield _finding(text, "capitals", _("The title is in capitals: write it as in a sentence."))


def double_spaces(text):
    if match := SPACES.search(text.value if text.kind == RICH else text.words):
        around = (text.value if text.kind == RICH else text.words)[max(match.start() - 12, 0) : match.end() + 12]
        yield _finding(text, "spaces", _("Several spaces in a row: “%(text)s”") % {"text": _excerpt(around)})


def latin_marks(text):
    """Chinese has full stops, commas and colons of its own."""
    if text.language == "zh-hans" and (match := LATIN_MARK.search(text.words)):
        around = text.words[max(match.start() - 8, 0) : match.end() + 4]
        yield _finding(text, "marks", _("Latin punctuation in a Chinese text: “%(text)s”") % {"text": around})


def long_lead(text):
    limit = LEAD_LIMITS.get(text.language, LEAD_LIMIT)
    if text.kind == LEAD and len(text.words) > limit:
        told = _("%(length)d characters: more than %(limit)d are no longer read as an introduction.")
        yield _finding(text, "long", told % {"length": len(text.words), "limit": limit})


def headings(text):
    """Levels follow each other, so that readers who jump from heading to heading find their way."""
    above = FIRST_HEADING - 1
    for level, words in _parsed(text).headings:
        if level > above + 1:
            told = _("The heading “%(text)s” is of level %(level)d, but none of level %(missing)d stands above it.")
            yield _finding(text, "heading", told % {"text": _excerpt(words), "level": level, "missing": above + 1})
        above = level


def links(text):
    for address, words in _parsed(text).links:
        if not address:
            yield _finding(text, "link", _("The link “%(text)s” leads nowhere.") % {"text": _excerpt(words)})
        elif not words:
            yield _finding(text, "link", _("A link to %(address)s has no words.") % {"address": _excerpt(address)})
        elif normalise(words) in VAGUE_LINKS:
            told = _("The link “%(text)s” does not say where it leads: name the page.")
            yield _finding(text, "link", told % {"text": _excerpt(words)})


def pictures_in_text(text):
    for source, alt in _parsed(text).images:
        if not is_own_media(source):
            yield _finding(text, "picture", pasted_picture_sentence())
        elif not alt.strip():
            told = _("A picture in the text has no alternative text: %(name)s")
            yield _finding(text, "alt", told % {"name": _excerpt(source.rsplit("/", 1)[-1])})
        elif is_file_name(alt):
            yield _finding(text, "alt", file_name_sentence() % {"text": alt})


def alt_is_a_file_name(text):
    if text.kind == ALT and is_file_name(text.value):
        yield _finding(text, "alt", file_name_sentence() % {"text": text.words}, ERROR)


def alt_missing(texts):
    """A picture without alternative text in any language."""
    described = {text.group for text in texts if text.kind == ALT and text.words}
    told = set(described)
    for text in texts:
        if text.kind == ALT and text.group not in told:
            told.add(text.group)
            sentence = _("Describe the picture for readers who do not see it, or mark it decorative.")
            yield _finding(text, "alt", sentence, ERROR)


def repeated(texts):
    """The same caption, or the same alternative text, on two pictures of a record."""
    seen = {}
    for text in texts:
        if text.kind not in (CAPTION, ALT):
            continue
        first = seen.setdefault((text.kind, text.language, normalise(text.words)), text.group)
        if first == text.group:
            continue
        if text.kind == ALT:
            yield _finding(text, "repeat", repeated_alt_sentence() % {"text": _excerpt(text.words)}, ERROR)
        else:
            told = _("Another picture has the same caption: “%(text)s”")
            yield _finding(text, "repeat", told % {"text": _excerpt(text.words)})


def same_as_caption(texts):
    captions = {(text.group, text.language): normalise(text.words) for text in texts if text.kind == CAPTION}
    for text in texts:
        if text.kind == ALT and captions.get((text.group, text.language)) == normalise(text.words):
            yield _finding(text, "repeat", _("The alternative text repeats the caption: say what the picture shows."))


def missing(texts):
    """Languages that lack a text which another language has, where they have any."""
    written = {(text.group, text.label) for text in texts if text.value.strip()}
    lacking = {}
    for text in texts:
        if not text.value.strip() and (text.group, text.label) in written:
            lacking.setdefault(text.language, []).append(text)
    for lacks in lacking.values():
        names = listed(dict.fromkeys(text.label for text in lacks))
        yield _finding(lacks[0], "missing", _("Not written in this language: %(names)s") % {"names": names})


def is_file_name(text):
    return text.strip().lower().endswith(FILE_NAME_ENDINGS)


def file_name_sentence():
    return _("“%(text)s” is a file name: say what the picture shows.")


def pasted_picture_sentence():
    return _("Pasted pictures are not kept: upload the original as a picture of this record.")


def repeated_alt_sentence():
    return _("Another picture has the same alternative text: “%(text)s”")


def _finding(text, code, sentence, severity=WARNING):
    return Finding(text.field, text.label, text.language, severity, code, sentence)


def _excerpt(words):
    words = " ".join(words.split())
    return words if len(words) <= EXCERPT else f"{words[: EXCERPT - 1]}…"


def _parsed(text):
    parts = _Parts()
    if text.kind == RICH:
        parts.feed(text.value)
        parts.close()
    return parts


class _Parts(HTMLParser):
    """The headings, links and pictures of a formatted text, with the words in them."""

    def __init__(self):
        super().__init__()
        self.headings: list[tuple[int, str]] = []
        self.links: list[tuple[str, str]] = []
        self.images: list[tuple[str, str]] = []
        self._open: list[tuple[str, str, list[str]]] = []

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6", "a"):
            self._open.append((tag, given.get("href", "").strip(), []))
        elif tag == "img":
            self.images.append((given.get("src", ""), given.get("alt", "")))
            self.handle_data(given.get("alt", ""))

    def handle_data(self, data):
        for _tag, _address, words in self._open:
            words.append(data)

    def handle_endtag(self, tag):
        if not self._open or self._open[-1][0] != tag:
            return
        _tag, address, words = self._open.pop()
        told = "".join(words).strip()
        if tag == "a":
            self.links.append((address, told))
        else:
            self.headings.append((int(tag[1]), told))


CHECKS = (
    *(wrong_script, in_capitals, double_spaces, latin_marks, long_lead),
    *(headings, links, pictures_in_text, alt_is_a_file_name),
)
