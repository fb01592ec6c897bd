"""The admin's screens work under their policy: no refusal, no fault in a script, no other host."""

import io

import pytest
from PIL import Image

from tests.browser.server import page_id

pytestmark = pytest.mark.browser

# What the fixture ``new_page`` watches is the test. {page}: the model page's key.
SCREENS = {
    "modellforvaltare": [
        "/admin/",
        "/admin/pages/",
        "/admin/pages/{home}/",
        "/admin/pages/{page}/edit/",
        "/admin/pages/{page}/history/",
        "/admin/pages/search/?q=objekt",
        "/admin/localize/submit/page/{page}/",
        "/admin/localize/reports/translations/",
        "/admin/images/",
        "/admin/images/multiple/add/",
        "/admin/documents/",
        "/admin/documents/multiple/add/",
        "/admin/snippets/modellen/term/",
        "/admin/snippets/modellen/term/add/",
        "/admin/snippets/modellen/templateitem/",
        "/admin/snippets/modellen/yearwheelevent/add/",
        "/admin/settings/nackamodellen/sitesettings/",
        "/admin/contact_messages/",
        "/admin/people/",
        "/admin/reports/aging-pages/",
        "/admin/account/",
    ],
    "admin": ["/admin/users/", "/admin/users/new/", "/admin/groups/", "/admin/sites/", "/admin/locales/"],
}


@pytest.mark.parametrize("name", SCREENS)
def test_screens(name, page, sign_in, demo_folder):
    sign_in(page, name)
    keys = {"page": page_id(demo_folder, "/modellen/"), "home": page_id(demo_folder, "/")}
    for screen in SCREENS[name]:
        path = screen.format(**keys)
        answer = page.goto(path)
        assert answer.status == 200, path
        assert page.url.endswith("/admin/") == (path == "/admin/"), f"{path} sends {name} away"
        assert page.evaluate("typeof wagtailConfig") == "object", path


def test_an_image_needs_words_and_shows_in_the_cropper(page, sign_in, demo_folder):
    """The focal point is set in a picture that a script draws: the policy must let it."""
    sign_in(page, "redaktor")
    file = io.BytesIO()
    Image.new("RGB", (640, 400), "teal").save(file, "PNG")
    page.goto("/admin/images/add/")
    sent = {"name": "prov.png", "mimeType": "image/png", "buffer": file.getvalue()}
    page.locator("#id_file").set_input_files(sent)
    page.locator("#id_title").fill("Prov")
    words, save = page.locator("#id_description"), page.get_by_role("button", name="Ladda upp")
    save.click()
    page.locator(".w-field--error #id_description").wait_for()
    page.locator("#id_file").set_input_files(sent)
    words.fill("En blågrön yta")
    save.click()
    page.wait_for_url("**/admin/images/")
    page.goto("/admin/images/")
    page.get_by_role("link", name="Prov").first.click()
    page.locator(".jcrop-holder").wait_for()
