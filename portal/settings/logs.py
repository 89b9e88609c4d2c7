"""Log settings: one JSON object a line for machines, plain lines for the demo; both know the request."""


def _logging(formatter: dict, level: str) -> dict:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": "portal.logging.RequestIdFilter"}},
        "formatters": {"line": formatter},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]},
        },
        "root": {"handlers": ["console"], "level": level},
        # Django's own handlers would print the same event twice, and mail it.
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
        },
    }


def plain_logging(level: str) -> dict:
    return _logging({"format": "{levelname} {name} {message}", "style": "{"}, level)


def json_logging(level: str) -> dict:
    return _logging({"()": "portal.logging.JsonFormatter"}, level)
