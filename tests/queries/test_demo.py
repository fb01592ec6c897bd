"""SQL of every page of the demo: at most so many statements, and none twice."""

import pytest
from wagtail.models import Page

from grund.checks import page_types
from tests.sql import MOST, statements_of

pytestmark = [pytest.mark.django_db, pytest.mark.scale, pytest.mark.usefixtures("demo")]

OTHERS = [
    "/sok/",
    "/sok/?q=objekt",
    "/sok/?q=objektplan",
    "/sok/?q=objekt&page=2",
    "/sok/?q=objekt+plan+system+utbildning",
    "/sok/?q=finnsinte",
    "/en/sok/?q=object",
    "/arshjul/?ar=2027",
    "/arshjul/kalender/",
    "/nyheter/?amne=model",
    "/nyheter/?page=2",
    "/nyheter/flode/",
    "/tillganglighet/kontakt/",
    "/en/tillganglighet/kontakt/",
    "/logga-in/",
    "/sitemap.xml",
    "/robots.txt",
    "/favicon.ico",
]
SEARCHES = [
    "/sok/?q=objekt",
    "/sok/?q=f%C3%B6rvaltningsledare",
    "/sok/?q=objekt+plan+system+utbildning&page=2",
    "/sok/?q=objektpaln&typ=news",
    "/sok/?q=vem+beslutar+om+planen&malgrupp=object_owner&ar=2026",
    "/sok/?q=finnsinte",
    "/en/sok/?q=object",
]
MISSING = ["/finns-inte/", "/en/finns-inte/", "/nyheter/finns-inte/", "/xx/"]


def problems(client, addresses, status=200, most=MOST):
    """A readable text about every address that asks too much or twice."""
    found = []
    for address in addresses:
        try:
            statements_of(client, address, status).check(most)
        except AssertionError as error:
            found.append(f"--- {address}\n{error}")
    return "\n".join(found)


def test_every_address_of_the_demo(client):
    """One test, so that one worker alone loads the demo."""
    pages = list(Page.objects.filter(depth__gt=1).live().specific())
    assert {type(page) for page in pages} == set(page_types())
    assert problems(client, [page.get_url() for page in pages]) == "", f"at most {MOST}"
    assert problems(client, OTHERS) == ""
    assert problems(client, SEARCHES, most=6) == ""
    assert problems(client, ["/sok/forslag/?q=objekt", "/sok/forslag/?q=finnsinte"], most=2) == ""
    assert problems(client, MISSING, status=404) == ""
