"""The demo of `make run`: plain http on this machine alone, with accounts whose password everybody knows."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import REST_FRAMEWORK, VAR_DIR
from portal.settings.environment import env
from portal.settings.logs import plain_logging
from portal.settings.mail import mail_in_folder

SECRET_KEY = "demo-only-and-known-to-everybody-so-production-refuses-it"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
BASE_URL = f"http://127.0.0.1:{env('PORT')}"
DEMO_ACCOUNTS_ALLOWED = True
STYLE_GUIDE = True

# Nothing leaves the machine: /demo-mail/ shows what would be sent.
DEMO_MAIL_DIR = VAR_DIR / "mail"
globals().update(mail_in_folder())

ACCOUNT_EMAIL_VERIFICATION = "none"
REQUIRE_SECOND_FACTOR = False  # its passwords are known to everybody anyway
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

REST_FRAMEWORK = {**REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": {"anon": "1000/minute"}}

LOGGING = plain_logging(env("LOG_LEVEL"))
