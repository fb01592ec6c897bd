"""The language of a page is that of its address, and of nothing else."""

import re

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from tests.access.table import PAGES, VIEWS, answers_of
from tests.factories import NewsIndexPageFactory, NewsPageFactory, StandardPageFactory, YearWheelPageFactory

pytestmark = pytest.mark.django_db

# What a browser that wants English, and has been here before, sends along.
ENGLISH_BROWSER = {"Accept-Language": "en-GB,en;q=0.9", "Cookie": "django_language=en; other=1", "User-Agent": "Other"}
FORMS = ("/logga-in/", "/tillganglighet/kontakt/", "/anmalan/ny-lank/")  # a form needs its key in a cookie


@pytest.fixture
def public_addresses(site, english_home, index_page):
    """Every address that anybody may read, from the table of access, with the English start page and a missing page."""
    NewsPageFactory(parent=index_page("nyheter"), title="Nytt")
    lines = [line for line in (*VIEWS, *PAGES) if answers_of(line)["anonymous"] == "200"]
    fixed = {line[1] for line in lines if "{" not in line[1] and not line[1].startswith("/_util")}
    children = {"/roller/objektagare/", "/objekt/larande/", "/utbildning/grundutbildning/", "/kontakt/"}
    return sorted(fixed - children | {"/en/", "/finns-inte/", "/en/finns-inte/", "/xx/", "/sok/?q=plan"})


def test_a_page_of_another_language_than_the_address_is_not_there(site, english_home, client):
    swedish = ("modellen", "roller", "ordlista", "mallar", "arshjul", "nyheter", "objekt", "utbildning")
    for slug in (*swedish, "nyheter/flode", "arshjul/kalender"):
        assert client.get(f"/{slug}/").status_code == 200, slug
        assert client.get(f"/en/{slug}/").status_code == 404, slug
    StandardPageFactory(parent=english_home, title="Contact")
    assert client.get("/en/contact/").status_code == 200
    assert client.get("/contact/").status_code == 404


@pytest.mark.parametrize("factory", [StandardPageFactory, NewsIndexPageFactory, YearWheelPageFactory])
def test_a_swedish_page_that_was_put_below_the_english_start_page_is_not_there(factory, site, english_home, client):
    factory(parent=english_home, title="Vilse", locale=site.locale)
    for address in ("/en/vilse/", "/vilse/", "/en/vilse/flode/", "/en/vilse/kalender/"):
        assert client.get(address).status_code == 404, address


def test_without_an_english_start_page_there_is_no_english(site, client):
    for address in ("/en/", "/en/modellen/", "/en/nyheter/"):
        assert client.get(address).status_code == 404
    copy = site.copy_for_translation(Locale.objects.get(language_code="en"))
    assert client.get("/en/").status_code == 404
    copy.save_revision().publish()
    response = client.get("/en/")
    assert response.status_code == 200
    assert response["Content-Language"] == "en"
    assert '<html lang="en">' in response.content.decode()


def test_below_an_unpublished_english_page_there_is_nothing(site, english_home, client):
    parent = StandardPageFactory(parent=english_home, title="Parent")
    StandardPageFactory(parent=parent, title="Child")
    assert client.get("/en/parent/child/").status_code == 200
    type(parent).objects.filter(pk=parent.pk).update(live=False)
    assert client.get("/en/parent/child/").status_code == 404


def test_no_page_varies_on_language_or_sets_a_cookie(public_addresses, client):
    for address in public_addresses:
        response = client.get(address)
        vary = {part.strip().lower() for part in response.get("Vary", "").split(",")}
        assert "accept-language" not in vary, address
        assert "cookie" not in vary or address.endswith(FORMS), address
        assert not response.cookies or address.endswith(FORMS), address


def test_every_anonymous_visitor_gets_the_same_bytes(public_addresses):
    from django.test import Client

    for address in public_addresses:
        if address.endswith(FORMS):
            continue
        first, second = Client().get(address), Client().get(address, headers=ENGLISH_BROWSER)
        assert first.getvalue() == second.getvalue(), address
        assert first["Content-Language"] == second["Content-Language"] == ("en" if address.startswith("/en/") else "sv")


def test_the_sites_own_views_keep_their_path_below_the_prefix(site, client):
    for name, path in {
        "search": "/sok/",
        "login": "/logga-in/",
        "logout": "/logga-ut/",
        "my_tasks": "/mina-uppgifter/",
        "contact": "/tillganglighet/kontakt/",
    }.items():
        with translation.override("sv"):
            assert reverse(name) == path
        with translation.override("en"):
            assert reverse(name) == f"/en{path}"
    text = client.get("/en/sok/").content.decode()
    assert '<html lang="en">' in text
    assert 'action="/en/sok/"' in text


@pytest.mark.parametrize("address", ["/xx/", "/de/modellen/", "/sv/", "/fi/", "/en-us/", "/EN/", "/en_GB/", "/e n/"])
def test_an_unknown_prefix_gives_the_swedish_404_with_search(address, site, english_home, client):
    response = client.get(address)
    text = response.content.decode()
    assert response.status_code == 404
    assert response["Content-Language"] == "sv"
    assert '<html lang="sv">' in text
    assert re.search(r'<form class="search big"[^>]* action="/sok/"', text)
    assert text.count("<h1>") == 1


@pytest.mark.parametrize("slug", ["en-vecka", "en", "sv-en", "english"])
def test_a_swedish_page_may_begin_with_en(slug, site, client):
    """ "En" is an article in Swedish. Only the prefix alone is English."""
    page = StandardPageFactory(parent=site, title="En vecka i juni", slug=slug)
    response = client.get(f"/{slug}/")
    assert response.status_code == (404 if slug == "en" else 200)
    assert page.url == f"/{slug}/"


def test_the_english_menu_leads_to_the_swedish_page_and_says_so(site, english_home, index_page, client):
    text = client.get("/en/").content.decode()
    assert re.search(r'<a href="/nyheter/"[^>]*lang="sv" hreflang="sv">Nyheter</a>', text)
    index_page("nyheter").copy_for_translation(english_home.locale)
    assert 'href="/nyheter/"' in client.get("/en/").content.decode()  # the copy is a draft
    copy = index_page("nyheter").get_translation(english_home.locale)
    copy.title, copy.slug = "News", "news"
    copy.save_revision().publish()
    text = client.get("/en/").content.decode()
    assert re.search(r'<a href="/en/news/">News</a>', text)
    assert 'href="/nyheter/"' not in text
    assert 'lang="sv"' not in client.get("/").content.decode().replace('<html lang="sv">', "")


def test_the_menu_keeps_the_order_of_the_source(site, english_home, index_page, client):
    for slug in ("utbildning", "modellen"):
        copy = index_page(slug).copy_for_translation(english_home.locale)
        copy.slug = f"english-{slug}"
        copy.save_revision().publish()
    menu = client.get("/en/").content.decode().split('<details class="menu">')[1].split("</details>")[0]
    assert re.findall(r'<li><a href="([^"]+)"', menu)[:5] == [
        "/en/english-modellen/",
        "/roller/",
        "/objekt/",
        "/arshjul/",
        "/en/english-utbildning/",
    ]
