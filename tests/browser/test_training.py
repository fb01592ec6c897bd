"""Register, wait, cancel and attend: without a script, by keyboard, on 320 px (which is 1280 px at 400 %)."""

import uuid

import pytest

from tests.browser.course_places import REFUSED
from tests.browser.course_states import LEADER, NOTED, PEOPLE_TODAY, today
from tests.browser.courses import FULL, OPEN, link_in_mail, occasion_of
from tests.browser.shapes import sideways
from tests.short import WHOLE
from utbildning.qr import svg

pytestmark = pytest.mark.browser

PERSON = next(name for name, email in PEOPLE_TODAY.items() if email == NOTED)


@pytest.fixture(params=[pytest.param(True, id="script", marks=pytest.mark.whole), pytest.param(False, id="no script")])
def narrow(request, new_page):
    return new_page(width=320, height=800, java_script_enabled=request.param)


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def main_form(page):
    return page.get_by_role("main").locator("form")


def somebody():
    return f"prov.{uuid.uuid4().hex[:10]}@example.org"


def fill(page, **values):
    """Type into the form by keyboard alone; the role is chosen with the blank."""
    for name, value in values.items():
        page.locator(f"#id_{name}").focus()
        page.keyboard.type(value)
    page.locator("input[name=role]").first.focus()
    press(page, "Space")


def ask_by_mail(page, path, demo_folder, address):
    """From the course page to the page that the mail's link opens."""
    page.goto(path)
    page.get_by_role("main").locator("a.button").first.press("Enter")
    page.wait_for_url("**/anmalan/tillfalle/**")
    fill(page, name="Åsa Öberg", email=address, unit="Skolan")
    main_form(page).locator("button").press("Enter")
    page.wait_for_url("**/anmalan/skickat/**")
    page.goto(link_in_mail(demo_folder, address, "/bekrafta/"))


def test_register_by_mail_and_cancel(narrow, demo_folder):
    address = somebody()
    ask_by_mail(narrow, OPEN, demo_folder, address)
    main_form(narrow).locator("button").press("Enter")
    narrow.wait_for_url("**/anmalan/lank/**")
    assert "Tack, du är anmäld" in narrow.locator("h1").inner_text().replace("\u00ad", "")
    narrow.get_by_role("main").locator("a[href$='/avboka/']").press("Enter")
    narrow.wait_for_url("**/avboka/")
    main_form(narrow).locator("button").press("Enter")
    narrow.wait_for_url(lambda url: not url.endswith("/avboka/"))
    assert "avbokad" in narrow.locator("main").inner_text().lower()


def test_wait_for_a_seat_and_leave_the_queue(narrow, demo_folder):
    address = somebody()
    ask_by_mail(narrow, FULL, demo_folder, address)
    assert "full" in narrow.locator("main").inner_text().lower()
    main_form(narrow).locator("button").press("Enter")
    narrow.wait_for_url("**/anmalan/lank/**")
    assert "kön" in narrow.locator("h1").inner_text().replace("\u00ad", "")
    narrow.get_by_role("main").locator("a[href$='/avboka/']").press("Enter")
    main_form(narrow).locator("button").press("Enter")
    narrow.wait_for_url(lambda url: not url.endswith("/avboka/"))


def test_two_clicks_for_somebody_who_is_signed_in(new_page, sign_in, demo_folder):
    page = sign_in(new_page(width=320), "redaktor")
    page.goto(OPEN)
    page.get_by_role("main").locator("a.button").first.click()
    page.wait_for_url("**/anmalan/tillfalle/**")
    assert page.locator("#id_name").input_value()
    assert page.locator("#id_email").count() == 0
    page.get_by_label("Annan roll").check()
    if not page.locator("#id_unit").input_value():
        page.locator("#id_unit").fill("Digitaliseringsenheten")
    main_form(page).locator("button").click()
    page.wait_for_url("**/anmalan/mina/**")
    page.goto(OPEN)
    assert "Du har plats" in page.locator("main").inner_text()
    page.goto("/mina-uppgifter/")
    page.locator(".rail a[href$='/avboka/']").first.click()
    main_form(page).locator("button").click()
    page.wait_for_url(lambda url: not url.endswith("/avboka/"))


