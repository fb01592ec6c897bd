"""The one function between the search page and whatever engine answers.

A later engine replaces the inside of :func:`find`; the view and the templates only know its result.
"""

import re
from dataclasses import dataclass, replace

from django.core.paginator import Page as PageOfHits
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from grund.contributions import given
from grund.pagination import page_of
from grund.shapes import SearchHit, TermEntry

MOST_CHARACTERS = 200
MOST_WORDS = 12
MOST_HITS = 200
HITS_PER_PAGE = 10
EXCERPT = 180
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


@dataclass(frozen=True)
class Result:
    """What a search found: the words that were searched, a glossary word that fits, the asked page of the hits."""

    words: tuple[str, ...]
    term: TermEntry | None
    hits: PageOfHits


@dataclass(frozen=True)
class PageHit(SearchHit):
    """A page that was found. Its excerpt is made only when it is shown."""

    page: Page | None = None


def words_of(query):
    """The words that are searched: letters and digits only, so that no operator, quote or NUL gets through."""
    return tuple(_WORD.findall(query[:MOST_CHARACTERS])[:MOST_WORDS])


def find(query, visitor, language, asked_page=1):
    """Everything of ``language`` that ``visitor`` may see and that holds all the words of ``query``.

    ``asked_page`` is what the address says; whatever that is, one of the pages of hits is given.
    """
    words = words_of(query)
    if not words:
        return Result((), None, page_of((), 1, HITS_PER_PAGE))
    text = " ".join(words)
    hits = [
        *_pages(text, visitor, language),
        *given("search_kind", visitor=visitor, language=language, query=text),
        *_documents(text, visitor),
    ]
    unique = {hit.url: hit for hit in reversed(hits) if hit.url}
    shown = page_of(tuple(reversed(unique.values())), asked_page, HITS_PER_PAGE)
    shown.object_list = _with_excerpts(shown.object_list, words)
    return Result(words, _term(text, visitor, language), shown)


def _pages(text, visitor, language):
    rows = visitor.filter(Page.objects.filter(locale_id=visitor.locale_id(language)))
    hits = []
    for row in rows.search(text, operator="and")[:MOST_HITS]:
        url = row.get_url()
        if url and row.specific_class is not None:
            kind = getattr(row.specific_class, "kind_label", row.specific_class._meta.verbose_name)
            hits.append(PageHit(row.title, url, str(kind), page=row))
    wanted = text.casefold().split()
    # The engine of the database ranks a word in a title no higher than elsewhere; the order within a rank is its own.
    return sorted(hits, key=lambda hit: not all(word in hit.title.casefold() for word in wanted))


def _with_excerpts(hits, words):
    """The hits of the shown page, those that are pages with the words around the hit and their place in the tree."""
    rows = [hit.page for hit in hits if isinstance(hit, PageHit)]
    if not rows:
        return list(hits)
    whole, titles = _whole(rows), _titles_above(rows)
    made = []
    for hit in hits:
        if isinstance(hit, PageHit):
            page = whole.get(hit.page.pk, hit.page)
            body = page.get_search_text() if hasattr(page, "get_search_text") else page.search_description
            hit = replace(hit, text=excerpt(body, words), where=" / ".join(titles(page)))
        made.append(hit)
    return made


def _whole(rows):
    """{key: the page as its own type}: one query for all types, where stock makes one for each."""
    links = {}
    for row in rows:
        link = row.specific_class._meta.get_ancestor_link(Page)
        if link is not None and link.remote_field.model is Page:
            links[row.specific_class] = link.remote_field.get_accessor_name()
    pages = Page.objects.filter(pk__in=[row.pk for row in rows]).select_related(*links.values())
    return {page.pk: getattr(page, links.get(page.specific_class, ""), page) for page in pages}


def _titles_above(pages):
    """A function that names the pages above one, without the root and the start page. One query for all."""
    paths = {page.path[:end] for page in pages for end in range(12, len(page.path), 4)}
    titles = dict(Page.objects.filter(path__in=paths).values_list("path", "title")) if paths else {}

    def above(page):
        names = [titles.get(page.path[:end], "") for end in range(12, len(page.path), 4)]
        return [*(name for name in names if name), page.title]

    return above


def _documents(text, visitor):
    """Documents by title and tag. What is in a collection that the visitor may not see is not found."""
    found = get_search_backend().search(text, get_document_model().objects.select_related("collection"), operator="and")
    return [
        SearchHit(document.title, document.url, _("Document"), where=_("Documents"))
        for document in found[:MOST_HITS]
        if visitor.may_fetch(document)
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
