"""Puts candidates in order, the same for every engine: pure functions over the channels of an entry.

Tiers come before sums: an entry with all the words stands before one with some of them. Inside of a tier the words count
as in BM25F: rare words tell more, each further occurrence less, a title more than a body, a long body less.
"""

import math
from dataclasses import dataclass, replace

from search.weights import Weights

from .plan import PREFIX

K1 = 1.2
B = 0.6
PART_POWER = 2.0  # how much a compound loses of which parts are missing
PART = 0.74  # the last part of a compound is there twice, and must not count more than a form of the word itself
NOT_ALL = 0.87  # what an entry can hold at most that lacks a word, be it the commonest
PHRASE_IN_TITLE, PHRASE_IN_BODY = 0.1, 0.03  # what the words in their order add
ENOUGH = 0.2  # what a word must score to count as found in full


@dataclass(slots=True)
class Words:
    """The channels of one entry with a space on each side of each token, two between them, so that counting one is a
    search for " token " that finds the next one too."""

    t_exact: str
    t_stem: str
    t_parts: str
    t_fold: str
    b_exact: str
    b_stem: str
    b_parts: str
    b_fold: str
    title_words: int = 1
    length: int = 1

    @classmethod
    def of(cls, *channels):
        padded = [f" {channel} ".replace(" ", "  ") for channel in channels]
        return cls(*padded, title_words=_number(channels[0]), length=_number(channels[4]))


def _number(channel):
    return channel.count(" ") + 1


def _count(text, token):
    return text.count(f" {token} ")


def _whole(group):
    """The group without what finds other words: parts of compounds, derivations, and what a whole word is the beginning
    of."""
    return replace(
        group,
        ways=tuple(
            tuple(replace(way, pieces=(), broad="", prefix=way.prefix if way.prefix >= PREFIX else 0.0) for way in ways)
            for ways in group.ways
        ),
    )


class Ranker:
    """Scores entries for one plan. ``average`` is the mean number of words in a body."""

    def __init__(self, plan, weights=None, average=150.0):
        self.plan = plan
        self.weights = weights or Weights()
        self.average = max(average, 1.0)
        self.whole = (
            [_whole(group) for group in plan.groups],
            [(_whole(group), first, last) for group, first, last in plan.together],
        )
        typed = [group.typed for group in plan.groups]
        self.phrase = f" {'  '.join(typed)} " if len(typed) > 1 else ""
        self.total = sum(group.weight for group in plan.groups) or 1.0

    def score(self, words):
        """(score, share of the query that was found): both 0 where nothing was."""
        scores = self._scores(words)
        total = found = 0.0
        for group, value in zip(self.plan.groups, scores, strict=True):
            total += group.weight * value
            found += group.weight * min(value / ENOUGH, 1.0)
        share = found / self.total
        if not all(scores):
            share = min(share, NOT_ALL)
        score = total / self.total
        if self.phrase and score:
            in_title, in_body = self.phrase in words.t_exact, self.phrase in words.b_exact
            score += self.weights.phrase * (PHRASE_IN_TITLE * in_title + PHRASE_IN_BODY * in_body)
        return score, share

    def _scores(self, words, groups=None, together=None):
        """For each word of the query how well the entry holds it."""
        scores = [self.group(group, words) for group in (self.plan.groups if groups is None else groups)]
        for group, first, last in self.plan.together if together is None else together:
            joined = self.group(group, words)
            if joined:
                for place in range(first, last + 1):
                    scores[place] = max(scores[place], joined)
        return scores

    def named(self, words):
        """How well the title alone holds every word of the query, from 0; 0 where it lacks one. Parts of compounds do not
        count: whoever writes "objektplan" does not name "Objektägare"."""
        title = replace(words, t_parts=" ", b_exact=" ", b_stem=" ", b_parts=" ", b_fold=" ")
        scores = self._scores(title, *self.whole)
        return sum(scores) / len(scores) if scores and all(scores) else 0.0

    def meant(self, words):
        """{typed: meant} of the corrected words, by what this entry holds."""
        first_guess, found = dict(self.plan.corrected), {}
        for group in self.plan.groups:
            if group.typed in first_guess:
                ways = [ways for ways in group.ways if ways[0].exact != group.typed]
                # The word itself must stand there, not its parts: else a word that nobody may see would be named.
                ways = [tuple(replace(way, pieces=()) for way in row) for row in ways]
                best = max(ways, key=lambda row: min(self.way(way, words) for way in row), default=None)
                if best is not None and all(self.way(way, words) for way in best):
                    found[group.typed] = " ".join(way.exact for way in best)
        return found

    def group(self, group, words):
        best = second = 0.0
        for ways in group.ways:
            value = min(self.way(way, words) for way in ways)
            if value > best:
                best, second = value, best
            else:
                second = max(second, value)
        return best + 0.2 * second * (1 - best)

    def way(self, way, words):
        """From 0 to about 1: how well the entry holds the word in this way."""
        value = self._saturated(
            self._field(way, words.t_exact, words.t_stem, words.t_parts, words.t_fold),
            self._field(way, words.b_exact, words.b_stem, words.b_parts, words.b_fold),
            words,
        )
        if way.pieces:
            value = max(value, self._pieces(way, words))
        return way.quality * value

    def _saturated(self, title, body, words):
        if not title and not body:
            return 0.0
        w = self.weights
        norm = 1 - B + B * words.length / self.average
        title_norm = 0.6 + 0.4 * words.title_words / 4
        amount = w.title * title / title_norm + w.body * body / norm
        return amount / (amount + K1)

    def _pieces(self, way, words):
        """The parts of a compound that stand apart in the entry: all of them, or as a last resort some."""
        found = held = total = 0.0
        for stem, broad, weight in way.pieces:
            title = _anywhere(stem, broad, words.t_exact, words.t_stem, words.t_parts)
            body = _anywhere(stem, broad, words.b_exact, words.b_stem, words.b_parts)
            value = self._saturated(title, body, words)
            found += weight * value
            held += weight * bool(value)
            total += weight
        return self.weights.parts * found / total * (held / total) ** PART_POWER if found else 0.0

    def _field(self, way, exact, stem, parts, fold):
        w = self.weights
        plain = _count(exact, way.exact)
        amount = w.exact * plain
        if way.prefix:
            amount += way.prefix * (exact.count(f" {way.exact}") - plain)
        stems = 0
        if way.stem:
            stems = _count(stem, way.stem)
            if way.stem != way.exact:
                stems += _count(exact, way.stem) - plain
            amount += w.stem * max(stems, 0) + w.parts * PART * _count(parts, way.stem)
        if way.broad:  # a form of the word has this key too, and was counted
            amount += w.parts * 0.6 * max(_count(stem, way.broad) - plain - max(stems, 0), 0)
        if not amount:
            folds = sum(_count(fold, token) for token in {*way.folds, way.exact, way.stem})
            amount = w.fold * (folds + sum(_count(exact, token) for token in way.folds))
        return amount


def _anywhere(piece, broad, exact, stem, parts):
    plain = _count(exact, piece) + _count(stem, piece) + 0.7 * _count(parts, piece)
    return plain or (0.7 * _count(stem, broad) if broad else 0.0)


def recency(day, today, weight):
    """What the day of an entry adds to its score: ``weight`` today, half of it after ninety days."""
    if day is None or not weight:
        return 0.0
    return weight * math.pow(0.5, max((today - day).days, 0) / 90)
