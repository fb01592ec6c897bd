"""What the backends of Wagtail's own search add to stock: stems, folded letters, one question to the index."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from modelsearch.backends import get_search_backend
from modelsearch.query import And, Boost, Fuzzy, Not, Phrase, PlainText
from wagtail.images import get_image_model
from wagtail.models import Page

from tests.search.backend_pages import TITLES, elasticsearch_backend, make_pages, put_into, titles
from tests.services import require

BOTH = ["database", pytest.param("elasticsearch", marks=pytest.mark.engine)]


@pytest.fixture(params=BOTH)
def backend(request, site):
    make_pages(site)
    if request.param == "database":
        found = get_search_backend()
    else:
        found = elasticsearch_backend(request.getfixturevalue("elasticsearch_url"), "pages_")
    put_into(found)
    yield found
    if request.param == "elasticsearch":
        found.get_index_for_model(Page).delete()


FOUND = {
    "avtal": ["Avtalet", "Systemets avtal"],
    "avtalets": ["Avtalet", "Systemets avtal"],
    "objektplan": ["Objektplanen och budgeten"],
    "OBJEKTPLANER budget": ["Objektplanen och budgeten"],
    "behorighet": ["Behörigheter i systemet"],
    "system": ["Behörigheter i systemet", "Systemets avtal"],
    "Java": [],
    "script": [],
    "plan": [],
    "avtal finnsinte": [],
}


def test_words_are_found_by_their_stem_and_never_in_longer_ones(backend):
    found = {query: sorted(titles(backend.search(query, Page, operator="and"))) for query in FOUND}
    assert found == FOUND


TYPED = {
    "Jav": ["JavaScript för redaktörer"],
    "java": ["JavaScript för redaktörer"],
    "systemets avt": ["Systemets avtal"],
    "beho": ["Behörigheter i systemet"],
    "avt systemets": [],
    "vtal": [],
}


def test_only_the_last_word_may_go_on(backend):
    assert {query: titles(backend.autocomplete(query, Page, operator="and")) for query in TYPED} == TYPED


def test_a_quotation_keeps_its_order_and_bends_its_words(backend):
    assert titles(backend.search(Phrase("systemet avtalet"), Page)) == ["Systemets avtal"]
    assert titles(backend.search(Phrase("avtal systemet"), Page)) == []
    assert titles(backend.autocomplete(Phrase("systemets avtal"), Page)) == ["Systemets avtal"]


def test_a_short_title_comes_before_a_long_one(backend):
    assert titles(backend.search("avtal", Page)) == ["Avtalet", "Systemets avtal"]


def test_parts_of_a_query_may_be_unwanted(backend):
    found = backend.search(And([PlainText("avtal"), Not(PlainText("system"))]), Page)
    assert titles(found) == ["Avtalet"]
    others = backend.search(Not(PlainText("avtal")), Page)
    assert sorted(titles(others)) == sorted(set(TITLES) - {"Avtalet", "Systemets avtal"})
    assert titles(backend.search(Boost(PlainText("avtal"), 2), Page)) == ["Avtalet", "Systemets avtal"]


def test_filters_scores_slices_and_facets(backend):
    pages = Page.objects.filter(live=True).exclude(title="Avtalet")
    found = backend.search("avtal", pages)
    assert titles(found) == ["Systemets avtal"]
    assert found.count() == 1
    assert found[1:].count() == 0
    assert list(found.facet("content_type_id").values()) == [1]
    scored = list(backend.search("avtal", Page).annotate_score("score"))
    assert scored[0].score > scored[1].score > 0


def test_what_is_deleted_is_found_no_more(backend):
    page = Page.objects.get(title="Avtalet").specific
    backend.delete(page)
    backend.get_index_for_model(Page).refresh()
    assert titles(backend.search("avtal", Page)) == ["Systemets avtal"]


@pytest.fixture
def database(site):
    make_pages(site)
    put_into(get_search_backend())
    return get_search_backend()


def test_the_database_is_chosen_also_where_elasticsearch_is_named(settings):
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    module = get_search_backend().__class__.__module__
    assert module == {"sqlite": "search.backends.sqlite", "postgresql": "search.backends.postgres"}[connection.vendor]


def test_the_index_is_asked_once(database):
    titles(database.search("avtal", Page))
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert len(titles(database.search("avtal system", Page, operator="or")[:10])) == 3
    assert len(captured) == 1
    sql = captured[0]["sql"]
    assert sql.count("JOIN (SELECT") == 1


def test_saving_does_not_measure_every_title(database):
    page = Page.objects.get(title="Avtalet").specific
    page.title = "Överenskommelsen"
    page.save()
    with CaptureQueriesContext(connection) as captured:
        database.add(page)
    assert not [query for query in captured if "AVG(" in query["sql"].upper()]
    assert len(captured) <= 2
    assert [found.title for found in database.search("överenskommelse", Page)] == ["Överenskommelsen"]
    assert titles(database.search("avtal", Page)) == ["Systemets avtal"]


def test_hits_inside_another_query(database):
    """The FROM clause survives that Django renames the tables of a subquery."""
    found = database.search("avtal", Page).get_queryset()
    assert Page.objects.filter(pk__in=found.values("pk")).count() == 2
    assert found.exists()
    assert found.filter(title="Avtalet").count() == 1


def test_other_models_have_an_index_too(database, site):
    assert list(database.search("avtal", get_image_model())) == []


@pytest.mark.postgres
def test_postgresql_keeps_very_long_texts(database):
    require("postgresql")
    from search.backends.postgres import vector
    from search.backends.stems import words

    long = vector(words, [(" ".join(f"ord{number}x" for number in range(300_000)), None), ("avtal " * 100_000, None)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT length(%s::tsvector)", [long])
        assert cursor.fetchone()[0] > 20_000


@pytest.mark.postgres
def test_postgresql_still_allows_for_typing_errors(database):
    require("postgresql")
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM pg_extension WHERE extname = 'pg_trgm'")
        if not cursor.fetchone()[0]:
            cursor.execute("CREATE EXTENSION pg_trgm")
    assert "JavaScript för redaktörer" in titles(database.search(Fuzzy("Javascrip"), Page))
