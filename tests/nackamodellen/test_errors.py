"""The error pages: in the look of the site, in the right language, and with a way on."""

from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import translation

from nackamodellen import views

pytestmark = pytest.mark.django_db


def has_the_look(response, language="sv", path_css="/static/site"):
    """The frame of base.html: skip link, header, search, footer, style sheets, language; nobody indexes it."""
    text = response.content.decode()
    assert f'<html lang="{language}">' in text
    assert '<a class="skip" href="#innehall">' in text
    assert 'class="strip"' in text
    assert 'role="search"' in text
    assert '<footer class="foot">' in text
    assert path_css in text
    assert '<meta name="robots" content="noindex">' in text
    assert text.count("<h1") == 1
    assert response["Content-Language"] == language
    return text


def test_404_searches_with_the_words_of_the_address(client, site):
    response = client.get("/roller/objekt-ledare/gammal_sida.html")
    assert response.status_code == 404
    text = has_the_look(response)
    assert "Sidan finns inte" in text
    assert 'value="roller objekt ledare gammal_sida.html"' in text
    assert text.count('class="search') == 2


@pytest.mark.parametrize(
    "path, words",
    [
        ("/finns-inte/", "finns inte"),
        ("/en/does-not-exist/", "does not exist"),
        ("/fi/roller/", "fi roller"),
        ("/%22%3E%3Cscript%3E/", "&quot;&gt;&lt;script&gt;"),
        ("/" + "x-" * 1500 + "x/", "x " * 50),
        ("/" + "x" * 3000 + "/a/", "a"),
        ("/anmalan/lank/pZb3-x_kD0aGq1w7TnVt2yR8sUe5MhLc/x/", "anmalan lank x"),
        ("/anmalan/lank/pZb3xkD0aGq1w7TnVt2yR8sUe5MhLcab/avboka/nu/", "anmalan lank avboka nu"),
        ("/anmalan/mina/0f8fad5b-d9cb-469f-a165-70867728950e/x/", "anmalan mina x"),
        ("/nyheter/ny-utbildning-för-objektägare-hösten-2026/", "nyheter ny utbildning för objektägare hösten 2026"),
        ("/r%C3%B6ra/", "röra"),
        ("/%ff/", ""),
    ],
)
def test_404_makes_words_of_any_address(client, site, path, words):
    response = client.get(path)
    assert response.status_code == 404
    if words:
        assert f'value="{words}"' in response.content.decode()


def test_404_below_en_is_english(client, site, english_home):
    text = has_the_look(client.get("/en/does-not-exist/"), "en")
    assert "The page does not exist" in text


def test_404_of_an_unknown_language_is_swedish(client, site):
    assert "Sidan finns inte" in has_the_look(client.get("/fi/roller/"))


@pytest.mark.parametrize("path", ["/nul/%00/", "/sidan%0Amed%0Drad/", "//dubbel//", "/..%2f..%2fetc/passwd"])
def test_an_odd_address_is_just_not_found(client, site, path):
    assert client.get(path).status_code in (301, 404)


def test_404_keeps_working_where_there_is_no_site(client, db):
    from wagtail.models import Site

    Site.objects.all().delete()
    response = client.get("/finns-inte/")
    assert response.status_code == 404
    assert "Sidan finns inte" in response.content.decode()


def test_403_says_why_and_offers_to_log_in(client, site):
    with mock.patch("home.models.HomePage.get_context", side_effect=PermissionDenied):
        response = client.get("/")
    assert response.status_code == 403
    text = has_the_look(response)
    assert translation.gettext("You may not see this page") in text
    assert 'href="/logga-in/?next=%2F"' in text


def test_403_offers_no_login_to_whoever_is_logged_in(as_user):
    with mock.patch("home.models.HomePage.get_context", side_effect=PermissionDenied):
        response = as_user("staff").get("/")
    assert response.status_code == 403
    assert "?next=" not in response.content.decode().split("<main")[1].split("</main>")[0]


def broken(path="/", **extra):
    """The answer to a view that raises, with no database to ask."""
    client = Client(raise_request_exception=False, **extra)
    away = mock.patch("django.db.backends.base.base.BaseDatabaseWrapper.cursor", side_effect=DatabaseError("away"))
    with away:
        return client.get(path)


def test_500_needs_no_database(site):
    response = broken()
    assert response.status_code == 500
    text = response.content.decode()
    assert '<html lang="sv">' in text
    assert "Något gick fel hos oss" in text
    assert 'lang="en">Something went wrong' in text
    assert "/static/site.css" in text
    assert 'class="strip"' in text
    assert "away" not in text
    assert "Traceback" not in text


def test_500_of_a_signed_in_user_and_of_the_admin_too(as_user):
    client = as_user("editor")
    client.raise_request_exception = False
    with mock.patch("home.models.HomePage.get_context", side_effect=RuntimeError("inside")):
        assert "Något gick fel" in client.get("/").content.decode()
    with mock.patch("wagtail.admin.views.home.HomeView.get_context_data", side_effect=RuntimeError("inside")):
        response = client.get("/admin/")
    assert response.status_code == 500
    assert "inside" not in response.content.decode()


def test_500_has_the_style_sheets_of_the_other_pages(site, client):
    def sheets(text):
        return [part.split('"')[0] for part in text.split('<link rel="stylesheet" href="')[1:]]

    assert sheets(broken().content.decode()) == sheets(client.get("/").content.decode())


@pytest.mark.parametrize("path, language", [("/logga-in/", "sv"), ("/en/logga-in/", "en")])
def test_a_form_without_its_key_gets_told_what_to_do(site, english_home, path, language):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(path, {"username": "kim", "password": "mycket-hemligt", "message": "min text"})
    assert response.status_code == 403
    text = has_the_look(response, language)
    with translation.override(language):
        assert translation.gettext("The form could not be sent") in text
        assert translation.gettext("Reload the page.") in text
    # What was typed is the browser's to keep: nothing of it is written into this page, shown or hidden.
    assert "mycket-hemligt" not in text
    assert "min text" not in text
    assert 'type="hidden"' not in text
    assert "sessionid" not in response.cookies


def test_429_says_how_long_to_wait(rf, site):
    request = rf.get("/kontakt/")
    for minutes, sentence in ((1, "1 minut "), (10, "10 minuter ")):
        with translation.override("sv"):
            response = views.too_many_requests(request, minutes)
        assert response.status_code == 429
        assert response["Retry-After"] == str(minutes * 60)
        text = response.content.decode()
        assert "För många försök" in text
        assert sentence in text
        assert '<footer class="foot">' in text


@pytest.mark.parametrize("handler", ["handler403", "handler404", "handler500"])
def test_the_handlers_are_ours(handler):
    from nackamodellen import urls

    assert getattr(urls, handler).__module__ == "nackamodellen.views"


def test_error_pages_are_not_kept_by_a_cache_as_if_they_were_pages(client, site):
    response = client.get("/finns-inte/")
    assert "public" not in response.headers.get("Cache-Control", "")
    assert not response.cookies
    assert reverse("search") in response.content.decode()
