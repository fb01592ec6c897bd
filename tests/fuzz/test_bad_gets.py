"""No address, however bad, gives a server error."""

import logging

import pytest
from django.conf import settings
from django.test import Client

from tests.access.patterns import names_of
from tests.factories import NewsPageFactory, TermFactory, YearWheelEventFactory
from tests.short import WHOLE

from .bad_gets import BAD_GETS, PARAMETERS, PREFIXES

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(index_page):
    """Something in every list, and a folder of images, so that what is bad has something to act on."""
    (settings.MEDIA_ROOT / "images").mkdir(parents=True, exist_ok=True)
    for number in range(8):
        NewsPageFactory(parent=index_page("nyheter"), title=f"Plan {number}")
    TermFactory(uid="plan", term="Plan")
    YearWheelEventFactory()


def test_there_are_exactly_500():
    assert len(BAD_GETS) == len(set(BAD_GETS)) == 500


def test_every_public_view_that_reads_something_is_among_them():
    from django.urls import get_resolver

    prefixes = [*PARAMETERS, *PREFIXES]
    silent = {"sitemap.xml", "robots.txt", "favicon.ico", "logga-ut/", "mina-uppgifter/", "*"}
    names = {name for name in names_of(get_resolver().url_patterns) if not name.startswith("api/")}  # tests/headless
    for name in names - silent:
        start = "/" + name.lstrip("^").split("<")[0].split("(")[0].rstrip("*")
        assert any(prefix.startswith(start) or start.startswith(prefix) for prefix in prefixes), name


def leads_away(response):
    """Whether a redirect leads to another site."""
    target = response.get("Location", "/")
    return not target.startswith("/") or target.startswith(("//", "/\\"))


def test_no_bad_get_is_answered_above_499_or_leads_away(content):
    logging.disable(logging.CRITICAL)
    client = Client(raise_request_exception=False)
    bad = {}
    try:
        for address in BAD_GETS if WHOLE else BAD_GETS[::3]:
            response = client.get(address)
            if response.status_code > 499 or leads_away(response):
                bad[address[:80]] = response.status_code, response.get("Location")
    finally:
        logging.disable(logging.NOTSET)
    assert bad == {}


def test_the_headers_of_a_request_may_be_bad_too(content):
    client = Client(raise_request_exception=False)
    for headers in (
        {"Cookie": "sessionid=\x00; csrftoken=" + "a" * 5000},
        {"Cookie": r'sessionid="aaaaaaaaaaaa\000b"'},  # Django reads the octal digits as NUL
        {"Cookie": "sessionid=finns-inte"},
        {"Accept-Language": "," * 2000},
        {"Referer": "javascript:\ud800"},
        {"X-Forwarded-For": "x, " * 500},
        {"X-Requested-With": "XMLHttpRequest"},
        {"If-Modified-Since": "i går", "If-None-Match": '"'},
        {"Range": "bytes=9-1,-,x"},
        {"Accept-Encoding": "\xff"},
    ):
        for address in ("/", "/sok/?q=plan", "/nyheter/", "/logga-in/", "/favicon.ico"):
            assert client.get(address, headers=headers).status_code < 500, (address, headers)


@pytest.mark.parametrize("host", ["example.org", "", "a b", "localhost:99999", "[::1", "testserver:abc", "testserver."])
def test_a_host_that_is_not_ours_is_refused(host, content):
    response = Client(raise_request_exception=False).get("/sok/?q=plan", headers={"Host": host})
    assert response.status_code < 500
