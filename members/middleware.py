from django.conf import settings
from django.utils import translation

# Without a language in the address: the account says which language its owner reads.
SIGNED_IN_PATHS = ("/admin/", "/accounts/", "/workspace/", "/preview/links/")


class AccountLanguageMiddleware:
    """Pages for signed-in people come in the language of the account; without one, in the browser's.

    Asks for the account only where such pages are and the browser sent a session, so that pages for readers do not
    vary by cookie.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith(SIGNED_IN_PATHS) and settings.SESSION_COOKIE_NAME in request.COOKIES:
            language = getattr(request.user, "language", "")
            if language:
                translation.activate(language)
                request.LANGUAGE_CODE = language
        return self.get_response(request)
