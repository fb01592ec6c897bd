"""Bad input gets the right 4xx as problem JSON that says what to do, and never a 500."""

from urllib.parse import quote

import pytest
from django.test import Client

from tests.factories import NewsPageFactory

from .conftest import ROOT, Asker, is_problem

pytestmark = pytest.mark.django_db
HUGE = 2**63


@pytest.fixture
def page(index_page):
    return NewsPageFactory(parent=index_page("nyheter"), title="Nyhet")


# (what follows the address of the list, status)
LIST = [
    ("?locale=xx", 422),
    ("?locale=%00", 400),
    ("?locale=%ED%A0%80", 400),  # a lone surrogate
    ("?locale=%FF", 400),
    ("?locale=" + "s" * 20_000, 422),
    ("?limit=0", 422),
    ("?limit=101", 422),
    (f"?limit={HUGE}", 422),
    ("?limit=-1", 422),
    ("?limit=x", 422),
    ("?limit=1.5", 422),
    ("?limit=%D9%A3%2E%D9%A4", 422),
    (f"?offset={HUGE}", 422),
    ("?offset=1e400", 422),
    ("?offset=nan", 422),
    ("?offset=900", 422),
    (f"?parent={HUGE}", 422),
    ("?parent=-1", 422),
    ("?parent=999999", 404),
    ("?type=nyheter.Finns", 422),
    ("?type=", 422),
    ("?order=path", 422),
    ("?order=title;drop", 422),
    ("?include=allt", 422),
    ("?include=content,,translations", 422),
    ("?include=html", 422),
    ("?text=pdf", 422),
    ("?updated_since=2026-02-30", 422),
    ("?updated_since=2026-13-01T00:00:00Z", 422),
    ("?updated_since=0000-00-00", 422),
    ("?updated_since=0001-01-01", 422),
    ("?updated_since=9999-12-31T23:59:59-12:00", 422),
    ("?updated_since=1e9", 422),
    ("?updated_since=-1", 422),
    ("?locale=sv&locale=en", 422),
    ("?locale[]=sv", 422),
    ("?locale[x]=sv", 422),
    ("?filter[a][b]=c", 422),
    ("?fields=*", 422),
    ("?search=plan", 422),
    ("?=x", 422),
    ("?" + "a=1&" * 300, 422),
    ("?" + "a=1&" * 12_000, 422),
]


@pytest.mark.parametrize("query, status", LIST, ids=[query[:40] for query, _status in LIST])
def test_a_bad_parameter_of_the_list(page, query, status):
    is_problem(Client().get(f"{ROOT}/pages/{query}"), status)


PATHS = [
    f"/pages/{HUGE}/",
    "/pages/0/",
    "/pages/-1/",
    "/pages/999999/",
    "/pages/x/",
    "/pages/" + "9" * 400 + "/",
    "/pages/1/x/",
    "/pages",
    "/finns-inte/",
    "/%00/",
    "/pages/%ED%A0%80/",
    "/" + "a" * 3000,
    "/pages/../../../admin/",
]


@pytest.mark.parametrize("path", PATHS, ids=[path[:30] for path in PATHS])
def test_a_place_where_nothing_is(page, path):
    is_problem(Client().get(ROOT + path), 404)


@pytest.mark.parametrize(
    "path, status",
    [
        ("%00", 400),
        ("/%00/", 400),
        ("%ED%A0%80", 400),
        (quote("/" + "å" * 5000), 422),
        ("/" + "a" * 1900, 404),
        ("/../../etc/passwd", 404),
        ("https://example.org/", 404),
        ("//example.org/", 404),
        (quote("/😀/\u202e/"), 404),
        ("/%252e%252e/", 404),
        ("", 404),
    ],
)
def test_a_bad_path(page, path, status):
    is_problem(Client().get(f"{ROOT}/pages/by-path/?path={path}"), status)


def test_a_missing_parameter_is_named(page):
    assert "path" in is_problem(Client().get(f"{ROOT}/pages/by-path/"), 422)["detail"]


def test_an_unknown_parameter_is_answered_with_those_that_are_known(page):
    document = is_problem(Client().get(f"{ROOT}/pages/?sok=plan"), 422)
    assert "'sok'" in document["detail"]
    assert set(document["allowed"]) == {
        "locale", "text", "limit", "offset", "type", "parent", "updated_since", "fallback", "order", "include",
    }  # fmt: skip
    assert is_problem(Client().get(f"{ROOT}/locales/?a=b"), 422)["allowed"] == []


