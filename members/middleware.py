from django.conf import settings
from django.utils import timezone, translation

from core.zones import zone_of

# Without a language in the address: the account says which language and time zone its owner reads.
SIGNED_IN_PATHS = ("/admin/", "/accounts/", "/workspace/", "/preview/links/")


class AccountLanguageMiddleware:
    """Pages for signed-in people come in the language and the time zone of the account.

    Without a language there, the browser decides; without a zone, it is UTC. Asks for the account only where such pages
    are and the browser sent a session, so that pages for readers do not vary by cookie.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(SIGNED_IN_PATHS) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        language = getattr(request.user, "language", "")
        if language:
            translation.activate(language)
            request.LANGUAGE_CODE = language
        with timezone.override(zone_of(request.user)):
            return self.get_response(request)
