"""Some pages in the index of a backend, and what Wagtail's own search finds of them."""

from modelsearch.backends import get_search_backend
from wagtail.models import Page

from tests.factories import StandardPageFactory

TITLES = [
    "Objektplanen och budgeten",
    "Behörigheter i systemet",
    "JavaScript för redaktörer",
    "Systemets avtal",
    "Avtalet",
]


def make_pages(site):
    return [StandardPageFactory(title=title, slug=f"sida-{number}", parent=site) for number, title in enumerate(TITLES)]


def put_into(backend):
    """Write the index of pages anew, as ``update_index`` does."""
    index = backend.get_index_for_model(Page)
    rebuilder = backend.rebuilder_class(index)
    index = rebuilder.start()
    models = {page.specific_class for page in Page.objects.exclude(depth=1)}
    for model in [Page, *models]:
        index.add_model(model)
    for model in models:
        index.add_items(model, model.get_indexed_objects())
    rebuilder.finish()


def elasticsearch_backend(url, prefix):
    return get_search_backend("search.backends.elasticsearch", URLS=[url], INDEX_PREFIX=prefix)


def titles(results):
    """The titles of found pages of :data:`TITLES`."""
    return [page.title for page in results if page.title in TITLES]
