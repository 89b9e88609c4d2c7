"""The commands behind the Makefile. Standard library only: this runs before anything is installed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from environment import PROJECT_DIR, Failure, ensure_environment
from postgres import throwaway_server
from run import run

MOST_TEST_PROCESSES = 8


def main(arguments: list[str]) -> int:
    own = "--own-venv" in arguments
    # TERM as Ctrl-C: the throwaway server and the processes of the tests go with us.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    name, *rest = [argument for argument in arguments if argument != "--own-venv"]
    try:
        return COMMANDS[name](own, rest)
    except Failure as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def start_portal(own: bool, _arguments: list[str]) -> int:
    return run(lambda: ensure_environment(own, "base"))


def test(own: bool, arguments: list[str]) -> int:
    python = ensure_environment(own, "dev")
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return _pytest(python, arguments, environment)


def test_postgres(own: bool, arguments: list[str]) -> int:
    python = ensure_environment(own, "dev")
    if os.environ.get("DATABASE_URL"):
        return _pytest(python, arguments, dict(os.environ))
    with throwaway_server() as address:
        return _pytest(python, arguments, {**os.environ, "DATABASE_URL": address})


def _pytest(python: Path, arguments: list[str], environment: dict[str, str]) -> int:
    _call(python, ["tools/catalogues.py", "compile"], environment)
    processes = min(os.cpu_count() or 1, MOST_TEST_PROCESSES)
    parallel = ["-n", str(processes)] if processes > 1 else []
    return _call(python, ["-m", "pytest", *parallel, *arguments], environment)


def axe(own: bool, arguments: list[str]) -> int:
    environment = {**os.environ, "AXE_MATRIX": "whole"}
    environment.pop("DATABASE_URL", None)
    return _pytest(ensure_environment(own, "dev"), ["-m", "axe", *arguments], environment)


def check(own: bool, _arguments: list[str]) -> int:
    return _call(ensure_environment(own, "dev"), ["tools/check.py"])


def format_sources(own: bool, _arguments: list[str]) -> int:
    return _call(ensure_environment(own, "dev"), ["tools/check.py", "--fix"])


def messages(own: bool, _arguments: list[str]) -> int:
    return _call(ensure_environment(own, "dev"), ["tools/catalogues.py", "update"])


def lock(own: bool, _arguments: list[str]) -> int:
    return _call(ensure_environment(own, "dev"), ["tools/lock.py"])


def bench(own: bool, arguments: list[str]) -> int:
    return _call(ensure_environment(own, "dev"), ["-m", "bench", *arguments])


def _call(python: Path, arguments: list[str], environment: dict[str, str] | None = None) -> int:
    return subprocess.run([str(python), *arguments], cwd=PROJECT_DIR, env=environment, check=False).returncode


COMMANDS = {
    "run": start_portal,
    "test": test,
    "test-postgres": test_postgres,
    "axe": axe,
    "check": check,
    "format": format_sources,
    "messages": messages,
    "lock": lock,
    "bench": bench,
}
