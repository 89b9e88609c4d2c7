import os
import shutil

import pytest
from django.db import connection

# The synchronous Playwright runs an event loop in the thread of the test, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

CHROMIUM_NAMES = ["chromium", "chromium-browser", "google-chrome"]
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NO_CHROMIUM = "no Chromium on this machine; on Debian and Ubuntu: sudo apt install chromium"


def find_chromium():
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def pytest_collection_modifyitems(config, items):
    """Tests of the other database are left out; browser tests run on SQLite only, and are skipped without Chromium."""
    on_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    unwanted = "browser" if on_postgres else "postgres"
    left_out = [item for item in items if item.get_closest_marker(unwanted)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
    if not find_chromium():
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


def pytest_sessionfinish(session, exitstatus):
    """FORBID_SKIPS makes a skipped test a failure: on the machine that decides, nothing may be left out unseen."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("FORBID_SKIPS") and reporter and reporter.stats.get("skipped") and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": CHROMIUM_ARGUMENTS}


@pytest.fixture
def vendor():
    """The database in use: "sqlite" or "postgresql"."""
    return connection.vendor
