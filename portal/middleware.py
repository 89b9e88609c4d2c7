import logging
import re
import uuid

from django.conf import settings
from django.db import InterfaceError, OperationalError

from core.languages import language_tag
from portal.errors import failure
from portal.logging import request_id

logger = logging.getLogger(__name__)

ACCEPTED_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestIdMiddleware:
    """Gives each request an id for the logs; keeps the proxy's where it cannot forge a log line."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        offered = request.headers.get("X-Request-ID", "")
        token = request_id.set(offered if ACCEPTED_ID.fullmatch(offered) else uuid.uuid4().hex)
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)


class ResourcePolicyMiddleware:
    """Keeps other sites from drawing our answers into theirs, and pages from devices they never need.

    A view that is meant for other sites sets the header itself; it is left alone.
    """

    HEADERS = {
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in self.HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class ReaderCacheMiddleware:
    """Says who may keep an answer: everybody, or nobody where it was made for a person.

    Whoever keeps one asks each time whether it still holds, which costs a 304: what was published, changed or withdrawn
    is seen so at once, also by readers who were here a moment ago, and a missing page is no longer missing.

    Answers that say so themselves are left alone, but for a reader with a session; what sets a cookie is never kept.
    Stands inside the conditional middleware, whose 304 repeats these headers, and outside all that sets cookies.
    """

    PUBLIC = "public, no-cache"
    PRIVATE = "private, no-store"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if language := response.headers.get("Content-Language"):
            response.headers["Content-Language"] = language_tag(language)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies:
            response.headers["Cache-Control"] = self.PRIVATE
        elif request.method in {"GET", "HEAD"} and response.status_code < 500:
            response.headers.setdefault("Cache-Control", self.PUBLIC)
        return response

    def process_exception(self, request, exception):
        """A database that does not answer is no fault of the request: come back soon."""
        if isinstance(exception, (OperationalError, InterfaceError)):
            logger.error("The database does not answer.", exc_info=exception)
            return failure(503, headers={"Retry-After": "30"})
        return None
