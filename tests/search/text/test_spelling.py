"""The word that was meant: one slip of the keyboard is forgiven, a right word is never changed."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.spelling import distance
from search.text.stems import stemmer_of
from tests.search.text.made import analyser, plan, vocabulary

pytestmark = pytest.mark.pure

TEXTS = (
    "objektplan förvaltning årshjul behörigheter dataskyddsombud utbildning protokoll",
    "leverantör beslut ärende åtgärd ombud konto risk plan underlag budget",
    "beslut plan utvärdering samverkan ekonomi öppettider",
    "beslut avtal personuppgifter granskning mall",
)
WORDS = vocabulary(TEXTS)


def meant(word, unfinished=False):
    return WORDS.meant(word, analyser(), unfinished)


@pytest.mark.parametrize(
    "typed, right",
    [
        # Two letters in each other's place
        ("objektpaln", "objektplan"),
        ("förvalnting", "förvaltning"),
        ("udnerlag", "underlag"),
        # One too few
        ("objektlan", "objektplan"),
        ("behörigeter", "behörigheter"),
        ("protokol", "protokoll"),
        ("utbildnig", "utbildning"),
        ("leverantr", "leverantör"),
        ("bslut", "beslut"),
        # One too many
        ("objektpplan", "objektplan"),
        ("ärrende", "ärende"),
        ("utbilldning", "utbildning"),
        ("kontoo", "konto"),
        # Another letter
        ("objektplsn", "objektplan"),
        ("levarantör", "leverantör"),
        ("underlsg", "underlag"),
        # Two mistakes in a long word
        ("dataskydsombudd", "dataskyddsombud"),
        ("personupgiffter", "personuppgifter"),
        ("kobjektplan", "objektplan"),
        # In an inflected word that stands nowhere
        ("förvalntingen", "förvaltning"),
        ("besultet", "beslut"),
        ("leverantröerna", "leverantör"),
        # Without rings and dots
        ("arshjul", "årshjul"),
        ("atgard", "åtgärd"),
        ("arende", "ärende"),
        ("utvardering", "utvärdering"),
        ("oppettider", "öppettider"),
        # Both
        ("utvardreing", "utvärdering"),
    ],
)
def test_a_slip_of_the_keyboard(typed, right):
    found = meant(typed)
    stem = stemmer_of("sv").stem
    assert found, "nothing was meant"
    assert stem(found[0]) == stem(right)


@pytest.mark.parametrize("word", ["objektplan", "objektplanens", "besluten", "planerna", "kontot"])
def test_a_known_word_in_any_form_is_right(word):
    assert WORDS.knows(word, analyser())
    assert plan(f"{word} ", texts=TEXTS).corrected == ()


@pytest.mark.parametrize("word", ["hundutställning", "skolbuss", "systemkontor", "riskplan", "kursmålet"])
def test_a_right_compound_that_nobody_has_written_is_right(word):
    assert meant(word) == []


@pytest.mark.parametrize(
    "typed, right",
    [
        ("riskprotokol", "riskprotokoll"),
        ("kursbehörigeter", "kursbehörigheter"),
        ("objektbselut", "objektbeslut"),
    ],
)
def test_the_misspelt_part_of_a_compound_that_nobody_has_written(typed, right):
    assert right in meant(typed)


@pytest.mark.parametrize("word", ["pla", "rik", "it", "xyzzy", "2062", "v21", "qqqqqqqq", "mål"])
def test_short_words_numbers_and_nonsense_are_taken_as_they_are(word):
    assert meant(word) == []


def test_the_first_letter_is_kept_where_it_can_be():
    words = vocabulary(("roller", "moller"))
    assert words.meant("rollre", analyser())[0] == "roller"
    assert words.meant("mollre", analyser())[0] == "moller"


def test_the_commoner_of_two_equally_near_words_is_meant():
    words = vocabulary(("planer planet", "planer", "planer"))
    assert words.meant("planeq", analyser())[0] == "planer"


def test_a_word_that_is_still_being_typed_is_no_mistake():
    assert meant("behörigh", unfinished=True) == []
    assert WORDS.begins("behörigh")
    assert not WORDS.begins("behörigheter")


def test_at_most_three_words_are_meant():
    words = vocabulary(("tavla tavlb tavlc tavld tavle",))
    assert len(words.meant("tavlx", analyser())) == 3


def test_english_has_corrections_and_no_compounds():
    words = vocabulary(("agreement supplier decision",), "en")
    assert words.meant("agreemnet", analyser("en")) == ["agreement"]
    assert words.meant("suplier", analyser("en")) == ["supplier"]
    assert words.meant("timetable", analyser("en")) == []


@pytest.mark.parametrize(
    "one, other, apart",
    [
        ("", "", 0),
        ("plan", "plan", 0),
        ("plan", "paln", 1),
        ("plan", "plana", 1),
        ("plan", "pln", 1),
        ("plan", "plun", 1),
        ("plan", "lpna", 2),
        ("plan", "roll", 3),
        ("plan", "planering", 3),
    ],
)
def test_distance(one, other, apart):
    assert distance(one, other, 2) == apart


letters = st.text(alphabet="abcå", max_size=9)


@given(letters, letters)
def test_distance_is_the_same_both_ways_and_the_limit_only_cuts(one, other):
    whole = distance(one, other, 20)
    assert whole == distance(other, one, 20)
    assert (whole == 0) == (one == other)
    assert abs(len(one) - len(other)) <= whole <= max(len(one), len(other))
    assert distance(one, other, 2) == min(whole, 3)


@given(st.sampled_from("förvaltning utbildning leverantör personuppgifter samverkan".split()), st.data())
def test_any_one_slip_after_the_first_letter_is_mended(word, data):
    place = data.draw(st.integers(1, len(word) - 2))
    letter = data.draw(st.sampled_from(string.ascii_lowercase))
    slip = data.draw(st.sampled_from("swap drop add change".split()))
    head, sign, tail = word[:place], word[place], word[place + 1 :]
    typed = {
        "swap": head + tail[0] + sign + tail[1:],
        "drop": head + tail,
        "add": head + letter + sign + tail,
        "change": head + letter + tail,
    }[slip]
    if not WORDS.knows(typed, analyser()) and not analyser().forms(typed).pieces:
        assert word in meant(typed)


@given(st.text(min_size=1, max_size=40))
def test_any_word_can_be_asked_for(word):
    for unfinished in (False, True):
        assert len(meant(word, unfinished)) <= 3
