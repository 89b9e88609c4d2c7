"""Names of a record in every language that it has one in."""

from django import template
from modeltranslation.settings import AVAILABLE_LANGUAGES

from core.languages import direction, language_tag, text_in

register = template.Library()


@register.simple_tag
def names_in_all_languages(record, field="name"):
    """Language, its tag and direction, and the name in it; languages without a name are left out."""
    found = ((code, text_in(record, field, code)) for code in AVAILABLE_LANGUAGES)
    return [
        {"code": code, "tag": language_tag(code), "direction": direction(code), "text": text}
        for code, text in found
        if text
    ]
