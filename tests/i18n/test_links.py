"""What stands on an English page leads to English pages where there are any."""

import json

import pytest

from nyheter.models import NewsPage
from tests.factories import NewsIndexPageFactory, NewsPageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site):
    return StandardPageFactory(parent=site, title="Kontakt")


@pytest.fixture
def english(page, english_home):
    """The translation of ``page``, a draft."""
    copy = page.copy_for_translation(english_home.locale)
    copy.title, copy.slug = "Contact", "contact"
    copy.save()
    return copy


def main_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().split("<main")[1].split("</main>")[0]


def with_link(parent, target):
    body = [{"type": "text", "value": f'<p><a linktype="page" id="{target.pk}">hit</a></p>', "id": "t"}]
    return StandardPageFactory(parent=parent, title="Länkar", slug="lankar", body=json.dumps(body))


def test_a_link_in_rich_text_leads_to_the_translation(page, english, english_home, client):
    with_link(english_home, page)
    assert '<a href="/kontakt/" hreflang="sv">hit</a>' in main_of(client, "/en/lankar/")
    english.save_revision().publish()
    assert '<a href="/en/contact/">hit</a>' in main_of(client, "/en/lankar/")


def test_a_link_to_an_english_page_stays_english(page, english, english_home, site, client):
    english.save_revision().publish()
    with_link(site, english)
    assert '<a href="/kontakt/">hit</a>' in main_of(client, "/lankar/")
    type(page).objects.filter(pk=page.pk).update(live=False)
    assert '<a href="/en/contact/" hreflang="en">hit</a>' in main_of(client, "/lankar/")
    type(page).objects.filter(pk=english.pk).update(live=False)
    assert "<a>hit</a>" in main_of(client, "/lankar/")


def test_the_way_on_from_english_news_is_english(page, english, english_home, client):
    index = NewsIndexPageFactory(parent=english_home, title="News")
    news = NewsPageFactory(parent=index, title="Fresh")
    NewsPage.objects.filter(pk=news.pk).update(related_page=page)
    assert 'href="/kontakt/"' in main_of(client, "/en/news/fresh/")
    english.save_revision().publish()
    assert 'href="/en/contact/"' in main_of(client, "/en/news/fresh/")


def test_the_buttons_of_the_english_start_page_are_english(page, english, english_home, client):
    type(english_home).objects.filter(pk=english_home.pk).update(button_page=page)
    assert 'href="/kontakt/"' in main_of(client, "/en/")
    english.save_revision().publish()
    assert 'href="/en/contact/"' in main_of(client, "/en/")


def test_related_pages_on_an_english_page_are_english(page, english, english_home, client):
    items = [{"type": "item", "value": page.pk, "id": "i"}]
    body = [{"type": "related", "value": items, "id": "r"}]
    StandardPageFactory(parent=english_home, title="More", body=json.dumps(body))
    assert '<a href="/kontakt/" hreflang="sv" lang="sv">Kontakt</a>' in main_of(client, "/en/more/")
    english.save_revision().publish()
    assert '<a href="/en/contact/">Contact</a>' in main_of(client, "/en/more/")
