"""What all settings share. The environment is read through portal.settings.environment alone."""

from pathlib import Path

import django
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from portal.settings.accounts import *  # noqa: F403
from portal.settings.api import REST_FRAMEWORK, SPECTACULAR_SETTINGS  # noqa: F401
from portal.settings.environment import PROJECT_DIR, database, env
from portal.settings.mail import mail_settings
from portal.settings.security import CSP_CONTEXT_PROCESSOR, CSP_MIDDLEWARE, CSP_POLICY


def language_named(verbose_name, language):
    """The name of a text with the language it is in, as its speakers call that."""
    return f"{verbose_name} [{get_language_info(language)['name_local']}]"


VAR_DIR = env("VAR_DIR")

SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env("ALLOWED_HOSTS")
BASE_URL = env("BASE_URL").rstrip("/")
DATA_LICENCE = env("DATA_LICENCE")
DATA_LICENCE_URL = env("DATA_LICENCE_URL")
DEMO_ACCOUNTS_ALLOWED = False
STYLE_GUIDE = False
DEMO_MAIL_DIR: str | Path = ""

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
AUTH_USER_MODEL = "members.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "modeltranslation",  # before the admin, whose classes it patches
    "core.admin_config.PortalAdminConfig",  # django.contrib.admin with a site of our own
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_countries",
    "django_filters",
    "django_prose_editor",
    "django_tasks_db",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "import_export",
    "rest_framework",
    "reversion",
    "core",
    "members",
    "alliances",
    "governance",
    "research",
    "news",
    "workspace",
    "portal",
]
if django.VERSION < (6, 0):
    INSTALLED_APPS.insert(INSTALLED_APPS.index("django_tasks_db"), "django_tasks")

MIDDLEWARE = [
    "portal.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "core.page_cache.middleware.PageCacheMiddleware",  # keeps answers with all that those below add
    "portal.middleware.ResourcePolicyMiddleware",
    CSP_MIDDLEWARE,
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.api.middleware.ApiMiddleware",
    "core.packing.PackingMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "portal.middleware.ReaderCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "members.middleware.AccountLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                CSP_CONTEXT_PROCESSOR,
                "portal.context.reader",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

DATABASES = {"default": database()}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PAGE_CACHE_MEGABYTES = env("PAGE_CACHE_MEGABYTES")
READS_WRITTEN_AFTER = env("READS_WRITTEN_AFTER")  # seconds
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Languages
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Chinese")), ("ru", _("Russian")), ("ar", _("Arabic"))]
LOCALE_PATHS = [PROJECT_DIR / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_LANGUAGES = ("en", "zh-hans", "ru", "ar")
MODELTRANSLATION_FALLBACK_LANGUAGES = ("en", "zh-hans", "ru", "ar")  # after the language asked for
MODELTRANSLATION_CUSTOM_FIELDS = ("RichTextField",)
# What an error or a comparison calls the column of one language, where no bar of languages stands beside it.
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = language_named

# The field says "country or region": a name here claims nothing about statehood.
COUNTRIES_OVERRIDE = {"HK": _("Hong Kong SAR, China"), "MO": _("Macao SAR, China")}

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [PROJECT_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a record with its inlines in four languages

# Browser security
CONTENT_SECURITY_POLICY = {"DIRECTIVES": CSP_POLICY}
SECURE_CSP = CSP_POLICY
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# Mail
globals().update(mail_settings())
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL") or "portal@portal.example"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
BOUNCE_ADDRESS = env("BOUNCE_ADDRESS")

# Libraries
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
IMPORT_EXPORT_USE_TRANSACTIONS = True
