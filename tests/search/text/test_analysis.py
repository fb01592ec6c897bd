"""What a word and a text become: four channels, the same for an entry and for a query."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import tokens
from search.text.analysis import BROAD, Analyser
from search.text.tokens import folded
from tests.search.text.made import analyser, steps

pytestmark = pytest.mark.pure
TOKEN = re.compile(r"[^\W_]+")


def test_the_forms_of_a_word():
    forms = analyser().forms("systemförvaltningen")
    assert forms.exact == "systemförvaltningen"
    assert forms.stem == analyser().forms("systemförvaltning").stem
    assert forms.broad.endswith(BROAD)
    stem = analyser().stemmer.stem
    assert {stem("system"), stem("förvaltning")} <= set(forms.parts)
    assert [piece for piece, _broad in forms.pieces] == [stem("system"), stem("förvaltning")]
    assert set(forms.folds) == {folded("systemförvaltningen"), folded(forms.stem)}


def test_a_plain_word_has_neither_parts_nor_folds():
    forms = analyser().forms("objekt")
    assert (forms.exact, forms.parts, forms.pieces) == ("objekt", (), ())
    assert all(fold.isascii() for fold in forms.folds)


def test_the_last_part_says_what_the_thing_is():
    parts = analyser().forms("riskanalys").parts
    stem = analyser().stemmer.stem
    assert parts.count(stem("risk")) == 1
    assert parts.count(stem("analys")) == 2


def test_english_words_are_not_taken_apart():
    forms = analyser("en").forms("courses")
    assert (forms.stem, forms.parts, forms.pieces, forms.broad) == ("cours", (), (), "")
    assert analyser("en").lexicon is None


def test_a_language_that_nobody_knows_keeps_its_words():
    made = Analyser("fi").channels("Talot ja työt")
    assert (made.exact, made.stem, made.parts, made.fold) == ("talot ja työt", "", "", "tyot")


def test_the_channels_of_a_text():
    made = analyser().channels("Objektplanens risker, och åren.")
    assert made.exact == "objektplanens risker och åren"
    stem = analyser().stemmer.stem
    assert stem("objektplan") in made.stem.split()
    assert stem("risk") in made.stem.split()
    assert {stem("objekt"), stem("plan")} <= set(made.parts.split())
    assert "aren" in made.fold.split()


@pytest.mark.parametrize(
    "typed, written",
    [
        ("objekt", "objektets"),
        ("planerna", "planen"),
        ("förvaltning", "systemförvaltningen"),
        ("analys", "riskanalysen"),
        ("plan", "objektplaner"),
        ("arhjul", "århjulet"),
        ("beställare", "beställning"),
    ],
)
def test_a_query_meets_an_entry(typed, written):
    forms, made = analyser().forms(typed), analyser().channels(written)
    asked = {forms.exact, forms.stem, forms.broad, *forms.folds} - {""}
    assert asked & {*made.exact.split(), *made.stem.split(), *made.parts.split(), *made.fold.split()}


def test_only_the_first_words_count():
    made = analyser().channels("ord " * 100, most=10)
    assert made.exact == " ".join(["ord"] * 10)


def test_the_kept_forms_do_not_grow_without_end(monkeypatch):
    monkeypatch.setattr("search.text.tokens.MOST_KEPT", 20)
    own = Analyser("sv")
    for number in range(100):
        own.forms(f"ord{number}")
    assert len(own._forms) <= 22


@given(st.text())
def test_any_text_has_channels_of_plain_tokens(text):
    for language in ("sv", "en"):
        made = analyser(language).channels(text)
        for channel in (made.exact, made.stem, made.parts, made.fold):
            assert channel == " ".join(channel.split())
            assert all(TOKEN.fullmatch(token) and token == token.lower() for token in channel.split())


@pytest.mark.parametrize("unit", ["-a", "a.", "systemförvaltning ", "a\u0301", "x", "objekts"])
def test_the_work_grows_with_the_text_and_no_faster(unit):
    def run(times):
        return steps(lambda: Analyser("sv").channels(unit * times))

    Analyser("sv")  # the lists are read once
    base, small, large = run(1), run(500), run(2000)
    # Four times the text is about four times the work beside that of making the analyser.
    assert large - base < 6 * (small - base) + 5_000


_SIGNS = "Å|å|a\u0301| |\u00a0|-|'|PUB|avtal|\u00ad|_|Σ|ΑΣ|´|ﷺ|\u0301|1|½|.|\x1c|\u2028|ﬁ|\ud83d|\ude00|\u200b|/".split(
    "|"
)


@given(st.text(max_size=30) | st.lists(st.sampled_from(_SIGNS), max_size=12).map("".join))
def test_looking_from_space_to_space_finds_the_same(text):
    assert tokens.units(text) == tokens._WORD.findall(tokens.normal(text))
    assert tokens.distinct_words(tokens.units(text)) == set(tokens.words(text))


def test_a_long_piece_is_not_kept():
    tokens.units("x" * 5000)
    assert "x" * 5000 not in tokens._pieces
