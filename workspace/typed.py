"""What somebody typed, as texts to copy, for the page that cannot save them."""

from core.differences import readable
from core.languages import SUFFIXES, translated_fields
from core.plain_texts.forms import is_plain
from core.richtext import RichTextField, clean_html

# Asks for the form with what was typed, without saving it.
AGAIN = "_again"
BUTTONS = frozenset({"csrfmiddlewaretoken", "_save", "_submit", "_told", AGAIN})


def typed_pairs(data):
    """Names and values of the form as it was sent, but for its buttons and its token."""
    return [(name, value) for name in data if name not in BUTTONS for value in data.getlist(name)]


def typed_texts(kind, data):
    """Label, language and text of everything that was typed in a language."""
    found = []
    for name in translated_fields(kind.model):
        field = kind.model._meta.get_field(name)
        for suffix in SUFFIXES:
            column = f"{name}_{suffix}"
            text = data.get(column, "").strip()
            if text:
                is_html = isinstance(field, RichTextField) and not is_plain(data, column)
                shown = readable(clean_html(text)) if is_html else text
                found.append({"label": field.verbose_name, "language": suffix.replace("_", "-"), "text": shown})
    return found
