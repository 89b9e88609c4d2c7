import datetime
import os
import shutil
import threading
from collections import Counter
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone, translation
from playwright.sync_api import expect

from core import clock, triggers
from core.prepared import forget_statements
from portal.menu import remembered

# The synchronous Playwright runs an event loop in the thread of the test, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
# What a browser shows is waited for as long as on a slow and busy machine; what comes sooner is not waited for.
expect.set_options(timeout=20_000)

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
    unwanted = {"browser", "sqlite"} if on_postgres else {"postgres"}
    left_out = [item for item in items if any(mark.name in unwanted for mark in item.iter_markers())]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
    if not find_chromium():
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


def pytest_terminal_summary(terminalreporter):
    """One line a reason, however many tests were skipped for it."""
    reasons = Counter(report.longrepr[2] for report in terminalreporter.stats.get("skipped", []))
    for reason, count in reasons.items():
        terminalreporter.write_line(f"{count} skipped: {reason.removeprefix('Skipped: ')}")


def pytest_sessionfinish(session, exitstatus):
    """FORBID_SKIPS makes a skipped test a failure: on the machine that decides, nothing may be left out unseen."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("FORBID_SKIPS") and reporter and reporter.stats.get("skipped") and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(autouse=True)
def usual_menu():
    """The main menu as this process knows it already: a page asks for it once a minute."""
    remembered.set([])


@pytest.fixture(autouse=True)
def no_statements():
    """A test may change a rule that prepared statements were written by."""
    forget_statements()


@pytest.fixture
def vendor():
    """The database in use: "sqlite" or "postgresql"."""
    return connection.vendor


@pytest.fixture(autouse=True)
def _no_language_is_left_active():
    """The test client leaves the language of the page active, and factories would write into it."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _audit_trail_may_be_emptied(request):
    """Tests with real transactions end by emptying all tables: without the triggers, which the flush brings back.

    They come back because a flush sends `post_migrate`, as every migrate does.
    """
    marker = request.node.get_closest_marker("django_db")
    real = bool(marker and marker.kwargs.get("transaction"))
    if not real and not {"transactional_db", "live_server"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db")  # torn down after this fixture
    yield
    triggers.lift(connection)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The world of `tests.world`, made once for a file, outside the transactions of its tests.

    Not for files with real transactions, which would empty it.
    """
    # Imported here: the factories need models, and this file is read before Django is set up.
    from tests.world import make_world

    with django_db_blocker.unblock():
        yield make_world()
        triggers.lift(connection)
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(autouse=True)
def _content_types_are_known(request):
    """A test that empties the tables makes Django forget them; the next page would pay a query that is not its own."""
    if request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        request.getfixturevalue("db")
        ContentType.objects.get_for_models(*apps.get_models())


@pytest.fixture
def freeze_now(monkeypatch):
    """Call it with a moment: from then on the portal's clock stands there."""

    def freeze(moment):
        stopped = SimpleNamespace(now=lambda: moment, localdate=lambda: timezone.localdate(moment))
        monkeypatch.setattr(clock, "timezone", stopped)

    return freeze


@pytest.fixture
def freeze_today(freeze_now):
    """Call it with a day: from then on it is noon of that day."""

    def freeze(day):
        freeze_now(datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC))

    return freeze


@pytest.fixture
def together():
    """Call it with functions: each runs in a thread with a connection of its own, all set off at once.

    Gives what each returned, or the exception that it raised, in their order.
    """

    def run(functions):
        barrier = threading.Barrier(len(functions))
        outcomes = [None] * len(functions)

        def work(position, function):
            try:
                barrier.wait(timeout=30)
                outcomes[position] = function()
            except Exception as error:
                outcomes[position] = error
            finally:
                connections.close_all()

        threads = [threading.Thread(target=work, args=pair) for pair in enumerate(functions)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=120)
        return outcomes

    return run
