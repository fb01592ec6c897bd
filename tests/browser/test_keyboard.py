"""Everything is reached and worked with the keyboard alone, and the focus is always seen."""

from itertools import product

import pytest

pytestmark = pytest.mark.browser

# What has the focus: where it is, and how it shows.
FOCUS = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const look = getComputedStyle(one), box = one.getBoundingClientRect();
    window.seen = window.seen || new Map();
    if (!window.seen.has(one)) window.seen.set(one, window.seen.size);
    const x = Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.y + box.height / 2, 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    return {
        number: window.seen.get(one),
        html: one.outerHTML.slice(0, 120),
        marked: (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2) || look.boxShadow !== "none",
        inView: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight
            && box.right > 0 && box.left < innerWidth,
        covered: !(top && (one.contains(top) || top.contains(one))),
    };
}"""
# How many things a keyboard must be able to reach.
REACHABLE = """() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
)].filter(one => one.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true})
    && one.tabIndex >= 0 && !one.closest("[hidden]")).length"""


def walk(page, most=400):
    """Press Tab until the focus leaves the page or comes back to where it began."""
    seen = []
    for _ in range(most):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None or (seen and focus["number"] == 0):
            return seen
        seen.append(focus)
    pytest.fail(f"The focus never left the page; last on {seen[-1]['html']}")


@pytest.mark.parametrize(
    "path, width", list(product(["/", "/modellen/", "/arshjul/", "/sok/?q=objektplan"], [1280, 320]))
)
def test_every_stop_is_seen_and_none_is_a_trap(path, width, new_page):
    page = new_page(width=width, height=800)
    page.goto(path)
    wanted = page.evaluate(REACHABLE)
    stops = walk(page)
    assert len({stop["number"] for stop in stops}) == len(stops), "the focus came back before it left the page"
    assert len(stops) == wanted
    for what in ("marked", "inView"):
        assert [stop["html"] for stop in stops if not stop[what]] == [], what
    assert [stop["html"] for stop in stops if stop["covered"]] == []


@pytest.mark.parametrize(
    "path, scheme", list(product(["/", "/en/", "/finns-inte/", "/logga-in/", "/arshjul/"], ["light", "dark"]))
)
def test_the_skip_link_comes_first_and_leads_to_the_content(path, scheme, new_page):
    page = new_page(color_scheme=scheme)
    page.goto(path)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#innehall"
    assert skip.inner_text() == ("Skip to content" if path == "/en/" else "Hoppa till innehåll")
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main, footer').contains(document.activeElement)")


def test_the_menu_of_a_narrow_page_opens_and_closes(new_page):
    page = new_page(width=320, height=800)
    page.goto("/")
    link = page.locator(".menu a", has_text="Roller")
    assert not link.is_visible()
    page.locator(".menu > summary").focus()
    page.keyboard.press("Enter")
    assert link.is_visible()
    page.keyboard.press("Tab")
    assert page.locator(".menu li a").first.evaluate("one => one === document.activeElement")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    assert not link.is_visible()
    page.keyboard.press("Enter")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/roller/")


def test_a_question_opens_with_enter(page):
    page.goto("/modellen/")
    question = page.locator("details.ask > summary").first
    answer = page.locator("details.ask").first.locator("> :not(summary)").first
    assert not answer.is_visible()
    question.focus()
    page.keyboard.press("Enter")
    assert answer.is_visible()
    page.keyboard.press("Enter")
    assert not answer.is_visible()


def test_the_menu_of_a_wide_page_needs_no_opening(page):
    page.goto("/")
    page.locator(".menu a", has_text="Roller").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/roller/")
    assert page.locator(".menu [aria-current]").inner_text() == "Roller"


def test_focus_goes_to_what_is_wrong_and_on_to_the_field(page):
    page.goto("/tillganglighet/kontakt/")
    page.locator("#id_page").fill("Årshjulet")
    page.locator("#id_reply_to").fill("ingen adress")
    page.locator("#id_reply_to").press("Enter")
    page.wait_for_selector("#errors")
    assert page.evaluate("document.activeElement.id") == "errors"
    box = page.locator("#errors").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900
    assert page.locator("#id_page").input_value() == "Årshjulet"
    assert page.locator("#id_reply_to").input_value() == "ingen adress"
    links = page.locator("#errors a")
    assert [link.get_attribute("href") for link in links.all()] == ["#id_message", "#id_reply_to"]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_reply_to"
    field = page.locator("#id_reply_to")
    assert field.get_attribute("aria-invalid") == "true"
    described = (field.get_attribute("aria-describedby") or "").split()
    assert any("Fel:" in page.locator(f"#{name}").inner_text() for name in described)


def test_a_refused_log_in_keeps_the_name(page):
    page.goto("/logga-in/")
    page.keyboard.press("Tab")
    page.locator("#id_username").fill("nagon-annan")
    page.locator("#id_password").fill("fel lösenord")
    page.keyboard.press("Enter")
    page.wait_for_selector("#errors")
    assert page.evaluate("document.activeElement.id") == "errors"
    assert page.locator("#id_username").input_value() == "nagon-annan"
    assert page.locator("#id_password").input_value() == ""
