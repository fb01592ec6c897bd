"""A typed query becomes a plan: every way in which an entry may hold what was meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.text.plan import MOST_CHARACTERS, MOST_SYNONYMS, MOST_WORDS, pieces, weight_of
from search.text.stems import stemmer_of
from tests.search.odd_input import ODD
from tests.search.text.made import SITE, plan, steps

pytestmark = pytest.mark.pure


def typed(made):
    return [group.typed for group in made.groups]


@pytest.mark.parametrize(
    "query, words",
    [
        ("objektplan", "objektplan"),
        ("vem beslutar om planen", "beslutar planen"),  # words that say nothing are left out
        ("och", "och"),  # unless there is nothing else
        ("PUB-avtal", "pubavtal"),
        ("drift/support/utveckling", "drift support utveckling"),
        ("slut.Början", "slut början"),
        ('"objekt" AND (plan*) -NOT', "objekt and plan not"),
        ("", ""),
        ("?!", ""),
    ],
)
def test_the_words_that_count(query, words):
    assert " ".join(typed(plan(query))) == words


def test_a_query_in_english_leaves_out_english_words():
    assert typed(plan("who decides on the plan", "en")) == ["decides", "plan"]


def test_rare_words_tell_more():
    made = plan("styrgruppen plan ")
    rare, common = made.groups
    assert rare.weight > common.weight
    assert weight_of(1, 100) > weight_of(10, 100) > weight_of(90, 100) > 0
    assert weight_of(100, 100) > 0


def test_an_unfinished_word_may_go_on():
    assert plan("behörig").groups[-1].ways[0][0].prefix > 0
    assert plan("behörig ").groups[-1].ways[0][0].prefix == 0
    assert plan("behörig nu").groups[0].ways[0][0].prefix == 0
    assert plan("b").groups[0].ways[0][0].prefix == 0


def test_a_whole_word_means_itself_rather_than_what_it_begins():
    assert 0 < plan("kursen").groups[0].ways[0][0].prefix < plan("leverant").groups[0].ways[0][0].prefix


def test_a_last_word_that_says_nothing_ends_nothing():
    assert all(group.ways[0][0].prefix == 0 for group in plan("planen och").groups)


def test_a_compound_may_stand_as_its_parts():
    (group,) = plan("systemrisk ").groups
    stems = [stemmer_of("sv").stem(word) for word in ("system", "risk")]
    assert [stem for stem, _broad, _weight in group.ways[0][0].pieces] == stems
    assert set(stems) <= set(pieces(group.ways[0][0]))


def test_a_compound_with_an_unknown_beginning_has_its_end_as_a_last_resort():
    (group,) = plan("xyzplan ").groups
    assert "plan" in pieces(group.ways[0][0])


def test_words_written_apart_may_be_one():
    made = plan("objekt plan beslutar ")
    ((group, first, last),) = made.together
    assert (group.typed, first, last) == ("objektplan", 0, 1)
    three = plan("personuppgifts biträdes avtal ")
    assert ("personuppgiftsbiträdesavtal", 0, 2) in [(g.typed, a, b) for g, a, b in three.together]


def test_a_joined_word_may_stand_apart():
    (group,) = plan("PUB-avtal ").groups
    assert ["pub", "avtal"] in [[way.exact for way in ways] for ways in group.ways]


def test_a_correction_is_beside_what_was_typed():
    made = plan("behörighetrna planen ")
    group = made.groups[0]
    assert group.ways[0][0].exact == "behörighetrna"
    assert group.ways[1][0].exact == "behörigheterna"
    assert group.ways[1][0].quality < 1
    assert dict(made.corrected) == {"behörighetrna": "behörigheterna"}


def test_exactly_what_was_typed():
    made = plan("behörighetrna", synonyms=lambda words: [("konto",)], exact=True)
    assert made.corrected == ()
    assert [way.exact for ways in made.groups[0].ways for way in ways] == ["behörighetrna"]


SYNONYMS = {("styrgrupp",): [("objektforum",), ("lednings", "möte")], ("halv", "dag"): [("fyra", "timmar")]}


def test_synonyms_of_one_word_are_further_ways():
    (group,) = plan("styrgrupp ", synonyms=lambda words: SYNONYMS.get(words, [])).groups
    assert [[way.exact for way in ways] for ways in group.ways[1:]] == [["objektforum"], ["lednings", "möte"]]
    assert all(way.quality < 1 for ways in group.ways[1:] for way in ways)


def test_synonyms_of_two_words_stand_for_both():
    made = plan("halv dag ", synonyms=lambda words: SYNONYMS.get(words, []))
    assert ("halv dag", 0, 1) in [(group.typed, first, last) for group, first, last in made.together]
    assert all(len(group.ways) == 1 for group in made.groups)


def test_there_are_not_too_many_synonyms():
    (group,) = plan("plan ", synonyms=lambda words: [(f"ord{n}",) for n in range(100)]).groups
    assert len(group.ways) == 1 + MOST_SYNONYMS


def test_a_query_of_any_length_has_few_words():
    made = plan("objekt plan " * 1000)
    assert len(made.groups) <= MOST_WORDS
    assert len(made.typed) <= MOST_CHARACTERS
    assert len(plan(" ".join(f"ord{n}" for n in range(1000))).groups) <= MOST_WORDS


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_whatever_is_typed_is_words(text):
    for language in SITE:
        made = plan(text, language)
        for group in made.groups:
            assert group.typed.isalnum()
            assert all(token.isalnum() for ways in group.ways for way in ways for token in pieces(way))


@given(st.text() | st.text(alphabet="aåplnobjekt-.:/ '\u0301\0\ud800", max_size=300), st.booleans())
@settings(max_examples=150)
def test_any_text_has_a_plan(text, exact):
    for language in SITE:
        made = plan(text, language, exact=exact)
        assert made == plan(text, language, exact=exact)
        assert len(made.groups) <= MOST_WORDS
        assert all(group.weight > 0 and group.typed == group.typed.lower() for group in made.groups)
        assert all(0 <= first < last < len(made.groups) for _group, first, last in made.together)


@pytest.mark.parametrize("unit", ["-a", "a.", "a\u0301", "x", "systemförvaltningsobjekt", "a ", "\u0301"])
def test_the_work_for_a_query_has_a_limit(unit):
    """What stands beyond the longest query costs nothing."""
    plan(unit * 200)
    assert steps(lambda: plan(unit * 25_000)) <= 1.1 * steps(lambda: plan(unit * MOST_CHARACTERS)) + 200
