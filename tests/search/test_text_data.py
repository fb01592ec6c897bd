"""The word lists of the search and the judged questions are whole: sorted, without doubles, and they refer to each other."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
import snowballstemmer

SEARCH = Path(__file__).resolve().parents[2] / "site" / "search"
DATA = SEARCH / "text" / "data"
EVALUATION = SEARCH / "evaluation"
LISTS = ["words_sv.txt", "short_sv.txt", "stop_sv.txt", "stop_en.txt"]
WORD = re.compile(r"[a-zåäöé]+")
TAGS = {
    "exact",
    "inflection",
    "compound-part",
    "compound-whole",
    "split-compound",
    "typo",
    "ascii",
    "synonym",
    "entity",
    "multi",
    "prefix",
}


def lines(path):
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def stems():
    return [line.split("\t") for line in lines(DATA / "stems_sv.txt")]


def queries():
    return [json.loads(line) for line in lines(EVALUATION / "queries.jsonl")]


def qrels():
    return [line.split("\t") for line in lines(EVALUATION / "qrels.tsv")]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_sorted_without_doubles_and_in_small_letters(name):
    words = lines(DATA / name)
    assert words == sorted(set(words))
    assert [word for word in words if not WORD.fullmatch(word)] == []


def test_the_lexicon_is_large_and_its_two_lists_part_by_length():
    words = lines(DATA / "words_sv.txt")
    assert len(words) >= 4000
    assert min(map(len, words)) == 4
    assert {len(word) for word in lines(DATA / "short_sv.txt")} <= {2, 3}


@pytest.mark.parametrize("stop", ["stop_sv.txt", "stop_en.txt"])
def test_no_short_part_is_a_stop_word(stop):
    assert set(lines(DATA / "short_sv.txt")) & set(lines(DATA / stop)) == set()


def test_no_part_is_a_swedish_stop_word():
    assert set(lines(DATA / "words_sv.txt")) & set(lines(DATA / "stop_sv.txt")) == set()


def test_words_with_meaning_are_no_stop_words():
    assert {"ny", "nya", "nytt", "beställa", "objekt", "plan", "roll"} & set(lines(DATA / "stop_sv.txt")) == set()


def test_the_stems_are_sorted_needed_and_stable():
    pairs = stems()
    forms = [form for form, _ in pairs]
    assert forms == sorted(set(forms))
    assert [pair for pair in pairs if not all(WORD.fullmatch(word) for word in pair)] == []
    snowball = snowballstemmer.stemmer("swedish").stemWord
    # Forms of "enhet" stand there to be known as the last part of a compound: digitaliseringsenheten.
    same = [form for form, stem in pairs if snowball(form) == stem and not form.startswith("enhet")]
    assert same == [], "these lines change nothing"
    own = dict(pairs)
    assert [stem for stem in own.values() if own.get(stem, stem) != stem] == [], "a stem that leads on to another"


@pytest.mark.parametrize(
    "forms",
    [
        "register registret registren",
        "konto kontot konton",
        "museum museet museer",
        "bok boken böcker böckerna",
        "skola skolan skolor skolorna",
        "roll rollen roller rollerna",
        "år året åren",
        "skriva skriver skrev skrivit",
        "söka söker sökte sökt",
        "anmäla anmäler anmälde anmält",
        "anmälan anmälningar anmälningarna",
        "god gott goda",
        "ny nytt nya",
        "kurs kursen kurser",
    ],
)
def test_the_forms_of_a_word_share_its_stem(forms):
    own, snowball = dict(stems()), snowballstemmer.stemmer("swedish").stemWord
    assert len({own.get(form) or snowball(form) for form in forms.split()}) == 1


def test_every_tag_has_at_least_eight_swedish_questions():
    asked = queries()
    assert len({query["id"] for query in asked}) == len(asked) >= 90
    assert {query["language"] for query in asked} == {"sv", "en"}
    count = Counter(query["tag"] for query in asked if query["language"] == "sv")
    assert set(count) == TAGS
    assert min(count.values()) >= 8


def test_the_judgements_refer_to_known_questions_and_each_has_an_answer():
    judged = qrels()
    assert len({(query, document) for query, document, _ in judged}) == len(judged)
    assert {grade for _, _, grade in judged} == {"1", "2", "3"}
    assert {query for query, _, grade in judged if grade == "3"} == {query["id"] for query in queries()}
    assert {query for query, _, _ in judged} == {query["id"] for query in queries()}


def test_the_judged_snippets_are_in_the_demo_content():
    from nackamodellen.demo.content.template_items import TEMPLATE_ITEMS
    from nackamodellen.demo.content.terms import TERMS
    from nackamodellen.demo.content.year_wheel import EVENTS

    known = {f"term:{term['uid']}" for term in TERMS} | {f"template:{item['uid']}" for item in TEMPLATE_ITEMS}
    known |= {f"event:{event['uid']}" for event in EVENTS}
    named = {document for _, document, _ in qrels() if not document.startswith("page:")}
    assert named - known == set()
    assert {document.split(":")[0] for _, document, _ in qrels()} == {"page", "term", "template", "event"}
