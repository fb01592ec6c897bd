"""The number of statements of each endpoint, whatever the number of items; none of them twice."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import NewsPageFactory, StandardPageFactory
from tests.sql import statements_of

from .conftest import ROOT
from .test_blocks import document, full, one_of_each, page_with, picture  # noqa: F401 (fixtures)

pytestmark = pytest.mark.django_db
ALL = "include=content,translations,breadcrumb"


def check(path, most, **extra):
    statements_of(Client(), ROOT + path, **extra).check(most)


@pytest.fixture
def many(index_page, full, site, english_home):  # noqa: F811
    """Twenty pages that lead to something of every kind."""
    page, _goal = full
    for number in range(20):
        StandardPageFactory(parent=site, title=f"Sida {number}", body=page.body)
        NewsPageFactory(parent=index_page("nyheter"), title=f"Nyhet {number}", body=page.body)


def test_a_list_with_everything_included(many):
    check(f"/pages/?type=sidor.StandardPage&{ALL}", 8)
    check(f"/pages/?type=nyheter.NewsPage&{ALL}&text=markdown", 8)
    check("/pages/?limit=100&include=translations,breadcrumb", 8)


def test_one_page(many, full):  # noqa: F811
    check(f"/pages/{full[0].pk}/?include=translations,breadcrumb", 10)
    check(f"/pages/{full[0].pk}/?include=html,translations,breadcrumb", 10)


def test_by_path(many, full):  # noqa: F811
    check(f"/pages/by-path/?path={full[0].url}", 7)
    check(f"/pages/by-path/?path={full[0].url}&include=translations,breadcrumb", 7)


@pytest.mark.parametrize("path", ["/navigation/?depth=5", "/locales/", "/redirects/"])
def test_finding_the_way(many, path):
    check(path, 4)


def test_what_has_not_changed_costs_one_statement(many):
    client = Client()
    for path in (f"/pages/?type=sidor.StandardPage&{ALL}", "/navigation/", "/locales/"):
        tag = client.get(ROOT + path)["ETag"]
        check(path, 3, status=304, headers={"If-None-Match": tag})


def test_the_document_costs_none(db):
    statements_of(Client(), reverse("innehall:openapi")).check(0)
