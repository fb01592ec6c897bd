"""Without JavaScript everything is read, found, sent and signed in to all the same."""

import re

import pytest

from tests.browser.places import TYPES, sitemap_paths
from tests.short import WHOLE

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(new_page):
    """A page in a browser that runs no script."""
    return new_page(java_script_enabled=False)


def test_every_page_type_is_read(plain, sign_in, demo_folder):
    for place in TYPES if WHOLE else TYPES[::3]:
        place.open(plain, sign_in, demo_folder)
        assert plain.locator("h1").count() == 1, place.name
        assert plain.locator("h1").inner_text().strip(), place.name
        assert plain.locator("main").inner_text().strip(), place.name


def test_every_page_of_the_sitemap_answers_and_asks_only_for_the_script_of_search(plain):
    paths = sitemap_paths(plain)
    assert len(paths) > 30
    for path in paths:
        answer = plain.request.get(path)
        assert answer.status == 200, path
        assert re.findall(r"<script src=\"([^.\"]+)", answer.text()) == ["/static/search/js/suggest"], path
        assert answer.text().count("<script") == 1, path


def test_search(plain):
    plain.goto("/")
    plain.locator("#q").fill("objektplan")
    plain.locator("#q").press("Enter")
    plain.wait_for_url("**/sok/?q=objektplan")
    first = plain.locator(".results a").first
    title = first.inner_text()
    first.click()
    assert title.replace("\u00ad", "") in plain.content().replace("\u00ad", "")


@pytest.mark.parametrize("width", [320, 1280])
def test_menu(width, new_page):
    page = new_page(width=width, java_script_enabled=False)
    page.goto("/")
    if width == 320:
        page.locator(".menu > summary").click()
    page.locator(".menu a", has_text="Ordlista").click()
    page.wait_for_url("**/ordlista/")


def test_contact_form(plain):
    plain.goto("/tillganglighet/")
    plain.locator('main a[href*="/tillganglighet/kontakt/"]').first.click()
    button = plain.get_by_role("main").get_by_role("button", name="Skicka")
    button.click()
    assert plain.locator("#errors").is_visible()
    plain.locator("#errors a").first.click()
    plain.locator("#id_message").fill("Bilden på årshjulet har ingen text.")
    button.click()
    plain.wait_for_url("**/tillganglighet/kontakt/?tack=1")
    assert "Tack" in plain.get_by_role("status").inner_text()


def test_log_in_and_out(plain, password):
    plain.goto("/mina-uppgifter/")
    plain.locator("#id_username").fill("objektledare")
    plain.locator("#id_password").fill(password)
    plain.locator("#id_password").press("Enter")
    plain.wait_for_url("**/mina-uppgifter/")
    plain.get_by_role("banner").get_by_role("button", name="Logga ut").first.click()
    plain.wait_for_url("**/")
    assert plain.get_by_role("banner").get_by_role("link", name="Logga in").first.is_visible()
