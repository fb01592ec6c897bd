"""Words and their Swedish stems, the same when a text goes into the index and when somebody looks for it.

What comes out has letters and digits only, so no engine reads an operator in it.
"""

import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer

LONGEST = 60  # letters of a word; the rest does not tell two words apart, and PostgreSQL refuses very long ones
_WORD = re.compile(r"[^\W_]+")
_ALIKE = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "\u00ad": None}
)
_SOFT_HYPHEN = "\u00ad"
_own = threading.local()


def words(text):
    """The words of ``text`` in order, in small letters and without the marks on letters: "På-Språng" is pa, sprang."""
    return [folded for word in _plain(text) if (folded := _folded(word))]


def stems(text):
    """The stems of the words of ``text`` in order: "Systemets" is system. Not shorter words in longer ones."""
    return [stem for word in _plain(text) if (stem := _stem(word))]


def _plain(text):
    whole = unicodedata.normalize("NFKC", text).replace(_SOFT_HYPHEN, "").lower()
    return [word[:LONGEST] for word in _WORD.findall(whole)]


@lru_cache(maxsize=50_000)
def _stem(word):
    if not word.isalpha():
        return _folded(word)
    if not hasattr(_own, "stemmer"):  # it remembers the word it is at, so each thread has its own
        _own.stemmer = snowballstemmer.stemmer("swedish")
    return _folded(_own.stemmer.stemWord(word))


def _folded(word):
    if word.isascii():
        return word
    parted = unicodedata.normalize("NFKD", word).translate(_ALIKE)
    return "".join(sign for sign in parted if sign.isalnum())
