"""`make check`: every check that needs no test, each named and timed; with --fix, only the formatters, writing."""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lock import LOCKS, pins_of

PROJECT_DIR = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
MANAGE = [PYTHON, "manage.py"]
OLDEST_DJANGO = "5.2"
DJADE = str(Path(PYTHON).with_name("djade"))  # a program, not a module


def main() -> int:
    if "--fix" in sys.argv[1:]:
        return fix()
    failed = [name for name, check in CHECKS.items() if not passes(name, check)]
    print(f"{len(CHECKS) - len(failed)} of {len(CHECKS)} checks passed" + (f"; failed: {failed}" if failed else ""))
    return 1 if failed else 0


def fix() -> int:
    ruff = [PYTHON, "-m", "ruff"]
    linted = subprocess.run([*ruff, "check", "--fix", "."], cwd=PROJECT_DIR, check=False)
    subprocess.run([*ruff, "format", "."], cwd=PROJECT_DIR, check=True)
    # djade answers 1 when it rewrote a file, which is what was asked for.
    subprocess.run([DJADE, "--target-version", OLDEST_DJANGO, *templates()], check=False)
    return linted.returncode


def passes(name: str, check: Callable[[], list[str]]) -> bool:
    start = time.monotonic()
    problems = check()
    print(f"{'ok  ' if not problems else 'FAIL'} {name} ({time.monotonic() - start:.1f} s)", flush=True)
    for problem in problems:
        print("     " + problem.strip().replace("\n", "\n     "), flush=True)
    return not problems


def run(*command: str, **environment: str) -> list[str]:
    done = subprocess.run(
        command, cwd=PROJECT_DIR, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    return [done.stdout + done.stderr or f"exit code {done.returncode}"] if done.returncode else []


def templates() -> list[str]:
    folders = [PROJECT_DIR / "templates", *PROJECT_DIR.glob("*/templates")]
    return [str(path) for folder in folders for path in sorted(folder.rglob("*.html"))]


def deployment() -> list[str]:
    """`check --deploy` with settings as a careful person would give them."""
    with tempfile.TemporaryDirectory() as folder:
        return run(
            *MANAGE,
            *["check", "--deploy", "--fail-level", "WARNING"],
            DJANGO_SETTINGS_MODULE="portal.settings.production",
            SECRET_KEY=secrets.token_urlsafe(50),
            ALLOWED_HOSTS="portal.example.org",
            BASE_URL="https://portal.example.org",
            DATABASE_URL=f"sqlite:///{folder}/check.sqlite3",
            EMAIL_URL="smtp+tls://portal:secret@mail.example.org:587",
            DEFAULT_FROM_EMAIL="portal@example.org",
            VAR_DIR=folder,
        )


def locks() -> list[str]:
    """Each smaller lock is part of the largest, with the same versions; none says where a package comes from."""
    pins = {name: set(pins_of(name).splitlines()) for name in LOCKS}
    problems = [
        f"requirements/{name}.txt differs from dev.txt: {sorted(lines - pins['dev'])}"
        for name, lines in pins.items()
        if lines - pins["dev"]
    ]
    addresses = [name for name in LOCKS if "://" in (PROJECT_DIR / "requirements" / f"{name}.txt").read_text()]
    return problems + [f"requirements/{name}.txt holds an address" for name in addresses]


def django_templates() -> list[str]:
    found = templates()
    return run(DJADE, "--check", "--target-version", OLDEST_DJANGO, *found) if found else []


CHECKS: dict[str, Callable[[], list[str]]] = {
    "format": lambda: run(PYTHON, "-m", "ruff", "format", "--check", "--output-format", "concise", "."),
    "lint": lambda: run(PYTHON, "-m", "ruff", "check", "--output-format", "concise", "."),
    "templates": django_templates,
    "types": lambda: run(PYTHON, "-m", "mypy", "."),
    "migrations": lambda: run(*MANAGE, "makemigrations", "--check", "--dry-run"),
    "deployment": deployment,
    "catalogues": lambda: run(PYTHON, "tools/catalogues.py", "check"),
    "locks": locks,
}

if __name__ == "__main__":
    sys.exit(main())
