"""The results page and what is offered while somebody types."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from grund.navigation import top_pages
from grund.visitors import visitor_of
from modellen.models import GlossaryPage

from . import engine

MOST_CHARACTERS = 200
MOST_TYPED = 60  # characters that suggestions are sought for
MOST_VALUES, MOST_IN_VALUE = 20, 60
KINDS = "typ"
FILTERS = (KINDS, "malgrupp", "objekt", "ar")
# The words of the roles, by the glossary's stable names, and the drawing of each.
MOTIFS = {
    "objektagare": "object_owner",
    "objektledare": "pair",
    "objektledarpar": "pair",
    "objektledare-verksamhet": "object_lead_business",
    "objektledare-it": "object_lead_it",
    "systemspecialist-verksamhet": "specialist_business",
    "systemspecialist-it": "specialist_it",
}


@require_safe
def search(request):
    """One field, one list; what was chosen in the address narrows it. The same bytes for all who are not signed in."""
    typed = _plain(request.GET.get("q", ""))
    query = typed[:MOST_CHARACTERS].strip()
    filters = {name: _values(request.GET.getlist(name)) for name in FILTERS}
    exact = request.GET.get("exakt") == "1"
    asked_page = request.GET.get("page", "1")[:MOST_IN_VALUE]
    result = engine.find(query, visitor_of(request), get_language(), asked_page, filters, exact)
    if request.method == "GET" and result.words and result.hits.number == 1 and not any(filters.values()):
        _note(query, get_language(), result.total)
    kept = _known(filters, result)
    context = {
        "query": query,
        "asked": "q" in request.GET,
        "cut": len(typed) > MOST_CHARACTERS,
        "most_characters": MOST_CHARACTERS,
        "exact": exact,
        "result": result,
        "hits": result.hits,
        "facets": [facet for facet in result.facets if facet.choices],
        "chosen": _chosen(query, kept, exact, result.facets),
        "motif": MOTIFS.get(result.term.uid, "") if result.term else "",
        "kind_chosen": bool(kept[KINDS]),
        "all_kinds_query": _address(query, {**kept, KINDS: ()}, exact),
        "plain_query": _address(query, {}),
        "exact_query": _address(query, kept, exact=True),
        "related_query": _address(query, kept),
        "pager_query": f"{_address(query, kept, exact)}&",
        "glossary_url": "" if result.total else _glossary_url(request),
        "noindex": True,
    }
    return render(request, "search/search.html", context)


@require_safe
@cache_control(no_store=True)
def suggest(request):
    """Lines for the field that is being typed in: {"suggestions": [{"text", "url", "kind"}]}, whatever was typed."""
    text = _plain(request.GET.get("q", ""))[:MOST_TYPED].strip()
    found = engine.suggest(text, visitor_of(request), get_language()) if text else ()
    rows = [{"text": item.text, "url": item.url, "kind": item.kind_label} for item in found]
    return JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})


def _plain(text):
    """``text`` on one line, without what no database or reply can hold: NUL and halves of characters."""
    return " ".join(text.replace("\0", "").encode(errors="ignore").decode().split())


def _values(typed):
    """The values of one filter, each once, in their order; as many and as long as any real address has them."""
    values = (_plain(value[: MOST_IN_VALUE * 2])[:MOST_IN_VALUE] for value in typed[:MOST_VALUES])
    return list(dict.fromkeys(value for value in values if value))


def _known(filters, result):
    """The filters without the values that mean nothing, so that no link hands them on."""
    chosen = {(facet.name, choice.value) for facet in result.facets for choice in facet.choices if choice.chosen}
    return {
        name: [value for value in values if name not in result.ignored or (name, value) in chosen]
        for name, values in filters.items()
    }


def _address(query, filters, exact=False):
    """The query string of a search, without the number of a page."""
    pairs = [("q", query), *((name, value) for name in FILTERS for value in filters.get(name, ()))]
    return urlencode([*pairs, ("exakt", "1")] if exact else pairs)


def _chosen(query, filters, exact, facets):
    """[(word, query string without it)] of each chosen value."""
    words = {(facet.name, choice.value): choice.label for facet in facets for choice in facet.choices}
    return [
        (
            words.get((name, value), value),
            _address(query, {**filters, name: [other for other in values if other != value]}, exact),
        )
        for name, values in filters.items()
        for value in values
    ]


def _note(query, language, hits):
    """Write down what was searched for; a page that is turned or narrowed is the same question."""
    from . import log

    log.note(query, language, hits)


def _glossary_url(request):
    """The glossary's address as the menu knows it, so without a query of its own."""
    kind = GlossaryPage._meta.model_name
    return next((url for page, url in top_pages(request) if page.cached_content_type.model == kind), "")
