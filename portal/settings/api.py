"""Settings of the API: DRF and the schema it writes of itself."""

from portal.settings.environment import env

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["core.api.authentication.SessionIfThere"],
    "DEFAULT_SCHEMA_CLASS": "core.api.schema.ApiSchema",
    "DEFAULT_FILTER_BACKENDS": ["core.api.filtering.StrictFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "core.api.pagination.ListPagination",
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_THROTTLE_CLASSES": ["core.api.throttling.WindowThrottle"],
    "DEFAULT_THROTTLE_RATES": {"anon": "300/minute"},
    "EXCEPTION_HANDLER": "core.api.problems.handle",
    "URL_FORMAT_OVERRIDE": None,
    "NUM_PROXIES": env("TRUSTED_PROXIES"),
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

SPECTACULAR_SETTINGS = {
    "TITLE": "University alliances",
    "DESCRIPTION": (
        "Reads everything public in the portal: alliances, their members, governance, research and news. "
        "No key is needed. Texts come in the language of `lang` or Accept-Language (en, zh-hans, ru, ar), else in one "
        "that exists; `languages` of each object says which. Lists hold relations that are recorded and surely in "
        "force today. Errors are `application/problem+json`."
    ),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.1",
    "LICENSE": {"name": env("DATA_LICENCE"), "url": env("DATA_LICENCE_URL")},
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [],
    "SORT_OPERATION_PARAMETERS": False,
}
