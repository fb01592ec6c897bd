"""The start page of an empty site and of one with content."""

import pytest

from tests.factories import NewsPageFactory

pytestmark = pytest.mark.django_db


def test_the_empty_site_has_a_start_page_in_swedish(client, site):
    response = client.get("/")
    assert response.status_code == 200
    assert response["Content-Language"] == "sv"
    assert '<html lang="sv">' in response.content.decode()


def test_news_that_is_live_stands_on_the_start_page(client, index_page):
    NewsPageFactory(parent=index_page("nyheter"), title="Ny mall")
    NewsPageFactory(parent=index_page("nyheter"), title="Hemligt utkast", live=False)
    text = client.get("/").content.decode()
    assert "Ny mall" in text
    assert "Hemligt utkast" not in text
