"""Words, stems and the tree of a query, without any index."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modelsearch.query import MATCH_ALL, MATCH_NONE, And, Boost, Fuzzy, Not, Or, Phrase, PlainText

from search.backends.entries import as_text
from search.backends.stems import LONGEST, stems, words
from search.backends.tree import (
    ALL,
    AND,
    ANY,
    BUT,
    EVERYTHING,
    MOST_WORDS,
    OR,
    PHRASE,
    Branch,
    Leaf,
    Reader,
    wanted_leaves,
)
from tests.search.odd_input import ODD

pytestmark = pytest.mark.pure
A, B, C = PlainText("a"), PlainText("b"), PlainText("c")
LEAF_A, LEAF_B, LEAF_C = Leaf(("a",)), Leaf(("b",)), Leaf(("c",))


def read(query, **options):
    return Reader(words, **options).read(query)


def test_forms_of_a_word_share_a_stem():
    assert stems("Systemets systemet SYSTEM") == ["system"] * 3
    assert stems("Java JavaScript")[0] != stems("Java JavaScript")[1]
    assert stems("kl. 09:30, K3-plan") == ["kl", "09", "30", "k3", "plan"]


def test_marks_on_letters_do_not_count():
    assert words("Åäö ĤÉLLØ o\u0308l straße") == ["aao", "hello", "ol", "strasse"]
    assert words("av\u00adtal") == ["avtal"]


@given(st.text())
def test_a_word_has_letters_and_digits_only(text):
    for word in words(text) + stems(text):
        assert word.isalnum()
        assert len(word) <= 4 * LONGEST


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_texts_give_words_that_can_be_sent(text):
    for word in words(text) + stems(text):
        word.encode()
        assert not set(word) & set("\"'*()\0:\\ ")


def test_stems_do_not_mix_between_threads():
    found = []
    asked = [f"avtalens{letter}orna" for letter in "abcdefghij"] * 50

    def work():
        found.append([stems(word)[0] for word in asked])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(one == found[0] for one in found)


def test_words_are_a_leaf():
    assert read(PlainText("Ett två två")).node == Leaf(("ett", "tva"), ALL)
    assert read(PlainText("ett två", operator="or")).node == Leaf(("ett", "tva"), ANY)
    assert read(Phrase("två ett två")).node == Leaf(("tva", "ett", "tva"), PHRASE)
    assert read(PlainText("ett två ett"), prefix=True).node == Leaf(("ett", "tva", "ett"), ALL, prefix=True)
    assert not read(Phrase("ett"), prefix=True).node.prefix
    assert read(Boost(PlainText("ett", boost=3), 2)).node.boost == 6


def test_nothing_is_asked_without_a_word():
    for query in (PlainText(" - "), Phrase('"'), Not(PlainText("")), And([]), Or([Phrase("!")]), Not(Not(Phrase("")))):
        assert read(query).is_none


@pytest.mark.parametrize(
    "query, is_all, is_none",
    [
        (MATCH_ALL, True, False),
        (MATCH_NONE, False, True),
        (Not(MATCH_NONE), True, False),
        (A | MATCH_ALL, True, False),
        (A & MATCH_NONE, False, True),
        (A & MATCH_ALL, False, False),
        (Not(A) | MATCH_ALL, True, False),
        (MATCH_ALL & MATCH_ALL, True, False),
        (MATCH_NONE | MATCH_NONE, False, True),
    ],
)
def test_all_and_nothing_are_worked_out(query, is_all, is_none):
    found = read(query)
    assert (found.is_all, found.is_none) == (is_all, is_none)


def test_not_moves_to_where_every_engine_has_it():
    assert read(A & ~B).node == Branch(BUT, (LEAF_A, LEAF_B))
    assert read(And([A, ~B, ~C])).node == Branch(BUT, (LEAF_A, Branch(OR, (LEAF_B, LEAF_C))))
    either = read(A | ~B)  # what neither has b without a
    assert (either.node, either.negated) == (Branch(BUT, (LEAF_B, LEAF_A)), True)
    neither = read(~A & ~B)
    assert (neither.node, neither.negated) == (Branch(OR, (LEAF_A, LEAF_B)), True)


def test_deep_queries_become_flat_and_short():
    query = A
    for number in range(300):
        query = query & PlainText(f"w{number}")
    node = read(query).node
    assert node.how == AND
    assert len(node.parts) == MOST_WORDS
    assert all(isinstance(part, Leaf) for part in node.parts)
    assert len(read(PlainText("x y " * 1000)).node.words) == 2
    assert read(And([A, A])).node == LEAF_A


def test_only_wanted_words_count_for_the_score():
    assert wanted_leaves(read(And([A, B, ~C])).node) == [LEAF_A, LEAF_B]


def test_what_no_engine_can_do_is_said():
    with pytest.raises(NotImplementedError, match="Fuzzy"):
        read(And([A, Fuzzy("b")]))


QUERIES = st.recursive(
    st.sampled_from([A, B, C, MATCH_ALL, MATCH_NONE]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(And),
        st.lists(inner, min_size=1, max_size=3).map(Or),
        inner.map(Not),
    ),
    max_leaves=12,
)


def holds(query, row):
    """What the query means, straight from its definition."""
    if isinstance(query, And):
        return all(holds(part, row) for part in query.subqueries)
    if isinstance(query, Or):
        return any(holds(part, row) for part in query.subqueries)
    if isinstance(query, Not):
        return not holds(query.subquery, row)
    return query is MATCH_ALL or query.query_string in row


def matches(node, row):
    if node is EVERYTHING:
        return True
    if isinstance(node, Leaf):
        return node.words[0] in row
    parts = [matches(part, row) for part in node.parts]
    return {AND: all(parts), OR: any(parts), BUT: parts[0] and not any(parts[1:])}[node.how]


@given(QUERIES, st.sets(st.sampled_from("abc")))
def test_the_tree_means_what_the_query_means(query, row):
    found = Reader(words).read(query)
    assert (matches(found.node, row) != found.negated) == holds(query, row)


def test_any_value_is_a_text():
    assert as_text(["a", ("b", {"c": "d"}), None, 3]) == "a b d  3"
