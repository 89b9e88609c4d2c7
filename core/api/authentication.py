from django.conf import settings
from rest_framework.authentication import SessionAuthentication


class SessionIfThere(SessionAuthentication):
    """A request without a session cookie never asks for the session, so that its answer can be cached for all."""

    def authenticate(self, request):
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        return super().authenticate(request)
