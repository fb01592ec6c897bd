"""The forms of one word brought together: the Snowball stemmers (BSD), with our own list where they part what belongs
together, and a weaker key over derivations: beställa, beställning, beställare."""

import re
from functools import lru_cache
from pathlib import Path
from threading import Lock

import snowballstemmer

DATA = Path(__file__).parent / "data"
SWEDISH, ENGLISH = "sv", "en"
_NAMES = {SWEDISH: "swedish", ENGLISH: "english"}
# What remains must have four letters; of the endings that fit the longest goes.
_DERIVED = re.compile(
    "(?:ningarnas|ningarna|ningars|ningens|ningar|ningen|nings|ning|ingarnas|ingarna|ingars|ingens|ingar|ingen|ings|ing|"
    "andets|andet|andes|ande|endet|ende|arnas|arna|arens|aren|ares|are|ats|at|ades|ade|ad|ar|as|an|a|er|en)$"
)
_SHORTEST = 4
MOST_KEPT = 200_000


def read_lines(name):
    """The lines of a data file, without comments and empty ones."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=1)
def overrides():
    """{form: stem} for the Swedish forms that the stemmer parts from their word."""
    return dict(line.split("\t") for line in read_lines("stems_sv.txt"))


@lru_cache(maxsize=8)
def stemmer_of(language):
    """The process's :class:`Stemmer` of a language, which keeps the stems that it has made."""
    return Stemmer(language)


@lru_cache(maxsize=8)
def stop_words(language):
    """Words that say nothing about what is looked for; empty for a language without a list."""
    return frozenset(read_lines(f"stop_{language}.txt")) if language in _NAMES else frozenset()


class Stemmer:
    """Stems of one language. A language without a stemmer keeps its words as they are."""

    def __init__(self, language):
        self.language = language
        self._snowball = snowballstemmer.stemmer(_NAMES[language]) if language in _NAMES else None
        self._own = overrides() if language == SWEDISH else {}
        self._kept = {}
        self._lock = Lock()  # the stemmer in Python keeps its place in the word in itself

    def stem(self, word):
        """The key that the forms of ``word`` share. Words with digits stay."""
        own = self._own.get(word)
        if own is not None:
            return own
        if self._snowball is None or len(word) < 3 or not word.isalpha():
            return word
        if self._own and word.endswith("s") and word[:-1] in self._own:
            return self._own[word[:-1]]
        found = self._kept.get(word)
        if found is None:
            if len(self._kept) > MOST_KEPT:
                self._kept.clear()
            found = self._kept[word] = self._by_last_part(word) or self._by_rules(word)
        return found

    def _by_rules(self, word):
        with self._lock:
            return self._snowball.stemWord(word)

    def _by_last_part(self, word):
        """A compound is inflected like its last part: checklistan like listan. Empty where the list knows no such part."""
        for start in range(3, len(word) - 4):
            own = self._own.get(word[start:])
            if own is not None:
                return word[:start] + own
        return ""

    def broad(self, word):
        """A weaker key that derivations share too; empty where there is none."""
        if self.language != SWEDISH or len(word) < _SHORTEST + 1 or not word.isalpha():
            return ""
        ending = _DERIVED.search(word, _SHORTEST)
        return word[: ending.start()] if ending else word
