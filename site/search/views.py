from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from grund.visitors import visitor_of

from . import engine


@require_safe
def search(request):
    """One field, one list: pages, templates and documents, with a glossary word first where one fits."""
    typed = request.GET.get("q", "").replace("\0", "")
    query = " ".join(typed.split())
    cut = len(query) > engine.MOST_CHARACTERS
    query = query[: engine.MOST_CHARACTERS].strip()
    result = engine.find(query, visitor_of(request), get_language(), request.GET.get("page", 1))
    context = {
        "query": query,
        "asked": "q" in request.GET,
        "cut": cut,
        "most_characters": engine.MOST_CHARACTERS,
        "result": result,
        "hits": result.hits,
        "pager_query": f"{urlencode({'q': query})}&",
        "noindex": True,
    }
    return render(request, "search/search.html", context)
