"""An editor changes a page, looks at the preview, publishes, and the readers see it."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.browser.server import page_id

pytestmark = pytest.mark.browser


def publish(page):
    page.get_by_role("button", name="Fler åtgärder").click()
    page.get_by_role("button", name="Publicera", exact=True).click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))


@pytest.fixture
def editor(new_page, sign_in):
    """The editor's browser."""
    return sign_in(new_page(width=1400), "redaktor")


def test_a_changed_lead_is_previewed_published_and_read(editor, page, demo_folder):
    editor.goto(f"/admin/pages/{page_id(demo_folder, '/om-webbplatsen/')}/edit/")
    words = f"Sidan berättar vem som sköter webbplatsen ({uuid.uuid4().hex[:6]})."
    editor.get_by_role("textbox", name="Ingress").fill(words)
    editor.get_by_role("button", name="Växla förhandsgranskning").click()
    preview = editor.frame_locator("iframe[id*=preview]").last
    preview.get_by_text(words).wait_for()
    assert preview.locator("h1").inner_text() == "Om webbplatsen"

    page.goto("/om-webbplatsen/")
    assert words not in page.content()
    publish(editor)
    page.reload()
    assert page.locator(".lead").inner_text() == words
    assert page.context.cookies() == []


def test_a_news_item_is_written_and_read(editor, page, demo_folder):
    title = f"Ny tid för nätverksträffen {uuid.uuid4().hex[:6]}"
    editor.goto(f"/admin/pages/add/nyheter/newspage/{page_id(demo_folder, '/nyheter/')}/")
    editor.get_by_placeholder("Sidrubrik").fill(title)
    editor.get_by_role("textbox", name="Ingress").fill("Träffen börjar en timme senare. Platsen är den samma.")
    editor.get_by_label("Ämne").select_option(label="Modellen")
    editor.locator("#panel-child-innehall-body-content, [data-contentpath=body]").first.get_by_title(
        "Lägg till ett block"
    ).first.click()
    editor.get_by_role("option", name="Text", exact=True).click()
    editor.locator(".public-DraftEditor-content").first.click()
    editor.keyboard.type("Vi ses klockan 10 i stället för klockan 9.")
    expect(editor.locator("[name=body-0-value]")).to_have_value(re.compile(r"klockan 9\."))
    editor.get_by_role("tab", name="Marknadsför").click()
    editor.locator("#id_content_owner").fill("Modellförvaltare")
    publish(editor)

    page.goto("/nyheter/")
    page.get_by_role("link", name=title).click()
    assert page.locator("h1").inner_text() == title
    assert "Vi ses klockan 10" in page.locator("main").inner_text()


def test_a_mistake_is_said_in_swedish_and_nothing_typed_is_lost(editor, demo_folder):
    editor.goto(f"/admin/pages/add/nyheter/newspage/{page_id(demo_folder, '/nyheter/')}/")
    editor.get_by_role("textbox", name="Ingress").fill("Ord " * 120)
    editor.get_by_role("button", name="Fler åtgärder").click()
    editor.get_by_role("button", name="Publicera", exact=True).click()
    editor.locator(".w-field__errors .error-message").first.wait_for()
    assert editor.get_by_role("textbox", name="Ingress").input_value().startswith("Ord Ord")
    said = editor.locator(".error-message").all_inner_texts()
    assert "Det här fältet är obligatoriskt" in said
    assert any(text.startswith("Säkerställ att detta värde") for text in said)
