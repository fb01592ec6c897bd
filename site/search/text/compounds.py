"""Swedish compounds taken apart: "objektledarutbildning" is objekt, ledare and utbildning.

The parts must cover the whole word. The fewest parts win, and of those the split whose shortest part is longest; a part
that is a compound itself is taken apart in turn. What is a part is decided by a lexicon: a small list of our own and the
words that the site itself uses.
"""

SHORTEST = 4
LONGEST_ENDING = 5
# First parts that no rule makes.
IRREGULAR = {"års": "år", "löne": "lön", "tjänste": "tjänst", "barna": "barn", "mödra": "moder"}
_VOWELS = "aeiouyåäö"
# Ends of words that are no words: without them "förvaltning" would be "förvalt" and "ning".
NEVER = frozenset(
    "ning ningar ningen ande andet ares aren arna erna orna isk iska heten heter skap bara sam lig liga ligt else elser "
    "inna eri ist ister ism logi het ende iker tion tioner ment".split()
)


def joining_forms(word):
    """How ``word`` may look as the first part of a compound, beside itself: skola is skol, ledare ledar, gata gatu."""
    forms = set()
    if len(word) > 3 and word[-1] in "ae" and word[-2] not in _VOWELS:
        forms.add(word[:-1])
        if word[-1] == "a":
            forms.update((word[:-1] + "o", word[:-1] + "u", word[:-1] + "e"))
        else:
            forms.add(word[:-1] + "a")
    return forms


class Lexicon:
    """The words that compounds are split with. ``words`` are base forms or forms that the site uses, ``short`` those of
    two and three letters that count; ``stem`` is a function word -> stem, ``forms`` are inflected words known as such."""

    def __init__(self, words, short, stem, own=(), forms=()):
        self.stem, self._forms = stem, forms
        self._whole = frozenset(words)
        self._short = frozenset(short)
        self.base = {word: word for word in words if len(word) >= SHORTEST and word not in NEVER}
        self.base.update((word, word) for word in self._short)
        self.base.update(IRREGULAR)
        for word in sorted(words):  # in one order, so that every process splits alike
            for form in joining_forms(word):
                if len(form) >= SHORTEST or form in self._short:
                    self.base.setdefault(form, word)
        # What the site uses may be any form of a word, so that it serves as it is and not as the head of others.
        for word in sorted(own):
            if len(word) >= SHORTEST + 1 and word.isalpha() and word not in NEVER:
                self.base.setdefault(word, word)
                for form in joining_forms(word):
                    if len(form) > SHORTEST:
                        self.base.setdefault(form, word)
        self.stems = {}
        for word in self.base:
            self.stems.setdefault(stem(word), []).append(len(word))
        self._splits = {}

    def split(self, word):
        """The parts of ``word`` as base forms, () where it is no compound that can be covered."""
        found = self._splits.get(word)
        if found is None:
            if len(self._splits) > 100_000:
                self._splits.clear()
            # What our own list has is one word to a reader, whatever it was made of: plattform, bokslut.
            found = self._splits[word] = () if word in self._whole else self._split(word)
        return found

    def all_parts(self, word):
        """Every part on every level, the whole word left out: systemförvaltning and modell, then system, förvaltning."""
        found = []
        for part in self.split(word):
            found.append(part)
            found += [inner for inner in self.all_parts(part) if inner not in found]
        return tuple(dict.fromkeys(found))

    def leaves(self, word):
        """The parts of ``word`` that are no compounds themselves, () where it is none."""
        return tuple(leaf for part in self.split(word) for leaf in (self.leaves(part) or (part,)))

    def _first(self, piece):
        """The base form that ``piece`` stands for when another part follows; None where it is no part."""
        base = self.base.get(piece)
        if base is None and piece.endswith("s") and len(piece) >= SHORTEST:
            base = self.base.get(piece[:-1])
        return base

    def _last(self, piece):
        """The base form of the last part, which may be inflected; None where it is no part."""
        base = self.base.get(piece)
        if base is not None and (base == piece or len(piece) >= SHORTEST):
            return piece
        if len(piece) >= SHORTEST and piece not in NEVER:
            # An ending has at most five letters: "senheten" is no form of "sen".
            for length in self.stems.get(self.stem(piece), ()):
                if len(piece) - length <= (LONGEST_ENDING if length >= SHORTEST else LONGEST_ENDING - 2):
                    return piece
        return None

    def _split(self, word):
        length = len(word)
        if length < 2 * 3 or length > 60 or not word.isalpha():
            return ()
        # best[i]: (number of parts, -length of the shortest, parts) that cover word[:i]
        best = [None] * (length + 1)
        best[0] = (0, 0, ())
        for start in range(length):
            if best[start] is None:
                continue
            count, shortest, parts = best[start]
            for end in range(start + 2, length + 1):
                if start == 0 and end == length:
                    continue
                if 0 < length - end < 2:
                    continue
                piece = word[start:end]
                base = self._last(piece) if end == length else self._first(piece)
                if base is None:
                    continue
                smallest = len(piece) if not parts else min(-shortest, len(piece))
                unsure = end == length and piece not in self.base and piece not in self._forms
                candidate = (count + 1 + 0.5 * unsure, -smallest, (*parts, base))
                if best[end] is None or candidate[:2] < best[end][:2]:
                    best[end] = candidate
        return best[length][2] if best[length] and best[length][0] > 1 else ()
