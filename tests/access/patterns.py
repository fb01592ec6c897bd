"""The addresses that this site has, read from the URL resolver and from the pages with addresses below their own."""

from django.urls import URLResolver
from wagtail.contrib.routable_page.models import RoutablePageMixin

from grund.checks import page_types


def names_of(patterns, before=""):
    """The name of each pattern: its route. Of something of Wagtail's own that is included, one name for all of it."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if not isinstance(pattern, URLResolver):
            yield route
        elif getattr(pattern.urlconf_name, "__name__", "").startswith("wagtail."):
            yield f"{route}*"
        else:
            yield from names_of(pattern.url_patterns, route)


def names_of_pages():
    """The name of each page type, and of each address below one, as "nyheter.NewsIndexPage feed"."""
    for model in page_types():
        yield model._meta.label
        if issubclass(model, RoutablePageMixin):
            own = [route for route in model.get_subpage_urls() if route.name != "index_route"]
            yield from (f"{model._meta.label} {route.name}" for route in own)
