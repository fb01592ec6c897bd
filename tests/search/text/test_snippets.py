"""The lines below a hit: safe, short, cut between words, around what was looked for."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.text.snippets import LENGTH
from tests.search.text.made import shown, steps

pytestmark = pytest.mark.pure
FILL = "Vi ses på torsdag klockan tio i stora salen. "
MARKED = re.compile("<mark>(.*?)</mark>", re.S)


@pytest.mark.parametrize(
    "query, text, marked",
    [
        ("plan", "En plan finns.", ["plan"]),
        ("planen ", "Planer och planerna.", ["Planer", "planerna"]),
        ("behörig", "Alla behörigheter.", ["behörig"]),  # still being typed
        ("förvaltning ", "Systemförvaltning pågår.", ["förvaltning"]),  # a part of a compound
        ("förvaltning ", "Förvaltning och systemförvaltning.", ["Förvaltning", "förvaltning"]),
        ("systemrisk ", "Risk i ett system.", ["Risk", "system"]),
        ("systemrisk ", "Systemrisken är en risk i ett system.", ["Systemrisken"]),  # the whole is there
        ("arshjulet ", "Årshjulet snurrar.", ["Årshjulet"]),
        ("behörighetrna ", "Alla behörigheterna.", ["behörigheterna"]),
        ("pub-avtal ", "Ett PUB-avtal till.", ["PUB-avtal"]),
        ("it ", "IT:s kostnader", ["IT"]),
        ("planen", "Inget här.", []),
        ("", "En plan.", []),
        ("plan", "Fo\u0308r pla\u0301n", ["pla\u0301n"]),
    ],
)
def test_what_is_marked(query, text, marked):
    assert MARKED.findall(shown(text, query)) == marked


def test_a_word_in_two_signs_per_letter_is_marked_whole():
    assert MARKED.findall(shown("A\u030arshjulet snurrar", "årshjulet ")) == ["A\u030arshjulet"]


def test_nothing_of_the_text_is_markup():
    html = shown('<script>alert("plan")</script> & <mark>plan</mark>', "plan")
    assert html == (
        "&lt;script&gt;alert(&quot;<mark>plan</mark>&quot;)&lt;/script&gt; &amp; "
        "&lt;mark&gt;<mark>plan</mark>&lt;/mark&gt;"
    )


@pytest.mark.parametrize("text", ["", " ", "\0", "\n\n", "😀", "\ud800"])
def test_texts_with_nothing_in_them(text):
    assert "<mark>" not in shown(text, "plan")


def test_a_short_text_stands_whole():
    assert shown("Kort text utan träff.", "plan") == "Kort text utan träff."


def test_without_a_hit_the_beginning_stands_there():
    html = shown(FILL * 20, "protokollet")
    assert html.startswith("Vi ses")
    assert html.endswith(" …")
    assert len(html) <= LENGTH + 4


@pytest.mark.parametrize("blank", [" ", "\n", "\t", "\u00a0"])
def test_it_is_cut_between_words(blank):
    text = (FILL * 10 + "Här står protokollet. " + FILL * 10).replace(" ", blank)
    html = shown(text, "protokollet ")
    inner = unescape(re.sub("</?mark>", "", html)).removeprefix("… ").removesuffix(" …")
    start = text.index(inner)
    assert "<mark>protokollet</mark>" in html
    assert start == 0 or text[start - 1].isspace()
    assert text[start + len(inner)].isspace()
    assert len(inner) <= LENGTH


def test_it_begins_at_a_sentence_where_one_is_near():
    assert shown(FILL * 10 + "Här står protokollet. " + FILL, "protokollet ").startswith(("… Här", "… Vi ses"))


def test_the_place_with_the_most_different_words_is_shown():
    text = "planen planen planen. " + FILL * 10 + "planen har en risk. " + FILL * 10 + "planen"
    assert MARKED.findall(shown(text, "planen risk ")) == ["planen", "risk"]


def test_a_hit_in_a_text_without_blanks():
    html = shown("x" * 500 + ",plan," + "y" * 500, "plan ")
    assert "<mark>plan</mark>" in html


def test_a_hit_far_down_is_shown():
    text = FILL * 2500 + "Protokollet läggs i ärendet. " + FILL * 100
    assert len(text) > 100_000
    assert "<mark>Protokollet</mark>" in shown(text, "protokollet ")


@pytest.mark.parametrize(
    "unit", ["plan ", "risk plan ", "-a", "a.", "\u0301", "a\u00ad", "x", "plan", "plan.plan-", "<&", "planer, "]
)
def test_the_work_grows_with_the_text_and_no_faster(unit):
    """Counted in lines of Python, so that a busy machine changes nothing."""

    def work(length):
        text = (unit * (length // len(unit) + 1))[:length] + " protokollet"
        return steps(lambda: shown(text, "plan risk protokollet "))

    shown("plan", "plan risk protokollet ")
    none, small, large = work(0), work(12_500), work(50_000)
    assert large - none < 6 * (small - none) + 5_000


QUERIES = ["plan", "planen risk ", "förvaltning ", "a", "systemrisk beslut", ""]


@given(
    st.text(alphabet="aplnrisk ÅÄÖåäö<&>\"'.-:/\0\u0301\u00ad…\n½ﬁ", max_size=600)
    | st.text()
    | st.lists(st.sampled_from(["plan", "risk", "systemförvaltning", "PUB-avtal", "<b>", "å", ".", "\n"])).map(
        " ".join
    ),
    st.sampled_from(QUERIES),
    st.sampled_from([20, 60, LENGTH]),
)
@settings(max_examples=200)
def test_any_text_without_marks_is_a_part_of_the_text(text, query, length):
    html = shown(text, query, length=length)
    assert html.count("<mark>") == html.count("</mark>") == len(MARKED.findall(html))
    assert not any("<" in marked for marked in MARKED.findall(html))  # no mark within a mark
    plain = re.sub("</?mark>", "", html)
    assert "<" not in plain
    assert ">" not in plain
    inner = unescape(plain)
    candidates = {
        inner,
        inner.removeprefix("… "),
        inner.removesuffix(" …"),
        inner.removeprefix("… ").removesuffix(" …"),
    }
    assert any(candidate.strip() in text for candidate in candidates)
