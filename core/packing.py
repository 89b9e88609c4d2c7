"""Answers packed with gzip: texts alone, and for those who take them."""

import re

from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

TAKEN = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
TEXTS = re.compile(r"text/|application/(?:[\w.-]+\+)?(?:json|xml|yaml|javascript)\b")


def takes_gzip(request):
    """Whether the reader accepts packed answers; `gzip;q=0` says that one does not."""
    return bool(TAKEN.search(request.META.get("HTTP_ACCEPT_ENCODING", "")))


class PackingMiddleware(GZipMiddleware):
    """Leaves files alone, which are packed by their nature; a 304 says too what the answer varies by."""

    def process_response(self, request, response):
        is_text = bool(TEXTS.match(response.headers.get("Content-Type", "")))
        if is_text and takes_gzip(request):
            response = super().process_response(request, response)
        if is_text or response.status_code == 304:
            patch_vary_headers(response, ("Accept-Encoding",))
        return response
