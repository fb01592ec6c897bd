"""Wagtail's own search answers whatever is typed, on each backend and in the admin."""

import pytest
from django.contrib.contenttypes.models import ContentType
from modelsearch.backends import get_search_backend
from modelsearch.query import MATCH_ALL, MATCH_NONE, And, Not, Or, Phrase, PlainText
from wagtail.models import Page

from tests.search.backend_pages import elasticsearch_backend, make_pages, put_into
from tests.search.odd_input import ODD

odd = pytest.mark.parametrize("text", ODD.values(), ids=ODD)


@pytest.fixture(scope="module")
def server_backend(elasticsearch_url):
    """Elasticsearch with an index of its own; without pages, since the text is what matters."""
    found = elasticsearch_backend(elasticsearch_url, "odd_")
    index = found.get_index_for_model(Page)
    index.reset()
    index.add_model(Page)
    yield found
    index.delete()


def ask_everything(backend, text):
    for query in (text, PlainText(text, operator="or"), Phrase(text), Not(Phrase(text)), nested(text)):
        for ask in (backend.search, backend.autocomplete):
            found = ask(query, Page)
            assert found.count() >= 0
            list(found[:10])
            found.facet("content_type_id")
    list(backend.search(text, Page, fields=["title"], operator="or"))


def nested(text):
    return Or([And([PlainText(text), Not(PlainText("x")), MATCH_ALL]), Not(Phrase(text)), MATCH_NONE])


@odd
def test_the_database_answers(site, text):
    ask_everything(get_search_backend(), text)


@odd
@pytest.mark.engine
def test_elasticsearch_answers(db, server_backend, text):
    ask_everything(server_backend, text)


@odd
def test_the_admin_answers(site, as_user, text):
    admin = as_user("admin")
    for address in ("/admin/pages/search/", "/admin/images/", "/admin/documents/", "/admin/choose-page/search/"):
        response = admin.get(address, {"q": text.encode("utf-8", "replace").decode()})
        assert response.status_code == 200


def test_three_hundred_parts_are_one_query(site, django_assert_num_queries):
    make_pages(site)
    put_into(get_search_backend())
    ContentType.objects.get_for_models(*[model for model in Page.__subclasses__() if not model._meta.abstract])
    query = PlainText("objektplanen")
    for number in range(300):
        query = query | PlainText(f"ord{number}")
    list(get_search_backend().search(query, Page)[:10])
    with django_assert_num_queries(1):
        found = list(get_search_backend().search(query, Page)[:10])
    assert [page.title for page in found] == ["Objektplanen och budgeten"]
