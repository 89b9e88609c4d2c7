"""Tags for pages: texts with the language they are in, partial dates, addresses in other languages."""

from django import template
from django.conf import settings
from django.utils.html import conditional_escape, format_html, linebreaks
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext

from core import scope
from core.choices import ContentLanguage
from core.languages import best_text, direction, language_names, language_tag
from core.lists import APART, BETWEEN, IN_BRACKETS, after_colon, in_steps, listed
from core.translating import MACHINE, has_mark
from core.zones import offset_of

register = template.Library()


def _marked(tag, text, language):
    """The text in an element that names its language, where that is not the language of the page."""
    if not text:
        return ""
    if language == get_language():
        return text if tag == "span" else format_html("<{}>{}</{}>", tag, text, tag)
    return format_html('<{} lang="{}" dir="{}">{}</{}>', tag, language_tag(language), direction(language), text, tag)


@register.simple_tag
def text(instance, name):
    """A translated text, marked with its language where it is not the reader's."""
    value, language = best_text(instance, name)
    return _marked("span", conditional_escape(value), language)


@register.simple_tag
def plain(instance, name):
    """A translated text without a mark of its language, for attributes; give the element `text_language`."""
    return best_text(instance, name)[0]


@register.simple_tag
def name(instance, field="name"):
    """A name, kept apart from the direction of the text around it."""
    value, language = best_text(instance, field)
    return _marked("bdi", conditional_escape(value), language)


@register.simple_tag
def rich(instance, field):
    """A formatted text: cleaned when it was stored, so it is safe here."""
    value, language = best_text(instance, field)
    if not value:
        return ""
    cleaned = mark_safe(value)  # noqa: S308 - core.richtext cleaned it on its way into the database
    if language == get_language():
        return format_html('<div class="prose">{}</div>', cleaned)
    return format_html(
        '<div class="prose" lang="{}" dir="{}">{}</div>', language_tag(language), direction(language), cleaned
    )


@register.simple_tag
def paragraphs(instance, field):
    value, language = best_text(instance, field)
    escaped = mark_safe(linebreaks(value, autoescape=True))  # noqa: S308 - linebreaks escaped it
    return _marked("div", escaped, language) if value else ""


@register.simple_tag
def text_lines(instance, field):
    """The lines of a text that holds one item a line."""
    return [line.strip() for line in best_text(instance, field)[0].splitlines() if line.strip()]


@register.simple_tag
def text_language(instance, field):
    """Language tag and direction of the text that the reader gets, as attributes, or nothing for the reader's own."""
    language = best_text(instance, field)[1]
    if not language or language == get_language():
        return ""
    return format_html(' lang="{}" dir="{}"', language_tag(language), direction(language))


@register.filter
def is_in_other_language(instance, field):
    language = best_text(instance, field)[1]
    return bool(language) and language != get_language()


@register.filter
def is_machine_translated(instance, field):
    """Whether a machine translated the text that the reader gets."""
    return has_mark(instance, best_text(instance, field)[1], MACHINE)


@register.filter
def language_label(code):
    """The name of a language, in the reader's language."""
    return ContentLanguage(code).label if code in ContentLanguage.values else code


@register.filter
def visible_to(record, user):
    """Whether there is such a record and the reader may see it; what is public costs no query."""
    return record is not None and scope.can_view(user, record)


@register.simple_tag
def partial_date(date):
    """A date in its precision, marked where it was derived."""
    if date is None:
        return ""
    if not date.is_known:
        return format_html('<span class="undated">{}</span>', date)
    machine = {"day": 10, "month": 7, "year": 4}.get(date.precision)
    shown = (
        format_html('<time datetime="{}">{}</time>', date.earliest.isoformat()[:machine], date)
        if machine
        else format_html("<span>{}</span>", date)
    )
    return format_html('{} <span class="derived">{}</span>', shown, gettext("(derived)")) if date.derived else shown


@register.inclusion_tag("includes/stations.html")
def stations(path, present, label):
    """The states that a record passes, in their order, as a line of stations; `present` is where it stands."""
    states = list(path)
    here = states.index(present)
    places = ["passed"] * here + ["now"] + ["ahead"] * (len(states) - here - 1)
    return {
        "label": label,
        "stations": [{"label": state.label, "place": place} for state, place in zip(states, places, strict=True)],
    }


@register.inclusion_tag("includes/language_switch.html", takes_context=True)
def language_switch(context):
    """Links to this very page in each language, with the query kept."""
    request = context.get("request")
    path, query = (request.path, request.META.get("QUERY_STRING", "")) if request else ("/en/", "")
    current = get_language()
    return {
        "languages": [
            {
                **language,
                "address": in_language(path, language["code"], query),
                "is_current": language["code"] == current,
            }
            for language in language_names()
        ]
    }


def in_language(path, code, query=""):
    """The address of the same page in another language; slugs are not translated."""
    parts = path.split("/", 2)
    rest = parts[2] if len(parts) > 2 and parts[1] in dict(settings.LANGUAGES) else ""
    return f"/{code}/{rest}" + (f"?{query}" if query else "")


@register.simple_tag(takes_context=True)
def absolute(context, code=None):
    """The full address of this page, in another language if one is named, without the query."""
    path = context["request"].path
    return settings.BASE_URL + (in_language(path, code) if code else path)


@register.filter
def tag_of(code):
    return language_tag(code)


@register.filter
def direction_of(code):
    return direction(code)


@register.simple_tag
def page_direction():
    return direction(get_language())


register.filter(listed)
register.filter(in_steps)


@register.simple_tag
def comma():
    """What stands between two items of a list in the reader's language: never a comma typed into a template."""
    return str(BETWEEN)


@register.simple_tag
def apart():
    """What stands between two parts of a sentence that are no list: another sign than `comma` in Chinese."""
    return str(APART)


@register.simple_tag
def colon():
    """What stands between a name and its value, with the room after it."""
    return after_colon()


@register.simple_block_tag
def brackets(content):
    """A remark after a word, in the brackets of the reader's language and with the room before them."""
    return format_html(str(IN_BRACKETS), content)


@register.filter
def utc_offset(moment):
    """How far the zone of a moment is from UTC, as people write it."""
    return offset_of(moment)
