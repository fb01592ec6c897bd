"""What a word and a text become, at both ends of a search: the same four channels on every engine.

exact: the word as written, in small letters. stem: its stem, and a weaker key over derivations. parts: the stems of the
parts of a compound. fold: word and stem without å, ä, ö. A form that equals the word itself stands in exact alone.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from .compounds import Lexicon
from .stems import SWEDISH, overrides, read_lines, stemmer_of, stop_words
from .tokens import Kept, folded, units, words_in

# Marks the weaker key, so that it never meets a stem. A digit, since every engine keeps it.
BROAD = "0"
MOST_WORDS = 40_000


@dataclass(frozen=True)
class Forms:
    """One word in all its forms. ``parts`` are stems, of every level; ``pieces`` are (stem, weaker key)
    of the parts that are no compounds themselves."""

    exact: str
    stem: str
    broad: str = ""
    parts: tuple[str, ...] = ()
    pieces: tuple[tuple[str, str], ...] = ()
    folds: tuple[str, ...] = ()

    @cached_property
    def keys(self):
        """Whatever a query can meet this word by."""
        return frozenset((self.exact, self.stem, self.broad, *self.parts, *self.folds))


@dataclass
class TextChannels:
    """The words of one text, ready for an engine: each a string of tokens with one space between them."""

    exact: str = ""
    stem: str = ""
    parts: str = ""
    fold: str = ""


@lru_cache(maxsize=1)
def shipped_words():
    """(words, short words) of our own list for splitting compounds."""
    return frozenset(read_lines("words_sv.txt")), frozenset(read_lines("short_sv.txt"))


class Analyser:
    """Words and texts of one language. ``own`` are the words that the site itself uses, for splitting compounds."""

    def __init__(self, language, own=()):
        self.language, self.own = language, own
        self.stemmer = stemmer_of(language)
        self.stop = stop_words(language)
        self.lexicon = None
        if language == SWEDISH:
            shipped, short = shipped_words()
            self.lexicon = Lexicon(shipped, short, self.stemmer.stem, own, overrides())
        self._forms, self._lines = Kept(self._make), Kept(self._line)

    def forms(self, word):
        """The :class:`Forms` of one word. Each distinct word is looked at once."""
        return self._forms[word]

    def _make(self, word):
        stem = self.stemmer.stem(word)
        broad = self._broad(word)
        parts, pieces = (), ()
        if self.lexicon is not None:
            split = self.lexicon.split(word)
            parts = tuple(dict.fromkeys(self.stemmer.stem(part) for part in self.lexicon.all_parts(word)))
            # The last part says what the thing is: systemförvaltning is förvaltning. It counts twice.
            parts += tuple(self.stemmer.stem(part) for part in split[-1:])
            pieces = tuple(
                (self.stemmer.stem(part), self._broad(part)) for part in dict.fromkeys(self.lexicon.leaves(word))
            )
        folds = tuple(dict.fromkeys(fold for fold in (folded(word), folded(stem)) if fold not in (word, stem)))
        return Forms(word, stem, broad, parts, pieces, folds)

    def _broad(self, word):
        broad = self.stemmer.broad(word)
        return broad + BROAD if broad else ""

    def channels(self, text, most=MOST_WORDS):
        """The :class:`TextChannels` of ``text``, of its first ``most`` written units."""
        return self.channels_of(units(text), most)

    def channels_of(self, written, most=MOST_WORDS):
        """The same of a text's :func:`~search.text.tokens.units`, of which ``most`` are looked at."""
        lines = list(map(self._lines.__getitem__, written[:most]))
        return TextChannels(*(" ".join(filter(None, column)) for column in zip(*lines, strict=True)))

    def _line(self, written):
        """What one occurrence of a unit adds to each channel."""
        exact = words_in(written)
        made = [self._forms[word] for word in exact]
        stems = [key for word in made for key in (word.stem if word.stem != word.exact else "", word.broad) if key]
        parts = [part for word in made for part in word.parts]
        return " ".join(exact), " ".join(stems), " ".join(parts), " ".join(fold for word in made for fold in word.folds)
