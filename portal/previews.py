"""Preview links: a record that is not public yet, read by whoever holds the link, until it expires or is revoked."""

import re

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from modeltranslation.settings import AVAILABLE_LANGUAGES

from core import scope
from core.editing import kind_of
from core.errors import NotYours
from core.files import file_response
from core.languages import first_language, language_names
from core.models import PreviewLink, Publishable
from core.moves import owns_or_edits
from core.public_pages import public_page, sealed
from core.review.guests import Guest
from core.services.preview_links import make_preview_link, revoke_preview_link
from portal.media import owners_of

# Where an address of a picture begins in a page: after a quotation mark, or after another one in a list of sizes.
MEDIA = re.compile(rf"""(?<=["'\s,]){re.escape(settings.MEDIA_URL)}""")


@require_safe
def preview(request, token, language=""):
    """The page of the record as readers will see it; its pictures and its languages lead through the link."""
    link = _link(token)
    if not link.is_open or link.item is None:
        return _private(render(request, "portal/preview_closed.html", status=410))
    language = language or first_language(link.item)
    if language not in AVAILABLE_LANGUAGES:
        raise Http404
    request.preview_until = link.expires_at
    with translation.override(language):
        page = public_page(request, link.item.get_absolute_url(), language, user=Guest(link.item_id))
    page.content = _led_through(page.content.decode(), link.item, token).encode()
    return _private(sealed(page))


@require_safe
def preview_media(request, token, path):
    """A picture of the record, as long as the link is open."""
    link = _link(token)
    guest = Guest(link.item_id)
    if not link.is_open or not any(scope.can_view(guest, owner) for owner in owners_of(path)):
        raise Http404
    return _private(file_response(path, is_public=False))


@login_required
@never_cache
def preview_links(request, label, item_id):
    """The links to a record, for its author's side and its secretariat: made and revoked by POST."""
    models = {model._meta.label_lower: model for model in scope.registered_models() if issubclass(model, Publishable)}
    if label not in models:
        raise Http404
    item = get_object_or_404(models[label], pk=item_id)
    if not owns_or_edits(request.user, item):
        raise Http404
    address = _act(request, item) if request.method == "POST" else ""
    if request.method == "POST" and not address:
        return redirect(request.path)
    context = {
        "title": _("Preview links"),
        "breadcrumb": None,
        "item": item,
        "links": PreviewLink.objects.of(item).latest_first(),
        "new_address": address,
        "back": _page_of(request.user, item),
    }
    return render(request, "portal/preview_links.html", context)


def _page_of(user, item):
    """Where this person works on the record: in the workspace, or at the desk of review."""
    written = kind_of(type(item))
    if written and scope.owns(user, item):
        return reverse("workspace:item", args=[written.key, item.pk])
    return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_review", args=[item.pk])


def _act(request, item):
    """Gives the address of a link that was made, which is shown this once."""
    if "revoke" not in request.POST:
        path = reverse("preview", args=[make_preview_link(item, by=request.user)])
        return f"{settings.BASE_URL.rstrip('/')}{path}"
    link = get_object_or_404(PreviewLink.objects.of(item), pk=request.POST["revoke"])
    try:
        revoke_preview_link(link, by=request.user)
    except NotYours as error:
        raise Http404 from error
    messages.success(request, _("The preview link was revoked."))
    return ""


def _link(token):
    link = PreviewLink.objects.with_token(token)
    if link is None:
        raise Http404
    return link


def _led_through(content, item, token):
    content = MEDIA.sub(reverse("preview_media", args=[token, "-"]).removesuffix("-"), content)
    for language in language_names():
        with translation.override(language["code"]):
            own = item.get_absolute_url()
        content = content.replace(f'href="{own}"', f'href="{reverse("preview", args=[token, language["code"]])}"')
    return content


def _private(response):
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response
