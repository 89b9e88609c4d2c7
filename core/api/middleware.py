"""What every answer below /api/ has, whoever makes it: CORS, the licence, and errors in one form."""

from django.conf import settings

from core.api.problems import MEDIA_TYPE, problem_response

PREFIX = "/api/"
EXPOSED = "Content-Language, ETag, Link, Retry-After, X-Request-ID"
METHODS = "GET, HEAD, OPTIONS"
REQUEST_HEADERS = "Accept, Accept-Language, Content-Type, If-None-Match, X-Request-ID"
DAY = "86400"
KEPT = ("Allow", "Cache-Control", "Content-Language", "Retry-After", "Vary")


class ApiMiddleware:
    """Anonymous reading is open to every origin. A request with a session is not: no site may read for its visitor.

    Stands above ConditionalGetMiddleware, so that a 304 has these headers too.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not request.path_info.startswith(PREFIX):
            return response
        if response.status_code >= 400 and response.headers.get("Content-Type") != MEDIA_TYPE:
            response = self._in_one_form(response)
        response.headers["Link"] = (
            f'<{settings.DATA_LICENCE_URL}>; rel="license", '
            f'<{settings.BASE_URL}/api/v1/schema/>; rel="service-desc"; type="application/vnd.oai.openapi+json"'
        )
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            self._open_to_all(request, response)
        return response

    def _in_one_form(self, response):
        kept = {name: response.headers[name] for name in KEPT if name in response.headers}
        return problem_response(response.status_code, headers=kept)

    def _open_to_all(self, request, response):
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = METHODS
            response.headers["Access-Control-Allow-Headers"] = REQUEST_HEADERS
            response.headers["Access-Control-Max-Age"] = DAY
