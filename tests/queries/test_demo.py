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


def problems(client, addresses):
    """A readable text about every address that asks too much or twice."""
    found = []
    for address in addresses:
        try:
            statements_of(client, address).check()
        except AssertionError as error:
            found.append(f"--- {address}\n{error}")
    return "\n".join(found)


def live_pages():
    return Page.objects.filter(depth__gt=1).live().specific()


def test_the_demo_has_every_page_type():
    assert {type(page) for page in live_pages()} == set(page_types())


def test_every_page(client):
    pages = list(live_pages())
    assert len(pages) > 30
    assert problems(client, [page.get_url() for page in pages]) == "", f"at most {MOST}"


def test_every_other_address(client):
    assert problems(client, OTHERS) == ""


@pytest.mark.parametrize("address", ["/finns-inte/", "/en/finns-inte/", "/nyheter/finns-inte/", "/xx/"])
def test_a_missing_page(address, client):
    statements_of(client, address, status=404).check()
