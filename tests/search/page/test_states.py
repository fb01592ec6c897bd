"""Every state of the results page, in both languages."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.utils.safestring import mark_safe

from search.results import Correction
from tests.factories import TermFactory
from tests.search.page.conftest import facets, hit

pytestmark = pytest.mark.django_db
HOSTILE = '"><script>alert(1)</script>&amp;{{ x }}'


def main_of(text):
    return text.split("<main")[1].split("</main>")[0]


def links(text, words):
    """The addresses of the links with these words in the page's own part."""
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>((?:(?!</a>).)*)</a>', main_of(text), re.DOTALL)
    plain = [(url, " ".join(re.sub(r"<[^>]+>", " ", inner).split())) for url, inner in found]
    return [url.replace("&amp;", "&") for url, inner in plain if inner == words]


@pytest.mark.parametrize(
    ("language", "total", "expected"),
    [
        ("sv", 1, "1 träff."),
        ("sv", 31, "31 träffar. De bästa först."),
        ("en", 1, "1 hit."),
        ("en", 31, "31 hits. The best first."),
        ("en", 1500, "1,500 hits. The best first."),
        ("sv", 1500, "1\u202f500 träffar. De bästa först."),
    ],
)
def test_the_number_of_hits(language, total, expected, answer, show):
    answer(total)
    assert f'role="status">{expected}</p>' in show(language=language)


def test_of_very_many_hits_nobody_claims_to_know_the_number(answer, show):
    answer(1000, capped=True, facets=facets())
    text = show()
    assert "Fler än 1\u202f000 träffar. De bästa först." in text
    assert '<span class="count">1\u202f200+' in text
    assert "More than 1,000 hits." in show(language="en")


def test_a_hit_shows_what_it_is(answer, show):
    shown = hit(1, title="Plan", kind_label="Nyhet", where="Nyheter", day=date(2026, 1, 14), picked=True)
    answer(1, hits=(shown,))
    text = show()
    assert '<p class="kind">Nyhet · Utvald</p>' in text
    assert '<h2><a href="/sida-1/" data-rank="1">Plan</a></h2>' in text
    assert "<p>En <mark>plan</mark>.</p>" in text
    assert re.search(r'Nyheter</span> / <time datetime="2026-01-14">14\s+januari\s+2026</time>', text)
    assert 'data-q="plan"' in text


def test_a_hit_in_another_language_says_so(answer, show):
    answer(1, hits=(hit(1, title="The plan", language="en"),))
    text = main_of(show())
    assert '<h2 lang="en"><a href="/sida-1/" data-rank="1" hreflang="en">' in text
    assert text.count('lang="en"') == 4
    answer(1)
    assert "lang=" not in main_of(show())


def test_an_older_word_is_searched_by_its_new_name(answer, show, role_word):
    answer(1, correction=Correction("förvaltningsledare", "objektledare", "old_word"), term=role_word)
    text = show("?q=f%C3%B6rvaltningsledare&typ=news")
    assert "Visar träffar för <b>objektledare</b>." in text
    assert "Förvaltningsledare är ett äldre ord." in text
    (way_back,) = links(text, "Sök bara på förvaltningsledare")
    assert way_back == "?q=f%C3%B6rvaltningsledare&typ=news&exakt=1"
    assert "Äldre ord: förvaltningsledare. Engelska: object lead." in text
    english = show("?q=x", "en")
    assert "Showing hits for <b>objektledare</b>." in english
    assert links(english, "Search only for förvaltningsledare") == ["?q=x&exakt=1"]
    assert "Engelska" not in english
    assert "English: " not in english


def test_a_misspelt_word_is_searched_as_it_was_meant(answer, show):
    answer(1, correction=Correction("objketplan", "objektplan"))
    text = show("?q=objketplan")
    assert "Visar träffar för <b>objektplan</b>." in text
    assert links(text, "Sök i stället på objketplan") == ["?q=objketplan&exakt=1"]
    assert "äldre ord" not in text


def test_who_wants_only_the_typed_word_can_go_back(answer, show):
    asked = answer(1)
    text = show("?q=objketplan&exakt=1&ar=2026")
    assert asked[-1][4] is True
    assert links(text, "Sök med närliggande ord också") == ["?q=objketplan&ar=2026"]
    show("?q=objketplan&exakt=0")
    assert asked[-1][4] is False


