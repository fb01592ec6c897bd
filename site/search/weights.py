"""How much each kind of match counts. Numbers without unit: only their proportions matter."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Weights:
    """The weights of the ranking. ``exact``, ``stem``, ``parts`` and ``fold`` say how much a word counts that was found
    as written, in another form, as a part of a compound, and without å ä ö; ``title`` and ``body`` where it stood.
    ``synonym`` is what another word for the same thing counts beside the word itself, ``phrase`` what the words in
    their order in the title add, ``recency`` what a news item of today adds to one that is long past."""

    exact: float = 1.0
    stem: float = 0.9
    parts: float = 0.6
    fold: float = 0.5
    title: float = 3.0
    body: float = 1.0
    synonym: float = 0.8
    phrase: float = 1.0
    recency: float = 0.3
