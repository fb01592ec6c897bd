"""What a search gives: plain values that pages, suggestions and the API show."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page as PageOfHits
from django.utils.safestring import SafeString

from grund.shapes import TermEntry


@dataclass(frozen=True)
class Hit:
    """One hit. ``kind`` is the stored name of its kind and ``kind_label`` the word for readers; ``snippet`` is safe HTML
    with the found words in <mark>, ``where`` the titles above it, ``rank`` its place in the whole list, from 1.
    ``picked``: an editor put it there. ``language`` is set where it differs from the page's."""

    entry: int
    title: str
    url: str
    kind: str
    kind_label: str
    snippet: SafeString | str = ""
    where: str = ""
    day: date | None = None
    language: str = ""
    rank: int = 0
    picked: bool = False


@dataclass(frozen=True)
class Choice:
    """One value of a facet: what stands in the address, the word for it, how many hits have it, whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True)
class Facet:
    """One way to narrow a search. ``name`` is the address's parameter: typ, malgrupp, objekt or ar."""

    name: str
    label: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Correction:
    """Other words were searched than those typed. ``why`` is "spelling" or "old_word"; ``shown`` what was searched."""

    typed: str
    shown: str
    why: str = "spelling"


@dataclass(frozen=True)
class Result:
    """What one search found. ``words`` are the words that were searched, empty where nothing could be; ``total`` is the
    number of hits, at least that many where ``capped``; ``all_kinds`` the number before a kind was chosen. ``simplified``:
    the other engine answered. ``ignored`` names filters in the address that mean nothing."""

    query: str
    words: tuple[str, ...]
    hits: PageOfHits
    total: int = 0
    all_kinds: int = 0
    capped: bool = False
    term: TermEntry | None = None
    correction: Correction | None = None
    facets: tuple[Facet, ...] = ()
    simplified: bool = False
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """One line below the search field while typing. ``text`` is the title as it is, ``url`` where it leads."""

    text: str
    url: str
    kind: str
    kind_label: str
