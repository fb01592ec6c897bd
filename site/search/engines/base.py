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


def hits_by(plan):
    """(words that make a hit by standing anywhere, words that do so by standing in a title): where rarer words bring
    enough, a common one by itself brings next to nothing but noise, and much of it."""
    anywhere, in_titles, entries = [], [], 0
    for group in sorted(plan.groups, key=lambda group: group.count):
        entries += group.count
        (anywhere if entries <= BROAD or not anywhere else in_titles).append(group)
    return anywhere, in_titles


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
    """One entry that may be a hit. From ``language`` on everything is there for those only that are ranked or shown, whose
    ``words`` are not None."""

    entry: int
    source: str
    key: str
    kind: str
    document_id: int | None
    objects: str
    roles: str
    years: str
    full: bool = False
    picked: bool = False
    language: str = ""
    title: str = ""
    url: str = ""
    where: str = ""
    page_id: int | None = None
    url_path: str = ""
    day: date | None = None
    words: Words | None = None
    text: str = ""
    score: float = 0.0
    tier: int = 0


@dataclass(slots=True)
class Candidates:
    """What an engine found, best first by its own measure. ``capped``: there are more than were counted. ``facets``
    ({facet: {value: count}}) are set where ``rows`` are only what the reader's choice leaves of too many."""

    rows: list[Candidate]
    capped: bool = False
    facets: dict = field(default_factory=dict)


FACETS = {"typ": "kinds", "malgrupp": "roles", "objekt": "objects", "ar": "years"}


def _values(kind, roles, objects, years):
    """{facet: values} of a candidate with these."""
    return {"typ": (kind,), "malgrupp": roles.split(), "objekt": objects.split(), "ar": years.split()}


def fits(row, narrow):
    """Whether the reader's choice leaves this candidate."""
    return _fits(_values(row.kind, row.roles, row.objects, row.years), narrow)


def _fits(values, narrow, but=""):
    """The same of its values; the choice of the facet ``but`` aside."""
    for name, field_name in FACETS.items():
        wanted = getattr(narrow, field_name)
        if wanted and name != but and not any(value in wanted for value in values[name]):
            return False
    return True


def counted(rows, narrow):
    """{facet: {value: number}}: each facet counted among what the reader's choice of the others leaves."""
    counts = {name: Counter() for name in FACETS}
    # Many rows, few different ones.
    alike = Counter((row.kind, row.roles, row.objects, row.years) for row in rows)
    for texts, number in alike.items():
        values = _values(*texts)
        for name in FACETS:
            if not narrow or _fits(values, narrow, but=name):
                for value in dict.fromkeys(values[name]):
                    counts[name][value] += number
    return counts


def counted_of_many(rows, left, narrow):
    """The same where there are more than ``rows``: what the choice leaves of all (``left``) is known better there."""
    counts, better = counted(rows, narrow), counted(left, narrow)
    for name, found in better.items():
        counts[name] |= found
    return counts
