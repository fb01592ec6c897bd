"""Before the worker has told Elasticsearch, nothing that a reader may not see is shown or counted."""

import pytest
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from tests.factories import StandardPageFactory
from tests.search.elastic.support import ask, drain, titles

pytestmark = [pytest.mark.engine, pytest.mark.django_db]


def hidden_pages(site):
    section = StandardPageFactory(parent=site, title="Avdelning")
    secret = StandardPageFactory(parent=site, title="Hemlig avdelning")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    return section, secret, [StandardPageFactory(parent=section, title=f"Smultron {number}") for number in range(3)]


@pytest.mark.parametrize("how", ["unpublished", "restricted", "moved", "deleted", "no signal"])
@pytest.mark.parametrize("filters", [{}, {"typ": ["page"]}], ids=str)
def test_before_the_worker_comes_nothing_is_shown_or_counted(how, filters, site, built):
    _section, secret, pages = hidden_pages(site)
    drain()
    assert len(titles("smultron", filters=filters)) == 3
    gone = pages[0]
    if how == "unpublished":
        gone.unpublish()
    elif how == "restricted":
        PageViewRestriction.objects.create(page=gone, restriction_type="login")
    elif how == "moved":
        gone.move(secret, pos="last-child")
    elif how == "deleted":
        gone.delete()
    else:
        type(gone).objects.filter(pk=gone.pk).update(live=False)
    found = ask("smultron", filters=filters)
    assert not found.simplified
    assert [hit.title for hit in found.hits] == ["Smultron 1", "Smultron 2"]
    assert found.total == found.all_kinds == 2
    assert {choice.value: choice.count for choice in found.facets[0].choices} == {"page": 2}


@pytest.mark.parametrize("filters", [{}, {"typ": ["document"]}], ids=str)
def test_a_document_that_moves_to_a_closed_collection(filters, site, built):
    closed = Collection.get_first_root_node().add_child(name="Stängd")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    document = get_document_model().objects.create(title="Smultronbrev", file="smultron.txt")
    drain()
    assert titles("smultronbrev", filters=filters) == ["Smultronbrev"]
    document.collection = closed
    document.save()
    found = ask("smultronbrev", filters=filters)
    assert (found.total, found.all_kinds, list(found.hits)) == (0, 0, [])
    assert not any(choice.count for facet in found.facets for choice in facet.choices)
