"""A PostgreSQL server in a temporary folder, for one run of the tests."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from environment import Failure, step

MISSING = (
    "PostgreSQL is not on this machine. On Debian and Ubuntu: sudo apt install postgresql. "
    "Or name a running server: DATABASE_URL=postgres://user:password@localhost/portal make test-postgres"
)
START_SECONDS = 30
# Nothing here outlives the run, so nothing needs to survive a power cut.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
}


@contextmanager
def throwaway_server() -> Iterator[str]:
    """Starts a server, gives its address for DATABASE_URL, and removes all of it afterwards."""
    programs = _programs()
    account = _account()
    folder = Path(tempfile.mkdtemp(prefix="portal-postgres-"))
    process = None
    try:
        if account:
            shutil.chown(folder, account, pwd.getpwnam(account).pw_gid)
        with step("Starting a throwaway PostgreSQL server"):
            password = secrets.token_urlsafe(18)
            _initialise(programs, folder, account, password)
            port = _free_port()
            process = _start(programs, folder, account, port)
            _wait_until_ready(programs, folder, process, port)
        yield f"postgres://portal:{password}@127.0.0.1:{port}/postgres"
    finally:
        if process:
            process.send_signal(signal.SIGINT)  # "fast": does not wait for clients, which TERM would
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """The folder of the newest server's programs; Debian keeps them off the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if not on_path:
        raise Failure(MISSING)
    return Path(on_path).resolve().parent


def _account() -> str | None:
    """PostgreSQL refuses to run as root: root lends it the account that Debian's package makes."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        raise Failure(MISSING) from None


def _initialise(programs: Path, folder: Path, account: str | None, password: str) -> None:
    password_file = folder / "password"
    password_file.write_text(password)
    if account:
        shutil.chown(password_file, account)
    command: list[str | Path] = [
        programs / "initdb",
        "--pgdata",
        folder / "data",
        "--username",
        "portal",
        "--pwfile",
        password_file,
    ]
    options = ["--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    done = subprocess.run(
        [*command, *options], cwd=folder, user=account, group=account, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Failure(f"initdb failed:\n{done.stdout}{done.stderr}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _start(programs: Path, folder: Path, account: str | None, port: int) -> subprocess.Popen:
    settings = {**SETTINGS, "port": str(port), "unix_socket_directories": str(folder)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *options],
            cwd=folder,
            user=account,
            group=account,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _wait_until_ready(programs: Path, folder: Path, process: subprocess.Popen, port: int) -> None:
    asked: list[str | Path] = [programs / "pg_isready", "--quiet", "--host", "127.0.0.1", "--port", str(port)]
    end = time.monotonic() + START_SECONDS
    while subprocess.run(asked, check=False).returncode:
        if process.poll() is not None or time.monotonic() > end:
            raise Failure("PostgreSQL did not start:\n" + (folder / "log").read_text()[-2000:])
        time.sleep(0.1)
