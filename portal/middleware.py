import re
import uuid

from portal.logging import request_id

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
