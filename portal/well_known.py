"""Small files that programs look for: what robots may read, and whom to tell about a weakness."""

import datetime

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.clock import now
from core.languages import language_names
from portal.context import editors_email

KEPT_FROM_ROBOTS = ("/admin/", "/accounts/", "/api/")
SECURITY_CONTACT_HOLDS = datetime.timedelta(days=180)


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request):
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in KEPT_FROM_ROBOTS), ""]
    return _text([*lines, f"Sitemap: {settings.BASE_URL}/sitemap.xml"])


@require_safe
@cache_control(public=True, max_age=3600)
def security(request):
    """RFC 9116: Contact and Expires are due; Expires stays less than a year ahead."""
    expires = (now() + SECURITY_CONTACT_HOLDS).replace(hour=0, minute=0, second=0, microsecond=0)
    return _text(
        [
            f"Contact: mailto:{editors_email()}",
            f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
            f"Preferred-Languages: {', '.join(language['tag'] for language in language_names())}",
            f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
        ]
    )


def _text(lines):
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
