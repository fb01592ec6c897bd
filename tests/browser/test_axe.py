"""axe finds nothing on any page, light or dark, wide or narrow; and no narrow page scrolls sideways."""

from itertools import product

import pytest

from tests.browser.axe import findings
from tests.browser.places import BY_NAME, PLACES
from tests.browser.shapes import sideways

pytestmark = pytest.mark.browser

SCHEMES = ("light", "dark")
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 800}
LOOKS = ((WIDE, "light"), (NARROW, "dark"), (WIDE, "dark"), (NARROW, "light"))
FAULTY = f"""<!doctype html><html><head><title></title></head><body><img src="data:,">
<p style="color:#aaa;background:#fff">Grått på vitt</p><input><a href="#"></a><pre>{"x" * 99}</pre></body></html>"""


def open_all(page, besides):
    """Open every disclosure; the menu of a narrow page would cover what is below it."""
    page.evaluate(
        "besides => document.querySelectorAll('details').forEach(one => one.open = !one.matches(besides))", besides
    )


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_no_findings(place, page, sign_in, demo_folder):
    place.open(page, sign_in, demo_folder)
    found = {}
    for shape, scheme in LOOKS:
        page.set_viewport_size(shape)
        page.emulate_media(color_scheme=scheme)
        open_all(page, besides=".menu" if shape is NARROW else "none")
        found[f"{shape['width']} px, {scheme}"] = findings(page)
    page.set_viewport_size(NARROW)
    open_all(page, besides=".menu")
    found["sideways"] = sideways(page)
    assert {key: lines for key, lines in found.items() if lines} == {}


@pytest.mark.parametrize("name, scheme", list(product(["start", "rollguide"], SCHEMES)))
def test_no_findings_while_everything_is_closed_or_the_menu_is_open(name, scheme, new_page, sign_in, demo_folder):
    page = new_page(**NARROW, color_scheme=scheme)
    BY_NAME[name].open(page, sign_in, demo_folder)
    assert findings(page) == []
    page.locator(".menu > summary").click()
    assert findings(page) == []


def test_a_faulty_page_is_found_out(new_page):
    page = new_page(**NARROW)
    page.route("**/sok/", lambda route: route.fulfill(body=FAULTY, content_type="text/html"))
    page.goto("/sok/")
    assert "<pre" in sideways(page)[-1]
    rules = {line.split(":")[0] for line in findings(page)}
    assert {"color-contrast", "document-title", "html-has-lang", "image-alt", "label", "link-name"} <= rules
