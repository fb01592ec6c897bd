"""The site's addresses, and Wagtail's v2 as its documentation mounts it."""

from django.urls import path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

from nackamodellen.urls import *  # noqa: F403
from nackamodellen.urls import urlpatterns as site

stock = WagtailAPIRouter("stock")
stock.register_endpoint("pages", PagesAPIViewSet)
urlpatterns = [path("stock/v2/", stock.urls), *site]
