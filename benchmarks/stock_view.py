"""The search page of a site that `wagtail start` has just made (Wagtail 8.0): its view and its templates, line by line.

What the template has as comments, for whoever wants the log of queries, is :func:`search_logged`.
"""

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.template.response import TemplateResponse
from wagtail.contrib.search_promotions.models import Query
from wagtail.models import Page


def search(request):
    return _search(request, logged=False)


def search_logged(request):
    return _search(request, logged=True)


def _search(request, logged):
    search_query = request.GET.get("query", None)
    page = request.GET.get("page", 1)

    # Search
    if search_query:
        search_results = Page.objects.live().search(search_query)

        # To log this query for use with the "Promoted search results" module:
        if logged:
            query = Query.get(search_query)
            query.add_hit()

    else:
        search_results = Page.objects.none()

    # Pagination
    paginator = Paginator(search_results, 10)
    try:
        search_results = paginator.page(page)
    except PageNotAnInteger:
        search_results = paginator.page(1)
    except EmptyPage:
        search_results = paginator.page(paginator.num_pages)

    return TemplateResponse(
        request,
        "stock/search.html",
        {
            "search_query": search_query,
            "search_results": search_results,
        },
    )
