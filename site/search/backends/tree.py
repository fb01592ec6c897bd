"""What is asked, as a tree that every engine can answer. Pure.

A leaf holds words. A branch joins leaves and branches; in "but" the first part must match and the second must not. Nothing
else is left: ``Not`` and ``MATCH_ALL`` inside a query are worked out here, since the engines differ in what they can.
"""

from dataclasses import dataclass, replace

from modelsearch.query import And, Boost, MatchAll, Not, Or, Phrase, PlainText

ALL, ANY, PHRASE = "all", "any", "phrase"
AND, OR, BUT = "and", "or", "but"
# More words than anybody types; whatever comes after them is not looked for.
MOST_WORDS = 60


@dataclass(frozen=True)
class Leaf:
    """Words that must ``all`` be there, ``any`` of them, or all of them as a ``phrase``; the last may go on: ``prefix``."""

    words: tuple
    how: str = ALL
    prefix: bool = False
    boost: float = 1.0


@dataclass(frozen=True)
class Branch:
    """``and``, ``or`` or ``but`` with its parts."""

    how: str
    parts: tuple


EVERYTHING = Branch(AND, ())


@dataclass(frozen=True)
class Asked:
    """Rows that match ``node``; all the others where it is ``negated``."""

    node: Leaf | Branch
    negated: bool = False

    @property
    def is_all(self):
        return self.node is EVERYTHING and not self.negated

    @property
    def is_none(self):
        return self.node is EVERYTHING and self.negated


NOTHING = Asked(EVERYTHING, negated=True)


class Reader:
    """Reads one query. ``words`` makes words of a text; ``prefix``: the last word of a text may go on."""

    def __init__(self, words, prefix=False):
        self.words = words
        self.prefix = prefix
        self.left = MOST_WORDS

    def read(self, query):
        """The tree of a search query. One without a word in it asks for nothing."""
        return self._read(query, 1.0) or NOTHING

    def _read(self, query, boost):
        """As :meth:`read`, and None for a query, or a part of one, that says nothing."""
        if isinstance(query, MatchAll):
            return Asked(EVERYTHING)
        if isinstance(query, PlainText):
            how = ALL if query.operator == "and" else ANY
            return self._leaf(query.query_string, how, boost * query.boost)
        if isinstance(query, Phrase):
            return self._leaf(query.query_string, PHRASE, boost)
        if isinstance(query, Boost):
            return self._read(query.subquery, boost * query.boost)
        if isinstance(query, Not):
            inner = self._read(query.subquery, boost)
            return inner and Asked(inner.node, not inner.negated)
        if isinstance(query, (And, Or)):
            parts = [self._read(part, boost) for part in query.subqueries]
            return joined([part for part in parts if part], isinstance(query, And))
        raise NotImplementedError(f"`{query.__class__.__name__}` is not supported by this search backend.")

    def _leaf(self, text, how, boost):
        found = self.words(text)[: self.left]
        if not found:
            return None
        if how != PHRASE:  # each word once, but for a last one that may go on
            found = [*dict.fromkeys(found[:-1]), found[-1]] if self.prefix else list(dict.fromkeys(found))
        self.left -= len(found)
        return Asked(Leaf(tuple(found), how, self.prefix and how != PHRASE, boost))


def joined(parts, with_and):
    """Several together: all of them, or, which is the same turned around twice, any of them."""
    if not parts:
        return None
    if not with_and:
        turned = joined([replace(part, negated=not part.negated) for part in parts], with_and=True)
        return replace(turned, negated=not turned.negated)
    if any(part.is_none for part in parts):
        return NOTHING
    wanted = [part.node for part in parts if not part.negated and not part.is_all]
    unwanted = [part.node for part in parts if part.negated]
    if wanted and unwanted:
        return Asked(Branch(BUT, (branch(AND, wanted), branch(OR, unwanted))))
    if wanted:
        return Asked(branch(AND, wanted))
    return Asked(branch(OR, unwanted), negated=True) if unwanted else Asked(EVERYTHING)


def branch(how, nodes):
    """The nodes under one branch, flat and each once: engines refuse what is nested deeply."""
    flat = []
    for node in nodes:
        flat.extend(node.parts if isinstance(node, Branch) and node.how == how else [node])
    flat = list(dict.fromkeys(flat))
    return flat[0] if len(flat) == 1 else Branch(how, tuple(flat))


def wanted_leaves(node):
    """The leaves that a row may match, for its score: none of those that it must not."""
    if isinstance(node, Leaf):
        return [node]
    parts = node.parts[:1] if node.how == BUT else node.parts
    return [leaf for part in parts for leaf in wanted_leaves(part)]
