"""The served demo that all browser tests of a run share, whichever process they run in."""

import contextlib
import fcntl
import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import migrated

KEEPER = Path(__file__).with_name("keeper.py")
PATIENCE = 300  # seconds; the demo's first load takes half a minute on a small machine that does nothing else


@contextlib.contextmanager
def locked(file: Path, how: int) -> Iterator[None]:
    """Hold a lock on ``file``; it is released at the end, or when the process dies."""
    with file.open("a") as stream:
        fcntl.flock(stream, how)
        yield


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """One folder for all processes of this run of pytest."""
    base = factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "browser"
    folder.mkdir(exist_ok=True)
    return folder


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return attempt.getsockname()[1]


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address + "/robots.txt", timeout=10) as answer:
            return answer.status == 200
    except (OSError, urllib.error.URLError):
        return False


def start(folder: Path) -> str:
    """Start the keeper, wait until the site answers; fails with the server's own words."""
    migrated.use(folder, folder / "var/db.sqlite3")
    port = free_port()
    address = f"http://localhost:{port}"
    keeper = subprocess.Popen([sys.executable, KEEPER, folder, str(port)], start_new_session=True)
    deadline = time.monotonic() + PATIENCE
    while not answers(address):
        if keeper.poll() is not None or time.monotonic() > deadline:
            keeper.terminate()
            pytest.fail(f"The site could not be served.\n{(folder / 'log').read_text()[-3000:]}", pytrace=False)
        time.sleep(0.2)
    (folder / "address").write_text(address)
    return address


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the site, started by the first who asks and ended after the last."""
    with locked(folder / "users", fcntl.LOCK_SH):
        with locked(folder / "start", fcntl.LOCK_EX):
            known = folder / "address"
            address = known.read_text() if known.exists() else ""
            if not (address and answers(address)):
                address = start(folder)
        yield address


def page_id(folder: Path, url_path: str) -> int:
    """The key of the page at a path of the demo, as the admin's addresses name it: ``/modellen/``."""
    rows = rows_of(folder, "SELECT id FROM wagtailcore_page WHERE url_path = ?", f"/start{url_path}")
    return rows[0][0]


def rows_of(folder: Path, query: str, *values: str) -> list[tuple]:
    """What the served site's database holds; nothing can be written this way."""
    with contextlib.closing(sqlite3.connect(f"file:{folder}/var/db.sqlite3?mode=ro", uri=True)) as database:
        return database.execute(query, values).fetchall()
