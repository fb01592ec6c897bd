"""What engines take and give."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from search.text.ranking import Words

MOST = 1000  # hits that are ranked and counted one by one
WINDOW = 100  # of those, how many are put in order by their words
ON_A_PAGE = 10
BROAD = 1500  # a word in more entries than this says nothing by standing in a body


def is_broad(plan):
    """Whether every word of the plan stands nearly everywhere, so that ranking bodies would cost much and tell nothing."""
    return bool(plan.groups) and all(group.count > BROAD for group in plan.groups)


@dataclass(frozen=True)
class Scope:
    """Where a visitor may look. ``hidden_paths`` are tree paths of pages, ``hidden_collections`` of collections; None:
    every collection that has a restriction, as for somebody who is not signed in."""

    language: str
    hidden_paths: tuple[str, ...] = ()
    hidden_collections: tuple[str, ...] | None = None
    audiences: tuple[str, ...] = ("",)


@dataclass(frozen=True)
class Narrow:
    """What the reader has chosen: values of kind, role, object and year. Empty: all."""

    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    years: tuple[str, ...] = ()

    def __bool__(self):
        return bool(self.kinds or self.roles or self.objects or self.years)


@dataclass(slots=True)
class Candidate:
    """One entry that may be a hit. ``words`` and ``text`` are there for those that are ranked or shown."""

    entry: int
    source: str
    key: str
    kind: str
    language: str
    title: str
    url: str
    where: str
    page_id: int | None
    document_id: int | None
    url_path: str
    day: date | None
    objects: str
    roles: str
    years: str
    full: bool = False
    words: Words | None = None
    text: str = ""
    score: float = 0.0
    tier: int = 0
    picked: bool = False


@dataclass(slots=True)
class Candidates:
    """What an engine found, best first by its own measure. ``capped``: there are more than were counted. ``facets``
    ({facet: {value: count}}) are set where ``rows`` are only what the reader's choice leaves of too many."""

    rows: list[Candidate]
    capped: bool = False
    facets: dict = field(default_factory=dict)


FACETS = {"typ": "kinds", "malgrupp": "roles", "objekt": "objects", "ar": "years"}


def values_of(row):
    """{facet: values} of one candidate."""
    return {
        "typ": (row.kind,),
        "malgrupp": row.roles.split(),
        "objekt": row.objects.split(),
        "ar": row.years.split(),
    }


def fits(row, narrow, but=""):
    """Whether the reader's choice leaves this candidate; the choice of the facet ``but`` aside."""
    values = values_of(row)
    for name, field_name in FACETS.items():
        wanted = getattr(narrow, field_name)
        if wanted and name != but and not any(value in wanted for value in values[name]):
            return False
    return True


def counted(rows, narrow):
    """{facet: {value: number}}: each facet counted among what the reader's choice of the others leaves."""
    counts = {name: Counter() for name in FACETS}
    for row in rows:
        values = values_of(row)
        for name in FACETS:
            if not narrow or fits(row, narrow, but=name):
                counts[name].update(values[name])
    return counts


def counted_of_many(rows, left, narrow):
    """The same where there are more than ``rows``: what the choice leaves of all (``left``) is known better there."""
    counts, better = counted(rows, narrow), counted(left, narrow)
    for name, found in better.items():
        counts[name] |= found
    return counts
