"""The scripts behind the Makefile: what they refuse, and that they leave nothing behind."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

import children
import environment
import newest_python
import optional_services
import postgres
import run
from tests.services import require

pytestmark = pytest.mark.repo
ROOT = Path(__file__).resolve().parents[2]


def test_an_old_python_gets_a_sentence():
    assert "Python 3.11 or newer is needed" in environment.version_problem((3, 10, 4))
    assert environment.version_problem((3, 11, 0)) is None
    assert environment.version_problem((4, 0)) is None


def test_a_python_without_venv_gets_a_sentence(tmp_path):
    (tmp_path / "ensurepip.py").write_text("raise ImportError")
    command = [sys.executable, "scripts/environment.py", "site"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "apt-get install python3-venv" in done.stderr


def test_the_first_script_parses_on_old_pythons():
    """Syntax of 3.7 is as far back as the compiler can check; nothing newer than 3.6 is in it."""
    import ast

    source = (ROOT / "scripts/environment.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
    assert ":=" not in source
    assert "import annotations" not in source


def test_a_lock_is_installed_once(monkeypatch, tmp_path):
    for name in ("site", "dev"):
        (tmp_path / f"{name}.txt").write_text(name)
    monkeypatch.setattr(environment, "lock_file", lambda level: str(tmp_path / f"{level}.txt"))
    after_dev = {"site": environment.digest("site"), "dev": environment.digest("dev")}
    assert environment.is_installed("site", after_dev)
    assert environment.is_installed("dev", after_dev)
    assert not environment.is_installed("dev", {"site": environment.digest("site")})
    (tmp_path / "site.txt").write_text("changed")
    assert not environment.is_installed("site", after_dev)


@pytest.mark.parametrize("text", ["", "x", "0", "65536", "-1", "80 "])
def test_a_bad_port_gets_a_sentence(text):
    with pytest.raises(SystemExit, match="PORT is"):
        run.port_from(text)


def test_a_busy_port_gets_a_sentence():
    with socket.socket() as other:
        other.bind((run.ADDRESS, 0))
        other.listen()
        with pytest.raises(SystemExit, match="is in use"):
            run.refuse_busy_port(other.getsockname()[1])


def test_secrets_are_made_once_and_are_private(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "VAR", tmp_path / "var")
    first = run.secret("secret-key", 50)
    assert len(first) >= 50
    assert run.secret("secret-key", 50) == first
    assert stat.S_IMODE((tmp_path / "var/secret-key").stat().st_mode) == 0o600


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z"
    except OSError:
        return False


def test_children_that_ignore_the_polite_signal_are_killed_with_their_children(monkeypatch):
    monkeypatch.setattr(children, "PATIENCE", 0.5)
    script = "trap '' TERM; sleep 60 & echo $!; while :; do sleep 1; done"
    child = children.start(["sh", "-c", script], stdout=subprocess.PIPE, text=True)
    grandchild = int(child.stdout.readline())
    children.stop([child])
    child.stdout.close()
    deadline = time.monotonic() + 5
    while is_alive(grandchild) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(child.pid)
    assert not is_alive(grandchild)


def test_a_private_postgresql_comes_and_goes():
    if line := optional_services.missing("postgresql"):
        (pytest.fail if optional_services.are_required() else pytest.skip)(line)
    with postgres.cluster() as address:
        folder = Path(address.split("@")[1].split("/")[0].replace("%2F", "/"))
        assert list(folder.glob(".s.PGSQL.*"))
        pid = int((folder / "data/postmaster.pid").read_text().splitlines()[0])
    assert not folder.exists()
    assert not is_alive(pid)


def test_a_stopped_command_takes_its_postgresql_along():
    if line := optional_services.missing("postgresql"):
        (pytest.fail if optional_services.are_required() else pytest.skip)(line)
    command = [sys.executable, "scripts/postgres.py", "--", "sh", "-c", "echo $DATABASE_URL; exec sleep 60"]
    script = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    folder = Path(script.stdout.readline().split("@")[1].split("/")[0].replace("%2F", "/"))
    script.send_signal(signal.SIGTERM)
    assert script.wait(15) == 130
    script.stdout.close()
    assert not folder.exists()


def test_a_missing_service_costs_one_line(monkeypatch):
    monkeypatch.setattr(optional_services.shutil, "which", lambda name: None)
    monkeypatch.delenv("REQUIRE_SERVICES", raising=False)
    assert optional_services.missing("chromium").count("\n") == 0
    assert "apt-get install chromium" in optional_services.missing("chromium")
    with pytest.raises(pytest.skip.Exception, match="Chromium is missing"):
        require("chromium")
    monkeypatch.setenv("REQUIRE_SERVICES", "1")
    with pytest.raises(pytest.fail.Exception, match="Chromium is missing"):
        require("chromium")


def test_the_newest_python_is_found_by_running_it(tmp_path, monkeypatch):
    liar = tmp_path / "python3.99"
    liar.write_text("#!/bin/sh\nexit 1\n")
    liar.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert liar in newest_python.candidates()
    assert newest_python.version(liar) is None
    assert newest_python.version(Path(sys.executable)) == sys.version_info[:3]
