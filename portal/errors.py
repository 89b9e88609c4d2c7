"""What readers see when something is wrong. The page of a failure asks nothing of database or request."""

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.exceptions import NotRegistered
from django.http import HttpResponse
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import second_factor
from core.paging import NoSuchPage
from core.parameters import RefusedParameters
from core.typed import given_back

PLAIN_FAILURE = "<!doctype html><title>500</title><h1>500</h1>"

# What staff are told inside the admin, which has another way back than the public pages.
IN_ADMIN = {
    "400.html": (
        _("The request cannot be understood"),
        _("Something in the address or in what was sent is not as it should be. Nothing was saved."),
    ),
    "403.html": (
        _("Not allowed"),
        _("Your account may not do this. If it should, ask whoever administers this portal."),
    ),
    "403_csrf.html": (
        _("The form has expired"),
        _(
            "Nothing was saved. Go back, load the page again and send the form once more; your browser must accept "
            "cookies from this site for that."
        ),
    ),
    "404.html": (
        _("Page not found"),
        _(
            "There is nothing at this address, or nothing that your account may see: the record may have been deleted "
            "or merged with another, and an address that was typed may have a slip."
        ),
    ),
}


def bad_request(request, exception):
    return _refusal(request, "400.html", 400, refused=exception if isinstance(exception, RefusedParameters) else None)


def permission_denied(request, exception):
    return _refusal(request, "403.html", 403)


def page_not_found(request, exception):
    return _refusal(request, "404.html", 404, missing=exception if isinstance(exception, NoSuchPage) else None)


def csrf_failure(request, reason=""):
    """The form has the token of an earlier session; a page on which one writes shows it again, and writes nothing."""
    match = request.resolver_match
    page = getattr(match.func, "view_class", None) if match else None
    if hasattr(page, "is_outdated"):
        return page.as_view(is_outdated=True)(request, *match.args, **match.kwargs)
    return given_back(request, reason) or _refusal(request, "403_csrf.html", 403)


def server_error(request):
    return failure(500)


def failure(status, headers=None):
    """A page for a failure of ours; plain text where even that page cannot be drawn."""
    try:
        page = loader.render_to_string("500.html", {"is_unavailable": status == 503})
    except Exception:  # the page of last resort may not fail
        page = PLAIN_FAILURE
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store", **(headers or {})})


def _refusal(request, name, status, **why):
    """In the looks of where one is: staff who are inside the admin stay there."""
    if not _is_inside_admin(request):
        return render(request, name, why, status=status)
    title, sentence = IN_ADMIN[name]
    context = {"title": title, "sentence": sentence, "list_url": _list_of(request), **why}
    request.current_app = admin.site.name
    return render(request, "admin/refused.html", {**admin.site.each_context(request), **context}, status=status)


def _is_inside_admin(request):
    """A request that is refused before anybody is asked who sends it has no user."""
    return (
        hasattr(request, "user")
        and request.path_info.startswith(reverse("admin:index"))
        and admin.site.has_permission(request)
        and not second_factor.is_lacking(request)
    )


def _list_of(request):
    """The list in the admin to which the address belongs, where the person may see it."""
    app_label, _slash, rest = request.path_info.removeprefix(reverse("admin:index")).partition("/")
    try:
        model = apps.get_model(app_label, rest.partition("/")[0])
        model_admin = admin.site.get_model_admin(model)
    except (LookupError, NotRegistered):
        return ""
    if not model_admin.has_view_or_change_permission(request):
        return ""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
