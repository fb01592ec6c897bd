"""How it is given: each feature is shown, and shown to be missed when it is switched off.

The features are those that front ends know from other systems; writing is left to Wagtail's own interface.
"""

import json

import pytest
from django.http import HttpResponse
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from grund.api.reader import Reader
from headless import answers, door, navigation, openapi, pages, traces
from headless.models import ReaderToken, WebhookEvent, tokens
from headless.urls import api
from headless.webhooks import record
from search import engine
from search.rebuild import rebuild
from tests.factories import StandardPageFactory
from tests.sql import statements_of

from .conftest import ROOT, operation_of, token_for
from .features import answer, both_tests, get, keeper
from .webhooks.conftest import listen

pytestmark = pytest.mark.django_db
FEATURES, feature = keeper()


@feature("Webhooks")
class Webhooks:
    def show(at):
        listen()
        at.goal.unpublish()
        at.news.slug = "nytt"
        at.news.save_revision().publish()
        types = set(WebhookEvent.objects.values_list("type", flat=True))
        assert {"page.unpublished", "page.slug_changed"} <= types

    def off(patch, at):
        patch.setattr(record, "listening", lambda: False)


@feature("Cache headers")
class CacheHeaders:
    def show(at):
        found = get(f"/pages/{at.goal.pk}/")
        assert found["ETag"].startswith('"')
        assert "public" in found["Cache-Control"]
        assert "Authorization" in found["Vary"]
        assert f"page-{at.goal.pk}" in found["Surrogate-Key"].split()

    def off(patch, at):
        patch.setattr(answers, "with_headers", lambda request, response, *others: response)


@feature("Conditional requests")
class ConditionalRequests:
    def show(at):
        tag = get(f"/pages/{at.english.pk}/")["ETag"]
        same = get(f"/pages/{at.english.pk}/", headers={"If-None-Match": tag})
        assert same.status_code == 304
        assert same["Content-Language"] == "en"
        address = f"{ROOT}/pages/{at.english.pk}/"
        statements_of(Client(), address, status=304, headers={"If-None-Match": tag}).check(3)
        at.english.save_revision().publish()
        assert get(f"/pages/{at.english.pk}/", headers={"If-None-Match": tag}).status_code == 200

    def off(patch, at):
        patch.setattr(answers, "parse_etags", lambda header: [])


@feature("OpenAPI")
class OpenAPI:
    def show(at):
        found = answer("/openapi.json")
        assert found["openapi"].startswith("3.1")
        assert found == openapi.document()
        response = get("/")
        assert response.status_code == 200
        assert "/pages/by-path/" in response.content.decode()

    def off(patch, at):
        patch.setattr(api, "title", "Something else")
        patch.setattr(openapi, "text", lambda: json.dumps({**openapi._make(), "openapi": "2.0"}))
        patch.setattr("headless.views._document", lambda: (openapi.text(), '"x"'))


@feature("Field selection")
class FieldSelection:
    def show(at):
        plain = answer(f"/pages/{at.goal.pk}/")
        assert "breadcrumb" not in plain
        assert answer(f"/pages/{at.goal.pk}/", include="breadcrumb")["breadcrumb"]
        for name in ("fields", "populate", "select"):
            assert get("/pages/", **{name: "*"}).status_code == 422
        assert get("/pages/", include="body").status_code == 422

    def off(patch, at):
        patch.setattr(pages, "included", lambda text: frozenset())


@feature("Queries per call")
class QueriesPerCall:
    def show(at):
        for number in range(12):
            goal = StandardPageFactory(parent=at.site, title=f"Mål {number}")
            body = json.dumps([{"type": "related", "value": [goal.pk], "id": "r"}])
            StandardPageFactory(parent=at.site, title=f"Sida {number}", body=body)
        address = f"{ROOT}/pages/?type=sidor.StandardPage&include=content,translations,breadcrumb"
        statements_of(Client(), address).check(8)

    def off(patch, at):
        prepare = Reader.prepare

        def one_by_one(reader, pages=(), documents=(), pictures=(), also=None):
            return prepare(reader, pages if len(pages) == 1 else (), documents, pictures, also)

        patch.setattr(Reader, "prepare", one_by_one)


@feature("Pagination")
class Pagination:
    def show(at):
        first = answer("/pages/", limit=2)["meta"]
        assert first["previous"] is None
        assert first["next"]
        second = Client().get(first["next"]).json()["meta"]
        assert (second["offset"], second["total"]) == (2, first["total"])
        assert second["previous"].endswith("offset=0")
        assert get("/pages/", limit=101).status_code == 422

    def off(patch, at):
        rest = {"limit": 20, "offset": 0, "next": None, "previous": None}
        patch.setattr(pages, "meta_of", lambda request, asked, total: {**rest, "total": total})


