"""The virtual environment and what is installed in it, with the standard library alone."""

import hashlib
import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parents[1]
VAR_DIR = Path(os.environ.get("VAR_DIR") or PROJECT_DIR / "var")
REQUIREMENTS = PROJECT_DIR / "requirements"


class Failure(Exception):
    """A sentence for the person at the keyboard: what happened and what to do."""


@contextmanager
def step(name: str):
    """Prints what is being done, and how long it took."""
    start = time.monotonic()
    print(f"{name} ...", flush=True)
    yield
    print(f"  done in {time.monotonic() - start:.1f} s", flush=True)


def venv_dir(own: bool) -> Path:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return PROJECT_DIR / (f".venv-{version}" if own else ".venv")


def ensure_environment(own: bool, lock: str) -> Path:
    """Makes the environment and installs requirements/<lock>.txt when it changed. Returns its Python."""
    folder = venv_dir(own)
    python = folder / "bin" / "python"
    if not _usable(folder, python):
        with step(f"Making {folder.name}"):
            _run_quietly([sys.executable, "-m", "venv", "--clear", str(folder)], "make the virtual environment")
    stamp = folder / "installed.json"
    if _fingerprint(lock) not in _read_stamp(stamp):
        with step(f"Installing the locked packages of requirements/{lock}.txt"):
            _install(python, lock)
        # The dev lock holds the base lock with the same versions (`make check` sees to it).
        covered = {_fingerprint(lock), _fingerprint("base")}
        stamp.write_text(json.dumps(sorted(covered)))
    return python


def _usable(folder: Path, python: Path) -> bool:
    """Whether the environment still runs and is of this Python's version; an upgrade of the system breaks it."""
    if not python.exists():
        return False
    asked = [str(python), "-c", "import sys, pip; print(*sys.version_info[:2])"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return answer.stdout.split() == [str(part) for part in sys.version_info[:2]]


def _fingerprint(lock: str) -> str:
    return hashlib.sha256((REQUIREMENTS / f"{lock}.txt").read_bytes()).hexdigest()


def _read_stamp(stamp: Path) -> list[str]:
    try:
        return json.loads(stamp.read_text())
    except (OSError, ValueError):
        return []


def _install(python: Path, lock: str) -> None:
    command = [str(python), "-m", "pip", "install", "--require-hashes", "--disable-pip-version-check"]
    process = subprocess.Popen(
        [*command, "--no-input", "-r", str(REQUIREMENTS / f"{lock}.txt")],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = []
    found = 0
    for line in process.stdout or ():
        lines.append(line)
        if line.startswith("Collecting ") and sys.stdout.isatty():
            found += 1
            print(f"\r  {found} packages", end="", flush=True)
    if found:
        print("\r", end="")
    if process.wait():
        raise Failure("The packages could not be installed. pip said:\n" + "".join(lines[-15:]))


def _run_quietly(command: list[str], purpose: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failure(f"Could not {purpose}:\n{done.stdout}{done.stderr}")
