"""The part of a text that shows why it was found, with the found words marked; the same for every engine."""

import re
from collections import Counter
from html import escape

from .tokens import WRITTEN, written_words

LENGTH = 190  # characters, about two lines
LONGEST = 80  # so far back a word may begin that is cut by the start
_END = re.compile(r"[.!?:]\s+")


class Marker:
    """Finds what a plan's words are in a text. ``analyser`` is that of the text's language."""

    def __init__(self, plan, analyser):
        self.analyser = analyser
        self.exact, self.prefixes, self.stems, self.folds = {}, [], {}, {}
        self.whole_parts, self.pieces = {}, {}
        groups = [*plan.groups, *(group for group, _first, _last in plan.together)]
        for number, group in enumerate(groups):
            for way in (way for ways in group.ways for way in ways):
                self.exact.setdefault(way.exact, number)
                if way.prefix:
                    self.prefixes.append((way.exact, number))
                if way.stem:
                    self.stems.setdefault(way.stem, number)
                    self.whole_parts.setdefault(way.stem, (number, way.exact))
                if way.broad:
                    self.stems.setdefault(way.broad, number)
                for stem, broad, _weight in way.pieces:
                    self.pieces.setdefault(stem, number)
                    self.pieces.setdefault(broad or stem, number)
                for fold in (*way.folds, way.exact):
                    self.folds.setdefault(fold, number)
        self.keys = frozenset((*self.exact, *self.stems, *self.whole_parts, *self.pieces, *self.folds))
        self._known = {}

    def _look(self, word):
        """(number of the group, whether it is the word itself, what to mark of it) of one word; None where it is none."""
        if word in self.exact:
            return self.exact[word], True, word
        for start, number in self.prefixes:
            if word.startswith(start):
                return number, True, start
        forms = self.analyser.forms(word)
        if self.keys.isdisjoint(forms.keys):
            return None
        for key in (forms.stem, forms.broad):
            if key and key in self.stems:
                return self.stems[key], True, word
        for part in forms.parts:
            if part in self.whole_parts:
                number, typed = self.whole_parts[part]
                return number, True, typed if typed in word else word
        for fold in forms.folds:
            if fold in self.folds:
                return self.folds[fold], True, word
        for part in (forms.stem, forms.broad, *forms.parts):
            if part in self.pieces:
                return self.pieces[part], False, word
        return None

    def spans(self, text):
        """[(start, end, number of the group)] of what is to be marked in ``text``. Parts of a compound are marked only
        where the whole is not there."""
        found = []
        for match in WRITTEN.finditer(text):
            written = match.group()
            hit = self._known.get(written, False)
            if hit is False:
                hit = self._known[written] = self._within(written)
            if hit is not None:
                start, end, number, itself = hit
                found.append((match.start() + start, match.start() + end, number, itself))
        whole = {number for _start, _end, number, itself in found if itself}
        return [(start, end, number) for start, end, number, itself in found if itself or number not in whole]

    def _within(self, written):
        """(start, end, group, itself) within one written word: of a compound the part that was looked for, where it is
        seen."""
        plain, words = written_words[written]
        # Of PUB-avtal rather the whole than a part, and rather a part by itself than one within another word.
        hits = [(word, hit) for word in words if (hit := self._look(word))]
        if not hits:
            return None
        word, (number, itself, shown) = next((row for row in hits if row[1][1]), hits[0])
        place = plain.find(shown) if len(plain) == len(written) else -1
        if place < 0 or (shown == word and word != plain and len(word) == sum(map(str.isalnum, plain))):
            return 0, len(written), number, itself
        return place, place + len(shown), number, itself


def snippet(text, marker, length=LENGTH):
    """About ``length`` characters of ``text`` as safe HTML, around the place with the most of what was looked for; its
    beginning where there is nothing of it."""
    spans = marker.spans(text)
    start = _best_start(text, spans, length)
    end = _end(text, start, length)
    pieces, last = [], start
    for begin, stop, _number in spans:
        if begin >= start and stop <= end:
            pieces += [escape(text[last:begin]), "<mark>", escape(text[begin:stop]), "</mark>"]
            last = stop
    pieces.append(escape(text[last:end]))
    return ("… " if start else "") + "".join(pieces).strip() + (" …" if end < len(text) else "")


def _best_start(text, spans, length):
    """Where the part begins: at the start of the sentence or the words that hold the most different groups."""
    best, where = (0, 0), 0
    inside, after = Counter(), 0  # how many of each group the window holds, which moves on with its first mark
    for place, (begin, _stop, number) in enumerate(spans):
        while after < len(spans) and spans[after][1] <= begin + length - 20:
            inside[spans[after][2]] += 1
            after += 1
        value = (len(inside), min(after - place, 6))
        if value > best:
            best, where = value, begin
        inside[number] -= 1
        if inside[number] <= 0:  # a mark longer than the window was never in it
            del inside[number]
        after = max(after, place + 1)
    if where < length // 2:
        return 0
    earliest = max(where - length // 3, 0)
    ends = [match.end() for match in _END.finditer(text, earliest, where)]
    if ends:
        return ends[0]
    return _word_start(text, earliest)


def _word_start(text, place):
    """The beginning of the word around ``place``; the place itself in a word without end."""
    for start in range(place, max(place - LONGEST, 0), -1):
        if text[start - 1].isspace():
            return start
    return place if place > LONGEST else 0


def _end(text, start, length):
    """Where about ``length`` characters end, between two words."""
    end = start + length
    if end >= len(text):
        return len(text)
    for last in range(end, start, -1):
        if text[last].isspace():
            return last
    return end
