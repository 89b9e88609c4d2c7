"""Settings of the test suite: everything that it writes lies in a folder that goes with the process."""

import tempfile
from pathlib import Path

import django

from portal.settings.base import *  # noqa: F403
from portal.settings.base import DATABASES, REST_FRAMEWORK
from portal.settings.logs import plain_logging

_folder = tempfile.TemporaryDirectory(prefix="portal-tests-")
TEST_DIR = Path(_folder.name)

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
BASE_URL = "http://testserver"
DEMO_ACCOUNTS_ALLOWED = True
STYLE_GUIDE = True
DEMO_MAIL_DIR = TEST_DIR / "mail"

MEDIA_ROOT = TEST_DIR / "media"
STATIC_ROOT = TEST_DIR / "static"
STATIC_ROOT.mkdir()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: tests with threads need connections of their own.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DIR / "test.sqlite3")}
DATABASES["default"]["CONN_MAX_AGE"] = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {
    "default": {
        "BACKEND": (
            "django.tasks.backends.immediate.ImmediateBackend"
            if django.VERSION >= (6, 0)
            else "django_tasks.backends.immediate.ImmediateBackend"
        )
    }
}
PAGE_CACHE_MEGABYTES = 0  # tests that want finished pages say so
READS_WRITTEN_AFTER = 0  # tests write by themselves what was counted
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
REQUIRE_SECOND_FACTOR = False  # tests that want it say so
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
REST_FRAMEWORK = {**REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": {"anon": None}}
LOGGING = plain_logging("WARNING")
