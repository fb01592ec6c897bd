"""The search page: whatever is typed gives a page with a sentence, and the right things are found."""

from urllib.parse import quote, urlencode

import pytest
from django.utils.html import escape

from search import engine
from tests.factories import NewsPageFactory, StandardPageFactory, TermFactory

pytestmark = pytest.mark.django_db

WRITE_A_WORD = "Skriv minst ett ord"
NOTHING = "Ingenting innehöll alla orden"
CUT = "Sökningen använde de första 200 tecknen"

NO_WORDS = {
    "nothing": "",
    "blanks": " \t\n\u00a0\u2003 ",
    "NUL": "\0\0",
    "quotes": "\"'`”’»«",
    "operators": "&& || ! ~ * ? : ^ ( ) [ ] { } + - < > = \\ / |",
    "emoji": "😀👩‍👩‍👧‍👦🏳️‍🌈",
    "300 operators": '+-!(){}[]^"~*?:\\' * 20,
    "underscores": "___",
    "a lone combining mark": "\u0301",
}
WORDS = {
    "operators with words": "plan AND (NOT objekt) OR *",
    "an open quote": '"objektplan',
    "a field": "title:objekt",
    "NUL in a word": "objekt\0plan",
    "emoji and a word": "😀 plan 😀",
    "a near": "plan NEAR/5 objekt",
    "a caret": "^plan",
    "a lone minus": "- plan -- x",
    "html": "<script>alert(1)</script>",
    "sql": "'; DROP TABLE wagtailcore_page; --",
    "percent": "100 % %s %(x)s {0} {x}",
    "backslashes": "\\plan\\",
    "right to left": "\u202eplan\u202c",
    "Arabic digits": "٣٤٥",
    "a word of stop words": "och i att det som en på är",
    "a colon word": "kl. 09:30",
    "ideographs": "情報システム",
}
LONG = {
    "7 000 characters": "objektplan " * 640,
    "one word of 7 000": "å" * 7000,
    "1 000 words": " ".join(f"ord{number}" for number in range(1000)),
    "201 characters": "a" * 201,
}


def search(client, query, **more):
    response = client.get(f"/sok/?{urlencode({'q': query, **more})}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", NO_WORDS)
def test_a_search_without_words_asks_for_one(name, site, client):
    text = search(client, NO_WORDS[name])
    assert WRITE_A_WORD in text
    assert NOTHING not in text


@pytest.mark.parametrize("name", WORDS)
def test_a_strange_search_is_a_search(name, site, client):
    text = search(client, WORDS[name])
    assert WRITE_A_WORD not in text
    assert 'role="status"' in text
    assert "<script>alert" not in text
    assert CUT not in text


@pytest.mark.parametrize("name", LONG)
def test_a_long_search_says_that_it_was_cut(name, site, client):
    assert CUT in search(client, LONG[name])


def test_200_characters_are_searched_whole(site, client):
    assert CUT not in search(client, "a" * 200)


@pytest.mark.parametrize("raw", ["%ED%A0%80", "%FF%FE", "%C3", "%", "%zz", "plan%ED%B0%80", "%00plan%00"])
def test_bytes_that_are_no_text(raw, site, client):
    assert client.get(f"/sok/?q={raw}").status_code == 200


def test_lone_surrogates_do_not_reach_the_engine():
    """No address can hold one, but a later caller might."""
    from grund.visitors import Visitor

    assert engine.find("\ud800plan\udfff", Visitor(), "sv").words == ("plan",)
    assert engine.find("\ud800", Visitor(), "sv").words == ()


def test_before_anything_is_asked_there_is_a_sentence(site, client):
    text = client.get("/sok/").content.decode()
    assert WRITE_A_WORD not in text
    assert 'role="status"' not in text
    assert "<form" in text


def test_only_reading_is_allowed(site, client):
    assert client.post("/sok/", {"q": "plan"}).status_code == 405


# --- Pages of hits ----------------------------------------------------------------------------

