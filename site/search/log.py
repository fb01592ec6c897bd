"""The log of searches: what is searched for and what is clicked, never by whom.

:func:`note` and :func:`note_click` only put a note into a bounded queue of this process and return. A thread, started by
the first note, writes them every two seconds in one brief transaction. What cannot be written waits for the next round.
"""

import atexit
import logging
import os
import threading
import time
import unicodedata
from collections import deque
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, OperationalError, connections, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grund.shapes import RetentionRule

from .tuning import normal

logger = logging.getLogger("search.log")
MOST_WAITING = 1000
BATCH = 200  # so that no transaction is a long one
SECONDS = 2
MOST_CHARACTERS = 100
MOST_DIGITS = 5  # a day of birth has six
MOST_RANK = 1000
# Distinct queries that one day keeps in one language: whoever sends nonsense fills no database.
MOST_A_DAY = 5000


class _Note(NamedTuple):
    language: str
    query: str
    day: object
    hits: int | None = None  # of a search
    rank: int | None = None  # of a click


def stored_as(query):
    """What ``query`` is counted under: its normal form, ``(not stored)`` for what may be about a person, "" for nothing."""
    from .models import QueryDay

    query = query.strip()
    typed = unicodedata.normalize("NFKC", query[:MOST_CHARACTERS])
    key = normal(query[: MOST_CHARACTERS + 1])
    if not key:
        return ""
    digits = sum(sign.isdigit() for sign in typed)
    if "@" in typed or digits > MOST_DIGITS or max(len(query), len(key)) > MOST_CHARACTERS:
        return QueryDay.NOT_STORED
    return key


class _Queue:
    """The notes that wait in this process, and the thread that writes them."""

    def __init__(self):
        self.renew()

    def renew(self):
        """Begin afresh: also in a process that was forked, which has the locks and the notes of another, but no thread."""
        self.lock = threading.Lock()
        self.writing = threading.Lock()
        self.waiting = deque()
        self.something = threading.Event()
        self.thread = None
        self.dropped = 0

    def put(self, note):
        with self.lock:
            if len(self.waiting) >= MOST_WAITING:
                self.dropped += 1
                if self.dropped == 1:
                    logger.warning("The log of searches waits for the database: notes are dropped")
                return
            self.waiting.append(note)
            if getattr(settings, "SEARCH_LOG_THREAD", True) and self.thread is None:
                thread = threading.Thread(target=self._run, name="search-log", daemon=True)
                thread.start()
                self.thread = thread
        self.something.set()

    def _run(self):
        while True:
            self.something.wait()
            time.sleep(SECONDS)
            self.something.clear()
            try:
                self.write()
            except Exception:
                logger.exception("Not written: notes about searches")
            finally:
                connections.close_all()

    def write(self):
        """Write what waits. True where nothing is left to be tried again."""
        with self.writing:  # the thread and the end of the process
            with self.lock:
                dropped, self.dropped = self.dropped, 0
            if dropped:
                logger.warning("Dropped: %d notes about searches", dropped)
            while self.waiting:
                notes = [self.waiting.popleft() for _ in range(min(BATCH, len(self.waiting)))]
                try:
                    _store(notes)
                except OperationalError as error:  # a lock that others hold, a database that is away
                    logger.info("Not written yet: %d notes about searches (%s)", len(notes), error)
                    self.waiting.extendleft(reversed(notes))
                    self.something.set()
                    return False
                except DatabaseError as error:
                    logger.warning("Not written: %d notes about searches (%s)", len(notes), error)
            return True


_queue = _Queue()
os.register_at_fork(after_in_child=_queue.renew)


@atexit.register
def _at_the_end():
    if _queue.thread is not None:
        try:
            _queue.write()
        except Exception:
            logger.warning("Not written at the end: notes about searches")
        finally:
            connections.close_all()


def note(query, language, hits):
    """Count a search that found ``hits``. Neither waits nor fails."""
    _put(query, language, hits=max(0, int(hits)))


def note_click(query, language, rank):
    """Count a click on the hit of this rank, from 1 to 1 000. Neither waits nor fails."""
    _put(query, language, rank=min(max(1, int(rank)), MOST_RANK))


def _put(query, language, **what):
    try:
        key = stored_as(query)
        if key:
            _queue.put(_Note(str(language)[:10], key, timezone.localdate(), **what))
    except Exception:
        logger.exception("Not counted: a search")


def flush():
    """Write what waits, here and now, on this thread's connection. True where nothing is left."""
    return _queue.write()


def _store(notes):
    """Add the notes to their rows, in one transaction. The order of the rows is the same for everybody: two that write
    at the same moment wait for each other once and not crosswise."""
    from .models import QueryDay

    sums, kept = {}, {}
    for one in notes:
        _add(sums.setdefault((one.language, one.query, one.day), {}), one)
    with transaction.atomic():
        for (language, query, day), added in sorted(sums.items()):
            if _update(QueryDay, language, query, day, added):
                continue
            if (language, day) not in kept:
                kept[language, day] = QueryDay.objects.filter(language=language, day=day).count()
            if query != QueryDay.NOT_STORED and kept[language, day] >= MOST_A_DAY:
                query = QueryDay.THE_REST
            # Another process may have made it, or be about to: then this makes none and waits for that one.
            QueryDay.objects.bulk_create([QueryDay(language=language, query=query, day=day)], ignore_conflicts=True)
            _update(QueryDay, language, query, day, added)
            kept[language, day] += 1


def _add(sums, one):
    from .models import QueryDay

    added = {"clicks": 1, "click_rank_sum": one.rank, _bucket(QueryDay, one.rank): 1} if one.rank else {"times": 1}
    if one.hits is not None:
        sums["hits"] = one.hits
        added["zero"] = int(not one.hits)
    for name, number in added.items():
        sums[name] = sums.get(name, 0) + number


def _bucket(model, rank):
    return next(name for name, most in model.RANKS if most is None or rank <= most)


def _update(model, language, query, day, added):
    hits = {"hits": added["hits"]} if "hits" in added else {}
    sums = {name: F(name) + number for name, number in added.items() if name != "hits"}
    return model.objects.filter(language=language, query=query, day=day).update(**sums, **hits)


# --- How long it is kept ------------------------------------------------------------------------


def purge(before):
    """Remove the days before the one of the moment ``before``. Returns how many rows."""
    from .models import QueryDay

    return QueryDay.objects.filter(day__lt=timezone.localdate(before)).delete()[0]


def retention():
    """For ``@gives("retention")``: rows go after SEARCH_LOG_DAYS."""
    return [
        RetentionRule(
            name="search.log",
            keep=timedelta(days=getattr(settings, "SEARCH_LOG_DAYS", 365)),
            purge=purge,
            reason=_("What was searched for a year ago says nothing about what is missing now."),
        )
    ]
