"""The glossary and the yearly wheel of the demo site hold together."""

import re
from datetime import date

import pytest

from grund.text import lix
from nackamodellen.demo.content.terms import TERMS
from nackamodellen.demo.content.year_wheel import EVENTS

pytestmark = pytest.mark.pure

BY_UID = {term["uid"]: term for term in TERMS}


def test_terms_have_a_uid_and_a_short_definition():
    assert len(BY_UID) == len(TERMS) == len({term["term"] for term in TERMS})
    for term in TERMS:
        assert re.fullmatch(r"[a-z0-9-]+", term["uid"])
        for key in ("definition", "definition_en"):
            assert 0 < len(term[key]) <= 300, term["uid"]
            assert "!" not in term[key]
        assert term["english"] == term["term_en"]


def test_terms_refer_to_terms_that_exist():
    for term in TERMS:
        assert term["uid"] not in term["see_also"]
        assert set(term["see_also"]) <= BY_UID.keys(), term["uid"]
        assert term["replaced_by"] == "" or term["replaced_by"] in BY_UID


def test_only_the_two_older_roles_are_replaced():
    assert {term["term"]: BY_UID[term["replaced_by"]]["term"] for term in TERMS if term["replaced_by"]} == {
        "Förvaltningsledare": "Objektledare",
        "Systemförvaltare": "Systemspecialist verksamhet",
    }


def test_short_and_everyday_synonyms_are_not_used_in_search():
    silent = {s["word"] for term in TERMS for s in term["synonyms"] if not s["use_in_search"]}
    assert silent == set("FO OP OÄ SÄ VM VU PU K R T S status system ram hot idé paret åtgärd".split())


def test_an_abbreviation_is_one_of_the_synonyms():
    for term in TERMS:
        if term["abbreviation"]:
            assert term["abbreviation"] in {s["word"] for s in term["synonyms"]}, term["uid"]


def test_the_definitions_are_easy_to_read():
    assert lix("\n".join(term["definition"] for term in TERMS)) <= 50


def test_events_are_days_of_the_year_in_order():
    numbered = [event for event in EVENTS if event["track"] not in ("pair", "owner")]
    assert len(numbered) == 12  # and the basic training, which comes from its course page
    assert [event["start"] for event in numbered] == sorted(event["start"] for event in numbered)
    assert len({event["uid"] for event in EVENTS}) == len(EVENTS)
    for event in EVENTS:
        first = date(2026, *event["start"])
        if event["kind"] == "period":
            assert first < date(2026, *event["end"])
        else:
            assert event["end"] is None


def test_no_event_names_a_year():
    assert not [event for event in EVENTS if re.search(r"\d{4}", event["title"] + event["title_en"])]


def test_deadlines_and_meetings_move_to_a_working_day():
    for event in EVENTS:
        assert event["roll"] is (event["kind"] in ("deadline", "meeting")), event["uid"]


def test_each_arc_is_drawn_once():
    arcs = {event["track"]: (event["start"], event["end"]) for event in EVENTS if event["track"] != "none"}
    assert arcs == {
        "inventory": ((3, 1), (5, 31)),
        "pair": ((6, 1), (10, 15)),
        "owner": ((10, 15), (11, 30)),
    }
    assert sum(event["track"] != "none" for event in EVENTS) == 3
