"""The results page and the suggestions below a search field, in a browser.

The suggestions are the test's own answer, so that what is tested is the script and not what the demo holds.
"""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import findings
from tests.browser.shapes import sideways

pytestmark = pytest.mark.browser

PAGE = "/sok/?q=objektledare"
LINES = [
    {"text": "Objektledare <b>", "url": "/ordlista/#objektledare", "kind": "Ordlista"},
    {"text": "Objektledare IT", "url": "/roller/objektledare-it/", "kind": "Rollguide"},
    {"text": "Ett objekt med ett långt namn som går över flera rader", "url": "/objekt/", "kind": "Objekt"},
]
NARROW, WIDE = {"width": 320, "height": 800}, {"width": 1280, "height": 900}


@pytest.fixture
def offer(page):
    """``offer(lines)``: what is suggested from now on. Gives the list of what was asked."""

    def answer_with(lines, on=page, status=200):
        asked = []

        def answer(route):
            asked.append(route.request.url)
            route.fulfill(status=status, content_type="application/json", body=json.dumps({"suggestions": lines}))

        on.unroute("**/sok/forslag/**")
        on.route("**/sok/forslag/**", answer)
        return asked

    return answer_with


def type_in(page, field, text):
    page.locator(field).fill("")
    page.locator(field).press_sequentially(text)


def options(page):
    return page.locator("[role=option]")


def active(page, field):
    """The text of the option that the field says is the active one, or None."""
    name = page.locator(field).get_attribute("aria-activedescendant")
    return page.locator(f"#{name}").inner_text() if name else None


