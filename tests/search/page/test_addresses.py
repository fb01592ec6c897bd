"""What the results page takes from the address, hands on in its links, and gives to the engine."""

import re

import pytest
from django.test import Client

from tests.search.page.conftest import facets
from tests.search.page.test_states import links, main_of

pytestmark = pytest.mark.django_db


def test_what_was_chosen_reaches_the_engine(answer, show):
    asked = answer(1)
    show("?q=plan&typ=news&typ=model&typ=news&ar=2026&page=2&exakt=1&annat=x", "en")
    wanted = {"typ": ["news", "model"], "malgrupp": [], "objekt": [], "ar": ["2026"]}
    assert asked[-1] == ("plan", "en", "2", wanted, True)


def test_every_page_of_the_hits_keeps_the_choices(answer, show):
    answer(30, facets=facets([("typ", "news"), ("ar", "2026")]))
    text = show("?q=plan+%26+x&typ=news&ar=2026&exakt=1&page=2")
    kept = "?q=plan+%26+x&typ=news&ar=2026&exakt=1"
    assert f"{kept}&page=3" in links(text, "Nästa sida")
    assert f"{kept}&page=1" in links(text, "Föregående sida")
    assert '<ol class="list results" role="list" start="11"' in text


def test_what_means_nothing_is_not_handed_on(answer, show):
    answer(30, facets=facets([("typ", "news")]), ignored=("typ", "objekt"))
    text = main_of(show("?q=plan&typ=zz&typ=news&objekt=yy&ar=2026"))
    assert "zz" not in text
    assert "yy" not in text
    assert "?q=plan&amp;typ=news&amp;ar=2026&amp;page=2" in text


def test_the_facets_are_a_form_that_works_by_itself(answer, show):
    answer(8, all_kinds=31, facets=facets([("typ", "news")]))
    text = show("?q=plan&typ=news&exakt=1")
    form = text.split('<form class="rail facets"')[1].split("</form>")[0]
    assert form.startswith(' action="/sok/"')
    assert '<input type="hidden" name="q" value="plan">' in form
    assert '<input type="hidden" name="exakt" value="1">' in form
    assert re.findall(r"<legend>(.*?)</legend>", form) == ["Typ", "Målgrupp", "År"]
    boxes = re.findall(r'<input type="checkbox" name="(\w+)" value="(\w+)"( checked)?>', form)
    assert boxes == [
        ("typ", "news", " checked"),
        ("typ", "model", ""),
        ("malgrupp", "object_lead", ""),
        ("ar", "2026", ""),
    ]
    assert '<a href="?q=plan&amp;exakt=1">Alla <span class="count">31<span class="hide"> träffar' in form
    assert "1\u202f200<span" in form
    assert '<button class="button line">Avgränsa</button>' in form
    assert 'id="facet-hint" hidden' in form


def test_all_kinds_is_marked_while_none_is_chosen(answer, show):
    answer(8, all_kinds=8, facets=facets([("ar", "2026")]))
    text = show("?q=plan&ar=2026")
    assert '<a href="?q=plan&amp;ar=2026" aria-current="true">Alla' in text
    assert "aria-current" in show("?q=plan&ar=2026", "en").split('<form class="rail facets"')[1]


def test_each_choice_can_be_taken_back(answer, show):
    answer(8, facets=facets([("typ", "news"), ("typ", "model"), ("ar", "2026")]))
    text = show("?q=plan&typ=news&typ=model&ar=2026")
    assert links(text, "Ta bort Nyheter") == ["?q=plan&typ=model&ar=2026"]
    assert links(text, "Ta bort 2026") == ["?q=plan&typ=news&typ=model"]
    assert links(text, "Ta bort alla val") == ["?q=plan"]
    assert "Remove all choices" not in show("?q=plan&typ=news", "en")


def test_a_chosen_value_without_hits_is_still_shown(answer, show):
    answer(0, facets=facets([("typ", "course")]))
    text = show("?q=plan&typ=course")
    assert 'value="course" checked' in text
    assert links(text, "Ta bort Kurser") == ["?q=plan"]


@pytest.mark.parametrize("page", ["abc", "99999999999", "-1", "0", "", "%00", "1e400", "nan", "9" * 3000])
def test_any_page_is_a_page(page, answer, show):
    answer(30)
    assert 'class="list results"' in show(f"?q=plan&page={page}")


@pytest.mark.parametrize(
    "raw", ["%ED%A0%80", "%00plan%00", "%FF%FE", "%C3", "plan&q=plan&q=", "plan&typ=%00&ar=%ED%B0%80"]
)
def test_bytes_that_are_no_text_are_no_error(raw, answer, show):
    asked = answer(1)
    show(f"?q={raw}")
    assert "\0" not in str(asked[-1])
    assert asked[-1][3]["typ"] == []


def test_long_and_many_values_are_limited(answer, show):
    asked = answer(1)
    show("?q=plan&objekt=" + "x" * 5000 + "".join(f"&ar={year}" for year in range(500)))
    assert asked[-1][3]["objekt"] == ["x" * 60]
    assert len(asked[-1][3]["ar"]) == 20


def test_the_page_is_the_same_for_all_who_are_not_signed_in(answer, client):
    answer(30, facets=facets())
    first = client.get("/sok/?q=plan")
    other = Client(headers={"accept-language": "en", "cookie": "x=1"}).get("/sok/?q=plan")
    assert first.content == other.content
    assert not first.cookies
    assert first.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    assert '<meta name="robots" content="noindex">' in first.content.decode()


def test_only_reading_is_allowed(answer, client):
    for path in ("/sok/", "/sok/forslag/"):
        assert client.post(path, {"q": "plan"}).status_code == 405
        assert client.head(f"{path}?q=plan").status_code == 200


def test_only_the_first_page_of_a_plain_search_is_noted(answer, noted, client):
    answer(30)
    client.get("/sok/?q=plan")
    client.get("/en/sok/?q=Plan+x&exakt=1")
    assert noted == [("plan", "sv", 30), ("Plan x", "en", 30)]
    for more in ("page=2", "typ=news"):
        client.get(f"/sok/?q=plan&{more}")
    client.head("/sok/?q=plan")
    answer(0, words=())
    client.get("/sok/?q=%28")
    assert len(noted) == 2
