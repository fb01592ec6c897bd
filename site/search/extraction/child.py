"""The process that opens a strange file, and may be ended by it: ``python -m search.extraction.child [file]``.

It reads the file (else what stands at its standard input, a real file), and writes one JSON object: ``state`` (done,
empty, encrypted, damaged, too_large, unsupported) and ``text``. Before it looks at the file it takes from itself what
it does not need. Nothing of Django is imported.
"""

import argparse
import json
import os
import signal
import sys

from .readers import MOST_CHARACTERS, read
from .sink import Sink, Unreadable

GRACE = 2  # seconds of CPU after which the kernel ends a child that does not notice that its time is over
OPEN_FILES = 32


class OutOfTime(BaseException):  # beyond Exception, which libraries catch
    pass


def limit(cpu, memory, patience):
    """No more CPU seconds, bytes of memory and seconds on the clock than these; no files, processes and core dumps."""
    import resource

    wanted = {
        "RLIMIT_CPU": cpu + GRACE,
        "RLIMIT_AS": memory,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_CORE": 0,
        "RLIMIT_NPROC": 0,
        "RLIMIT_NOFILE": OPEN_FILES,
    }
    for name, most in wanted.items():
        kind = getattr(resource, name)
        # Passing the soft limit of CPU tells the parent why the child ended; passing the hard one is a plain kill.
        last = most + GRACE if name == "RLIMIT_CPU" else most
        _soft, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            most, last = min(most, hard), min(last, hard)
        try:
            resource.setrlimit(kind, (most, last))
        except (ValueError, OSError):
            if sys.platform == "linux":  # other systems, where nobody runs the site in earnest, know fewer limits
                raise

    def over(*_):
        raise OutOfTime

    # With what was read until then a long document is found nearly as well.
    signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, cpu, 1)
    # If the parent is killed, nobody else ends this process.
    signal.alarm(patience)


def extract(stream, most):
    """{state, text} of a file."""
    sink = Sink(most)
    state = ""
    try:
        read(stream, sink)
        state = "done" if sink.text else "empty"
    except Unreadable as unreadable:
        state = unreadable.state
    except (OutOfTime, MemoryError):
        state = "too_large"
    signal.setitimer(signal.ITIMER_PROF, 0)
    text = sink.text
    if state == "too_large" and text:
        state = "done"
    return {"state": state, "text": text if state == "done" else ""}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file", nargs="?")
    parser.add_argument("--characters", type=int, default=MOST_CHARACTERS)
    parser.add_argument("--cpu", type=int, default=10)
    parser.add_argument("--memory", type=int, default=512 * 1024**2)
    parser.add_argument("--patience", type=int, default=30)
    asked = parser.parse_args()
    limit(asked.cpu, asked.memory, asked.patience)
    with open(asked.file, "rb") if asked.file else os.fdopen(0, "rb") as stream:
        stream.seek(0)
        found = extract(stream, asked.characters)
    answer = json.dumps(found, ensure_ascii=False).encode()
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    # What the file left in memory may take long to clean up.
    os._exit(0)


if __name__ == "__main__":
    main()
