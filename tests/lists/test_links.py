"""Links from one page to another: none leads where the visitor may not go."""

import json
import re

import pytest
from wagtail.models import Locale, Site

from home.models import HomePage
from nackamodellen.models import SiteSettings
from nyheter.models import NewsPage
from tests.factories import NewsPageFactory, StandardPageFactory, YearWheelEventFactory
from tests.sql import statements_of

from .conftest import FINDS, WORDS, found

pytestmark = pytest.mark.django_db
STATES = tuple(WORDS)


@pytest.fixture
def targets(in_all_states, site):
    """{state: a page that can be linked to}."""
    return in_all_states(StandardPageFactory, site)


def linked(response, pages):
    """The states whose page is linked to, from the content of the page (not from its footer)."""
    assert response.status_code == 200
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    return {state for state, page in pages.items() if f'href="{page.url}"' in main}


def items(*values):
    """The stored value of a list block."""
    return [{"type": "item", "value": value, "id": f"item-{number}"} for number, value in enumerate(values)]


def with_body(site, *blocks):
    page = StandardPageFactory(parent=site, title=f"Läs mer {len(blocks)} {blocks[0]['type']}")
    page.body = json.dumps([{**block, "id": str(number)} for number, block in enumerate(blocks)])
    page.save()
    return page


def test_the_related_pages_block(targets, site, as_user):
    block = {"type": "related", "value": items(*(page.pk for page in targets.values()))}
    section = {"type": "section", "value": {"heading": "Avsnitt", "body": [{**block, "id": "inner"}]}}
    for page in (with_body(site, block), with_body(site, section)):
        assert {who: linked(as_user(who).get(page.url), targets) for who in FINDS} == FINDS
        response = as_user().get(page.url)
        assert b">Utkastvide<" not in response.content


def test_links_in_rich_text_keep_their_words(targets, site, as_user):
    words = "".join(f'<p><a linktype="page" id="{page.pk}">till {page.pk}</a></p>' for page in targets.values())
    page = with_body(
        site,
        {"type": "text", "value": words},
        {"type": "callout", "value": {"kind": "ok", "heading": "Obs", "text": words}},
        {"type": "faq", "value": items({"question": "Var?", "answer": words})},
    )
    for who, states in FINDS.items():
        response = as_user(who).get(page.url)
        assert linked(response, targets) == states
        for target in targets.values():
            assert response.content.decode().count(f"till {target.pk}</a>") == 3


def test_the_documents_block(documents, site, as_user):
    block = {"type": "documents", "value": items(*(document.pk for document in documents.values()))}
    closed = {"type": "documents", "value": items(documents["group"].pk)}
    page, nothing = with_body(site, block), with_body(site, closed, {"type": "text", "value": "<p>Mer</p>"})
    for who, states in FINDS.items():
        response = as_user(who).get(page.url)
        assert linked(response, documents) == found(response) == states, who
        main = as_user(who).get(nothing.url).content.decode().split("<main")[1]
        assert ('<ul class="list"' in main) == ("group" in states), who


def test_links_to_documents_in_rich_text_keep_their_words(documents, site, as_user):
    words = "".join(f'<p><a linktype="document" id="{file.pk}">fil {file.pk}</a></p>' for file in documents.values())
    page = with_body(
        site,
        {"type": "text", "value": words},
        {"type": "callout", "value": {"kind": "ok", "heading": "Obs", "text": words}},
    )
    for who, states in FINDS.items():
        response = as_user(who).get(page.url)
        assert linked(response, documents) == found(response) == states, who
        for file in documents.values():
            assert response.content.decode().count(f"fil {file.pk}</a>") == 2


def test_closed_documents_cost_one_question_however_many(documents, site, client):
    def asked(files):
        words = "".join(f'<p><a linktype="document" id="{file.pk}">fil</a></p>' for file in files)
        block = {"type": "documents", "value": items(*(file.pk for file in files))}
        return statements_of(client, with_body(site, {"type": "text", "value": words}, *[block] * len(files)).url)

    few, many = asked([documents["login"]]), asked(documents.values())
    many.check()
    assert len(many) == len(few), f"{few.report()}\n\n{many.report()}"


def test_links_to_nothing_are_words(site, client):
    links = ['id="999999"', 'id="abc"', 'id="-1"', 'id=""', "", 'id="99999999999999999999999"', 'id="²"']
    text = "".join(f'<p><a linktype="page" {link}>ingenstans</a></p>' for link in links)
    response = client.get(with_body(site, {"type": "text", "value": text}).url)
    assert response.content.decode().count("<a>ingenstans</a>") == len(links)


