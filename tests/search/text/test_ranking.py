"""What stands before what, whichever engine found it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine import tier
from search.text.ranking import Ranker, recency
from search.weights import Weights
from tests.search.text.made import SITE, entry, plan, score

pytestmark = pytest.mark.pure
# A site where plan and objekt are common, and gallring and registrator are rare.
TEXTS = (
    *(["Planen för objektet ändras varje år"] * 12),
    "Gallring av handlingar sker med beslut",
    "Registrator svarar på frågor om åtgärden",
    "Systemplanen finns här. Utredning pågår",
)
FILL = "Vi ses på torsdag klockan tio i stora salen och dricker kaffe tillsammans. "


def value(query, title="", body="", texts=TEXTS):
    return score(query, title, body, texts)[0]


@pytest.mark.parametrize(
    "query, better, worse",
    [
        ("gallring plan ", "gallring och plan", "gallring gallring gallring gallring"),
        ("registrator gallring plan ", "registrator gallring", "plan plan plan registrator"),
    ],
)
def test_more_of_the_words_come_before_fewer(query, better, worse):
    one, other = (score(query, "", FILL + text, TEXTS) for text in (better, worse))
    assert one[1] > other[1]
    assert (tier(one[1]), one[0]) > (tier(other[1]), other[0])


def test_all_the_words_anywhere_come_before_some_in_the_title():
    every = score("gallring registrator plan ", "", FILL + "gallring, registrator och plan", TEXTS)
    some = score("gallring registrator plan ", "Gallring", "gallring " * 20, TEXTS)
    assert tier(every[1]) > tier(some[1])


@pytest.mark.parametrize("query", ["gallring ", "gallringen ", "plan ", "objektplan "])
def test_a_title_tells_more_than_a_body(query):
    assert value(query, query, FILL) > value(query, "Annat", f"{query} {FILL}")


def test_the_word_itself_then_its_forms_then_a_part_then_without_its_dots():
    bodies = ("åtgärd", "åtgärder", "akutåtgärd", "atgard")
    values = [value("åtgärd ", "", f"{FILL} {body}", (*TEXTS, "akutåtgärd åtgärder")) for body in bodies]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == 4
    assert values[-1] > 0


def test_a_derivation_tells_something_and_less_than_the_word():
    assert value("utredning ", "", "utredning") > value("utredning ", "", "utredare") > 0


def test_a_rare_word_tells_more_than_a_common_one():
    assert value("gallring plan ", "", FILL + "gallring") > value("gallring plan ", "", FILL + "plan")


def test_a_longer_body_counts_less():
    lengths = [value("gallring ", "", "gallring " + FILL * times) for times in (1, 5, 50)]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > lengths[-1]


def test_a_longer_title_counts_less():
    assert value("gallring ", "Gallring") > value("gallring ", "Gallring och en hel del annat som händer på torsdag")


def test_a_word_more_often_counts_more_and_each_time_less():
    one, two, many = (value("gallring ", "", "gallring i " * times + FILL * 4) for times in (1, 2, 20))
    assert one < two < many < 1
    assert two - one > (many - two) / 18


def test_a_finished_word_that_begins_another_is_not_found_there():
    assert value("gall ", "", "gallring") == 0
    assert value("gall", "", "gallring") > 0


def test_a_compound_is_found_by_its_parts_and_all_of_them_beat_one():
    whole, parts = value("systemgallring ", "", "systemgallring"), value("systemgallring ", "", "gallring av system")
    one = value("systemgallring ", "", "gallring")
    assert whole > parts > one >= 0


def test_words_written_apart_find_the_compound():
    apart = value("system plan ", "", "systemplanen")
    assert apart > value("system plan ", "", "system")


def test_a_correction_is_worth_less_than_the_word():
    assert value("gallring ", "", "gallring") > value("galring ", "", "gallring") > 0


def test_nothing_scores_nothing():
    assert score("gallring", "", FILL, TEXTS) == (0.0, 0.0)
    assert score("gallring", "", "", TEXTS) == (0.0, 0.0)
    assert score("", "Gallring", "gallring", TEXTS) == (0.0, 0.0)


def test_a_name_must_have_every_word_in_its_title():
    ranker = Ranker(plan("stora gallringen ", texts=TEXTS))
    assert ranker.named(entry("Den stora gallringen")) > 0
    assert ranker.named(entry("Gallringen", "stora")) == 0


def test_what_was_meant_is_what_the_entry_has():
    ranker = Ranker(plan("galring ", texts=TEXTS))
    assert ranker.meant(entry("", "gallring")) == {"galring": "gallring"}
    assert ranker.meant(entry("", "annat")) == {}


def test_a_weight_that_an_editor_sets_is_used():
    made = plan("gallring ", texts=TEXTS)
    low, high = (Ranker(made, Weights(title=number)).score(entry("Gallring", FILL))[0] for number in (1.0, 9.0))
    assert high > low


@pytest.mark.parametrize("days, part", [(0, 1.0), (90, 0.5), (180, 0.25), (-5, 1.0)])
def test_new_is_worth_more(days, part):
    today = date(2026, 3, 2)
    assert recency(today - timedelta(days=days), today, 0.4) == pytest.approx(0.4 * part)


def test_what_has_no_day_gains_nothing():
    assert recency(None, date(2026, 3, 2), 0.4) == 0
    assert recency(date(2026, 3, 2), date(2026, 3, 2), 0) == 0


sentences = st.lists(st.sampled_from("plan objekt gallring planer systemplan åtgärd atgard kaffe".split()), max_size=12)


@given(sentences, sentences, sentences)
@settings(max_examples=60)
def test_a_score_has_its_bounds_whatever_is_asked(query, title, body):
    number, share = score(" ".join(query), " ".join(title), " ".join(body), TEXTS)
    assert 0 <= number <= 1.2
    assert 0 <= share <= 1.000001
    assert (number == 0) == (share == 0)


@given(sentences, sentences.filter(bool))
@settings(max_examples=60)
def test_the_words_in_the_title_too_never_make_it_less(query, body):
    text = " ".join(body)
    assert value(" ".join(query), text, text) >= value(" ".join(query), "", text) - 1e-9


def test_both_languages_rank():
    for language, query, text in (("sv", "avtalen ", "Avtalet"), ("en", "agreement ", "Agreements")):
        assert score(query, text, "", SITE[language], language)[0] > 0
