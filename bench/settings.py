"""The test settings with the floor beside the portal, templates cached and nothing logged, as in production."""

from portal.settings.test import *  # noqa: F403
from portal.settings.test import DATABASES, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench.floor"]
ROOT_URLCONF = "bench.urls"
DEBUG = False
DATABASES["default"]["CONN_MAX_AGE"] = None
