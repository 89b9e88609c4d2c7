"""The language that a person chose for the pages of the account, kept with the account."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _


def choose_language(request, *, otherwise):
    """Keep the language that the form names; gives the address that it names on this site, or that of `otherwise`."""
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        request.user.language = language
        request.user.save(update_fields=["language"])
        with translation.override(language):
            messages.success(request, _("The language was changed."))
    address = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe and address.startswith("/") else resolve_url(otherwise)