def test_the_summary_of_errors_has_the_focus_and_leads_to_the_fields(narrow):
    narrow.goto(OPEN)
    narrow.get_by_role("main").locator("a.button").first.press("Enter")
    main_form(narrow).locator("button").press("Enter")
    narrow.locator("#errors").wait_for()
    assert narrow.title().startswith("Fel:")
    assert narrow.locator("#errors:focus").count() == 1
    links = narrow.locator("#errors a")
    assert links.count() == 4
    links.first.press("Enter")
    assert narrow.locator("#id_name:focus").count() == 1
    assert sideways(narrow) == []


@pytest.mark.parametrize("place", REFUSED, ids=str)
@pytest.mark.parametrize("script", [False, True] if WHOLE else [False])
def test_what_was_refused_has_the_focus(place, script, new_page, sign_in, demo_folder):
    narrow = new_page(width=320, height=800, java_script_enabled=script)
    place.open(narrow, sign_in, demo_folder)
    narrow.locator("#errors:focus").wait_for()
    assert narrow.title().startswith(("Fel:", "Error:"))
    assert sideways(narrow) == []


@pytest.fixture
def course_of_today(browser, sign_in, demo_folder):
    return today(browser, demo_folder, sign_in)


def test_attend_and_take_it_back(narrow, sign_in, demo_folder, course_of_today):
    page = sign_in(narrow, LEADER)
    page.goto(f"/anmalan/ledare/{course_of_today['occasion']}/narvaro/")
    # Nothing is cut off: the sheet needs no scrolling of its own.
    assert page.locator(".noting").evaluate("sheet => sheet.scrollWidth <= sheet.clientWidth")
    row = page.get_by_role("group", name=PERSON)
    assert row.locator("input:checked").get_attribute("value") == "none"
    for wanted in ("present", "absent", "none"):
        row.locator(f"input[value={wanted}]").last.focus()
        press(page, "Space")
        main_form(page).locator("button").press("Enter")
        page.locator("main").get_by_role("status").wait_for()
        assert row.locator("input:checked").get_attribute("value") == wanted
        assert sideways(page) == []


def test_nothing_is_noted_before_the_day(narrow, sign_in, demo_folder):
    page = sign_in(narrow, LEADER)
    page.goto(f"/anmalan/ledare/{occasion_of(demo_folder, FULL)}/narvaro/")
    assert "Dagen har inte kommit" in page.get_by_role("main").inner_text()
    assert page.get_by_role("main").get_by_role("row").count() > 20
    assert page.get_by_role("main").locator("input:not([type=hidden]), button").count() == 0


def test_attend_by_the_code_on_the_label(narrow, sign_in, address, course_of_today):
    """The label shows the address as a picture, which is drawn here once more to see that it is that address."""
    page = sign_in(narrow, LEADER)
    page.goto(f"/anmalan/ledare/{course_of_today['occasion']}/lappar/")
    labels = page.locator(".labels > li")
    assert labels.count() == len(PEOPLE_TODAY)
    assert page.locator(".labels > li > svg[role=img][aria-label]").count() == len(PEOPLE_TODAY)
    code = f"/anmalan/ledare/n/{course_of_today[NOTED]}/"
    shown = labels.filter(has_text=PERSON).locator("svg path").get_attribute("d")
    assert f'<path d="{shown}"' in svg(address + code, "")
    page.goto(code)
    for button in ("Notera som närvarande", "Ångra noteringen"):
        page.get_by_role("button", name=button).press("Enter")
        page.locator("main").get_by_role("status").wait_for()
    assert page.get_by_role("button", name="Notera som närvarande").count() == 1
    assert sideways(page) == []
