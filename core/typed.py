"""What somebody typed, as texts to copy and as a form to go back to, for the page that cannot save it."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from core.differences import readable
from core.languages import SUFFIXES, translated_fields
from core.plain_texts.forms import is_plain
from core.richtext import RichTextField, clean_html

# Asks for the form with what was typed, without saving it.
AGAIN = "_again"
BUTTONS = frozenset(
    {"csrfmiddlewaretoken", "_save", "_submit", "_told", "_continue", "_addanother", "_saveasnew", "_move", AGAIN}
)

# Reasons of Django that tell of another site, whose form gets no answer.
FOREIGN = ("Origin checking", "Referer checking")


def form_of_admin(match):
    """The ModelAdmin whose form for adding or changing a record answers at this address, or None.

    Only one that can show its form without saving it: others decide something at such an address.
    """
    model_admin = getattr(match.func, "model_admin", None) if match else None
    is_form = hasattr(model_admin, "show_again") and (match.url_name or "").endswith(("_add", "_change"))
    return model_admin if is_form else None


def given_back(request, reason):
    """The answer to a form of the admin with the token of an earlier session: the form again; None for any other.

    Nothing is written on the way, so the token need not be right; files are not given back.
    """
    match = request.resolver_match
    model_admin = form_of_admin(match)
    if model_admin is None or reason.startswith(FOREIGN):
        return None
    request.csrf_processing_done = True
    return model_admin.admin_site.admin_view(model_admin.show_again)(request, **match.kwargs)


def signed_out_page(request, model):
    """The answer to a form about a model that was sent without a session: nothing is saved, nothing typed is lost."""
    texts = typed_texts(model, request.POST)
    context = {"texts": texts, "pairs": typed_pairs(request.POST), "title": _("You are signed out")}
    return render(request, "core/signed_out.html", context, status=403)


def typed_again():
    return _("Nothing was saved yet: you signed in anew meanwhile. All that you typed is here; send it again.")


def typed_pairs(data):
    """Names and values of the form as it was sent, but for its buttons and its token."""
    return [(name, value) for name in data if name not in BUTTONS for value in data.getlist(name)]


def typed_texts(model, data):
    """Label, language and text of everything that was typed in a language."""
    found = []
    for name in translated_fields(model):
        field = model._meta.get_field(name)
        for suffix in SUFFIXES:
            column = f"{name}_{suffix}"
            text = data.get(column, "").strip()
            if text:
                is_html = isinstance(field, RichTextField) and not is_plain(data, column)
                shown = readable(clean_html(text)) if is_html else text
                found.append({"label": field.verbose_name, "language": suffix.replace("_", "-"), "text": shown})
    return found
