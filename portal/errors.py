"""What readers see when something is wrong. The page of a failure asks nothing of database or request."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template import loader

from core.paging import NoSuchPage
from core.parameters import RefusedParameters, refusal

PLAIN_FAILURE = "<!doctype html><title>500</title><h1>500</h1>"


def bad_request(request, exception):
    return refusal(request, exception if isinstance(exception, RefusedParameters) else None)


def permission_denied(request, exception):
    return render(request, "403.html", status=403)


def page_not_found(request, exception):
    missing = exception if isinstance(exception, NoSuchPage) else None
    return render(request, "404.html", {"missing": missing}, status=404)


def csrf_failure(request, reason=""):
    """The form has the token of an earlier session; a page on which one writes shows it again, and writes nothing."""
    match = request.resolver_match
    page = getattr(match.func, "view_class", None) if match else None
    if hasattr(page, "is_outdated"):
        return page.as_view(is_outdated=True)(request, *match.args, **match.kwargs)
    return render(request, "403_csrf.html", status=403)


def server_error(request):
    return failure(500)


def failure(status, headers=None):
    """A page for a failure of ours; plain text where even that page cannot be drawn."""
    try:
        page = loader.render_to_string("500.html", {"is_unavailable": status == 503})
    except Exception:  # the page of last resort may not fail
        page = PLAIN_FAILURE
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store", **(headers or {})})
