"""What editors have set for the search: synonyms, weights and picks, read once per process and change.

The rows stand in :mod:`search.models.editing`. Everything but :func:`tuning` and :func:`forget` is pure.
"""

import re
import unicodedata
from dataclasses import dataclass, field, fields
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from .weights import Weights

PICK, EXCLUDE = "pick", "exclude"
PAGE, DOCUMENT = "page", "document"
_WORD = re.compile(r"[^\W_]+")
_BETWEEN_WORDS = re.compile(r"[\n\r,;]+")


def normal(query):
    """The query as a key: small letters, and only words of letters and digits with one space between them."""
    # Composed before and after: "å" may come as two signs, and small letters may fall apart again.
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", query).casefold())
    return " ".join(_WORD.findall(text))


def split_words(text):
    """The words of a synonym group: one on each line, or with commas between; without surplus blanks."""
    return [word for part in _BETWEEN_WORDS.split(text) if (word := " ".join(part.split()))]


class Picked(NamedTuple):
    """One pick or exclusion: ``kind`` is pick or exclude, ``source`` and ``key`` name the entry of the index; ``ends_on``
    is its last day."""

    kind: str
    source: str
    key: str
    ends_on: date


@dataclass(frozen=True)
class Tuning:
    """What holds for searches in one language. ``synonyms`` are groups of words as editors wrote them, ``picks`` is
    {normal query: picks in order}; :meth:`picks_for` leaves out those that have ended."""

    synonyms: tuple[tuple[str, ...], ...] = ()
    weights: Weights = field(default_factory=Weights)
    picks: dict[str, tuple[Picked, ...]] = field(default_factory=dict)

    def picks_for(self, query, today=None):
        """((kind, source, key), …) in order, of those in force on ``today`` (in Sweden); ``query`` as it was typed."""
        found = self.picks.get(normal(query), ()) if self.picks else ()
        if not found:
            return ()
        today = today or timezone.localdate()
        return tuple((row.kind, row.source, row.key) for row in found if row.ends_on >= today)


def from_rows(groups, weights, picks):
    """A :class:`Tuning` of plain rows: texts of words, {weight: number} or None, and for each pick, in order,
    (normal query, kind, page's key, document's key, last day). What points at nothing is passed over."""
    synonyms = tuple(words for text in groups if len(words := tuple(split_words(text))) > 1)
    by_query = {}
    for query, kind, page, document, ends_on in picks:
        source, key = (PAGE, page) if page is not None else (DOCUMENT, document)
        if key is not None:
            by_query.setdefault(query, []).append(Picked(kind, source, str(key), ends_on))
    known = {one.name for one in fields(Weights)}
    return Tuning(
        synonyms,
        Weights(**{name: number for name, number in (weights or {}).items() if name in known}),
        {query: tuple(rows) for query, rows in by_query.items()},
    )


_kept = {}  # language: (number, Tuning)


def tuning(language, number):
    """The :class:`Tuning` for ``language``; read anew, with three queries, where ``number``, which is that of
    ``state.CONFIG``, is another than the last time."""
    kept = _kept.get(language)
    if kept is None or kept[0] != number:
        # The number was read before the rows: what is newer than it says is read once more, and never the other way.
        kept = _kept[language] = (number, _read(language))
    return kept[1]


def forget():
    """Read everything anew the next time: for tests, whose numbers go back with their rows."""
    _kept.clear()


def _read(language):
    from .models import Pick, SearchWeights, SynonymGroup

    rows = Pick.objects.filter(language=language).order_by("order", "pk")
    return from_rows(
        SynonymGroup.objects.filter(language=language).order_by("pk").values_list("words", flat=True),
        SearchWeights.objects.values().first(),
        rows.values_list("key", "kind", "page_id", "document_id", "ends_on"),
    )