@feature("Unknown parameters")
class UnknownParameters:
    def show(at):
        found = get("/pages/", sort="title")
        assert found.status_code == 422
        assert "order" in found.json()["allowed"]

    def off(patch, at):
        operation = operation_of(f"{ROOT}/pages/")
        patch.setattr(operation, "run", operation.run.__wrapped__)


@feature("Search in API")
class Search:
    def show(at):
        rebuild()
        found = answer("/search/", q="silverliljan")
        assert found["hits"][0]["title"] == "Silverlilja"
        assert "<mark>" in found["hits"][0]["excerpt"] + "<mark>"
        assert found["facets"]
        assert "Silverlilja" in [item["text"] for item in answer("/search/suggestions/", q="silver")["items"]]

    def off(patch, at):
        patch.setattr(engine, "suggest", lambda *args, **kwargs: [])
        patch.setattr(engine, "find", lambda *args, **kwargs: 1 / 0)


@feature("Menu, sitemap, redirects")
class Menu:
    def show(at):
        at.goal.show_in_menus = True
        at.goal.save_revision().publish()
        assert "Silverlilja" in [item["title"] for item in answer("/navigation/")["items"]]
        entry = next(item for item in answer("/sitemap/")["items"] if item["id"] == at.goal.pk)
        assert [other["locale"] for other in entry["alternates"]] == ["en"]
        Redirect.objects.create(old_path="/gammal", redirect_page=at.goal)
        assert [item["path"] for item in answer("/redirects/")["items"]] == ["/gammal"]

    def off(patch, at):
        patch.setattr(navigation.redirects, "all_redirects", lambda request, roots: [])


@feature("Rate limit")
class RateLimit:
    def show(at):
        at.settings.NACKAMODELLEN = {**at.settings.NACKAMODELLEN, "API_REQUESTS_ANONYMOUS": 2}
        found = [get("/locales/") for _time in range(3)]
        assert [response.status_code for response in found] == [200, 200, 429]
        assert [response["RateLimit-Remaining"] for response in found] == ["1", "0", "0"]
        assert int(found[2]["Retry-After"]) > 0

    def off(patch, at):
        patch.setattr(door, "_refuse_too_many", lambda count: None)


@feature("CORS")
class CORS:
    def show(at):
        found = get("/locales/", headers={"Origin": "https://app.example.org"})
        assert found["Access-Control-Allow-Origin"] == "https://app.example.org"
        assert "Access-Control-Allow-Origin" not in get("/locales/", headers={"Origin": "https://evil.example.org"})

    def off(patch, at):
        at.settings.NACKAMODELLEN = {**at.settings.NACKAMODELLEN, "API_CORS_ORIGINS": []}


@feature("Errors")
class Errors:
    def show(at):
        for path, status in (("/pages/999999/", 404), ("/pages/?limit=x", 422), ("/nowhere/", 404)):
            found = get(path)
            assert found.status_code == status
            assert found["Content-Type"] == "application/problem+json"
            assert found.json()["detail"]

    def off(patch, at):
        patch.setattr(door, "problem_response", lambda problem: HttpResponse(status=problem.status))


@feature("Delta sync")
class DeltaSync:
    def show(at):
        at.goal.save_revision().publish()
        assert at.goal.pk in [item["id"] for item in answer("/pages/", updated_since="2020-01-01", limit=100)["items"]]
        assert answer("/pages/", updated_since="2100-01-01")["items"] == []
        since = at.goal.last_published_at.date().isoformat()
        at.goal.unpublish()
        assert [item["id"] for item in answer("/pages/gone/", since=since)["items"]] == [at.goal.pk]

    def off(patch, at):
        patch.setattr(traces, "note", lambda top, tree=True: None)


@feature("Tokens")
class Tokens:
    def show(at):
        token = token_for(at.cast["staff"])
        row = ReaderToken.objects.get()
        assert token.startswith(f"nmr_{row.prefix}_")
        assert token.rpartition("_")[2][-20:] not in row.digest
        assert get("/locales/", token=token).status_code == 200
        row.revoked_at = row.created_at
        row.save()
        assert get("/locales/", token=token).status_code == 401

    def off(patch, at):
        patch.setattr(tokens, "digest_of", lambda secret: secret[-64:])


test_feature, test_is_missed_when_it_is_off = both_tests(FEATURES)
