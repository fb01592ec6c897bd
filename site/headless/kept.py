"""Public answers that this process has made, kept by their ETag.

An ETag names the state of the content that it was made from, so an answer is never given after a change, whichever process
the change was made in: what is spared is the making, not the asking. Answers to readers with a token are not kept.
"""

import threading
from collections import OrderedDict

from django.http import HttpResponse

from .conf import setting

LARGEST = 1_000_000  # bytes of one answer
BESIDE = 1_000  # bytes that an answer takes beside its content: key, headers, places in lists


class _Kept:
    """The answers used last, up to so many bytes in all."""

    def __init__(self):
        self.lock, self.answers, self.size = threading.Lock(), OrderedDict(), 0

    def get(self, key):
        """(content, headers, language), or None."""
        with self.lock:
            found = self.answers.get(key)
            if found is not None:
                self.answers.move_to_end(key)
            return found

    def put(self, key, content, headers, language):
        most = setting("KEPT_ANSWERS")
        size = len(content) + BESIDE
        if size > min(LARGEST, most):
            return
        with self.lock:
            if key in self.answers:
                return
            self.answers[key] = (content, headers, language)
            self.size += size
            while self.size > most:
                _key, (oldest, _headers, _language) = self.answers.popitem(last=False)
                self.size -= len(oldest) + BESIDE

    def clear(self):
        with self.lock:
            self.answers.clear()
            self.size = 0


answers = _Kept()


def response_of(key):
    """(response, language) as they were made for this key, or None."""
    found = answers.get(key)
    if found is None:
        return None
    content, headers, language = found
    return HttpResponse(content, headers=headers), language


def keep(key, response, language):
    """Keep what was made for this key."""
    headers = {name: response[name] for name in ("Content-Type", "Surrogate-Key") if name in response}
    answers.put(key, response.content, headers, language)
