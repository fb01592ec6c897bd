"""The example front end in a browser: axe finds nothing, no page scrolls sideways, its policy forbids nothing that it has;
and the Nu HTML checker finds no error."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from demo_pages import PAGES
from tests.browser.axe import findings
from tests.browser.shapes import sideways
from tests.browser.test_html import errors
from tests.front.node import compiled, started
from tests.services import require
from tests.short import WHOLE

pytestmark = [pytest.mark.browser, pytest.mark.front]

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 800}
LOOKS = [(WIDE, "light"), (NARROW, "dark"), (WIDE, "dark"), (NARROW, "light")]
LEFT_OUT = ("logga-in", "tillganglighet-kontakt")  # the site's own
KINDS = {name: path for name, path in PAGES.items() if name not in LEFT_OUT} | {
    "nyhet": "/nyheter/systeminventering/",
    "kurstillfalle": "/utbildning/grundutbildning/2027-03-18/",
    "kurs-full": "/utbildning/objektplan-pa-en-halvdag/",
    "sok-utan-traff": "/sok/?q=xyzzyqwerty",
    "sok-valt": "/sok/?q=objekt&typ=guide&typ=object",
    "finns-inte": "/finns/inte/",
    "finns-inte-engelska": "/en/not/here/",
}


@pytest.fixture(scope="module")
def front(demo_folder: Path, address: str) -> Iterator[str]:
    tsc = compiled(demo_folder)
    assert tsc.is_file()
    with started(f"{address}/api/innehall/v1") as found:
        yield found


@pytest.fixture
def front_page(browser, front):
    """A page of the front end, and what its console said of faults and of the policy."""
    said = []
    context = browser.new_context(base_url=front, locale="sv-SE")
    context.set_default_timeout(15_000)
    context.on("console", lambda message: said.append(f"{message.page and message.page.url}: {message.text}"))
    yield context.new_page()
    context.close()
    assert [line for line in said if "404 (Not Found)" not in line] == []


@pytest.mark.parametrize(
    ("number", "path"),
    [
        pytest.param(number, path, id=name, marks=[pytest.mark.whole] if number % 8 else [])
        for number, (name, path) in enumerate(KINDS.items())
    ],
)
def test_no_findings(number, path, front_page):
    found = {}
    answer = front_page.goto(path)
    assert answer is not None
    assert answer.status == (404 if "finns/inte" in path or "not/here" in path else 200)
    for shape, scheme in LOOKS if WHOLE else [LOOKS[number // 8 % len(LOOKS)]]:
        front_page.set_viewport_size(shape)
        front_page.emulate_media(color_scheme=scheme)
        front_page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")
        found[f"{shape['width']} px, {scheme}"] = findings(front_page)
    front_page.set_viewport_size(NARROW)
    found["sideways"] = sideways(front_page)
    assert {key: lines for key, lines in found.items() if lines} == {}


def test_the_keyboard_reaches_the_content_first(front_page):
    front_page.goto("/modellen/")
    front_page.keyboard.press("Tab")
    skip = front_page.locator(":focus")
    assert skip.inner_text() == "Hoppa till innehåll"
    assert skip.bounding_box()["y"] >= 0
    front_page.keyboard.press("Enter")
    assert front_page.locator(":focus").get_attribute("id") == "innehall"


def test_it_can_be_used_as_the_site(front_page):
    """From the start page by search to a role, and to the same page in English."""
    front_page.goto("/")
    front_page.get_by_label("Sök på webbplatsen").first.fill("objektägare")
    front_page.keyboard.press("Enter")
    front_page.get_by_role("main").get_by_role("link", name="Objektägare", exact=True).first.click()
    assert front_page.get_by_role("heading", level=1).inner_text() == "Objektägare"
    front_page.goto("/modellen/")
    front_page.get_by_role("link", name="English").click()
    assert front_page.url.endswith("/en/model/")
    assert front_page.locator("html").get_attribute("lang") == "en"


@pytest.mark.whole
@pytest.mark.java
def test_no_page_has_an_error(front_page, front, tmp_path):
    require("java")
    require("vnu")
    for name, path in KINDS.items():
        (tmp_path / f"{name}.html").write_bytes(front_page.request.get(front + path).body())
    assert errors(tmp_path) == []
