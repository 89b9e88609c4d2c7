import os
import subprocess
import sys

import pytest

from portal.settings.environment import PROJECT_DIR

CAREFUL = {
    "SECRET_KEY": "a-long-random-text-of-more-than-fifty-characters-0123456789",
    "ALLOWED_HOSTS": "portal.example.org",
    "BASE_URL": "https://portal.example.org",
    "DATABASE_URL": "sqlite:////tmp/portal-never-opened.sqlite3",
    "EMAIL_URL": "smtp://localhost:25",
    "DEFAULT_FROM_EMAIL": "portal@example.org",
}


def start(environment):
    return subprocess.run(
        [sys.executable, "-c", "import portal.settings.production"],
        cwd=PROJECT_DIR,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_careful_settings():
    assert start(CAREFUL).returncode == 0


@pytest.mark.parametrize("name", CAREFUL)
def test_production_refuses_to_start_without(name):
    done = start({key: value for key, value in CAREFUL.items() if key != name})

    assert done.returncode != 0
    assert name in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "demo-only-and-known-to-everybody-so-production-refuses-it"),
        ("SECRET_KEY", "short"),
        ("ALLOWED_HOSTS", "*"),
        ("BASE_URL", "http://portal.example.org"),
        ("BASE_URL", "https://elsewhere.example.org"),
        ("BASE_URL", "https://portal.example.org/below"),
    ],
)
def test_production_refuses_careless(name, value):
    done = start({**CAREFUL, name: value})

    assert done.returncode != 0
    assert name in done.stderr
