"""How often each address and each token asks: counted in the process, so that a request writes and waits for nothing.

A thread adds what was counted to the database once a second, and learns there what other processes counted. It writes down
when a token was last used, too, at most once an hour.
"""

import atexit
import logging
import os
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db import DatabaseError, connections
from django.db.models import Q
from django.utils import timezone

from grund.throttle import add, address_of

from .conf import setting
from .models import ReaderToken

logger = logging.getLogger("headless")
WINDOW = 60
SECONDS = 1
MOST_KEPT = 20_000
LAST_USED = timedelta(hours=1)


@dataclass
class _Count:
    """Requests of one asker in one window: those of this process that the database knows not yet, and all others."""

    window: int
    fresh: int = 0
    known: int = 0


@dataclass(frozen=True)
class Counted:
    """What one request meets: ``number`` includes it; ``reset`` is in seconds."""

    limit: int
    number: int
    reset: int

    @property
    def is_over(self):
        return self.number > self.limit


@dataclass
class _Ledger:
    """The counts of this process, and the thread that writes them."""

    counts: dict = field(default_factory=dict)
    used: dict = field(default_factory=dict)
    lock: object = field(default_factory=threading.Lock)
    something: object = field(default_factory=threading.Event)
    thread: object = None

    def renew(self):
        """Begin afresh: also in a process that was forked, which has the lock of another but no thread."""
        self.__init__()

    def count(self, key, limit):
        now = int(time.time())
        with self.lock:
            if len(self.counts) >= MOST_KEPT:
                self.counts = {k: c for k, c in self.counts.items() if c.window == now // WINDOW and c.fresh}
            found = self.counts.get(key)
            if found is None or found.window != now // WINDOW:
                found = self.counts[key] = _Count(now // WINDOW)
            found.fresh += 1
            number = found.fresh + found.known
        self.wake()
        return Counted(limit, number, WINDOW - now % WINDOW)

    def wake(self):
        if setting("THREAD"):
            with self.lock:
                if self.thread is None:
                    self.thread = threading.Thread(target=self._run, name="headless-counts", daemon=True)
                    self.thread.start()
        self.something.set()

    def _run(self):
        while True:
            self.something.wait()
            time.sleep(SECONDS)
            self.something.clear()
            try:
                self.write()
            except Exception:
                logger.exception("Not written: counts of requests")
            finally:
                connections.close_all()

    def write(self):
        """Add what is fresh to the database and learn what others counted. What cannot be written waits."""
        with self.lock:
            fresh = {key: (count.window, count.fresh) for key, count in self.counts.items() if count.fresh}
            used, self.used = self.used, {}
        for key, (window, number) in fresh.items():
            try:
                total = add("api", key, number, datetime.fromtimestamp(window * WINDOW, UTC))
            except DatabaseError as error:
                logger.info("Not written yet: counts of requests (%s)", error)
                continue
            with self.lock:
                count = self.counts.get(key)
                if count is not None and count.window == window:
                    count.fresh, count.known = count.fresh - number, total
        for pk, moment in used.items():
            _note_use(pk, moment)


def _note_use(pk, moment):
    stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=moment - LAST_USED)
    try:
        ReaderToken.objects.filter(stale, pk=pk).update(last_used_at=moment)
    except DatabaseError as error:
        logger.info("Not written: when a token was used (%s)", error)


ledger = _Ledger()
os.register_at_fork(after_in_child=ledger.renew)


@atexit.register
def _at_the_end():
    if ledger.thread is not None:
        try:
            ledger.write()
        except Exception:
            logger.info("Counts of requests are lost at the end of the process")


def count(request, token):
    """Count a request of a token, or of a network address where there is none that is valid."""
    if isinstance(token, ReaderToken):
        return ledger.count(f"token {token.pk}", setting("REQUESTS_TOKEN"))
    return ledger.count(f"address {address_of(request)}", setting("REQUESTS_ANONYMOUS"))


def used(token):
    """A token was used: written down by the thread, unless that was done within the hour."""
    now = timezone.now()
    if token.last_used_at is None or token.last_used_at < now - LAST_USED:
        with ledger.lock:
            ledger.used[token.pk] = now
        ledger.wake()
