"""The site's addresses, and stock's search page with its log of queries off and on."""

from django.urls import path

from benchmarks import stock_view
from nackamodellen import urls as site

handler404, handler403, handler500 = site.handler404, site.handler403, site.handler500
urlpatterns = [
    path("stock-search/", stock_view.search, name="stock_search"),
    path("stock-search-logged/", stock_view.search_logged),
    *site.urlpatterns,
]
