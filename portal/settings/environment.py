"""Every variable that the portal reads from its environment, with type and default; no other module reads it.

README.md explains them in a table. An empty default means: the demo brings its own value, production insists on one.
"""

from pathlib import Path

import environ

PROJECT_DIR = Path(__file__).resolve().parents[2]

env = environ.Env(
    SECRET_KEY=(str, ""),
    ALLOWED_HOSTS=(list, []),
    BASE_URL=(str, ""),
    PORT=(int, 8000),
    DATABASE_URL=(str, ""),
    VAR_DIR=(Path, PROJECT_DIR / "var"),
    TRUSTED_PROXIES=(int, 0),
    REQUIRE_SECOND_FACTOR=(bool, True),
    HSTS_SECONDS=(int, 63_072_000),
    PAGE_CACHE_MEGABYTES=(int, 32),
    READS_WRITTEN_AFTER=(int, 60),
    EMAIL_URL=(str, ""),
    DEFAULT_FROM_EMAIL=(str, ""),
    BOUNCE_ADDRESS=(str, ""),
    DATA_LICENCE=(str, "CC BY 4.0"),
    DATA_LICENCE_URL=(str, "https://creativecommons.org/licenses/by/4.0/"),
    LOG_LEVEL=(str, "INFO"),
)


def database(default_name: str = "portal.sqlite3") -> dict:
    """The database of DATABASE_URL, else a SQLite file below VAR_DIR."""
    url = env("DATABASE_URL")
    if not url:
        env("VAR_DIR").mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{env('VAR_DIR') / default_name}"
    config = env.db_url_config(url)
    # Opening a connection costs more than most queries; the health check replaces one that the server dropped.
    config |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    if config["ENGINE"] == "django.db.backends.sqlite3":
        # IMMEDIATE takes the write lock at the start, so that a writer waits (timeout) instead of failing half-way.
        config["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
        }
    return config
