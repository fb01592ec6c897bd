"""Search through the content interface, as on the site: the same hits in the same order."""

from typing import Annotated

from django.utils import translation
from ninja import Query, Router
from pydantic import Field

from grund.api.clock import changes_each
from grund.api.params import InLocale
from grund.api.problems import Problem
from grund.api.schema import Day, Piece, TermReference
from grund.visitors import visitor_of

from . import engine
from .engines.base import MOST, ON_A_PAGE

router = Router(tags=["Search"])
# The parameters of the interface, and what the search calls them.
FILTERS = {"kind": "typ", "role": "malgrupp", "object": "objekt", "year": "ar"}
NAMES = {name: parameter for parameter, name in FILTERS.items()}
Values = Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=20)]


class HitItem(Piece):
    """One hit. ``excerpt`` is HTML with the found words in <mark>; ``where`` the titles above it."""

    title: str
    url: str
    kind: str
    kind_label: str
    excerpt: str
    where: str
    day: Day | None
    locale: str
    rank: int
    picked: bool = Field(description="An editor put it there.")


class FacetChoice(Piece):
    """A value to narrow by, and how many hits have it."""

    value: str
    label: str
    count: int
    chosen: bool


class FacetItem(Piece):
    """One way to narrow the search. ``name`` is the parameter."""

    name: str
    label: str
    choices: list[FacetChoice]


class CorrectionItem(Piece):
    """Other words were searched than those typed: for their ``spelling``, or for an ``old_word``."""

    typed: str
    searched: str
    why: str


class FoundTerm(TermReference):
    """The glossary's word for what is searched, with its other names. ``locale`` is that of the glossary."""

    english: str
    also: list[str]
    locale: str


class SearchAnswer(Piece):
    """What one search found. ``total`` is at least that many where ``is_capped``; ``all_kinds`` is the number before a kind
    was chosen. ``words`` are those that were searched, none where nothing could be. ``is_simplified``: the usual engine was
    away, another one answered."""

    query: str
    words: list[str]
    total: int
    all_kinds: int
    is_capped: bool
    is_simplified: bool
    page: int
    pages: int
    hits: list[HitItem]
    facets: list[FacetItem]
    term: FoundTerm | None
    correction: CorrectionItem | None


class SuggestionItem(Piece):
    text: str
    url: str
    kind: str
    kind_label: str


class SuggestionList(Piece):
    """What begins like what was typed."""

    items: list[SuggestionItem]


class SearchQuery(InLocale):
    q: str = Field(max_length=engine.MOST_CHARACTERS, description="What is searched for.")
    page: int = Field(1, ge=1, le=MOST // ON_A_PAGE, description=f"Which {ON_A_PAGE} of the hits.")
    kind: Values = Field([], description="Only hits of these kinds.")
    role: Values = Field([], description="Only what is about these roles, by code.")
    object: Values = Field([], description="Only what is about these objects, by code.")
    year: Values = Field([], description="Only what is about these years.")
    exact: bool = Field(False, description="No corrections and no synonyms.")


class SuggestQuery(InLocale):
    q: str = Field(max_length=60, description="The beginning of what is searched for.")


@router.get("/", response=SearchAnswer, summary="Search")
@changes_each(None)
def search(request, asked: Query[SearchQuery]):
    """The index follows a change within moments, so that the answer has no ETag."""
    filters = {name: getattr(asked, parameter) for parameter, name in FILTERS.items()}
    with translation.override(asked.language):
        found = engine.find(asked.q, visitor_of(request), asked.language, asked.page, filters, asked.exact)
        if found.ignored:
            names = [NAMES[name] for name in found.ignored]
            errors = [{"parameter": name, "message": "no such value"} for name in names]
            raise Problem(422, f"A value of {', '.join(names)} is unknown. See the facets of a search.", errors=errors)
        if asked.page > max(1, found.hits.paginator.num_pages):
            errors = [{"parameter": "page", "message": "beyond the end"}]
            raise Problem(422, f"There are {found.hits.paginator.num_pages} pages of hits.", errors=errors)
        return _answer(found, asked)


def _answer(found, asked):
    term, correction = found.term, found.correction
    return {
        "query": found.query,
        "words": list(found.words),
        "total": found.total,
        "all_kinds": found.all_kinds,
        "is_capped": found.capped,
        "is_simplified": found.simplified,
        "page": found.hits.number,
        "pages": found.hits.paginator.num_pages,
        "hits": [_hit(hit, asked.language) for hit in found.hits],
        "facets": [
            {
                "name": NAMES[facet.name],
                "label": facet.label,
                "choices": [
                    {"value": one.value, "label": one.label, "count": one.count, "chosen": one.chosen}
                    for one in facet.choices
                ],
            }
            for facet in found.facets
        ],
        "term": term
        and {
            "uid": term.uid,
            "term": term.term,
            "definition": term.definition,
            "url": term.url,
            "english": term.english,
            "also": list(term.also),
            "locale": term.language,
        },
        "correction": correction and {"typed": correction.typed, "searched": correction.shown, "why": correction.why},
    }


def _hit(hit, language):
    return {
        "title": hit.title,
        "url": hit.url,
        "kind": hit.kind,
        "kind_label": hit.kind_label,
        "excerpt": str(hit.snippet),
        "where": hit.where,
        "day": hit.day and hit.day.isoformat(),
        "locale": hit.language or language,
        "rank": hit.rank,
        "picked": hit.picked,
    }


@router.get("/suggestions/", response=SuggestionList, summary="What begins like what is typed")
@changes_each(None)
def suggestions(request, asked: Query[SuggestQuery]):
    with translation.override(asked.language):
        found = engine.suggest(asked.q, visitor_of(request), asked.language)
    return {
        "items": [
            {"text": item.text, "url": item.url, "kind": item.kind, "kind_label": item.kind_label} for item in found
        ]
    }
