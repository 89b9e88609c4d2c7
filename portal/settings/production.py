"""Settings of a real deployment: nothing is guessed, and a default that only suits the demo stops the start."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from portal.settings.base import *  # noqa: F403
from portal.settings.base import ALLOWED_HOSTS, BASE_URL, SECRET_KEY
from portal.settings.environment import env
from portal.settings.logs import json_logging


def refusals() -> list[str]:
    """One sentence for each setting that must not be left as it is; the start is refused while there are any."""
    found = []
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or "demo" in SECRET_KEY:
        found.append("Set SECRET_KEY to a random text of 50 characters or more.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        found.append("Set ALLOWED_HOSTS to the host names of the portal, separated by commas.")
    address = urlsplit(BASE_URL)
    if address.scheme != "https" or not address.hostname or address.path:
        found.append("Set BASE_URL to the public address, such as https://portal.example.org.")
    elif ALLOWED_HOSTS and address.hostname not in ALLOWED_HOSTS:
        found.append("The host of BASE_URL must be one of ALLOWED_HOSTS.")
    if not env("DATABASE_URL"):
        found.append("Set DATABASE_URL, such as postgres://portal:password@localhost/portal.")
    if not env("EMAIL_URL") or not env("DEFAULT_FROM_EMAIL"):
        found.append("Set EMAIL_URL and DEFAULT_FROM_EMAIL, so that invitations and resets reach people.")
    return found


if _found := refusals():
    raise ImproperlyConfigured("The portal does not start:\n- " + "\n- ".join(_found))

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}}

# TLS ends at the proxy in front, which sets this header and drops what the reader sent under its name.
if env("TRUSTED_PROXIES"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env("HSTS_SECONDS")
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [BASE_URL]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"

LOGGING = json_logging(env("LOG_LEVEL"))
