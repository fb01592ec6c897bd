"""The front end shows what the site shows: text, headings, links and alternative texts of the main part, page by page."""

import json
import time
import urllib.error
import urllib.request
from urllib.parse import quote, urlsplit

import pytest

from demo_pages import PAGES
from tests.front.listed import IN_PAGES, LEFT_TO_THE_SITE
from tests.front.reading import Reading, differences, reading_of

# It loads the demo, as tests/nackamodellen/test_demo.py does in the short suite.
pytestmark = [pytest.mark.front, pytest.mark.whole]

KEPT = 60  # seconds that an answer of the interface may be kept
OF_THE_SITE = ("/tillganglighet/kontakt/", "/logga-in/")
FEW = [path for name, path in PAGES.items() if path not in OF_THE_SITE and "tillganglighet" not in name]
STATES = [
    "/sok/",
    "/sok/?q=",
    "/sok/?q=xyzzyqwerty",
    "/sok/?q=xyzzyqwerty&typ=guide",
    "/sok/?q=%22%28%29",
    "/sok/?q=objekt&page=2",
    "/sok/?q=objekt&page=99",
    "/sok/?q=objekt&typ=guide&typ=object&ar=2026",
    "/sok/?q=objekt&typ=finnsinte",
    f"/sok/?q={quote('förvaltningsledare')}",
    "/sok/?q=objektplann",
    "/sok/?q=objektplann&exakt=1",
    "/sok/?q=" + "objekt+" * 60,
    "/sok/?q=%00%ff%&page=-1&typ=" + "x" * 500,
    "/en/sok/?q=model",
    "/en/sok/?q=xyzzyqwerty",
    "/finns/inte/alls/",
    "/en/not/here/",
    "/fi/",
    "/arshjul/?ar=1900",
    "/arshjul/?ar=x",
    "/nyheter/?amne=finnsinte&page=7",
    "/nyheter/?page=0",
    "/utbildning/grundutbildning/1999-01-01/",
]


class Straight(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


def fetch(url: str, opener: urllib.request.OpenerDirector | None = None) -> tuple[int, str, str]:
    """(status, where it leads, text)."""
    try:
        answer = (opener or urllib.request.build_opener()).open(url, timeout=60)
    except urllib.error.HTTPError as problem:
        answer = problem
    with answer:
        return answer.status, answer.headers.get("Location", ""), answer.read().decode()


def both(path: str, address: str, front: str) -> tuple[Reading, list[str]]:
    """The site's reading of a path, and what differs."""
    found = []
    for host in (address, front):
        status, _place, html = fetch(host + path)
        found.append((status, reading_of(html, {address, front})))
    (status, site), (other_status, other) = found
    unlike = differences(site, other)
    if status != other_status:
        unlike.append(f"status {status}, {other_status}")
    return site, [line for line in unlike if (path, line) not in IN_PAGES]


def still_unlike(found: dict[str, list[str]], address: str, front: str) -> dict[str, list[str]]:
    """What differs for good. Others use the same demo meanwhile: somebody may have taken a seat, or midnight may have
    passed, while the front end kept an answer for the minute that the interface allows."""
    if not found:
        return {}
    time.sleep(KEPT + 1)
    return {path: lines for path in found if (lines := both(path, address, front)[1])}


def api(address: str, path: str) -> dict:
    return json.loads(fetch(f"{address}/api/innehall/v1{path}")[2])


def every_page(address: str) -> list[str]:
    codes = [one["code"] for one in api(address, "/locales/")["items"]]
    return [page["url"] for code in codes for page in api(address, f"/pages/?limit=100&locale={code}")["items"]]


def paths_of(reading: Reading) -> set[str]:
    """The addresses that a page's links lead to on the same host."""
    found = {urlsplit(link)._replace(fragment="").geturl() for link, _text in reading.links}
    return {path for path in found if path.startswith("/")}


@pytest.mark.parametrize("path", FEW[::4])
def test_pages_are_the_same(path, address, front):
    site, unlike = both(path, address, front)
    assert still_unlike({path: unlike} if unlike else {}, address, front) == {}
    assert len(site.lines) > 5
    assert site.headings[0][0] == 1


@pytest.mark.whole
def test_the_whole_demo_is_the_same(address, front):
    """Every page in every language, and whatever their links lead to: dates of courses, other years, topics, pages of lists."""
    waiting, seen, unlike, texts = every_page(address), set(), {}, 0
    assert {path.startswith("/en/") for path in waiting} == {True, False}
    straight = urllib.request.build_opener(Straight)
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        status, place, _html = fetch(front + path, straight)
        if status == 302:
            assert place == address + path
            continue
        site, lines = both(path, address, front)
        texts += len(site.lines)
        if lines:
            unlike[path] = lines
        waiting += paths_of(site) - seen
    assert still_unlike(unlike, address, front) == {}
    assert len(seen) > 60
    assert texts > 2000


@pytest.mark.whole
def test_searches_and_wrong_addresses_are_the_same(address, front):
    unlike = {path: lines for path in STATES if (lines := both(path, address, front)[1])}
    assert still_unlike(unlike, address, front) == {}


@pytest.mark.parametrize("path", [path for path, _why in LEFT_TO_THE_SITE])
def test_what_is_left_to_the_site_leads_there(path, address, front):
    status, place, _html = fetch(front + path, urllib.request.build_opener(Straight))
    assert (status, place) == (302, address + path)


def test_a_path_without_its_slash_and_a_page_that_has_moved(front):
    straight = urllib.request.build_opener(Straight)
    assert fetch(f"{front}/modellen?a=b", straight)[:2] == (301, "/modellen/?a=b")


ONE = """<main><h1>Ett&shy;hundra</h1><p>Några <b>ord</b> här.</p><a href="http://one/a/?b=1&amp;a=2">dit</a>
<img src="x" alt="En bild"><p aria-hidden="true">osedd</p><svg role="img"><title>Hjul</title><text>7</text></svg></main>"""
OTHER = """<main><section><h1>Etthundra</h1></section><p>Några <i>ord</i>
 här.</p><a href="/a/?a=2&amp;b=1">dit</a><img src="y" alt="En bild"><svg role="img"><title>Hjul</title></svg></main>"""


def test_a_comparison_looks_at_what_is_read_and_sees_every_difference():
    hosts = {"http://one", "http://other"}
    one, other = reading_of(ONE, hosts), reading_of(OTHER, hosts)
    assert differences(one, other) == []
    assert one.lines == ["Etthundra", "Några ord här.", "dit"]
    for old, new, name in [
        ("Några", "Inga", "lines"),
        ("<h1>", "<h2>", "headings"),
        ("/a/", "/b/", "links"),
        ("En bild", "", "alternatives"),
        ("Hjul", "Axel", "alternatives"),
    ]:
        changed = OTHER.replace(old, new).replace("</h1>" if new == "<h2>" else "\0", "</h2>")
        assert any(line.startswith(name) for line in differences(one, reading_of(changed, hosts))), name
