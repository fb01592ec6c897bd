"""Search and sitemap are lists too."""

import pytest
from django.core.management import call_command

from tests.factories import NewsPageFactory, StandardPageFactory, TemplateItemFactory

from .conftest import FINDS, WORDS, a_document

pytestmark = pytest.mark.django_db


def index_everything():
    call_command("search_rebuild", verbosity=0)


def hits(client, word, prefix=""):
    """The titles and texts of the hits, as one text."""
    response = client.get(f"{prefix}/sok/?q={word}")
    assert response.status_code == 200
    return response.content.decode().split("</main>")[0].partition('<ol class="list results"')[2]


def test_pages_in_search(in_all_states, index_page, as_user):
    in_all_states(NewsPageFactory, index_page("nyheter"), lambda state, number: {"lead": "Sökordet fjällsippa."})
    index_everything()
    for who, states in FINDS.items():
        text = hits(as_user(who), "fjällsippa")
        assert {state for state, word in WORDS.items() if word in text} == states, who
        for state, word in WORDS.items():
            assert bool(hits(as_user(who), word)) == (state in states), (who, state)


def test_templates_in_search(site, as_user):
    TemplateItemFactory(uid="live", title=WORDS["live"], document=a_document("mall", None))
    TemplateItemFactory(uid="draft", title=WORDS["draft"], document=a_document("fil", None), live=False)
    index_everything()
    for who in FINDS:
        assert WORDS["live"] in hits(as_user(who), WORDS["live"])
        assert hits(as_user(who), WORDS["draft"]) == ""


def test_documents_in_search(documents, as_user):
    index_everything()
    for who, states in FINDS.items():
        found = {state for state in documents if WORDS[state] in hits(as_user(who), WORDS[state])}
        assert found == states, who


def test_templates_in_search_whose_document_is_closed(documents, as_user):
    for state, document in documents.items():
        TemplateItemFactory(title=f"Mallord {state}", document=document)
    index_everything()
    for who, states in FINDS.items():
        text = hits(as_user(who), "mallord")
        assert {state for state, document in documents.items() if document.url in text} == states, who
        assert {state for state in documents if f"Mallord {state}" in text} == states, who


def test_documents_are_served_to_whoever_finds_them(documents, as_user):
    for who, states in FINDS.items():
        for state, document in documents.items():
            assert as_user(who).get(document.url).status_code == (200 if state in states else 302), (who, state)


def test_search_keeps_to_the_language_of_the_address(site, english_home, client):
    StandardPageFactory(parent=site, title="Fjällsippa på svenska")
    StandardPageFactory(parent=english_home, title="Fjällsippa in English")
    index_everything()
    swedish, english = hits(client, "fjällsippa"), hits(client, "fjällsippa", prefix="/en")
    assert "på svenska" in swedish
    assert "in English" not in swedish
    assert "in English" in english
    assert "på svenska" not in english


def test_the_sitemap_holds_what_is_public_whoever_asks(in_all_states, index_page, as_user):
    pages = in_all_states(NewsPageFactory, index_page("nyheter"))
    for who in FINDS:
        text = as_user(who).get("/sitemap.xml").content.decode()
        assert {state for state, page in pages.items() if f"{page.url}<" in text} == {"live"}, who


def test_the_sitemap_names_each_language_once(site, english_home, index_page, client):
    swedish = StandardPageFactory(parent=site, title="Kontakta oss")
    english = StandardPageFactory(parent=english_home, title="Contact us")
    type(english).objects.filter(pk=english.pk).update(translation_key=swedish.translation_key)
    draft = StandardPageFactory(parent=english_home, title="Later", live=False)
    type(draft).objects.filter(pk=draft.pk).update(translation_key=index_page("nyheter").translation_key)
    text = client.get("/sitemap.xml").content.decode()
    assert text.count("<loc>http://testserver/kontakta-oss/</loc>") == 1
    assert text.count("<loc>http://testserver/en/contact-us/</loc>") == 1
    assert text.count('href="http://testserver/en/contact-us/" hreflang="en"') == 2
    assert text.count('href="http://testserver/kontakta-oss/" hreflang="x-default"') == 2
    assert "later" not in text
    assert "<loc>http://testserver/en/</loc>" in text
