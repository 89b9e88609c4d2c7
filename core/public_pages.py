"""The page of a record as its readers get it, made within another request: for previews."""

import copy
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import resolve

# No script, no form and no other window; the person's own session stays, which pictures of drafts ask for.
POLICY = (
    "sandbox allow-same-origin; default-src 'none'; img-src 'self' data:; style-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors {frames}"
)


def sealed(response, *, frames="'none'"):
    """The answer as something to look at alone; `frames` says which pages may show it within themselves."""
    response["Content-Security-Policy"] = POLICY.format(frames=frames)
    if frames == "'self'":
        response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "no-store"
    return response


def public_page(request, address, language, *, user=None):
    """The answer of the public page to a reader who has the rights of this person, or of `user`."""
    asked = copy.copy(request)
    asked.method = "GET"
    asked.path = asked.path_info = urlsplit(address).path
    asked.GET, asked.POST = QueryDict(), QueryDict()
    asked.META = {**request.META, "REQUEST_METHOD": "GET", "PATH_INFO": asked.path_info, "QUERY_STRING": ""}
    asked.LANGUAGE_CODE = language
    if user is not None:
        asked.user = user
    asked.resolver_match = match = resolve(asked.path_info)
    response = match.func(asked, *match.args, **match.kwargs)
    return response.render() if hasattr(response, "render") else response
