"""Addresses without a language: the root, and permanent ids; both lead on in the reader's language."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, get_supported_language_variant, override
from django.views.decorators.http import require_safe

from core import scope
from core.choices import PublicationState
from core.clock import now
from core.identity import find_record, is_withdrawn


def language_of_reader(request):
    """`lang` in the address beats what the browser asks for."""
    try:
        return get_supported_language_variant(request.GET.get("lang", ""))
    except LookupError:
        return get_language_from_request(request)


def lead_on(request, target):
    """Redirect to a record or a named page in the reader's language."""
    with override(language_of_reader(request)):
        response = HttpResponseRedirect(resolve_url(target))
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def root(request):
    return lead_on(request, "portal:home")


@require_safe
def permanent(request, ulid):
    """The page of a record, by its permanent id; 410 for what was public once and is no more."""
    ulid = ulid.upper()
    record = present_row(find_record(ulid))
    if record is not None and scope.can_view(request.user, record):
        return lead_on(request, record)
    if is_withdrawn(ulid) or (record is not None and was_public(record)):
        return render(request, "410.html", status=410)
    raise Http404


def present_row(record):
    """What stands now for a row that was corrected."""
    while getattr(record, "recorded_until", None) is not None:
        replacement = record.replaced_by.first()
        if replacement is None:
            return record
        record = replacement
    return record


def was_public(record):
    """Published once, and archived or past its end now."""
    if getattr(record, "published_at", None) is None or record.published_at > now():
        return False
    is_over = record.unpublish_at is not None and record.unpublish_at <= now()
    return record.state == PublicationState.ARCHIVED or (record.state == PublicationState.PUBLISHED and is_over)
