"""Swedish compounds are taken apart where their parts are words, and what only looks like one is left whole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.compounds import NEVER, Lexicon, joining_forms
from search.text.stems import stemmer_of
from tests.search.text.made import analyser

pytestmark = pytest.mark.pure
SITE = Path(__file__).resolve().parents[3] / "site"


def lexicon(words, short=(), own=()):
    return Lexicon(words, short, stemmer_of("sv").stem, own)


@pytest.mark.parametrize(
    "word, parts",
    [
        ("objektplan", "objekt plan"),
        ("systemförvaltning", "system förvaltning"),
        ("riskanalys", "risk analys"),
        ("rollbeskrivning", "roll beskrivning"),
        # A joint s
        ("verksamhetsplan", "verksamhet plan"),
        ("beslutsprotokoll", "beslut protokoll"),
        ("behörighetsgenomgång", "behörighet genomgång"),
        ("kunskapsbank", "kunskap bank"),
        ("årsplan", "år plan"),
        ("årsredovisning", "år redovisning"),
        # A lost -a or -e, or another vowel in its place
        ("skolplan", "skola plan"),
        ("flickskola", "flicka skola"),
        ("ledarroll", "ledare roll"),
        ("användarkonto", "användare konto"),
        ("kyrkogård", "kyrka gård"),
        ("gatukontor", "gata kontor"),
        ("frågelista", "fråga lista"),
        ("arbetsgivare", "arbeta givare"),
        ("tjänsteskrivelse", "tjänst skrivelse"),
        ("löneutbetalning", "lön utbetalning"),
        # More than two, and parts of two and three letters
        ("dataskyddsombud", "data skydd ombud"),
        ("objektledarutbildning", "objekt ledare utbildning"),
        ("personuppgiftsbiträdesavtal", "person uppgift biträde avtal"),
        ("målbild", "mål bild"),
        # The last part inflected
        ("objektägarens", "objekt ägarens"),
        ("kursplanerna", "kurs planerna"),
        ("systemlistan", "system listan"),
        ("leverantörsavtalet", "leverantör avtalet"),
        ("budgetuppföljningen", "budget uppföljningen"),
        # Nobody here has written these
        ("hundutställning", "hund utställning"),
        ("röstlängd", "röst längd"),
    ],
)
def test_a_compound_and_its_parts(word, parts):
    assert " ".join(analyser().lexicon.split(word)) == parts


@pytest.mark.parametrize(
    "word",
    """förvaltning utbildning verksamhet information behörighet användare samverkan gemensamt plattform bokslut
    återställning personen avtalet kommunen tillgänglighet ansvarig deltagare ledningen planering protokollet
    regelbundet kostnaderna objektiv systematisk ordning verktyg roller modellens styrning redovisningen organisation
    ekonomi digitalisering kvartal sekreterare nyheter parametrar administratör forumet intranät programmet
    sammanträde prioritera objekt systemet ärendena konton""".split(),
)
def test_one_word_is_left_whole(word):
    assert analyser().lexicon.split(word) == ()


@pytest.mark.parametrize("word", ["", "a", "plan", "objekt1plan", "pub-avtal", "x" * 61, "objekt plan"])
def test_what_cannot_be_a_compound(word):
    assert analyser().lexicon.split(word) == ()


def test_the_fewest_parts_win_and_then_the_longest_shortest_part():
    own = lexicon(["data", "skydd", "dataskydd", "ombud", "skyddsombud"])
    assert own.split("dataskyddsombud") in (("dataskydd", "ombud"), ("data", "skyddsombud"))
    assert len(own.split("dataskyddsombud")) == 2


def test_a_part_that_is_a_compound_is_taken_apart_in_turn():
    # The site's own words serve whole; what they are made of follows.
    own = lexicon(["system", "förvaltning", "modell"], own=["systemförvaltning"])
    assert own.split("systemförvaltningsmodell") == ("systemförvaltning", "modell")
    assert own.all_parts("systemförvaltningsmodell") == ("systemförvaltning", "system", "förvaltning", "modell")
    assert own.leaves("systemförvaltningsmodell") == ("system", "förvaltning", "modell")


def test_a_word_of_our_list_is_one_word_whatever_it_was_made_of():
    assert lexicon(["bokslut", "slut"], ["bok"]).split("bokslut") == ()


def test_short_words_count_only_where_they_are_listed():
    assert lexicon(["plan"]).split("årplan") == ()
    assert lexicon(["plan"], ["år"]).split("årplan") == ("år", "plan")


def test_an_ending_is_no_part():
    own = lexicon(["förvalt", *NEVER])
    assert own.split("förvaltning") == own.split("förvaltningar") == ()


@pytest.mark.parametrize(
    "word, forms",
    [
        ("skola", {"skol", "skolo", "skolu", "skole"}),
        ("ledare", {"ledar", "ledara"}),
        ("plan", set()),
        ("bio", set()),
        ("idea", set()),
    ],
)
def test_how_a_word_looks_as_the_first_part(word, forms):
    assert joining_forms(word) == forms


PARTS = ["objekt", "system", "roll", "plan", "avtal", "risk", "kurs", "kontor", "dokument", "protokoll"]


@given(st.lists(st.sampled_from(PARTS), min_size=2, max_size=4), st.sampled_from(["", "s"]))
def test_what_is_put_together_comes_apart(parts, joint):
    word = joint.join(parts)
    own = lexicon(PARTS)
    found = own.leaves(word)
    assert found
    if not joint:  # with a joint s "objekts-system" may also be "objekt-system"
        assert "".join(found) == word


@given(st.text(alphabet="abdegiklmnorstvåäöplanrollsystem", max_size=70) | st.text(max_size=70))
def test_the_parts_of_any_word_are_shorter_and_cover_it(word):
    own = analyser().lexicon
    parts = own.split(word)
    assert len(parts) != 1
    assert all(len(part) < len(word) for part in (*parts, *own.all_parts(word), *own.leaves(word)))
    assert sum(map(len, parts)) <= 2 * len(word)


def test_every_process_splits_alike():
    """Sets have another order in each process; the index is made in one and asked in another."""
    code = (
        "from search.text.analysis import Analyser; own = Analyser('sv', {'systemplan', 'ledarroller', 'kurslista'}).lexicon;"
        "print(sorted(own.base.items()))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            cwd=SITE,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
