"""Child processes that never outlive the script that started them."""

import ctypes
import os
import signal
import subprocess
import sys
import time

PATIENCE = 5  # seconds between the polite signal and the final one
_PR_SET_PDEATHSIG = 1


class Stopped(Exception):
    """Somebody asked the script to stop."""


def stop_on_signals() -> None:
    """Turn Ctrl-C, a terminal that closes and a polite kill into :class:`Stopped`."""

    def stop(number, frame):
        raise Stopped

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


def ignore_signals() -> None:
    """While the children are being ended, a second Ctrl-C must not leave one behind."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _die_with_parent() -> None:
    """In the child: end when the script is killed without a chance to clean up (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def start(command: list[str], **options) -> subprocess.Popen:
    """Start a child in its own process group, so that Ctrl-C reaches the script alone."""
    return subprocess.Popen(command, start_new_session=True, preexec_fn=_die_with_parent, **options)


def stop(children: list[subprocess.Popen], polite: int = signal.SIGTERM) -> None:
    """End the children and all that they started; what is left after :data:`PATIENCE` is killed."""
    for child in children:
        _signal(child, polite)
    deadline = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
    for child in children:
        _signal(child, signal.SIGKILL)
        child.wait()


def _signal(child: subprocess.Popen, number: int) -> None:
    try:
        os.killpg(child.pid, number)
    except (ProcessLookupError, PermissionError):
        pass  # the group is gone, or only a zombie of another user is left of it