PAGES = {
    "x": 1,
    "": 1,
    "-1": 1,
    "0": 1,
    "1.9": 1,
    "9e9": 3,
    "nan": 1,
    "inf": 1,
    "-inf": 1,
    "9" * 400: 3,
    "1e400": 1,
    "٢": 2,
    "\0": 1,
    "2": 2,
    "2&page=1": 1,
    " 2 ": 2,
    "1_0": 3,
}


@pytest.fixture
def many(index_page):
    for number in range(25):
        NewsPageFactory(parent=index_page("nyheter"), title=f"Rallarros {number:02}", lead="Rallarros i mängd.")


def shown_page(text):
    """The number in the pager that is marked as the shown one."""
    pager = text.split('<nav class="pager"')[1].split("</nav>")[0]
    return int(pager.split('aria-current="page"')[1].split("</span>")[1].split("<")[0])


def test_whatever_page_is_asked_for_one_is_shown(many, client):
    for asked, expected in PAGES.items():
        value = asked if "&" in asked else quote(asked)
        text = client.get(f"/sok/?q=rallarros&page={value}").content.decode()
        assert shown_page(text) == expected, asked
        assert 'start="' in text
        text = client.get(f"/nyheter/?page={value}").content.decode()
        assert shown_page(text) == min(5, {3: 5}.get(expected, expected)), asked


def test_the_pager_keeps_the_query(many, client):
    text = search(client, "rallarros & mängd", page=2)
    assert f'href="?{escape(urlencode({"q": "rallarros & mängd"}))}&amp;page=3"' in text
    assert client.get("/nyheter/?amne=model&page=2").content.decode().count("amne=model&amp;page=1") >= 1
    assert (
        "amne="
        not in client.get("/nyheter/?amne=<b>&page=2")
        .content.decode()
        .split('<nav class="pager"')[1]
        .split("</nav>")[0]
    )


# --- What is shown of a hit -------------------------------------------------------------------


def test_excerpts_are_escaped_and_marked(site, client):
    lead = 'Smultron <script>alert("hej")</script> & smultronställe'
    StandardPageFactory(parent=site, title="Smultron <i>", lead=lead)
    hits = search(client, "smultron").split('<ol class="list results"')[1].split("</ol>")[0]
    assert "<script>" not in hits
    assert "Smultron &lt;i&gt;" in hits
    assert "<mark>Smultron</mark> &lt;script&gt;alert(&quot;hej&quot;)&lt;/script&gt; &amp;" in hits
    assert "<mark>smultron</mark>ställe" in hits


def test_a_hit_says_where_it_stands_and_what_it_is(site, index_page, client):
    NewsPageFactory(parent=index_page("nyheter"), title="Linnea", lead="En blomma.")
    hits = search(client, "linnea").split('<ol class="list results"')[1].split("</ol>")[0]
    assert '<p class="kind">Nyhet' in hits
    assert "Nyheter / Linnea" in hits


# --- Words of the glossary --------------------------------------------------------------------


@pytest.fixture
def words(site):
    import json

    synonyms = [("förvaltningsplan", True), ("plan", False)]
    heir = TermFactory(
        uid="objektplan",
        term="Objektplan",
        definition="Ettårsplanen för ett objekt.",
        abbreviation="OPL",
        synonyms=json.dumps(
            [{"type": "synonym", "value": {"word": word, "use_in_search": use}, "id": word} for word, use in synonyms]
        ),
    )
    TermFactory(uid="systemplan", term="Systemplan", definition="Avrått ord.", replaced_by=heir)


@pytest.mark.parametrize(
    "query", ["objektplan", "OBJEKTPLAN", " Objektplan ", '"objektplan"', "förvaltningsplan", "opl"]
)
def test_a_word_or_a_synonym_leads_to_the_word(query, words, client):
    text = search(client, query)
    assert "Ettårsplanen för ett objekt." in text
    assert 'href="/ordlista/#objektplan"' in text


def test_a_discouraged_word_leads_to_its_heir(words, client):
    text = search(client, "systemplan")
    assert "Ettårsplanen för ett objekt." in text
    assert "Avrått ord." not in text


@pytest.mark.parametrize("query", ["plan", "objektplan 2026", "objekt"])
def test_everyday_words_lead_nowhere(query, words, client):
    assert 'class="found' not in search(client, query)
