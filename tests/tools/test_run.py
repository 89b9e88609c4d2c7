import socket
import subprocess
import sys

import environment
import freshness
import pytest
import run


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "app" / "migrations").mkdir(parents=True)
    (tmp_path / "app" / "migrations" / "0001_initial.py").write_text("first = True\n")
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "base.txt").write_text("django==5.2\n")
    (tmp_path / "var").mkdir()
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(freshness, "PROJECT_DIR", tmp_path)
    monkeypatch.setattr(freshness, "REQUIREMENTS", tmp_path / "requirements")
    monkeypatch.setattr(freshness, "VAR_DIR", tmp_path / "var")
    monkeypatch.setattr(freshness, "DATABASE", tmp_path / "var" / "portal.sqlite3")
    return tmp_path


def migrated(project):
    (project / "var" / "portal.sqlite3").write_text("tables")
    freshness.Freshness().mark_done("database")


def test_step_is_done_until_its_inputs_change(project):
    assert not freshness.Freshness().is_done("database")
    migrated(project)
    assert freshness.Freshness().is_done("database")

    (project / "app" / "migrations" / "0002_more.py").write_text("second = True\n")

    assert not freshness.Freshness().is_done("database")


def test_step_is_to_do_again_when_packages_change(project):
    migrated(project)

    (project / "requirements" / "base.txt").write_text("django==5.2.1\n")

    assert not freshness.Freshness().is_done("database")


def test_step_is_to_do_again_when_the_database_is_gone_or_another(project):
    migrated(project)
    database = project / "var" / "portal.sqlite3"

    database.rename(database.with_suffix(".old"))
    assert not freshness.Freshness().is_done("database")
    database.write_text("another")
    assert not freshness.Freshness().is_done("database")


def test_database_elsewhere_is_always_migrated(project, monkeypatch):
    migrated(project)
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/portal")

    assert not freshness.Freshness().is_done("database")


def test_taken_port_says_what_to_do(monkeypatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setenv("PORT", str(other.getsockname()[1]))

        with pytest.raises(environment.Failure, match="in use by another program"):
            run.free_port()


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1", "80.5"])
def test_port_that_is_none_says_so(monkeypatch, port):
    monkeypatch.setenv("PORT", port)

    with pytest.raises(environment.Failure, match="number between 1 and 65535"):
        run.free_port()


def test_old_python_says_what_to_do():
    script = environment.PROJECT_DIR / "tools" / "start.py"
    pretend = f"import sys; sys.version_info = (3, 10, 1); exec(compile(open({str(script)!r}).read(), 'start', 'exec'))"

    done = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
