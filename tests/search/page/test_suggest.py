"""The lines that are offered while somebody types: an answer whatever is typed, kept by nobody."""

import pytest

from search import views
from search.results import Suggestion

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(site, monkeypatch):
    """What the engine was asked for; it finds one line."""
    seen = []

    def suggest(text, visitor, language):
        seen.append((text, language))
        return [Suggestion("Å <b>&", "/a/?x=1&y=2", "news", "Nyhet")]

    monkeypatch.setattr(views.engine, "suggest", suggest, raising=False)
    return seen


def test_the_lines_have_text_address_and_kind(asked, client):
    response = client.get("/sok/forslag/?q=%20obj%20%20ekt")
    assert response.json() == {"suggestions": [{"text": "Å <b>&", "url": "/a/?x=1&y=2", "kind": "Nyhet"}]}
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert response.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    assert asked == [("obj ekt", "sv")]
    client.get("/en/sok/forslag/?q=obj")
    assert asked[-1] == ("obj", "en")


@pytest.mark.parametrize("raw", ["", "?", "?q=", "?q=%00", "?q=%20", "?annat=x", "?q=x&q="])
def test_of_nothing_there_are_no_lines(raw, asked, client):
    response = client.get(f"/sok/forslag/{raw}")
    assert response.json() == {"suggestions": []}
    assert response["Cache-Control"] == "no-store"
    assert asked == []


@pytest.mark.parametrize("raw", ["%ED%A0%80", "%FF", "a%00b", "a&q=b", "%", "%22%28", "b&page=abc&typ=%ED%A0%80"])
def test_strange_input_is_no_error(raw, asked, client):
    assert client.get(f"/sok/forslag/?q={raw}").status_code == 200
    assert all("\0" not in text for text, _language in asked)


def test_halves_of_characters_are_left_out():
    assert views._plain("\ud800a \n b\udfff\0") == "a b"


def test_only_so_much_is_used(asked, client):
    client.get("/sok/forslag/?q=" + "å" * 500)
    assert asked == [("å" * 60, "sv")]


def test_the_page_names_the_address_that_its_script_asks(answer, show, settings):
    """The script takes the form's address and adds ``forslag/``."""
    assert 'action="/sok/"' in show()
    assert 'action="/en/sok/"' in show(language="en")


def test_the_scripts_words_are_in_the_pages_language(show):
    swedish, english = show(), show(language="en")
    assert 'data-label="Förslag"' in swedish
    assert 'data-many="# förslag. Pil ned leder dit."' in swedish
    assert 'data-many="# suggestions. Arrow down leads to them."' in english
    assert swedish.count("<script") == 1
