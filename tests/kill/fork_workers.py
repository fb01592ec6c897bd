"""Forks one `manage.py worker` for each line it reads, and answers with its number.

A test of many kills needs many workers; each would spend seconds on its imports. Here they are made once.
"""

import os
import signal
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def be_a_worker():
    from django.core.management import execute_from_command_line

    from tests.kill.settings import name_myself

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    name_myself()
    execute_from_command_line(["manage.py", "worker", "--pause", "0.2"])


def main():
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    import django
    from django.urls import get_resolver

    django.setup()
    _ = get_resolver().url_patterns  # what every start looks at
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead vanish at once
    for _line in sys.stdin:
        number = os.fork()
        if number == 0:
            try:
                be_a_worker()
            finally:
                os._exit(0)
        print(number, flush=True)


if __name__ == "__main__":
    main()
