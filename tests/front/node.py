"""The front end, compiled and started for tests."""

import contextlib
import fcntl
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import front
from tests.browser.server import locked
from tests.services import require

FOLDER = front.FRONT
PATIENCE = 60


def compiled(folder: Path) -> Path:
    """The compiler's path, after it has found nothing to complain of. One process at a time compiles."""
    tsc = require("front")
    with locked(folder / "front", fcntl.LOCK_EX):
        done = subprocess.run([node(), tsc], cwd=FOLDER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    return tsc


def node() -> Path:
    found = front.optional_services.node_path()
    assert found is not None
    return found


@contextlib.contextmanager
def started(api: str, **environment: str) -> Iterator[str]:
    """The address of a front end that shows the content of ``api``."""
    variables = {"API_URL": api, "FRONT_PORT": "0", "PATH": "", **environment}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    server = subprocess.Popen([node(), "dist/main.js"], cwd=FOLDER, env=variables, text=True, **pipes)
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        found = re.search(r"http://localhost:\d+", line)
        assert found, line + server.stdout.read()
        yield found[0]
    finally:
        server.terminate()
        server.wait(PATIENCE)
        server.stdout.close()
