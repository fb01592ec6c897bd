"""Counting of requests, and scripts of other sites."""

import pytest
import time_machine
from django.test import Client

from grund.models import ThrottleCounter
from headless.checks import check_origins
from headless.throttle import ledger
from tests.sql import statements_of

from .conftest import ROOT, Asker, is_problem, token_for

pytestmark = pytest.mark.django_db
PATH = f"{ROOT}/locales/"


@pytest.fixture(autouse=True)
def few(settings):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "API_REQUESTS_ANONYMOUS": 3, "API_REQUESTS_TOKEN": 5}
    with time_machine.travel("2026-03-02T09:00:10+01:00", tick=False):
        yield


def test_too_many_requests_are_answered_with_when_to_try_again(site):
    client = Client()
    left = [client.get(PATH)["RateLimit-Remaining"] for _number in range(3)]
    assert left == ["2", "1", "0"]
    response = client.get(PATH)
    is_problem(response, 429)
    assert response["Retry-After"] == response["RateLimit-Reset"] == "50"
    assert response["RateLimit-Limit"] == "3"
    with time_machine.travel("2026-03-02T09:01:00+01:00"):
        assert client.get(PATH).status_code == 200


def test_each_address_and_each_token_is_counted_by_itself(site, cast):
    client = Client()
    for _number in range(4):
        client.get(PATH)
    assert client.get(PATH).status_code == 429
    assert client.get(PATH, REMOTE_ADDR="192.0.2.7").status_code == 200
    ask = Asker(token_for(cast["staff"]))
    assert [ask.get("/locales/").status_code for _number in range(6)] == [200] * 5 + [429]
    assert Asker(token_for(cast["staff"])).get("/locales/").status_code == 200


def test_tokens_that_are_guessed_are_counted_by_address(site):
    ask = Asker("nmr_gissning_fel")
    assert [ask.get("/locales/").status_code for _number in range(5)] == [401] * 3 + [429] * 2


def test_the_document_is_not_counted(site):
    client = Client()
    for _number in range(10):
        response = client.get(f"{ROOT}/openapi.json")
    assert response.status_code == 200
    assert "RateLimit-Limit" not in response


def test_what_other_processes_counted_is_learned_from_the_database(site):
    client = Client()
    client.get(PATH)
    assert not ThrottleCounter.objects.exists()  # a request writes nothing
    ledger.write()
    row = ThrottleCounter.objects.get()
    assert row.count == 1
    ThrottleCounter.objects.update(count=3)  # two requests to another process
    client.get(PATH)
    ledger.write()
    assert ThrottleCounter.objects.get().count == 4
    assert client.get(PATH).status_code == 429


def test_a_count_of_an_earlier_minute_is_dropped(site):
    client = Client()
    client.get(PATH)
    ledger.write()
    with time_machine.travel("2026-03-02T09:02:10+01:00"):
        client.get(PATH)
        ledger.write()
    assert ThrottleCounter.objects.get().count == 1


def test_a_database_that_cannot_write_stops_nobody(site, monkeypatch):
    from django.db import OperationalError

    from headless import throttle

    def fail(*args):
        raise OperationalError("database is locked")

    monkeypatch.setattr(throttle, "add", fail)
    client = Client()
    client.get(PATH)
    ledger.write()
    assert client.get(PATH)["RateLimit-Remaining"] == "1"


def test_counting_asks_the_database_for_nothing(site, settings):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "API_REQUESTS_ANONYMOUS": 300}
    assert not [sql for sql in statements_of(Client(), PATH) if "throttle" in sql]


@pytest.mark.parametrize(
    "origins, origin, allowed",
    [
        ([], "https://app.example.org", None),
        (["https://app.example.org"], "https://app.example.org", "https://app.example.org"),
        (["https://app.example.org"], "https://app.example.org.evil.example", None),
        (["https://app.example.org"], "null", None),
        (["*"], "https://what.example", "*"),
    ],
)
def test_scripts_of_other_sites_read_where_the_setting_says_so(site, settings, origins, origin, allowed):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "API_CORS_ORIGINS": origins}
    response = Client().get(PATH, headers={"Origin": origin})
    assert response.get("Access-Control-Allow-Origin") == allowed
    assert "Access-Control-Allow-Credentials" not in response
    if origins and origins != ["*"]:
        assert "Origin" in response["Vary"]
    before = Client().options(PATH, headers={"Origin": origin, "Access-Control-Request-Method": "GET"})
    assert before.status_code == 204
    assert before.get("Access-Control-Allow-Origin") == allowed
    assert before.get("Access-Control-Allow-Methods") == ("GET, HEAD" if allowed else None)


@pytest.mark.parametrize(
    "origin",
    [
        "https://app.example.org/",
        "https://App.example.org",
        "app.example.org",
        "https://app.example.org:443",
        "http://app.example.org:80",
        "https://app.example.org/a",
        "https://app.example.org, https://b.example.org",
        "",
    ],
)
def test_an_origin_that_no_browser_sends_is_told(settings, origin):
    settings.NACKAMODELLEN = {"API_CORS_ORIGINS": ["https://fine.example.org", origin]}
    [error] = check_origins()
    assert error.id == "headless.E007"
    assert repr(origin) in error.msg


@pytest.mark.parametrize(
    "origin",
    [
        "*",
        "https://app.example.org",
        "http://localhost:3000",
        "http://a_container:3000",
        "https://a.example.org:80",
        "http://[::1]:8080",
    ],
)
def test_an_origin_as_browsers_send_it(settings, origin):
    settings.NACKAMODELLEN = {"API_CORS_ORIGINS": [origin]}
    assert check_origins() == []
