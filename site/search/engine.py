"""The one function between the search page and whatever engine answers.

A later engine replaces the inside of :func:`find`; the view and the templates only know its result.
"""

import re
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, Page
from wagtail.search.backends import get_search_backend

from grund.contributions import given
from grund.shapes import SearchHit, TermEntry
from grund.text import plain_text

MOST_CHARACTERS = 200
MOST_WORDS = 12
MOST_HITS = 200
EXCERPT = 180
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


@dataclass(frozen=True)
class Result:
    """What a search found: the words that were searched, a glossary word that fits, all hits in order."""

    words: tuple[str, ...]
    term: TermEntry | None
    hits: tuple[SearchHit, ...]


def words_of(query):
    """The words that are searched: letters and digits only, so that no operator, quote or NUL gets through."""
    return tuple(_WORD.findall(query[:MOST_CHARACTERS])[:MOST_WORDS])


def find(query, visitor, language):
    """Everything of ``language`` that ``visitor`` may see and that holds all the words of ``query``."""
    words = words_of(query)
    if not words:
        return Result((), None, ())
    text = " ".join(words)
    hits = [
        *_pages(text, words, visitor, language),
        *given("search_kind", visitor=visitor, language=language, query=text),
        *_documents(text, visitor),
    ]
    unique = {hit.url: hit for hit in reversed(hits) if hit.url}
    return Result(words, _term(text, visitor, language), tuple(reversed(unique.values())))


def _pages(text, words, visitor, language):
    rows = visitor.filter(Page.objects.filter(locale_id=visitor.locale_id(language)))
    found = list(rows.search(text, operator="and")[:MOST_HITS])
    pages = {page.pk: page for page in Page.objects.filter(pk__in=[page.pk for page in found]).specific()}
    titles = _titles_above(found)
    hits = []
    for row in found:
        page = pages.get(row.pk)
        if page is None or not page.get_url():
            continue
        body = plain_text(page.get_search_text()) if hasattr(page, "get_search_text") else page.search_description
        kind = getattr(page, "kind_label", page._meta.verbose_name)
        hits.append(SearchHit(page.title, page.get_url(), str(kind), excerpt(body, words), " / ".join(titles(page))))
    return hits


def _titles_above(pages):
    """A function that names the pages above one, without the root and the start page. One query for all."""
    paths = {page.path[:end] for page in pages for end in range(12, len(page.path), 4)}
    titles = dict(Page.objects.filter(path__in=paths).values_list("path", "title")) if paths else {}

    def above(page):
        names = [titles.get(page.path[:end], "") for end in range(12, len(page.path), 4)]
        return [*(name for name in names if name), page.title]

    return above


def _documents(text, visitor):
    """Public documents by title and tag. A private collection's documents are found by nobody."""
    closed = [row.collection.path for row in CollectionViewRestriction.objects.select_related("collection")]
    found = get_search_backend().search(text, get_document_model().objects.select_related("collection"), operator="and")
    return [
        SearchHit(document.title, document.url, _("Document"), where=_("Documents"))
        for document in found[:MOST_HITS]
        if not any(document.collection.path.startswith(path) for path in closed)
    ]


def _term(text, visitor, language):
    """The glossary word that the query names, by itself or by a synonym; a discouraged word leads to its heir."""
    wanted = text.casefold()
    terms = given("terms", visitor=visitor, language=language)
    by_name = {term.term.casefold(): term for term in terms}
    found = by_name.get(wanted)
    if found is None:
        found = next((term for term in terms if wanted in (word.casefold() for word in term.also)), None)
    if found is not None and found.use_instead:
        return by_name.get(found.use_instead.casefold(), found)
    return found


def excerpt(text, words):
    """The part of ``text`` around the first hit, escaped, with each hit in <mark>. Safe HTML."""
    text = " ".join(text.split())
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    hit = pattern.search(text)
    start = 0
    if hit and hit.start() > EXCERPT // 2:
        start = text.rfind(" ", 0, hit.start() - EXCERPT // 3) + 1
    end = start + EXCERPT
    if end < len(text):
        end = text.rfind(" ", start, end) if " " in text[start:end] else end
    part = text[start:end]
    pieces, last = [], 0
    for match in pattern.finditer(part):
        pieces += [escape(part[last : match.start()]), f"<mark>{escape(match.group())}</mark>"]
        last = match.end()
    pieces.append(escape(part[last:]))
    return mark_safe(("… " if start else "") + "".join(pieces) + (" …" if end < len(text) else ""))  # noqa: S308
