"""The year wheel is true to days, and its marks never lie over each other."""

from __future__ import annotations

import itertools
import math
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modellen.dial import CENTRE, KINDS, LANES, TRACKS, day_angle, edge_angle
from modellen.wheel import WheelDrawing, WheelEntry, year_line, year_wheel
from modellen.wheel_marks import LARGE_SCALE, REACH

pytestmark = pytest.mark.pure

YEAR = 2026


def entry(
    number: int, start: date, end: date | None = None, *, kind: str = "deadline", track: str = "none"
) -> WheelEntry:
    return WheelEntry(number, kind, start, end, track, f"Entry {number}")


def a_whole_year() -> list[WheelEntry]:
    """The rhythm of a plan: inventory, the pair's work, the owner's decision."""
    return [
        entry(1, date(YEAR, 1, 31)),
        entry(2, date(YEAR, 2, 28)),
        entry(3, date(YEAR, 3, 1), date(YEAR, 5, 31), kind="period", track="inventory"),
        entry(4, date(YEAR, 3, 25), date(YEAR, 3, 26), kind="training"),
        entry(5, date(YEAR, 4, 15)),
        entry(6, date(YEAR, 5, 15), kind="meeting"),
        entry(7, date(YEAR, 6, 1), date(YEAR, 10, 15), kind="information", track="pair"),
        entry(8, date(YEAR, 8, 15)),
        entry(9, date(YEAR, 9, 15), kind="meeting"),
        entry(10, date(YEAR, 10, 15)),
        entry(11, date(YEAR, 10, 31), kind="meeting"),
        entry(12, date(YEAR, 10, 16), date(YEAR, 11, 30), track="owner"),
        entry(13, date(YEAR, 12, 15), kind="information"),
    ]


def assert_apart(wheel: WheelDrawing) -> None:
    """No two marks overlap, at the size of a narrow wheel, which is the larger one."""
    for one, other in itertools.combinations(wheel.marks, 2):
        distance = math.hypot(one.x - other.x, one.y - other.y)
        assert distance >= (REACH[one.kind] + REACH[other.kind]) * LARGE_SCALE, (one, other)


def angle_of(x: float, y: float) -> float:
    """Degrees clockwise from the top."""
    return math.degrees(math.atan2(x - CENTRE, CENTRE - y)) % 360


def test_the_year_starts_at_the_top_and_runs_clockwise() -> None:
    assert edge_angle(2026, date(2026, 1, 1)) == 0
    assert edge_angle(2026, date(2027, 1, 1)) == 360
    assert day_angle(2026, date(2026, 7, 2)) == pytest.approx(180)


@pytest.mark.parametrize("year, days", [(2026, 365), (2028, 366)])
def test_a_day_is_its_share_of_the_year(year: int, days: int) -> None:
    first_of_march = edge_angle(year, date(year, 3, 1))
    assert first_of_march == pytest.approx((days - 306) / days * 360)


@pytest.mark.parametrize("year, mondays", [(2026, 52), (2024, 53), (2028, 52)])
def test_there_is_a_tick_for_every_monday(year: int, mondays: int) -> None:
    assert year_wheel(year, []).weeks.count("M") == mondays


def test_twelve_months_and_four_quarters_close_the_circle() -> None:
    wheel = year_wheel(YEAR, [])
    assert [month.number for month in wheel.months] == list(range(1, 13))
    for month, following in itertools.pairwise(wheel.months):
        assert month.end_angle == following.start_angle
    assert wheel.months[-1].end_angle == 360
    assert [quarter.is_sand for quarter in wheel.quarters] == [True, False, True, False]


def test_names_on_the_lower_half_are_not_upside_down() -> None:
    backwards = [month.number for month in year_wheel(YEAR, []).months if " 0 0 0 " in month.label_path]
    assert backwards == [4, 5, 6, 7, 8, 9]


def test_the_whole_year_stands_on_its_true_days() -> None:
    wheel = year_wheel(YEAR, a_whole_year(), date(YEAR, 2, 16))
    assert [mark.number for mark in wheel.marks] == list(range(1, 14))
    assert not wheel.unplaced
    assert not any(mark.leader for mark in wheel.marks)
    assert_apart(wheel)
    by_number = {mark.number: mark for mark in wheel.marks}
    assert by_number[1].angle == pytest.approx(day_angle(YEAR, date(YEAR, 1, 31)))
    assert by_number[12].angle == pytest.approx(day_angle(YEAR, date(YEAR, 11, 30)))
    assert angle_of(by_number[12].x, by_number[12].y) == pytest.approx(by_number[12].angle, abs=0.01)


def test_the_pair_has_two_strokes_and_the_owner_follows() -> None:
    arcs = {arc.track: arc for arc in year_wheel(YEAR, a_whole_year()).arcs}
    assert [len(arcs[track].strokes) for track in ("inventory", "pair", "owner")] == [1, 2, 1]
    assert 0 < arcs["owner"].start_angle - arcs["pair"].end_angle < 1
    assert all(arc.has_label for arc in arcs.values())


def test_a_track_of_single_days_runs_from_the_first_to_the_last() -> None:
    wheel = year_wheel(
        YEAR,
        [
            entry(1, date(YEAR, 6, 1), kind="information", track="pair"),
            entry(2, date(YEAR, 10, 15), track="pair"),
            entry(3, date(YEAR, 11, 30), track="owner"),
        ],
    )
    arcs = {arc.track: arc for arc in wheel.arcs}
    assert arcs["pair"].start_angle == pytest.approx(edge_angle(YEAR, date(YEAR, 6, 1)), abs=0.5)
    assert arcs["owner"].start_angle == pytest.approx(edge_angle(YEAR, date(YEAR, 10, 16)), abs=0.5)
    assert arcs["owner"].end_angle == pytest.approx(edge_angle(YEAR, date(YEAR, 12, 1)), abs=0.5)


