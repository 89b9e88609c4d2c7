"""Which steps of `make run` are up to date: a step is done as long as all that it is made from stays the same."""

import datetime
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from environment import PROJECT_DIR, REQUIREMENTS, VAR_DIR

DATABASE = VAR_DIR / "portal.sqlite3"
LEFT_OUT = {"__pycache__", "node_modules", "var", "tests", "bench", "docs"}


class Freshness:
    def __init__(self):
        self.stamp = VAR_DIR / "prepared.json"
        try:
            self.known = json.loads(self.stamp.read_text())
        except (OSError, ValueError):
            self.known = {}

    def is_done(self, step: str) -> bool:
        if step in {"database", "demo"} and os.environ.get("DATABASE_URL"):
            return False  # another server: what it holds is not seen from here
        return self._results_exist(step) and self.known.get(step) == _fingerprint(step)

    def mark_done(self, step: str) -> None:
        self.known[step] = _fingerprint(step)
        self.stamp.write_text(json.dumps(self.known, indent=1))

    def _results_exist(self, step: str) -> bool:
        if step == "catalogues":
            return all(path.with_suffix(".mo").exists() for path in _catalogues())
        if step == "static":
            return (VAR_DIR / "static" / "staticfiles.json").exists()
        if step == "demo":
            return DATABASE.exists() and (VAR_DIR / "media").exists()
        return DATABASE.exists()


def _fingerprint(step: str) -> str:
    inputs = {
        "catalogues": _catalogues,
        "database": lambda: [path for path in _sources(".py") if path.parent.name == "migrations"],
        "demo": lambda: [*_sources(".py"), *_below(PROJECT_DIR / "fixtures")],
        "static": lambda: [path for path in _sources("") if "static" in path.relative_to(PROJECT_DIR).parts],
    }[step]()
    digest = hashlib.sha256((REQUIREMENTS / "base.txt").read_bytes())
    if step in {"database", "demo"}:
        digest.update(_identity_of_database())
    if step == "demo":
        digest.update(datetime.date.today().isoformat().encode())  # the deadlines of example calls may have passed
    for path in sorted(inputs):
        about = path.stat()
        digest.update(f"{path}|{about.st_size}|{about.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _identity_of_database() -> bytes:
    """Another file under the same name is another database."""
    return str(DATABASE.stat().st_ino if DATABASE.exists() else None).encode()


def _catalogues() -> list[Path]:
    return list((PROJECT_DIR / "locale").glob("*/LC_MESSAGES/*.po"))


def _sources(suffix: str) -> Iterable[Path]:
    folders = [path for path in PROJECT_DIR.iterdir() if path.is_dir() and not path.name.startswith(".")]
    return [
        path
        for folder in folders
        if folder.name not in LEFT_OUT
        for path in _below(folder)
        if path.name.endswith(suffix)
    ]


def _below(folder: Path) -> Iterable[Path]:
    for directory, names, files in os.walk(folder):
        names[:] = [name for name in names if name not in LEFT_OUT]
        yield from (Path(directory) / name for name in files if not name.endswith((".pyc", ".mo")))
