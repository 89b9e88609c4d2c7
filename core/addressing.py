"""Addresses of records: Django works each out from all the routes, and a page has dozens of them."""

from functools import lru_cache

from django.conf import settings
from django.core.validators import slug_re
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language

MARK = "slug-of-a-record"


def address_of(route, slug):
    """What `reverse(route, args=[slug])` gives: worked out once for each route and language, then filled in."""
    if not slug_re.match(slug):
        return reverse(route, args=[slug])
    urlconf = get_urlconf() or settings.ROOT_URLCONF
    before, after = _around(route, get_language(), urlconf, get_script_prefix())
    return f"{before}{slug}{after}"


@lru_cache(maxsize=500)
def _around(route, language, urlconf, prefix):
    """What stands before and after the slug."""
    before, _mark, after = reverse(route, urlconf=urlconf, args=[MARK]).rpartition(MARK)
    return before, after
