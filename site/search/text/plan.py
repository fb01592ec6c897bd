"""A typed query becomes a plan: for each word that counts, all the ways in which an entry may hold it.

Every engine fetches candidates by the plan, and :mod:`search.text.ranking` puts them in order by it, so that engines
answer alike.
"""

import math
from dataclasses import dataclass, replace

from .tokens import normal, spans

MOST_CHARACTERS = 200
MOST_WORDS = 12
MOST_TOGETHER = 3  # words written apart that may be one: "data skydds ombud"
MOST_SYNONYMS = 12
SHORTEST_PREFIX = 2
PREFIX, KNOWN_PREFIX = 0.9, 0.4


@dataclass(frozen=True)
class Way:
    """One way in which a word may stand in an entry, by the forms of a word. ``quality`` from 0 to 1 is what the way
    itself is worth; ``prefix`` what a longer word that begins with it is. ``pieces`` are the parts of the compound: stem,
    weaker key, and what the part tells."""

    exact: str
    stem: str = ""
    broad: str = ""
    folds: tuple[str, ...] = ()
    pieces: tuple[tuple[str, str, float], ...] = ()
    quality: float = 1.0
    prefix: float = 0.0


@dataclass(frozen=True)
class Group:
    """One word of the query. ``ways`` are alternatives, each a row of ways that must all be there (a synonym of two
    words has two). ``weight`` says how much the word tells: the rarer, the more."""

    typed: str
    ways: tuple[tuple[Way, ...], ...]
    weight: float = 1.0
    count: int = 0


@dataclass(frozen=True)
class Plan:
    """What is looked for. ``words`` are the words as they were typed, ``together`` compounds that were written apart as
    (group, first and last place), ``corrected`` the words that were taken for others, as {typed: meant}."""

    typed: str
    language: str
    words: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    together: tuple[tuple[Group, int, int], ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()


class Planner:
    """Makes plans. ``analyser`` is of the language, ``vocabulary`` knows the words of the index, ``synonyms`` is a
    function word tuple -> [other word tuples], ``synonym`` what one of them is worth beside the word itself."""

    def __init__(self, analyser, vocabulary, synonyms=None, synonym=0.8):
        self.analyser = analyser
        self.vocabulary = vocabulary
        self.synonyms, self.synonym = synonyms, synonym

    def plan(self, typed, exact=False):
        """The :class:`Plan` of what was typed; ``exact``: without correction and synonyms."""
        cut = typed[:MOST_CHARACTERS]
        units = [unit for unit, _start, _end in spans(cut)][:MOST_WORDS]
        apart = {unit[-1]: unit[:-1] for unit in units if len(unit) > 2}
        words = [word for unit in units for word in (unit[-1:] if len(unit) > 2 else unit)]
        telling = [word for word in words if word not in self.analyser.stop] or words
        telling = telling[:MOST_WORDS]
        ends_open = bool(cut) and not cut[-1].isspace() and bool(telling) and words and words[-1] == telling[-1]
        groups, corrected = [], {}
        for place, word in enumerate(telling):
            last = place == len(telling) - 1 and ends_open
            group = self._group(word, last)
            if word in apart:
                group = replace(group, ways=(*group.ways, tuple(self._way(piece, 0.8) for piece in apart[word])))
            elif not exact and not self.vocabulary.knows(word, self.analyser):
                meant = self.vocabulary.meant(word, self.analyser, last)
                if meant:
                    corrected[word] = meant[0]
                    group = self._with_corrections(group, meant)
            groups.append(group)
        together = self._together(telling)
        if not exact and self.synonyms:
            groups, together = self._with_synonyms(telling, groups, together)
        return Plan(
            normal(cut).strip(), self.analyser.language, tuple(words), tuple(groups), together, tuple(corrected.items())
        )

    def _way(self, word, quality=1.0, prefix=0.0):
        forms = self.analyser.forms(word)
        pieces = forms.pieces or self._known_end(word)
        told = tuple(
            (stem, broad, self.vocabulary.weight(self.vocabulary.stems.get(stem, 0))) for stem, broad in pieces
        )
        return Way(word, forms.stem, forms.broad, forms.folds, told, quality, prefix)

    def _known_end(self, word):
        """The last part of a compound whose first part nobody knows, as a last resort."""
        lexicon = self.analyser.lexicon
        if lexicon is None or self.vocabulary.knows(word, self.analyser) or not word.isalpha():
            return ()
        for cut in range(2, len(word) - 3):
            if lexicon.stem(word[cut:]) in lexicon.stems:
                return ((lexicon.stem(word[cut:]), ""), (word, ""))
        return ()

    def _group(self, word, last=False):
        count = self.vocabulary.count(word, self.analyser)
        # Whoever has written a whole word means it rather than what it begins.
        prefix = (KNOWN_PREFIX if count else PREFIX) if last and len(word) >= SHORTEST_PREFIX else 0.0
        return Group(word, ((self._way(word, prefix=prefix),),), self.vocabulary.weight(count), count)

    def _with_corrections(self, group, meant):
        ways = tuple((self._way(word, 0.7 - 0.1 * place),) for place, word in enumerate(meant))
        count = max(self.vocabulary.count(word, self.analyser) for word in meant)
        return replace(group, ways=group.ways + ways, weight=self.vocabulary.weight(count), count=count)

    def _together(self, words):
        found = []
        for first in range(len(words)):
            for last in range(first + 1, min(first + MOST_TOGETHER, len(words))):
                joined = "".join(words[first : last + 1])
                if len(joined) <= 60 and self.vocabulary.knows(joined, self.analyser):
                    found.append((self._group(joined), first, last))
        return tuple(found)

    def _with_synonyms(self, words, groups, together):
        groups, together = list(groups), list(together)
        for first in range(len(words)):
            for last in range(first, min(first + MOST_TOGETHER, len(words))):
                others = self.synonyms(tuple(words[first : last + 1]))[:MOST_SYNONYMS]
                ways = tuple(tuple(self._way(word, self.synonym) for word in other) for other in others)
                if not ways:
                    continue
                if first == last:
                    groups[first] = replace(groups[first], ways=groups[first].ways + ways)
                else:
                    joined = " ".join(words[first : last + 1])
                    weight = max(group.weight for group in groups[first : last + 1])
                    together.append((Group(joined, ways, weight), first, last))
        return groups, tuple(together)


def weight_of(count, total):
    """How much a word tells that stands in ``count`` of ``total`` entries (BM25's inverse document frequency)."""
    return math.log(1 + (total - count + 0.5) / (count + 0.5)) if total > count else 0.05


def pieces(way):
    """The tokens that the parts of a compound are found by."""
    return [token for stem, broad, _weight in way.pieces for token in (stem, broad) if token]
