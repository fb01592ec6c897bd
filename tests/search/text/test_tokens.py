"""Text becomes words: the same words at both ends of a search, whatever signs stand in it."""

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.tokens import LONGEST, folded, normal, spans, words

pytestmark = pytest.mark.pure
SITE = Path(__file__).resolve().parents[3] / "site"
WORD = re.compile(r"[^\W_]+")


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Objektplanen 2026", "objektplanen 2026"),
        ("ÅÄÖ éà Ü", "åäö éà ü"),
        ("PUB-avtal", "pub avtal pubavtal"),
        ("e‑tjänst e‐tjänst", "e tjänst etjänst e tjänst etjänst"),  # the hyphen that breaks no line, and the plain one
        ("data-skydds-ombud", "data skydds ombud dataskyddsombud"),
        ("it:s IT:n pdf:erna WC:t", "it it pdf wc t wct"),
        ("K/R/T", "k r t krt"),
        ("och/eller", "och eller ocheller"),
        ("drift/support/utveckling", "drift support utveckling"),
        ("slut.Början", "slut början"),
        ("v2.1 3,5", "v2 1 v21 3 5"),
        ("2024–2026", "2024 2026 20242026"),
        ("don't owner’s", "don t dont owner s owners"),
        ("R&D", "r d rd"),
        ("c++ C# 100 % ½", "c c 100 1 2"),
        ('_under_ *stjärna* (parentes) "citat"', "under stjärna parentes citat"),
        ("för\u00advalt\u00adning noll\u200bbredd", "förvaltning nollbredd"),
        ("ﬁl ＡＢＣ Ⅳ", "fil abc iv"),
        ("Ærø Großes", "ärö grosses"),
        ("a\0b", "a b"),
        ("😀 … – -", ""),
        ("", ""),
    ],
)
def test_the_words_of_a_text(text, expected):
    assert " ".join(words(text)) == expected


@pytest.mark.parametrize("text", ["Förvaltning", "åäö ÅÄÖ", "idé på café"])
def test_a_letter_in_two_signs_is_the_letter(text):
    apart = unicodedata.normalize("NFD", text)
    assert words(apart) == words(text)
    assert [unit for unit, _start, _end in spans(apart)] == [unit for unit, _start, _end in spans(text)]


def test_a_soft_hyphen_does_not_part_a_typed_word():
    assert [unit for unit, _start, _end in spans("för\u00advaltning")] == [("förvaltning",)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("ett PUB-avtal nu", [("ett",), ("pub", "avtal", "pubavtal"), ("nu",)]),
        ("drift/support/utveckling", [("drift",), ("support",), ("utveckling",)]),
        ("slut.Början", [("slut",), ("början",)]),
        ("it:s", [("it",)]),
    ],
)
def test_a_unit_is_one_word_or_parts_and_their_whole(text, expected):
    assert [unit for unit, _start, _end in spans(text)] == expected


def test_spans_know_where_their_words_stand():
    text = "Ett PUB-avtal, e\u0301tt"
    assert [text[start:end] for _unit, start, end in spans(text)] == ["Ett", "PUB-avtal", "e\u0301tt"]


@pytest.mark.parametrize(
    "word, expected",
    [
        ("förvaltning", "forvaltning"),
        ("åäö", "aao"),
        ("idé", "ide"),
        ("objekt", "objekt"),
        ("ü", "u"),
        ("情報", "情報"),
    ],
)
def test_folding(word, expected):
    assert folded(word) == expected


def test_a_long_word_is_cut_alike_at_both_ends():
    text = "x" * 200
    assert words(text) == ["x" * LONGEST] == list(spans(text)[0][0])


def test_lone_surrogates_are_no_words():
    assert words("\ud800objekt\udfff") == ["objekt"]


@given(st.text() | st.text(alphabet="aåÅ1_-‑–'’:/.&\u0301\u00ad\u200b ½ﬁİſΣ\0"))
def test_any_text_gives_small_letters_and_digits(text):
    for word in [*words(text), *(word for unit, _start, _end in spans(text) for word in unit)]:
        assert WORD.fullmatch(word)
        assert word == word.lower()
        assert len(word) <= LONGEST


@given(st.text())
def test_words_of_words_are_the_same(text):
    found = words(text)
    assert words(" ".join(found)) == found


@given(st.text(alphabet="aåbö1-/.: ½\u0301"))
def test_a_query_has_the_words_of_the_text(text):
    assert [word for unit, _start, _end in spans(text) for word in unit] == words(text)


@given(st.text())
def test_normal_twice_is_normal_once(text):
    assert normal(normal(text)) == normal(text)


HARD = {
    "hyphens": "-a" * 25_000,
    "dots": "a." * 25_000,
    "letters and hyphens": "a-" * 25_000 + "!",
    "colons": "it:s" * 12_500,
    "combining marks": "a" + "\u0301" * 20_000,
    "marks in turn": "\u0301\u0316" * 10_000,
    "soft hyphens": "a\u00ad" * 25_000,
    "joiners only": "-" * 50_000,
    "mixed joiners": "a-b/c.d&e’f:g" * 4_000,
    "one word": "a" * 50_000,
    "low lines": "a_" * 25_000,
}


def test_no_text_makes_the_patterns_go_back_and_forth():
    """In a process of its own, with a limit that only a catastrophe reaches: these take milliseconds each."""
    code = (
        "import json, sys; from search.text.tokens import spans, words; "
        "print(json.dumps({k: [len(words(t)), len(spans(t))] for k, t in json.load(sys.stdin).items()}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(HARD), capture_output=True, text=True, timeout=60, cwd=SITE
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert found["hyphens"][0] == 25_000
    assert found["joiners only"] == [0, 0]
    assert found["one word"] == [1, 1]
