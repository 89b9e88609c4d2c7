"""A picture in a page, in the sizes and formats that there are of it."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from core.api.fields import absolute
from core.languages import best_text, direction, language_tag
from core.models import Picture

register = template.Library()
FULL_WIDTH = "100vw"
SHARED, SHARED_SIZE = "portal/og-default.jpg", (1200, 630)


@register.simple_tag
def picture(shown, sizes=FULL_WIDTH, loading="lazy", hero=False, size=None, **attributes):
    """A picture with its smaller copies: `{% picture alliance.cover sizes="(min-width: 60rem) 50vw, 100vw" %}`.

    Takes the file of a record (`institution.logo`), or a Picture, which brings its own alternative text. A file is
    decorative unless `alt` says what it shows. `hero=True` is for the one picture that a page opens with: it is asked
    for at once. `size=48` draws a square logo that large. Other arguments are attributes of the img.

    Costs no query, and nothing is printed for a record without a picture.
    """
    file = shown.file if isinstance(shown, Picture) else shown
    if not file:
        return ""
    attributes = {**_described(shown), **attributes}
    width, height = (size, size) if size else _size(file)
    sizes = f"{size}px" if size else sizes
    image = {
        "src": file.url,
        "width": width,
        "height": height,
        **attributes,
        "decoding": "async",
        **({"fetchpriority": "high"} if hero else {"loading": loading} if loading == "lazy" else {}),
    }
    return format_html("<picture>{}<img{}></picture>", _sources(file, sizes), _printed(image))


@register.simple_tag
def share_image(file=None):
    """The picture that goes with a link to this page elsewhere: the record's own, or else the portal's."""
    address, size = (file.url, _size(file)) if file else (static(SHARED), SHARED_SIZE)
    properties = {"image": absolute(address), "image:width": size[0], "image:height": size[1]}
    return format_html_join(
        "\n  ",
        '<meta property="og:{}" content="{}">',
        ((name, value) for name, value in properties.items() if value is not None),
    )


def _described(shown):
    """The alternative text with its language, where it is not the reader's; empty for what is decorative."""
    if not isinstance(shown, Picture) or shown.is_decorative:
        return {"alt": ""}
    text, language = best_text(shown, "alt")
    if not language or language == get_language():
        return {"alt": text}
    return {"alt": text, "lang": language_tag(language), "dir": direction(language)}


def _size(file):
    try:
        return file.width, file.height
    except OSError:  # the file is gone from the store; the page stands without it
        return None, None


def _sources(file, sizes):
    rows = ((kind, file.candidates(kind)) for kind in ("avif", "webp"))
    return format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        ((kind, ", ".join(f"{url} {width}w" for url, width in found), sizes) for kind, found in rows if found),
    )


def _printed(attributes):
    return format_html_join("", ' {}="{}"', ((key, value) for key, value in attributes.items() if value is not None))