def test_links_in_rich_text_count_as_references(targets, site):
    """So that "used on" in the admin knows them."""
    from wagtail.models import ReferenceIndex

    page = with_body(site, {"type": "text", "value": f'<p><a linktype="page" id="{targets["live"].pk}">x</a></p>'})
    ReferenceIndex.create_or_update_for_object(page)
    assert ReferenceIndex.get_references_to(targets["live"]).filter(object_id=str(page.pk)).exists()


@pytest.mark.parametrize("field", ["button_page", "link_page"])
def test_the_links_of_the_start_page(field, targets, site, as_user):
    for state, page in targets.items():
        HomePage.objects.filter(pk=site.pk).update(**{field: page})
        for who, states in FINDS.items():
            assert linked(as_user(who).get("/"), {state: page}) == states & {state}, (who, state)


def test_what_a_piece_of_news_is_about(targets, index_page, as_user):
    news = NewsPageFactory(parent=index_page("nyheter"), title="Nytt")
    for state, page in targets.items():
        NewsPage.objects.filter(pk=news.pk).update(related_page=page)
        for who, states in FINDS.items():
            response = as_user(who).get(news.url)
            assert linked(response, {state: page}) == states & {state}, (who, state)
            assert (f">{WORDS[state]}<" in response.content.decode().split("<main")[1]) == (state in states)


def test_what_an_event_of_the_wheel_leads_to(targets, site, as_user):
    for state, page in targets.items():
        YearWheelEventFactory(title=f"Händelse {state}", link_page=page)
    for who, states in FINDS.items():
        for address in ("/arshjul/", "/"):
            shown = linked(as_user(who).get(address), targets)
            assert shown <= states, address
            assert address == "/" or shown == states, who
        calendar = as_user(who).get("/arshjul/kalender/").content.decode().replace("\r\n ", "")
        assert {
            state for state, page in targets.items() if re.search(rf"^URL.*{page.url}\r?$", calendar, re.M)
        } == states
    # The event itself is for everybody; only the way on is closed.
    assert all(f"Händelse {state}" in as_user().get("/arshjul/").content.decode() for state in targets)


def test_the_contact_page_of_the_footer_and_of_404(targets, site, as_user):
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    for state, page in targets.items():
        settings.contact_page = page
        settings.save()
        for who, states in FINDS.items():
            for address in ("/", "/finns-inte/"):
                text = as_user(who).get(address).content.decode()
                assert (f'href="{page.url}"' in text) == (state in states), (who, state, address)


def test_the_language_switch(site, english_home, in_all_states, as_user):
    """It leads to the translation where the visitor may see it, else to the start page of that language."""
    pages = in_all_states(
        StandardPageFactory, english_home, states=tuple(state for state in STATES if state != "below")
    )
    for state, english in pages.items():
        swedish = StandardPageFactory(parent=site, title=f"Svenska {state}", slug=f"svenska-{state}")
        type(english).objects.filter(pk=english.pk).update(translation_key=swedish.translation_key)
        for who, states in FINDS.items():
            text = as_user(who).get(swedish.url).content.decode()
            expected = english.url if state in states else "/en/"
            assert f'<a href="{expected}" lang="en" hreflang="en">English</a>' in text, (who, state)


def test_no_language_switch_to_a_language_without_a_live_start_page(site, client):
    assert 'hreflang="en"' not in client.get("/").content.decode()
    copy = site.copy_for_translation(Locale.objects.get(language_code="en"))
    assert not copy.live
    assert 'hreflang="en"' not in client.get("/").content.decode()


def test_the_breadcrumb_names_the_pages_above(site, index_page, client, as_user, restricted):
    course_index = index_page("utbildning")
    page = NewsPageFactory(parent=index_page("nyheter"), title=WORDS["live"])
    trail = re.findall(r'<nav class="path".*?</nav>', client.get(page.url).content.decode(), re.S)[0]
    assert re.findall(r">([^<>]+)</a>", trail) == ["Start", "Nyheter"]
    assert '<li aria-current="page">Gullregn</li>' in trail
    assert 'class="path"' not in client.get("/").content.decode()
    # Who may not see the page learns nothing of it, not even on the way to the log-in.
    restricted(course_index, "login")
    assert found(as_user().get("/logga-in/?next=/utbildning/")) == set()
