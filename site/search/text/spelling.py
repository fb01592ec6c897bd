"""The words of the index, and which of them was meant by one that is not there."""

from collections import defaultdict

from .plan import weight_of
from .tokens import folded

SHORTEST = 4  # shorter words are taken as they are
TWO_FROM = 8  # from so many letters on two mistakes are allowed
MOST_MEANT = 3
ENDINGS = "ernas arnas ornas erna arna orna ens ets en et er ar or na n t s".split()  # longest first


def _letters(word):
    """The letters of ``word`` as bits: words that differ in many letters need no closer look."""
    mask = 0
    for sign in word:
        mask |= 1 << (ord(sign) % 61)
    return mask


def distance(one, other, most):
    """The number of letters to add, drop, change or swap with the next between two words; ``most + 1`` where above."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, row = None, list(range(len(other) + 1))
    for i, sign in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, sign_there in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (sign != sign_there))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == sign_there:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


class Vocabulary:
    """The words of one language in the index: {word: number of entries with it}, of ``total`` entries. Words are added
    as they come; :meth:`meant` looks among those with the same first letter first."""

    def __init__(self, total=0):
        self.total = total
        self.counts = {}
        self.stems = defaultdict(int)
        self.folds = {}
        self._near = defaultdict(list)

    def add(self, word, stem, count=1):
        """One more word."""
        if word in self.counts:
            return
        self.counts[word] = count
        self.stems[stem] += count
        if len(word) >= SHORTEST and word.isalpha():
            self._near[word[0], len(word)].append((word, _letters(word)))
        fold = folded(word)
        if fold != word and self.counts.get(self.folds.get(fold), 0) < count:
            self.folds[fold] = word

    def count(self, word, analyser):
        """In about how many entries a form of ``word`` stands."""
        count = self.stems.get(analyser.forms(word).stem, 0)
        if not count and word in self.folds:
            count = self.counts[self.folds[word]]
        return min(count, self.total)

    def weight(self, count):
        """How much a word tells that stands in ``count`` entries. One that stands in none tells as much as a rare one."""
        return weight_of(max(count, 1), max(self.total, 2))

    def knows(self, word, analyser):
        """Whether a form of ``word`` stands in the index."""
        return word in self.counts or analyser.forms(word).stem in self.stems

    def meant(self, word, analyser, unfinished=False):
        """Up to three known words that were probably meant by ``word``, the likeliest first. ``unfinished``: more letters
        may come, so that the beginning of a known word is right as it is."""
        if word in self.folds:
            return [self.folds[word]]
        if len(word) < SHORTEST or not word.isalpha():
            return []
        if unfinished and self.begins(word):
            return []
        if analyser.forms(word).pieces:
            return []  # a compound that nobody has written yet is no mistake
        return self._near_words(word) or self._near_without_ending(word) or self._mistaken_part(word, analyser)

    def begins(self, start):
        """Whether a known word begins with ``start``."""
        return any(
            word.startswith(start)
            # A copy: another thread may be adding words of another length.
            for (first, length), words in list(self._near.items())
            if first == start[0] and length > len(start)
            for word, _mask in words
        )

    def _near_words(self, word, most=None):
        most = most or (2 if len(word) >= TWO_FROM else 1)
        mask, plain = _letters(word), folded(word)
        ranked = []
        for first in self._first_letters(word):
            for length in range(len(word) - most, len(word) + most + 1):
                for other, bits in self._near.get((first, length), ()):
                    if (mask ^ bits).bit_count() > 2 * most + 2:
                        continue
                    apart = distance(word, other, most)
                    if apart > 1 or first != word[0]:
                        # A letter without its dots is no second mistake; another first letter is one.
                        apart = min(apart, distance(plain, folded(other), most) + 0.5)
                        apart += 0.5 * (first != word[0])
                    if apart <= most:
                        ranked.append((apart, -self.counts[other], other))
        return [other for _apart, _count, other in sorted(ranked)[:MOST_MEANT]]

    def _near_without_ending(self, word):
        """An inflected word whose base form is known, with one mistake: besultet is beslut."""
        for ending in ENDINGS:
            start = word.removesuffix(ending)
            if start != word and len(start) > SHORTEST:
                found = self._near_words(start, 1)
                if found:
                    return found
        return []

    def _first_letters(self, word):
        letters = {word[0]: None, word[1]: None}
        for sign in {"a": "åä", "o": "ö", "å": "aä", "ä": "aå", "ö": "o", "k": "c", "c": "k", "s": "c"}.get(
            word[0], ""
        ):
            letters[sign] = None
        return letters

    def _mistaken_part(self, word, analyser):
        """A compound that stands nowhere as a whole, with one part that is known and one that is misspelt."""
        lexicon = analyser.lexicon
        if lexicon is None:
            return []
        for cut in range(len(word) - SHORTEST, SHORTEST - 1, -1):
            head, tail = word[:cut], word[cut:]
            if lexicon.base.get(head) or (head.endswith("s") and lexicon.base.get(head[:-1])):
                near = self._near_words(tail)
                if near and near[0] != tail:
                    return [head + near[0]]
            if tail in self.counts:
                near = self._near_words(head, 1)
                if near and near[0] != head:
                    return [near[0] + tail]
        return []