def test_what_is_wrong_stands_at_its_parameter(page):
    document = is_problem(Client().get(f"{ROOT}/pages/?include=bilder"), 422)
    assert document["errors"] == [
        {"parameter": "include", "message": "unknown: 'bilder'; allowed are: content, translations, breadcrumb"}
    ]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", ["/pages/", "/finns-inte/", "/openapi.json", "/"])
def test_only_reading_is_allowed(page, method, path):
    response = getattr(Client(enforce_csrf_checks=True), method)(ROOT + path)
    is_problem(response, 405)
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("accept", ["text/html", "image/png", "application/xml", "application/json;q=0", "x", ";;,,"])
def test_a_format_that_nobody_speaks_here(page, accept):
    is_problem(Client().get(f"{ROOT}/pages/", headers={"Accept": accept}), 406)


@pytest.mark.parametrize(
    "accept", ["*/*", "application/*", "application/json", "text/html, */*;q=0.1", "application/problem+json"]
)
def test_a_format_that_is_spoken_here(page, accept):
    assert Client().get(f"{ROOT}/pages/", headers={"Accept": accept}).status_code == 200


def test_content_that_was_sent_is_refused(page):
    client = Client()
    is_problem(client.generic("GET", f"{ROOT}/pages/", b"{}", content_type="application/json"), 415)
    is_problem(client.get(f"{ROOT}/pages/", CONTENT_TYPE="application/xml"), 415)
    is_problem(client.get(f"{ROOT}/pages/", CONTENT_TYPE="multipart/form-data"), 415)


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "finns-inte"])
def test_another_encoding_is_refused(page, charset):
    is_problem(Client().get(f"{ROOT}/pages/", CONTENT_TYPE=f"application/json; charset={charset}"), 400)


@pytest.mark.parametrize(
    "header",
    ["Bearer", "Bearer ", "Bearer x", "Bearer nmr_a_b", "Basic YTpi", "Bearer nmr_\udc80_x", "x" * 5000, "Bearer å"],
)
def test_a_token_that_is_none_is_refused(page, header):
    response = Client().get(f"{ROOT}/pages/", HTTP_AUTHORIZATION=header)
    is_problem(response, 401)
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_secret_and_missing_get_the_same_answer(page, index_page):
    draft = NewsPageFactory(parent=index_page("nyheter"), title="Utkast", live=False)
    ask = Asker()
    secret, missing = ask.get(f"/pages/{draft.pk}/"), ask.get("/pages/999999/")
    assert is_problem(secret, 404) == is_problem(missing, 404)
    left = {"RateLimit-Remaining": "", "RateLimit-Reset": ""}
    assert {**secret.headers, **left} == {**missing.headers, **left}


def test_a_fault_of_ours_is_a_problem_too(page, monkeypatch, caplog):
    from grund.api import places

    def fail(request):
        raise RuntimeError("hemlighet")

    monkeypatch.setattr(places, "roots_of", fail)
    response = Client(raise_request_exception=False).get(f"{ROOT}/pages/")
    is_problem(response, 500)
    assert "hemlighet" not in response.content.decode()
    assert "hemlighet" in caplog.text


def test_head_is_get_without_content(page):
    client = Client()
    head, get = client.head(f"{ROOT}/pages/"), client.get(f"{ROOT}/pages/")
    assert head.status_code == 200
    assert head.content == b""
    assert head["ETag"] == get["ETag"]
    assert int(head["Content-Length"]) == len(get.content)


@pytest.mark.parametrize("place", ["objects", "terms", "roles", "templates", "courses", "pages", "nowhere"])
def test_a_nul_in_the_path_is_nowhere(site, place):
    """PostgreSQL cannot be asked for it: each place would be a server error there."""
    is_problem(Client().get(f"{ROOT}/{place}/%00/"), 404)


@pytest.mark.parametrize("place", ["courses", "pages", "nowhere"])
def test_a_line_break_in_the_path_is_nowhere_too(site, place):
    is_problem(Client().get(f"{ROOT}/{place}/%0D%0ASet-Cookie%3A%20a%3Db/"), 404)
