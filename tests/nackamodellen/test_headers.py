"""Every answer carries its headers, and no page asks the browser to run, draw or fetch what is not this site's."""

import re
from unittest import mock

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model

from home.models import HomePage
from tests.nackamodellen.scan import fetched_elsewhere

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}
STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
    "object-src": "'none'",
}
PUBLIC = {
    "page": "/",
    "long page": "/modellen/",
    "route of a page": "/nyheter/flode/",
    "english page": "/en/",
    "search": "/sok/?q=plan",
    "form": "/tillganglighet/kontakt/",
    "log-in": "/logga-in/",
    "404": "/finns-inte/",
    "redirect": "/modellen",
    "redirect of the log-in": "/mina-uppgifter/",
    "sitemap": "/sitemap.xml",
    "robots": "/robots.txt",
    "icon": "/favicon.ico",
    "no such image": "/media/images/finns-inte.png",
}


def policy(response):
    """{directive: sources} of the answer."""
    parts = [part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";") if part.strip()]
    return {part[0]: (part[1] if len(part) > 1 else "") for part in parts}


def has_all(response):
    for name, value in EVERYWHERE.items():
        assert response.headers.get(name) == value, name
    assert "camera=()" in response["Permissions-Policy"]


class TestPublic:
    pytestmark = pytest.mark.django_db

    @pytest.mark.parametrize("path", PUBLIC.values(), ids=PUBLIC)
    def test_a_public_answer_is_strict(self, client, site, english_home, path):
        response = client.get(path)
        assert response.status_code in (200, 301, 302, 404)
        has_all(response)
        assert policy(response) == STRICT

    def test_an_error_is_strict_too(self, site):
        client = Client(raise_request_exception=False)
        with mock.patch.object(HomePage, "get_context", side_effect=RuntimeError):
            response = client.get("/")
        assert response.status_code == 500
        has_all(response)
        assert policy(response) == STRICT

    def test_a_refused_form_is_strict_too(self, site):
        response = Client(enforce_csrf_checks=True).post("/logga-in/", {})
        assert response.status_code == 403
        has_all(response)
        assert policy(response) == STRICT

    def test_a_static_file_is_strict_too(self, settings, client, db):
        settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
        response = client.get("/static/grund/icons/favicon.svg")
        assert response.status_code == 200
        has_all(response)
        assert policy(response) == STRICT

    @pytest.mark.parametrize(
        "name, shown", [("mall.pdf", "inline"), ("mall.docx", "attachment"), ("a.txt", "attachment")]
    )
    def test_a_document_may_do_nothing_at_all(self, client, site, name, shown):
        document = get_document_model()(title="Mall")
        document.file.save(name, ContentFile(b"<script>alert(1)</script>"))
        response = client.get(document.url)
        assert response.status_code == 200
        has_all(response)
        assert policy(response) == {"default-src": "'none'"}
        assert response["Content-Disposition"].startswith(shown)

    def test_an_uploaded_image_may_run_nothing(self, client, site, settings):
        folder = settings.MEDIA_ROOT / "images"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "en.png").write_bytes(b"\x89PNG")
        response = client.get("/media/images/en.png")
        assert response.status_code == 200
        has_all(response)
        assert policy(response) == STRICT

    @pytest.mark.parametrize("path", ["documents/hemlig.pdf", "../secret-key", "images/../documents/hemlig.pdf"])
    def test_other_uploads_are_not_handed_out(self, client, site, settings, path):
        folder = settings.MEDIA_ROOT / "documents"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "hemlig.pdf").write_bytes(b"x")
        (settings.MEDIA_ROOT / "images").mkdir(exist_ok=True)
        assert client.get(f"/media/{path}").status_code in (400, 404)

    @pytest.mark.parametrize("path", [path for name, path in PUBLIC.items() if name not in ("form", "log-in")])
    def test_an_ordinary_answer_sets_no_cookie_and_does_not_vary_on_language(self, client, site, english_home, path):
        response = client.get(path, headers={"accept-language": "en"})
        assert not response.cookies
        varies = {word.strip().lower() for word in response.headers.get("Vary", "").split(",")}
        assert not varies & {"accept-language", "*"}


class TestTls:
    """What the production settings turn on (see test_settings) comes out as headers."""

    pytestmark = pytest.mark.django_db

    @pytest.fixture(autouse=True)
    def production(self, settings):
        settings.SECURE_SSL_REDIRECT = True
        settings.SECURE_HSTS_SECONDS = 31536000
        settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
        settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True

    def test_plain_http_is_sent_to_tls(self, client, site):
        response = client.get("/modellen/?a=1")
        assert response.status_code == 301
        assert response["Location"] == "https://testserver/modellen/?a=1"

    def test_hsts(self, client, site):
        response = client.get("/robots.txt", secure=True)
        assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"

    def test_cookies_travel_over_tls_only(self, client, cast):
        cookies = client.get("/logga-in/", secure=True).cookies
        assert cookies["csrftoken"]["secure"] is True
        data = {"username": "editor", "password": "lösenord-för-test"}
        headers = {"referer": "https://testserver/logga-in/"}
        cookies = client.post("/logga-in/", data, secure=True, headers=headers).cookies
        assert cookies["sessionid"]["secure"] is True


class TestAdmin:
    pytestmark = pytest.mark.django_db
    SCREENS = ["/admin/", "/admin/pages/", "/admin/images/", "/admin/documents/", "/admin/account/"]

    @pytest.mark.parametrize("path", SCREENS)
    def test_a_screen_of_the_admin_may_do_what_wagtail_needs(self, as_user, path):
        response = as_user("admin").get(path, follow=True)
        assert response.status_code == 200
        has_all(response)
        found = policy(response)
        for name in ("script-src", "style-src"):
            assert found[name] == "'self' 'unsafe-inline'"
        assert found["default-src"] == "'none'"
        assert "nonce" not in response["Content-Security-Policy"]
        assert "http" not in response["Content-Security-Policy"]
        assert not re.search(r"[ ;]\*", response["Content-Security-Policy"])

    @pytest.mark.parametrize("path", SCREENS)
    def test_no_screen_fetches_from_elsewhere(self, as_user, path):
        text = as_user("admin").get(path, follow=True).content.decode()
        assert fetched_elsewhere(text) == []
        assert "gravatar" not in text.lower()
        assert "releases.wagtail" not in text

    def test_nothing_asks_for_updates_pictures_or_embeds(self, settings):
        assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
        assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
        assert settings.WAGTAILEMBEDS_FINDERS == []
        assert settings.WAGTAILAPI_DOCS_ENABLED is False

    def test_the_public_site_has_no_page_of_the_admins_policy(self, client, site):
        assert "unsafe" not in client.get("/administration/")["Content-Security-Policy"]
