"""The connection to Elasticsearch: one client for the process, a breaker for its searches, the names of its indices."""

import queue
import threading
import time

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, TransportError

# How a server can be away: it refuses, is silent or says no, or its address or certificate is none.
AWAY = (ApiError, TransportError, OSError, ValueError)
PAUSE = 30.0  # seconds without a search after a failure

_lock = threading.Lock()
_kept, _said = {}, {}


def client():
    """One client for the process and these settings. It never tries again by itself: a search falls back instead."""
    key = (settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_API_KEY, settings.ELASTICSEARCH_CA_FILE)
    with _lock:
        if key not in _kept:
            options = {"request_timeout": 30, "max_retries": 0, "retry_on_timeout": False}
            if settings.ELASTICSEARCH_API_KEY:
                options["api_key"] = settings.ELASTICSEARCH_API_KEY
            if settings.ELASTICSEARCH_CA_FILE:
                options["ca_certs"] = settings.ELASTICSEARCH_CA_FILE
            _kept[key] = Elasticsearch(settings.ELASTICSEARCH_URL, **options)
        return _kept[key]


def alias():
    """The name that searches use; the index behind it changes with a rebuild."""
    return f"{settings.ELASTICSEARCH_INDEX}-search"


def building():
    """The name of the index that a rebuild fills."""
    return f"{alias()}-building"


def within(seconds, work):
    """What ``work()`` gives, if it gives it within so many seconds in all.

    The client's own timeout is one for the connection and one for each piece of the answer, and none for the look-up of
    the name: a slow name server, or an answer that trickles in, would hold a visitor for as long as it likes."""
    answers = queue.SimpleQueue()

    def run():
        try:
            answers.put((work(), None))
        except BaseException as error:
            answers.put((None, error))

    threading.Thread(target=run, daemon=True, name="elasticsearch").start()
    try:
        answer, error = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError(f"no answer within {seconds} s") from None
    if error is not None:
        raise error
    return answer


class Breaker:
    """Whether a search may ask. After a failure none of this process does for a while; then one tries, and the others
    follow when it was answered."""

    def __init__(self):
        self._lock = threading.Lock()
        self.close()

    def close(self):
        """Let everybody ask."""
        self._until, self._open, self._trying = 0.0, False, False

    def may_ask(self):
        """Whether the caller may ask now."""
        with self._lock:
            if not self._open:
                return True
            if time.monotonic() < self._until:
                return False
            self._until, self._trying = time.monotonic() + PAUSE, True
            return True

    def failed(self):
        """Nobody asks for a while. True where that is news: of many that fail at once the first says so."""
        with self._lock:
            news = self._trying or not self._open
            self._until, self._open, self._trying = time.monotonic() + PAUSE, True, False
            return news

    def answered(self):
        """Somebody got an answer. True where that ends a pause."""
        with self._lock:
            if not self._trying:
                return False  # an older question; a failure since then counts more
            self.close()
            return True


breaker = Breaker()


def seldom(what, seconds):
    """Whether it is time to say ``what`` again: what happens with every search would fill the log."""
    with _lock:
        now = time.monotonic()
        if now < _said.get(what, now):
            return False
        _said[what] = now + seconds
        return True


def over(what):
    """``what`` is over, so that it is news again. True where it was said."""
    with _lock:
        return _said.pop(what, None) is not None


def forget():
    """As in a process that has just begun. For tests."""
    breaker.close()
    with _lock:
        _kept.clear()
        _said.clear()