@pytest.mark.parametrize(
    ("uid", "drawn"),
    [
        ("objektagare", "motif--object_owner"),
        ("objektledare", "motif__it"),
        ("objektledare-it", "motif--object_lead_it"),
        ("systemspecialist-verksamhet", "motif--specialist_business"),
        ("objektplan", ""),
    ],
)
def test_a_role_has_its_drawing_and_another_word_has_none(uid, drawn, answer, show, role_word):
    answer(1, term=replace(role_word, uid=uid))
    text = main_of(show())
    assert "<h2>Objektledare</h2>" in text
    assert "Även: samordnare." in text
    assert links(text="<main" + text + "</main>", words="Se ordlistan") == ["/ordlista/#objektledare"]
    assert ("<svg" in text) == bool(drawn)
    assert drawn in text


def test_the_leaders_are_drawn_with_business_at_the_left(answer, show, role_word):
    answer(1, term=role_word)
    text = show()
    assert text.index('class="motif__business"') < text.index('class="motif__it"')


def test_the_glossary_in_another_language_is_named(answer, show, role_word):
    answer(1, term=role_word)
    assert 'hreflang="sv">See the glossary' in show(language="en")
    assert 'hreflang="sv">Se ordlistan' not in show()


def test_a_simpler_search_is_told_calmly(answer, show):
    answer(1, simplified=True)
    text = show()
    assert '<div class="notice brand"><p>Förenklad sökning</p>' in text
    assert "Simplified search" in show(language="en")
    answer(1)
    assert "Förenklad" not in show()


def test_a_filter_that_means_nothing_is_told(answer, show):
    answer(1, ignored=("typ",), facets=facets())
    text = show("?q=plan&typ=zz")
    assert "Några av valen i adressen finns inte här" in text
    assert "zz" not in text
    answer(1, ignored=("typ",), words=())
    assert "Några av valen" in show("?q=%28&typ=zz")


def test_nothing_found_and_what_then(answer, show, index_page):
    TermFactory(uid="objekt", term="Objekt")
    answer(0)
    text = show("?q=xyzzy")
    assert 'role="status">Ingenting innehåller alla orden.' in text
    assert links(text, "Se ordlistan") == ["/ordlista/"]
    assert "results" not in text
    assert '<form class="rail' not in text


def test_nothing_fits_the_choices(answer, show):
    answer(0, facets=facets([("typ", "news")]))
    text = show("?q=plan&typ=news")
    assert "Ingenting passar alla dina val." in text
    assert links(text, "Sök utan val") == ["?q=plan"]
    assert links(text, "Ta bort Nyheter") == ["?q=plan"]


def test_before_anything_is_asked_and_when_nothing_can_be(answer, show):
    answer(0, words=())
    assert "Sök bland sidor" in show("")
    assert "Skriv minst ett ord" not in show("")
    for typed in ("?q=", "?q=%22%28%29", "?q=%20%09"):
        text = show(typed)
        assert "Skriv minst ett ord" in text
        assert 'role="status"' not in text
    assert "Write at least one word" in show("?q=%28", "en")


def test_too_much_is_cut(answer, show):
    asked = answer(1)
    text = show("?q=" + "a" * 201)
    assert "de första 200 tecknen" in text
    assert asked[-1][0] == "a" * 200
    assert "de första 200 tecknen" not in show("?q=" + "a" * 200)


def test_nothing_that_was_typed_or_found_becomes_markup(answer, show, role_word):
    answer(
        30,
        hits=(hit(1, title=HOSTILE, where=HOSTILE, kind_label=HOSTILE, snippet=HOSTILE), hit(2, snippet="")) * 15,
        term=replace(role_word, term=HOSTILE, definition=HOSTILE, also=(HOSTILE,), english=HOSTILE),
        correction=Correction(HOSTILE, HOSTILE, "old_word"),
        facets=tuple(
            replace(
                facet,
                label=HOSTILE,
                choices=tuple(replace(one, value=HOSTILE, label=HOSTILE, chosen=True) for one in facet.choices),
            )
            for facet in facets()
        ),
    )
    text = show(
        "?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&typ=%22%3E%3Cscript%3E&objekt=%22%3E%3Cscript%3E&page=2&exakt=1"
    )
    assert text.count("<script") == 1
    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;{{ x }}" in text
    assert "%3Cscript" in text


def test_a_snippet_may_hold_marks(answer, show):
    answer(1, hits=(hit(1, snippet=mark_safe("a &lt;b&gt; <mark>c</mark>")),))
    assert "a &lt;b&gt; <mark>c</mark>" in show()
