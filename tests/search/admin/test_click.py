"""A click that the browser tells: counted where it comes from our own pages, and always the same answer."""

import pytest
from django.test import Client
from django.urls import reverse

from grund import throttle
from search import log, log_view
from search.models import QueryDay

pytestmark = pytest.mark.django_db
ADDRESS = "/sok/klick/"
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}
GOOD = {"q": "Plan", "language": "sv", "rank": "2"}


def tell(client, data=GOOD, **headers):
    response = client.post(ADDRESS, data, **{**OURS, **headers})
    assert response.status_code == 204
    assert response.content == b""
    assert not response.cookies
    log.flush()
    return QueryDay.objects.filter(clicks__gt=0).count()


def test_a_click_is_counted(client):
    assert reverse("search_click") == ADDRESS
    assert tell(client) == 1
    row = QueryDay.objects.get()
    assert (row.query, row.language, row.clicks, row.click_rank_sum, row.times) == ("plan", "sv", 1, 2, 0)


def test_below_the_english_address_too(client):
    assert client.post("/en/sok/klick/", {**GOOD, "language": "en"}, **OURS).status_code == 204
    log.flush()
    assert QueryDay.objects.get().language == "en"


def test_no_key_is_needed():
    assert tell(Client(enforce_csrf_checks=True)) == 1


def test_as_a_browser_sends_a_form_beacon(client):
    body = "q=Plan&language=sv&rank=2"
    response = client.post(ADDRESS, body, content_type="application/x-www-form-urlencoded;charset=UTF-8", **OURS)
    assert response.status_code == 204
    log.flush()
    assert QueryDay.objects.get().click_rank_sum == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"q": ""},
        {"q": "?!"},
        {"language": ""},
        {"language": "de"},
        {"language": "sv'"},
        {"rank": ""},
        {"rank": "0"},
        {"rank": "-1"},
        {"rank": "1001"},
        {"rank": "99999999999999999999"},
        {"rank": "1.5"},
        {"rank": "x"},
        {"rank": "٣"},
        {"rank": "\0"},
    ],
)
def test_what_is_wrong_counts_nothing(client, wrong):
    assert tell(client, {**GOOD, **wrong}) == 0


@pytest.mark.parametrize("missing", GOOD)
def test_what_is_missing_counts_nothing(client, missing):
    assert tell(client, {name: value for name, value in GOOD.items() if name != missing}) == 0


@pytest.mark.parametrize(
    "body, kind",
    [
        (b"", "application/x-www-form-urlencoded"),
        (b"\xff\xfe", "application/x-www-form-urlencoded"),
        (b'{"q": "plan"}', "application/json"),
        (b"nonsense", "multipart/form-data; boundary=x"),
        (b"nonsense", "multipart/form-data"),
        (b"q=plan&language=sv&rank=1&x=" + b"a" * 5000, "application/x-www-form-urlencoded"),
        (b"&".join(b"a=1" for _ in range(1000)), "application/x-www-form-urlencoded"),
    ],
)
def test_a_strange_body_counts_nothing(client, body, kind):
    response = client.post(ADDRESS, body, content_type=kind, **OURS)
    assert response.status_code == 204
    log.flush()
    assert not QueryDay.objects.exists()


@pytest.mark.parametrize(
    "headers, counted",
    [
        ({"HTTP_SEC_FETCH_SITE": "same-origin"}, 1),
        ({"HTTP_SEC_FETCH_SITE": "same-site"}, 0),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, 0),
        ({"HTTP_SEC_FETCH_SITE": "none"}, 0),
        ({"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://testserver"}, 0),
        ({"HTTP_ORIGIN": "http://testserver"}, 1),
        ({"HTTP_ORIGIN": "https://elsewhere.example"}, 0),
        ({"HTTP_ORIGIN": "http://testserver.elsewhere.example"}, 0),
        ({"HTTP_ORIGIN": "null"}, 0),
        ({"HTTP_ORIGIN": "http://[broken"}, 0),
        ({}, 0),
    ],
)
def test_only_from_our_own_pages(client, headers, counted):
    assert client.post(ADDRESS, GOOD, **headers).status_code == 204
    log.flush()
    assert QueryDay.objects.count() == counted


@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(ADDRESS, **OURS).status_code == 405


def test_one_address_counts_so_many_and_no_more(client, monkeypatch):
    monkeypatch.setattr(log_view, "CLICKS", 3)
    for _ in range(5):
        tell(client)
    assert QueryDay.objects.get().clicks == 3


def test_a_database_that_cannot_count_answers_all_the_same(client, monkeypatch):
    from django.db import OperationalError

    def fail(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(throttle, "hit", fail)
    assert tell(client) == 0