def test_two_entries_on_one_day_stand_in_two_lanes() -> None:
    wheel = year_wheel(YEAR, [entry(1, date(YEAR, 4, 15)), entry(2, date(YEAR, 4, 15))])
    first, second = wheel.marks
    assert first.angle == second.angle
    assert first.lane != second.lane
    assert_apart(wheel)


def test_forty_entries_over_the_year_do_not_overlap() -> None:
    entries = [
        entry(number, date(YEAR, 1, 1) + timedelta(days=9 * number), kind=KINDS[number % 5]) for number in range(1, 41)
    ]
    wheel = year_wheel(YEAR, entries)
    assert len(wheel.marks) == 40
    assert not any(mark.leader for mark in wheel.marks)
    assert_apart(wheel)


def test_forty_entries_on_one_day_point_at_it() -> None:
    wheel = year_wheel(YEAR, [entry(number, date(YEAR, 4, 15)) for number in range(1, 41)])
    assert len(wheel.marks) == 40
    assert_apart(wheel)
    true = [mark for mark in wheel.marks if mark.angle == day_angle(YEAR, date(YEAR, 4, 15))]
    assert len(true) == len(LANES)
    assert all(mark.leader for mark in wheel.marks if mark not in true)


def test_what_has_no_room_is_named() -> None:
    wheel = year_wheel(YEAR, [entry(number, date(YEAR, 4, 15)) for number in range(1, 201)])
    assert_apart(wheel)
    assert wheel.unplaced
    assert len(wheel.marks) + len(wheel.unplaced) == 200


def test_a_span_over_new_year_is_cut_at_the_year() -> None:
    wheel = year_wheel(YEAR, [entry(1, date(YEAR, 12, 1), date(YEAR + 1, 2, 1), kind="period", track="inventory")])
    assert wheel.arcs[0].end_angle == pytest.approx(360, abs=0.5)
    assert not year_wheel(YEAR, [entry(1, date(YEAR + 1, 1, 1))]).marks


def test_today_is_shown_in_its_own_year_only() -> None:
    wheel = year_wheel(YEAR, [], date(YEAR, 2, 16))
    assert wheel.hand is not None
    assert angle_of(wheel.hand.x, wheel.hand.y) == pytest.approx(day_angle(YEAR, date(YEAR, 2, 16)), abs=0.01)
    assert year_wheel(YEAR, [], date(YEAR - 1, 2, 16)).hand is None
    assert year_wheel(YEAR, []).hand is None


def test_an_entry_must_make_sense() -> None:
    with pytest.raises(ValueError, match="kind"):
        entry(1, date(YEAR, 1, 1), kind="party")
    with pytest.raises(ValueError, match="track"):
        entry(1, date(YEAR, 1, 1), track="race")
    with pytest.raises(ValueError, match="before"):
        entry(1, date(YEAR, 2, 1), date(YEAR, 1, 1))


def test_the_line_has_bars_for_periods_and_one_dot_a_day() -> None:
    line = year_line(YEAR, [*a_whole_year(), entry(14, date(YEAR, 4, 15), kind="meeting")], date(YEAR, 2, 16))
    assert len(line.months) == 12
    assert len(line.bars) == 1
    assert line.bars[0].start == pytest.approx(59 / 365 * 100, abs=0.01)
    assert line.bars[0].length == pytest.approx(92 / 365 * 100, abs=0.01)
    assert [dot.is_past for dot in line.dots] == [True] + [False] * 11
    assert line.today_place == pytest.approx(46.5 / 365 * 100, abs=0.01)
    assert line.anchor == "middle"


def test_the_word_today_stays_inside_the_line() -> None:
    assert year_line(YEAR, [], date(YEAR, 1, 1)).anchor == "start"
    assert year_line(YEAR, [], date(YEAR, 12, 31)).anchor == "end"
    assert year_line(YEAR, [], date(YEAR + 1, 5, 1)).today_place is None


@st.composite
def entries_of_a_year(draw: st.DrawFn) -> tuple[int, list[WheelEntry]]:
    year = draw(st.sampled_from([2026, 2028]))
    days = st.dates(date(year - 1, 11, 1), date(year + 1, 2, 1))
    entries = []
    for number in range(1, draw(st.integers(0, 30)) + 1):
        start = draw(days)
        length = draw(st.sampled_from([None, 1, 20, 90, 400]))
        end = None if length is None else start + timedelta(days=length)
        kind, track = draw(st.sampled_from(KINDS)), draw(st.sampled_from(TRACKS))
        entries.append(WheelEntry(number, kind, start, end, track, "x"))
    return year, entries


@settings(max_examples=60, deadline=None)
@given(entries_of_a_year())
def test_marks_never_overlap(case: tuple[int, list[WheelEntry]]) -> None:
    year, entries = case
    wheel = year_wheel(year, entries)
    assert_apart(wheel)
    for mark in wheel.marks:
        distance = math.hypot(mark.x - CENTRE, mark.y - CENTRE)
        assert wheel.r_centre < distance - mark.reach * LARGE_SCALE
        assert distance + mark.reach * LARGE_SCALE < wheel.r_months
    assert not wheel.unplaced
    assert year_wheel(year, entries) == wheel


def test_an_entry_without_number_gives_an_arc_and_no_mark():
    pair = WheelEntry(0, "period", date(2026, 6, 1), date(2026, 10, 15), "pair", "Paret skriver")
    drawing = year_wheel(2026, [pair])
    assert [arc.track for arc in drawing.arcs] == ["pair"]
    assert drawing.marks == ()
    assert drawing.unplaced == ()
