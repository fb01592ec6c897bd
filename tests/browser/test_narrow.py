"""Narrow, zoomed, with wide text, in forced colours and on paper: nothing is cut off, nothing is lost."""

import io
from itertools import product

import pytest
from PIL import Image

from tests.browser.shapes import sideways

pytestmark = pytest.mark.browser

# The distances of WCAG 1.4.12, as a style sheet of the reader's own.
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
# Elements that cut off their own text, or whose text runs out of a box with an edge.
CUT = """() => [...document.body.querySelectorAll("*")].filter(one => {
    const look = getComputedStyle(one);
    if (look.display === "inline" || one.closest("svg, .hide, .skip, .trap, [hidden]") || !one.checkVisibility()) return false;
    const cuts = ["hidden", "clip"].includes(look.overflowX) || ["hidden", "clip"].includes(look.overflowY);
    const edged = one.matches("button, .button, summary");
    return (cuts || edged) && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1);
}).map(one => one.outerHTML.slice(0, 160))"""


@pytest.mark.parametrize("path", ["/", "/modellen/", "/arshjul/"])
def test_four_times_enlarged_on_a_wide_screen(path, new_page):
    """1280 × 1024 at 400 per cent is 320 × 256 with four times as many dots."""
    page = new_page(width=320, height=256, device_scale_factor=4)
    page.goto(path)
    assert sideways(page) == []
    page.mouse.wheel(0, 1500)
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > 500
    covered = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter(one => ["fixed", "sticky"].includes(getComputedStyle(one).position)
            && !one.closest("table") && one.getBoundingClientRect().height > innerHeight / 3).length"""
    )
    assert covered == 0


@pytest.mark.parametrize("width", [320, 360, 390])
def test_the_name_leaves_room_for_the_menu(width, new_page):
    page = new_page(width=width, height=600)
    page.goto("/")
    name = page.evaluate("document.querySelector('header .home span').getBoundingClientRect().right")
    assert name < page.evaluate("document.querySelector('.menu summary').getBoundingClientRect().left")


@pytest.mark.parametrize("path, width", list(product(["/", "/modellen/", "/tillganglighet/kontakt/"], [320, 1280])))
def test_wider_text_is_not_cut_off(path, width, new_page):
    page = new_page(width=width)
    page.goto(path)
    page.evaluate(SPACED)
    assert page.evaluate(CUT) == []
    assert sideways(page) == []


def edge(page, item):
    """Whether the last rows of a menu item's picture hold a line in another colour than its ground."""
    picture = Image.open(io.BytesIO(item.screenshot())).convert("RGB")
    ground = picture.getpixel((picture.width - 1, 4))
    rows = [[picture.getpixel((x, picture.height - y)) for x in range(picture.width)] for y in (2, 3)]
    return all(sum(dot != ground for dot in row) > picture.width * 0.9 for row in rows)


@pytest.mark.parametrize("colours, scheme", list(product(["none", "active"], ["light", "dark"])))
def test_only_the_current_item_of_the_menu_is_marked(colours, scheme, new_page):
    page = new_page(forced_colors=colours, color_scheme=scheme)
    page.goto("/roller/objektagare/")
    items = page.locator(".menu li:not(.extra) a").all()
    marked = [item.inner_text() for item in items if edge(page, item)]
    assert len(items) >= 8
    assert marked == ["Roller"]


def test_forced_colours_keep_the_two_sides_apart(new_page):
    page = new_page(forced_colors="active")
    page.goto("/roller/")
    fills = page.locator("main svg .motif__business, main svg .motif__it, main svg .motif__ghost").evaluate_all(
        "all => [...new Set(all.map(one => getComputedStyle(one).fill))]"
    )
    assert len(fills) == 2


def test_on_paper_only_the_content_is_left(page):
    page.goto("/modellen/")
    page.emulate_media(media="print")
    for gone in (".strip", ".demo", ".menu", "header .search", ".path", ".skip", "footer", ".contents", ".tools"):
        assert not page.locator(gone).first.is_visible(), gone
    for kept in ("h1", "main h2", "main table", ".page-foot", "details.ask > :not(summary)"):
        assert page.locator(kept).first.is_visible(), kept
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def test_on_paper_a_dark_screen_prints_dark_on_white(new_page):
    page = new_page(color_scheme="dark")
    page.goto("/")
    page.emulate_media(media="print")
    assert page.locator("h1").evaluate("one => getComputedStyle(one).color") in ("rgb(0, 0, 0)", "rgb(22, 38, 46)")
