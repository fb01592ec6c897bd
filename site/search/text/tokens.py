"""Text becomes words: small letters and digits, the same on every engine."""

import re
import unicodedata
from itertools import chain

LONGEST = 60
MOST_KEPT, LONGEST_KEPT = 200_000, 100
# A word, with the signs that may stand inside one: PUB-avtal, it:s, K/R/T, v2.1, don't.
_WORD = re.compile(r"[^\W_]+(?:[-‐‑–'’:/.&][^\W_]+)*", re.UNICODE)
_PIECE = re.compile(r"[^\W_]+", re.UNICODE)
# The same in text as it is, where a letter may be followed by its marks, a soft hyphen or a blank of no width.
_LETTERS = r"(?:[^\W_][\u0300-\u036f\u00ad\u200b]*)+"
WRITTEN = re.compile(rf"{_LETTERS}(?:[-‐‑–'’:/.&]{_LETTERS})*", re.UNICODE)
_ENDING = re.compile(r":(s|n|en|et|ns|ens|ets|er|erna|ar|arna)$")
_RARE = re.compile("[øæßđł\u00ad\u200b]")
_SPECIAL = str.maketrans({"ø": "ö", "æ": "ä", "ß": "ss", "đ": "d", "ł": "l", "\u00ad": None, "\u200b": None})


def normal(text):
    """``text`` in small letters and one form of Unicode, without soft hyphens and lone surrogates."""
    text = text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
    text = unicodedata.normalize("NFKC", text).lower()
    return text.translate(_SPECIAL) if _RARE.search(text) else text


def spans(text):
    """[(words, start, end)] of ``text`` as it is: one word, or the parts of one that is joined by a sign and the whole."""
    found = []
    for match in WRITTEN.finditer(text):
        for written in _WORD.findall(normal(match.group())):
            unit = words_in(written)
            if len(unit) < 2 or unit[-1] == "".join(unit[:-1]):
                found.append((unit, match.start(), match.end()))
            else:  # "drift/support/utveckling" is no word: each part stands for itself
                found += [((word,), match.start(), match.end()) for word in unit]
    return [row for row in found if row[0]]


def words_in(written):
    """The words of one written unit: "pub-avtal" is pub, avtal and pubavtal; "it:s" is it."""
    if written.isalnum():
        return (written[:LONGEST],)
    written = _ENDING.sub("", written)
    pieces = _PIECE.findall(written)
    if len(pieces) < 2:
        return tuple(piece[:LONGEST] for piece in pieces)
    whole = "".join(pieces)
    kept = [piece[:LONGEST] for piece in pieces]
    # "och/eller" and "slut.Början" are two words; the whole is kept where it can be one.
    if len(whole) <= LONGEST and ("-" in written or "‑" in written or "‐" in written or len(whole) <= 8):
        kept.append(whole)
    return tuple(kept)


def words(text):
    """All words of ``text`` in order."""
    return list(words_of(units(text)))


def units(text):
    """The written units of ``text`` in order, in small letters: what words are made of, with no space in them."""
    return list(chain.from_iterable(map(_pieces.__getitem__, text.split())))


def words_of(written):
    """The words of :func:`units`, each as often as it comes."""
    return chain.from_iterable(map(_units.__getitem__, written))


def distinct_words(written):
    """The different words of :func:`units`."""
    found = set(written)
    joined = [unit for unit in found if not unit.isalnum() or len(unit) > LONGEST]
    return found.difference(joined).union(words_of(joined))


class Kept(dict):
    """What ``make`` makes of a key, made once: a text repeats its words. All is dropped when it becomes too much."""

    def __init__(self, make):
        super().__init__()
        self._make = make

    def __missing__(self, key):
        if len(self) > MOST_KEPT:
            self.clear()
        found = self._make(key)
        if len(key) <= LONGEST_KEPT:
            self[key] = found
        return found


# No word has a space in it, so that a text can be looked at from space to space.
_pieces = Kept(lambda piece: tuple(_WORD.findall(normal(piece))))
_units = Kept(words_in)


def _seen(text):
    plain = normal(text)
    return plain, tuple(sorted(words_in(plain), key=len, reverse=True))


# {a word as it is written: (the same in small letters, its words, the longest first)}
written_words = Kept(_seen)


def folded(word):
    """``word`` without the marks on its letters: å and ä are a, ö is o, é is e."""
    if word.isascii():
        return word
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))
