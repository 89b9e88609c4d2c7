"""`make run`: from a fresh clone to the portal in the browser, and in seconds when it was there before."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from environment import PROJECT_DIR, VAR_DIR, Failure, step
from freshness import Freshness

START_SECONDS = 60
STOP_SECONDS = 10
DEMO_PASSWORD = "silk-road-demo"  # noqa: S105 - the demo's password is public; production refuses its accounts
DEMO_ACCOUNTS = {
    "admin@portal.example": "administrator",
    "secretariat@uasr.example": "secretariat of UASR",
    "secretariat@aua.example": "secretariat of AUA",
    "office@spbpu.example": "office of SPbPU",
    "office@polyu.example": "office of PolyU",
    "office@lanzhou.example": "office of Lanzhou University",
}


class Stop(Exception):
    """Somebody asked for the end: Ctrl-C, TERM, or the terminal went away."""


def run(environment: Callable[[], Path]) -> int:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    processes: list[subprocess.Popen] = []
    try:
        port = free_port()
        python = environment()
        prepare(python)
        processes += [_start(python, command) for command in _commands(port)]
        _wait_until_it_answers(port, processes)
        print(_greeting(port), flush=True)
        _watch(processes)
    except Stop:
        print("\nStopping ...", flush=True)
    finally:
        _end(processes)
    print("The portal has stopped.", flush=True)
    return 0


def _stop(_number, _frame):
    # The second Ctrl-C of an impatient person must not cut the clean-up short.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    raise Stop


def free_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Failure(f"PORT is {text!r}; name a number between 1 and 65535: PORT=8010 make run")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except PermissionError:
            raise Failure(f"Port {text} needs more rights than you have. Name another: PORT=8010 make run") from None
        except OSError:
            raise Failure(f"Port {text} is in use by another program. Name another: PORT=8010 make run") from None
    return int(text)


def prepare(python: Path) -> None:
    """Brings catalogues, database, demo content and static files up to date; skips what did not change."""
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    fresh = Freshness()
    steps = [
        ("catalogues", "Compiling the catalogues", ["tools/catalogues.py", "compile"]),
        ("database", "Migrating the database", ["manage.py", "migrate", "--verbosity", "0"]),
        ("demo", "Loading the demo content", ["manage.py", "demo"]),
        ("static", "Collecting the static files", ["manage.py", "collectstatic", "--noinput", "--verbosity", "0"]),
    ]
    for name, title, command in steps:
        if fresh.is_done(name):
            continue
        with step(title):
            if subprocess.run([str(python), *command], cwd=PROJECT_DIR, env=_environment(), check=False).returncode:
                raise Failure(f"{title} failed; the lines above say why. Once that is put right, run it again.")
        fresh.mark_done(name)


def _environment() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.demo", "PYTHONUNBUFFERED": "1"}


def _commands(port: int) -> list[list[str]]:
    # One web process: the demo's throttle counts in the memory of the process.
    server = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    quiet = ["--workers", "1", "--blocking-threads", "4", "--log-level", "warning"]
    return [
        [*server, *quiet, "portal.wsgi:application"],
        ["manage.py", "worker", "--queue-name", "*", "--no-startup-delay", "--verbosity", "0"],
    ]


def _start(python: Path, command: list[str]) -> subprocess.Popen:
    # A session of its own: Ctrl-C reaches this program alone, which then ends the others in order.
    return subprocess.Popen([str(python), *command], cwd=PROJECT_DIR, env=_environment(), start_new_session=True)


def _wait_until_it_answers(port: int, processes: list[subprocess.Popen]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        _fail_if_one_ended(processes)
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except urllib.error.HTTPError as error:
            raise Failure(f"The portal is not ready: {error.read().decode(errors='replace')}") from None
        except OSError:
            time.sleep(0.1)
    raise Failure(f"The portal did not answer within {START_SECONDS} seconds; the lines above may say why.")


def _watch(processes: list[subprocess.Popen]) -> None:
    while True:
        time.sleep(1)
        _fail_if_one_ended(processes)


def _fail_if_one_ended(processes: list[subprocess.Popen]) -> None:
    for name, process in zip(("web server", "task worker"), processes, strict=False):
        if process.poll() is not None:
            raise Failure(f"The {name} ended by itself (exit code {process.returncode}); the lines above say why.")


def _end(processes: list[subprocess.Popen]) -> None:
    for process in processes:
        process.terminate()
    end = time.monotonic() + STOP_SECONDS
    for process in processes:
        try:
            process.wait(max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _greeting(port: int) -> str:
    address = f"http://127.0.0.1:{port}"
    accounts = "\n".join(f"    {email:<28} {role}" for email, role in DEMO_ACCOUNTS.items())
    return f"""
The portal is running:
  pages  {address}/
  admin  {address}/admin/
  mail   {address}/demo-mail/     what would be sent; nothing leaves this machine
  API    {address}/api/v1/     try it: {address}/api/v1/docs/

Demo accounts, all with the password {DEMO_PASSWORD}:
{accounts}

Ctrl-C stops it."""
