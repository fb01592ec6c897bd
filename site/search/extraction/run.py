"""The parent's side of an extraction: one child for one file, and an answer whatever the file does to it.

Each limit is a constant here and may be another in Django's settings, as ``SEARCH_EXTRACTION_<NAME>``.
"""

import contextlib
import json
import os
import selectors
import signal
import stat
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

WALL_SECONDS = 20  # for the whole child, start included
CPU_SECONDS = 10  # what was read until then is kept
MEMORY = 512 * 1024**2  # bytes of address space; a limit, nothing that is set aside
CHARACTERS = 200_000
FILE_BYTES = 30 * 1024 * 1024  # a larger file is not opened; uploads end at WAGTAILDOCS_MAX_UPLOAD_SIZE

SOURCE_ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-B", "-P", "-s", "-X", "utf8", "-m", "search.extraction.child")
STATES = frozenset({"done", "empty", "encrypted", "damaged", "too_large", "unsupported"})
_CRASHES = {
    getattr(signal, name) for name in ("SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE", "SIGABRT") if hasattr(signal, name)
}
_CHUNK = 64 * 1024


@dataclass(frozen=True)
class Extracted:
    """How it went. ``state`` is one of ``STATES``, or failed where another try may go better; only done has a text.
    ``why`` is a word for the log that holds nothing of the file."""

    state: str
    text: str = ""
    why: str = ""


def limit(name):
    """The limit of that name: a constant of this module, or what the settings say instead."""
    return getattr(settings, f"SEARCH_EXTRACTION_{name}", globals()[name])


def extract(file):
    """The text of an open binary file (Django's or Python's). What the file holds raises nothing."""
    with contextlib.ExitStack() as stack:
        try:
            number = _as_real_file(file, stack)
        except OSError as error:
            return Extracted("failed", why=f"unreadable: {type(error).__name__}")
        if number is None or os.fstat(number).st_size > limit("FILE_BYTES"):
            return Extracted("too_large", why="size")
        try:
            return _run(number)
        except OSError as error:  # no process to be had: nothing about this file
            return Extracted("failed", why=f"no child: {type(error).__name__}")


def _as_real_file(file, stack):
    """The number of an open file of the system, at its beginning: a copy where the storage gives none. None: too large.

    The child gets it as its standard input, so it needs no path and no right to open one.
    """
    with contextlib.suppress(AttributeError, OSError, ValueError):
        number = file.fileno()
        if stat.S_ISREG(os.fstat(number).st_mode):
            os.lseek(number, 0, os.SEEK_SET)
            return number
    most = limit("FILE_BYTES")
    copy = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 (the stack is the context)
    file.seek(0)
    while chunk := file.read(_CHUNK):
        copy.write(chunk)
        if copy.tell() > most:
            return None
    copy.flush()
    copy.seek(0)
    return copy.fileno()


def _run(number):
    seconds = limit("WALL_SECONDS")
    command = [
        *COMMAND,
        f"--characters={int(limit('CHARACTERS'))}",
        f"--cpu={int(limit('CPU_SECONDS'))}",
        f"--memory={int(limit('MEMORY'))}",
        f"--patience={int(seconds) + 10}",
    ]
    deadline = time.monotonic() + seconds
    process = subprocess.Popen(
        command,
        stdin=number,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a library's complaint may quote the text
        cwd="/",
        env=_environment(),
        start_new_session=True,
    )
    try:
        answer, why = _listen(process.stdout, deadline)
        if why:
            return Extracted("failed", why=why)
        return _understood(answer) or _without_answer(process, deadline)
    finally:
        _end(process)


def _environment():
    """No secret of the site reaches the child."""
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    return {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONPATH": str(SOURCE_ROOT), **kept}


def _listen(pipe, deadline):
    """What the child says until it ends, and why it was not listened to any longer."""
    most = 4 * limit("CHARACTERS") + 1000  # no character takes more, in UTF-8 or escaped
    answer = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                return b"", "out of time"
            chunk = os.read(pipe.fileno(), _CHUNK)
            if not chunk:
                return bytes(answer), ""
            answer += chunk
            if len(answer) > most:
                return b"", "too much output"


def _understood(answer):
    """The child's answer; None where it is none. The child is believed no more than the file that it has read."""
    try:
        found = json.loads(answer)
        state, text = found["state"], found["text"]
        usable = state in STATES and isinstance(text, str) and len(text) <= limit("CHARACTERS")
        text.encode()  # halves of surrogate pairs cannot be stored
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if not usable or "\0" in text or bool(text) != (state == "done"):
        return None
    return Extracted(state, text)


def _without_answer(process, deadline):
    try:
        code = process.wait(max(deadline - time.monotonic(), 0))
    except subprocess.TimeoutExpired:
        return Extracted("failed", why="out of time")
    if code == -signal.SIGXCPU:
        return Extracted("too_large", why="CPU")
    if -code in _CRASHES:
        return Extracted("damaged", why=f"signal {-code}")
    return Extracted("failed", why=f"exit {code}")


def _end(process):
    """End the child and whatever it started. Its number is still its own: it has not been waited for."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.stdout.close()
    process.wait()