@pytest.mark.parametrize("field", ["#q", "#q2"])
def test_suggestions_by_keyboard(field, page, offer):
    asked = offer(LINES)
    page.goto(PAGE)
    box = page.locator(field)
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-autocomplete") == "list"
    assert box.get_attribute("aria-expanded") == "false"
    type_in(page, field, "obj")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert len(asked) == 1, "each letter was asked for"
    listed = page.locator(f"#{box.get_attribute('aria-controls')}")
    assert listed.get_attribute("role") == "listbox"
    assert listed.get_attribute("aria-label") == "Förslag"
    assert listed.locator("[role=option]").count() == 3
    assert "Objektledare <b>" in options(page).first.inner_text()
    expect(page.locator("form", has=box).get_by_role("status")).to_have_text("3 förslag. Pil ned leder dit.")
    assert active(page, field) is None
    for key, expected in [
        ("ArrowDown", 0),
        ("ArrowDown", 1),
        ("ArrowUp", 0),
        ("ArrowUp", 2),
        ("ArrowDown", 0),
        ("Home", None),
        ("ArrowUp", 2),
        ("End", None),
        ("ArrowDown", 0),
        ("ArrowLeft", None),
    ]:
        page.keyboard.press(key)
        found = active(page, field)
        assert (found or "").startswith(LINES[expected]["text"] if expected is not None else ""), key
        assert (found is None) == (expected is None), key
        marked = page.locator("[role=option][aria-selected=true]")
        assert marked.count() == (expected is not None), key
        assert box.evaluate("one => one === document.activeElement")
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "obj"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert (active(page, field) or "").startswith(LINES[1]["text"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/roller/objektledare-it/")


def test_without_a_chosen_suggestion_the_form_is_sent(page, offer):
    offer(LINES)
    page.goto(PAGE)
    type_in(page, "#q2", "objektplan")
    expect(options(page)).to_have_count(3)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/?q=objektplan")


def test_suggestions_go_when_the_field_is_left_and_a_click_follows_one(page, offer):
    offer(LINES)
    page.goto(PAGE)
    type_in(page, "#q", "obj")
    expect(page.locator(".suggestions").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".suggestions").first).to_be_hidden()
    type_in(page, "#q", "obje")
    options(page).nth(1).click()
    page.wait_for_url("**/roller/objektledare-it/")


def test_of_nothing_and_of_a_fault_nothing_is_shown(page, offer):
    page.goto(PAGE)
    type_in(page, "#q2", "o")
    asked = offer([])
    type_in(page, "#q2", "zzz")
    status = page.locator("main form").first.get_by_role("status")
    expect(status).to_have_text("Inga förslag.")
    assert len(asked) == 1, "one letter was asked for"
    assert page.locator("#q2").get_attribute("aria-expanded") == "false"
    page.unroute("**/sok/forslag/**")
    page.route("**/sok/forslag/**", lambda route: route.fulfill(status=200, body="<html>"))
    type_in(page, "#q2", "zzzz")
    expect(status).to_have_text("")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/?q=zzzz")


def test_an_old_answer_never_replaces_a_newer_one(page):
    page.goto(PAGE)
    page.evaluate(
        """() => { window.fetch = (url, {signal}) => new Promise((done, fail) => {
            const text = new URL(url).searchParams.get("q");
            signal.addEventListener("abort", () => fail(new DOMException("", "AbortError")));
            setTimeout(() => done(Response.json({suggestions: [{text, url: "/", kind: ""}]})), text === "obj" ? 900 : 50);
        }); }"""
    )
    type_in(page, "#q2", "obj")
    page.wait_for_timeout(250)
    page.keyboard.type("ekt")
    expect(options(page)).to_have_text(re.compile("objekt"))
    page.wait_for_timeout(900)
    expect(options(page)).to_have_text(re.compile("objekt"))


def test_the_words_of_the_suggestions_are_english_on_an_english_page(page, offer):
    asked = offer(LINES[:1])
    page.goto("/en/sok/?q=model")
    type_in(page, "#q", "obj")
    expect(page.locator(".bar form").get_by_role("status")).to_have_text("1 suggestion. Arrow down leads to it.")
    assert "/en/sok/forslag/?q=obj" in asked[0]


def test_a_click_on_a_hit_is_told_and_followed(page):
    told = []
    page.route("**/sok/klick/", lambda route: (told.append(route.request.post_data), route.fulfill(status=204)))
    page.goto(PAGE)
    link = page.locator(".results a").nth(1)
    wanted = link.get_attribute("href")
    link.click()
    page.wait_for_url(lambda url: url.endswith(wanted))
    assert told == ["q=objektledare&rank=2&language=sv"]


@pytest.mark.parametrize("width", [1280, 320])
def test_a_choice_acts_at_once_and_keeps_the_focus(width, new_page):
    page = new_page(width=width)
    page.goto(PAGE)
    form = page.locator("form.facets")
    expect(form.get_by_role("button")).to_have_count(0)
    if width == 320:
        assert not form.get_by_role("checkbox").first.is_visible()
        form.locator("summary").click()
    assert page.locator("#facet-hint").is_visible()
    first = form.get_by_role("checkbox").first
    name, value = first.get_attribute("name"), first.get_attribute("value")
    first.focus()
    page.keyboard.press("Space")
    page.wait_for_url(f"**/sok/?q=objektledare&{name}={value}#*")
    chosen = page.locator(f"form.facets input[name={name}][value='{value}']")
    expect(chosen).to_be_focused()
    expect(chosen).to_be_checked()
    assert chosen.is_visible()
    page.locator(".chosen a").first.click()
    page.wait_for_url("**/sok/?q=objektledare")
    assert page.locator("form.facets :checked").count() == 0


def test_without_a_script_it_is_a_form(new_page):
    page = new_page(width=320, java_script_enabled=False)
    page.goto(PAGE)
    assert page.locator("#q2").get_attribute("role") is None
    page.locator(".facets summary").click()
    box = page.locator(".facets input[type=checkbox]").first
    box.check()
    assert not page.locator("#facet-hint").is_visible()
    page.locator(".facets button").click()
    page.wait_for_url("**/sok/?q=objektledare&typ=*")
    assert page.locator(".chosen li").count() == 1
    page.locator(".results a").first.click()
    assert "/sok/" not in page.url


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.whole)])
@pytest.mark.parametrize("shape", [NARROW, pytest.param(WIDE, marks=pytest.mark.whole)], ids=["320", "1280"])
def test_axe_finds_nothing_open_or_closed(shape, scheme, new_page, offer):
    page = new_page(**shape, color_scheme=scheme)
    offer(LINES, on=page)
    page.goto(PAGE + "&typ=news")
    assert findings(page) == []
    assert sideways(page) == []
    page.locator(".facets details").evaluate("one => { one.open = true; }")
    assert findings(page) == []
    assert sideways(page) == []
    type_in(page, "#q2", "obj")
    expect(options(page)).to_have_count(3)
    page.keyboard.press("ArrowDown")
    assert findings(page) == []
    assert sideways(page) == []


def test_forced_colours_show_what_is_chosen(new_page, offer):
    page = new_page(forced_colors="active")
    offer(LINES, on=page)
    page.goto(PAGE + "&typ=news")
    looks = "one => { const look = getComputedStyle(one); return look.backgroundColor + look.outlineStyle; }"
    boxes = page.locator(".facet input")
    assert boxes.locator("xpath=self::*[@checked]").first.evaluate(looks) != boxes.last.evaluate(looks)
    type_in(page, "#q2", "obj")
    expect(options(page)).to_have_count(3)
    page.keyboard.press("ArrowDown")
    assert options(page).nth(0).evaluate(looks) != options(page).nth(1).evaluate(looks)


def test_on_paper_only_the_answer_is_left(page):
    page.goto(PAGE + "&typ=news")
    page.emulate_media(media="print")
    for gone in (".facets", ".search.big", ".menu", "footer", ".chosen a"):
        assert not page.locator(gone).first.is_visible(), gone
    for kept in ("h1", ".results h2", ".count-line", ".chosen b"):
        assert page.locator(kept).first.is_visible(), kept


def test_the_script_is_light(page):
    with page.expect_response("**/suggest*.js") as answer:
        page.goto(PAGE)
    assert int(answer.value.headers["content-length"]) <= 2500
    assert answer.value.headers["content-encoding"] in ("gzip", "br")
    assert page.context.cookies() == []
