"""Formatted texts: the HTML that may stand in them, the field that lets in no other, and the bare text."""

import html
import re
from urllib.parse import unquote

import nh3
from django.conf import settings
from django_prose_editor.fields import ProseEditorField

from core.pasting import FOREIGN_ATTRIBUTES, FOREIGN_TAGS, is_foreign, reshaped, without_tracking
from core.plain_texts.forms import RichTextFormField

LINK_SCHEMES = {"http", "https", "mailto"}
ATTRIBUTES = {
    "a": {"href", "hreflang", "lang"},
    "bdi": {"lang", "dir"},
    "img": {"src", "alt", "width", "height"},
    "span": {"lang", "dir"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
TAGS = {
    *("p", "br", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "figure", "figcaption"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr"),
    *ATTRIBUTES,
}
# Dropped with all that is in them: browsers read their content by other rules, and so scripts get past cleaners.
DROPPED_TAGS = {
    *("svg", "math", "script", "style", "iframe", "title", "textarea", "noscript", "template"),
    *("noembed", "noframes", "object", "plaintext", "select", "xmp"),
}

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
SMALL_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
FEW_CELLS = re.compile(r"[1-9][0-9]?")
ATTRIBUTE_VALUES = {
    "lang": LANGUAGE_TAG,
    "hreflang": LANGUAGE_TAG,
    "dir": re.compile("ltr|rtl|auto"),
    "scope": re.compile("row|col|rowgroup|colgroup"),
    "width": SMALL_NUMBER,
    "height": SMALL_NUMBER,
    "colspan": FEW_CELLS,
    "rowspan": FEW_CELLS,
}

# On the output of the cleaner only, which writes tags in lower case and attributes in double quotes.
IMAGE = re.compile(r'<img((?:\s[a-z]+="[^"]*")*)>')
EMPTY_BLOCK = re.compile(r"<(p|h2|h3|h4|figure|figcaption)>(?:\s|&nbsp;|<br>)*</\1>")
BLOCK_EDGE = re.compile(
    r"<(?=/?(?:p|br|h[1-6]|[uo]l|li|blockquote|figure|figcaption|table|caption|t[rdh]|t?head|tbody|tfoot|div|hr)\b)",
    re.IGNORECASE,
)

# Some extensions of the editor work only with their partners, which have to be named here too.
EDITOR_EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "HardBreak": True,
    "Heading": {"levels": [2, 3, 4]},
    "Blockquote": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Link": {"enableTarget": False, "protocols": sorted(LINK_SCHEMES)},
    "Figure": True,
    "Image": True,
    "Caption": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
}

MAX_ROUNDS = 8
ANY_TAG = re.compile(r"</?[a-z][^>]*>", re.IGNORECASE)
PARAGRAPH_END = re.compile(r"(?:[ \t]*\r?\n){2,}")


def clean_html(value):
    """The HTML with nothing in it but what the list above allows; cleaning twice changes nothing.

    Pictures show only from our own media. Empty paragraphs and headings are dropped. What a word processor or a web
    page left in a pasted text takes our shape.
    """
    for _round in range(MAX_ROUNDS):
        cleaned = CLEANER.clean(value)
        pasted = CLEANER.clean(reshaped(CLOSER.clean(value))) if is_foreign(value) else cleaned
        tidied = _tidy(pasted)
        if value == cleaned == tidied:
            return value
        value = tidied
    # A text that keeps changing was written to confuse parsers: only its words are kept.
    return f"<p>{' '.join(html.escape(plain_text(value)).split())}</p>"


def in_paragraphs(value):
    """Text typed without any tag, where no editor runs: an empty line ends a paragraph, a line stays a line."""
    if not value.strip() or ANY_TAG.search(value):
        return value
    paragraphs = PARAGRAPH_END.split(value.strip())
    return "".join(f"<p>{'<br>'.join(paragraph.splitlines())}</p>" for paragraph in paragraphs)


def plain_text(value):
    """The words of a formatted text on one line, as text: escape them again wherever HTML is written."""
    words = nh3.clean(BLOCK_EDGE.sub(" <", value or ""), tags=set(), clean_content_tags=DROPPED_TAGS)
    return " ".join(html.unescape(words).split())


class RichTextField(ProseEditorField):
    """A formatted text, edited with one set of tools everywhere and cleaned on every way into the database.

    Forms clean in `clean`; everything else (API, import, fixtures, restored versions, bulk writes) passes
    `get_db_prep_save`. modeltranslation derives a field per language from it and knows it by its name.
    """

    def __init__(self, *args, **kwargs):
        kwargs |= {"extensions": EDITOR_EXTENSIONS, "sanitize": _clean_given}
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "core.richtext.RichTextField", args, kwargs

    def clean(self, value, model_instance):
        """What people type; texts without script come without paragraphs."""
        return super().clean(in_paragraphs(value) if isinstance(value, str) else value, model_instance)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": RichTextFormField, **kwargs})

    def pre_save(self, model_instance, add):
        value = _clean_given(super().pre_save(model_instance, add))
        if isinstance(value, str):
            # Not by setattr: modeltranslation would write a text shown as a fallback into the reader's language.
            model_instance.__dict__[self.attname] = value
        return value

    def get_db_prep_save(self, value, connection):
        return super().get_db_prep_save(_clean_given(value), connection)


def _clean_given(value):
    """Cleaned where it is text; None and database expressions pass."""
    return clean_html(value) if isinstance(value, str) and value else value


def _allowed_value(tag, attribute, value):
    if pattern := ATTRIBUTE_VALUES.get(attribute):
        return value if pattern.fullmatch(value) else None
    if (tag, attribute) == ("img", "src"):
        return value if is_own_media(value) else None
    if (tag, attribute) == ("a", "href"):
        return without_tracking(value)
    return value


def is_own_media(address):
    """Below MEDIA_URL, with nothing in it that a browser would read as a way out of there."""
    if not address.startswith(settings.MEDIA_URL):
        return False
    path = unquote(address.removeprefix(settings.MEDIA_URL))
    return bool(path) and path.isprintable() and not re.search(r"\.\.|//|^/|[\\?#\s%]", path)


def _tidy(cleaned):
    cleaned = IMAGE.sub(lambda match: match[0] if ' src="' in match[1] else "", cleaned)
    while (shorter := EMPTY_BLOCK.sub("", cleaned)) != cleaned:
        cleaned = shorter
    return cleaned.strip()


CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    attribute_filter=_allowed_value,
    clean_content_tags=DROPPED_TAGS,
    url_schemes=LINK_SCHEMES,
    link_rel="noopener",
)
# Closes and nests what was pasted, and keeps for `reshaped` what tells what it meant.
CLOSER = nh3.Cleaner(
    tags=TAGS | FOREIGN_TAGS,
    attributes={
        tag: ATTRIBUTES.get(tag, set()) | FOREIGN_ATTRIBUTES.get(tag, set())
        for tag in {*ATTRIBUTES, *FOREIGN_ATTRIBUTES}
    },
    clean_content_tags=DROPPED_TAGS | {"xml"},
    url_schemes=LINK_SCHEMES,
    link_rel="noopener",
)
