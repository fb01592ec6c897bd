"""A private PostgreSQL for one command: `python scripts/postgres.py -- pytest -m postgres`.

The cluster lives in a temporary folder, listens on a Unix socket only, and is gone when the command ends.
The command finds it through DATABASE_URL. PostgreSQL refuses to run as root, so root starts it as `postgres` or `nobody`.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import children
from optional_services import missing, postgres_bin

NAME = "nackamodellen"  # of the user and of the database
# Nothing of it has to survive a power cut.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


def server_account() -> str | None:
    """Whom to run the server as; None means as we are."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            pwd.getpwnam(name)
            return name
    raise RuntimeError("PostgreSQL does not run as root, and there is neither a user postgres nor nobody.")


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """A running server with an empty database; gives the address for DATABASE_URL."""
    programs = postgres_bin()
    if programs is None:
        raise RuntimeError(missing("postgresql"))
    folder = Path(tempfile.mkdtemp(prefix="nm-pg-"))
    account = server_account()
    as_account = {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []} if account else {}
    if account:
        shutil.chown(folder, account)
    options = {"cwd": folder, **as_account}
    server = None
    try:
        initdb = [programs / "initdb", "--pgdata=data", f"--username={NAME}", "--auth=trust"]
        initdb += ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, **options)
        command = [programs / "postgres", "-D", "data", "-c", "listen_addresses="]
        command += ["-c", f"unix_socket_directories={folder}"]
        command += [word for name, value in FAST.items() for word in ("-c", f"{name}={value}")]
        with open(folder / "log", "wb") as log:
            server = children.start(command, stdout=log, stderr=log, **options)
        wait_until_ready(programs, folder, server)
        subprocess.run([programs / "createdb", f"--host={folder}", f"--username={NAME}", NAME], check=True)
        yield f"postgres://{NAME}@{quote(str(folder), safe='')}/{NAME}"
    finally:
        if server:
            children.stop([server], polite=signal.SIGINT)  # PostgreSQL's fast shutdown
        shutil.rmtree(folder, ignore_errors=True)


def wait_until_ready(programs: Path, folder: Path, server: subprocess.Popen) -> None:
    """Return when the server takes connections; raise with its log when it does not within half a minute."""
    ask = [programs / "pg_isready", "--quiet", f"--host={folder}", f"--username={NAME}", "--dbname=postgres"]
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        if subprocess.run(ask, check=False).returncode == 0:
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'log').read_text(errors='replace')}")


def run(command: list[str]) -> int:
    """Run a command beside the server; returns its exit code, 130 where somebody stopped it."""
    started: list[subprocess.Popen] = []
    children.stop_on_signals()
    try:
        with cluster() as address:
            try:
                started.append(children.start(command, env={**os.environ, "DATABASE_URL": address}))
                return started[0].wait()
            finally:
                children.ignore_signals()
                children.stop(started)
    except children.Stopped:
        return 130
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    words = sys.argv[2:] if sys.argv[1:2] == ["--"] else []
    sys.exit(run(words) if words else "Usage: postgres.py -- command [argument ...]")
