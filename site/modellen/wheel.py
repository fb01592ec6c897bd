"""The year wheel as numbers and SVG path strings; ``modellen.dial`` has the units. Words stand in the templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from modellen.dial import (
    ARC_LANE,
    CENTRE,
    INNER_LANE,
    KINDS,
    LANES,
    OUTER_LANE,
    R_ARC_LABEL,
    R_CENTRE,
    R_INNER,
    R_LANE,
    R_MONTH_LABEL,
    R_MONTHS,
    R_OUTER,
    R_QUARTER_LABEL,
    R_SHIFTED_ARC,
    SIZE,
    TRACKS,
    WheelEntry,
    arc_path,
    day_angle,
    edge_angle,
    polar,
    reads_backwards,
    sector,
    spoke,
    within,
)
from modellen.wheel_marks import WheelArc, WheelMark, marks_of
from modellen.year_line import YearLine, year_line

__all__ = ["WheelArc", "WheelDrawing", "WheelEntry", "WheelMark", "YearLine", "year_line", "year_wheel"]

ARC_TRIM = 0.4
"""Degrees left out at each end of an arc, so that two arcs that follow each other are seen as two."""


@dataclass(frozen=True, slots=True)
class MonthSector:
    """A month in the outer ring: ``divider`` is the line at its first day, ``label_path`` carries its name."""

    number: int
    first: date
    start_angle: float
    end_angle: float
    divider: str
    label_path: str


@dataclass(frozen=True, slots=True)
class QuarterSector:
    """A quarter: its field (sand in the first and third), the line at its first day and the place of its name."""

    number: int
    is_sand: bool
    field: str
    divider: str
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Hand:
    """The hand that points at today: a line and the dot at its root."""

    angle: float
    line: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class WheelDrawing:
    """Everything the template needs. ``unplaced`` has the numbers of entries for which the wheel had no room left."""

    year: int
    months: tuple[MonthSector, ...]
    quarters: tuple[QuarterSector, ...]
    weeks: str
    arcs: tuple[WheelArc, ...]
    marks: tuple[WheelMark, ...]
    hand: Hand | None
    today: date | None
    unplaced: tuple[int, ...]
    kinds: tuple[str, ...]
    tracks: tuple[str, ...]
    size: float = SIZE
    centre: float = CENTRE
    r_outer: float = R_OUTER
    r_months: float = R_MONTHS
    r_lane: float = R_LANE
    r_inner: float = R_INNER
    r_centre: float = R_CENTRE


def _months(year: int) -> Iterator[MonthSector]:
    for number in range(1, 13):
        first = date(year, number, 1)
        start = edge_angle(year, first)
        end = edge_angle(year, date(year + number // 12, number % 12 + 1, 1))
        path = arc_path(start, end, R_MONTH_LABEL, backwards=reads_backwards((start + end) / 2))
        yield MonthSector(number, first, start, end, spoke(start, R_MONTHS, R_OUTER), path)


def _quarters(months: Sequence[MonthSector]) -> Iterator[QuarterSector]:
    for number in range(1, 5):
        start = months[number * 3 - 3].start_angle
        end = months[number * 3 - 1].end_angle
        x, y = polar((start + end) / 2, R_QUARTER_LABEL)
        field = sector(start, end, R_INNER, R_MONTHS)
        yield QuarterSector(number, number % 2 == 1, field, spoke(start, R_CENTRE, R_MONTHS), round(x, 2), round(y, 2))


def mondays(year: int) -> Iterator[date]:
    """Every Monday of the year: 52 or 53 days."""
    day = date(year, 1, 1)
    day += timedelta(days=-day.weekday() % 7)
    while day.year == year:
        yield day
        day += timedelta(days=7)


def _merged(spans: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Spans in order, those that share a day made into one."""
    merged: list[tuple[date, date]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _track_spans(year: int, entries: Sequence[WheelEntry]) -> dict[str, list[tuple[date, date]]]:
    """The spans of days per track.

    A track with only single days runs from the first of them to the last. If the owner's track has one day only, its arc starts the day
    after the pair is done. A period without a track is a span of the track "none".
    """
    result: dict[str, list[tuple[date, date]]] = {}
    for track in TRACKS:
        parts = [(entry, part) for entry in entries if entry.track == track and (part := within(year, entry))]
        spans = [part for entry, part in parts if part[0] < part[1] and (track != "none" or entry.kind == "period")]
        days = sorted(part[0] for _, part in parts)
        if not spans and track != "none" and days:
            first = days[0]
            if track == "owner" and len(days) == 1:
                done = [last for _, last in result["pair"] if last < first]
                first = max(done) + timedelta(days=1) if done else first
            if first < days[-1]:
                spans = [(first, days[-1])]
        result[track] = _merged(spans)
    return result


def _arcs(year: int, spans: dict[str, list[tuple[date, date]]]) -> Iterator[WheelArc]:
    taken: list[tuple[date, date]] = []
    for track in ("pair", "owner", "inventory", "none"):
        for first, last in spans[track]:
            start, end = edge_angle(year, first) + ARC_TRIM, edge_angle(year, last + timedelta(days=1)) - ARC_TRIM
            crowded = any(first <= other_last and last >= other_first for other_first, other_last in taken)
            if track == "none":
                radii: tuple[float, ...] = (LANES[OUTER_LANE],)
            elif crowded:
                radii = (R_SHIFTED_ARC,)
            elif track == "pair":
                radii = (LANES[ARC_LANE] - 5, LANES[ARC_LANE] + 5)
            else:
                radii = (LANES[ARC_LANE],)
            if track != "none":
                taken.append((first, last))
            label = arc_path(start - 20, end + 20, R_ARC_LABEL, backwards=reads_backwards((start + end) / 2))
            yield WheelArc(
                track=track,
                start_angle=start,
                end_angle=end,
                strokes=tuple(arc_path(start, end, radius) for radius in radii),
                label_path=label if end - start < 300 else arc_path(start, end, R_ARC_LABEL),
                has_label=track != "none" and not crowded and end - start > 20,
            )


def _hand(year: int, today: date | None) -> Hand | None:
    if today is None or today.year != year:
        return None
    angle = day_angle(year, today)
    x, y = polar(angle, R_INNER + 5)
    return Hand(angle, spoke(angle, R_INNER + 5, R_MONTHS - 3), round(x, 2), round(y, 2))


def _without_hidden_label(arc: WheelArc, marks: Sequence[WheelMark]) -> WheelArc:
    """The arc, its label dropped where a mark in the inner lane would cover it."""
    covered = any(
        mark.lane == INNER_LANE and arc.start_angle - 5 < mark.angle % 360 < arc.end_angle + 5 for mark in marks
    )
    if not (covered and arc.has_label):
        return arc
    return replace(arc, has_label=False)


def year_wheel(year: int, entries: Iterable[WheelEntry], today: date | None = None) -> WheelDrawing:
    """The drawing of a year. Entries outside the year are left out, ``today`` likewise; marks are in the order of their numbers.

    An entry with the number 0 gives its arc but no mark.
    """
    kept = [entry for entry in entries if within(year, entry)]
    months = tuple(_months(year))
    arcs = tuple(_arcs(year, _track_spans(year, kept)))
    numbered = [entry for entry in kept if entry.number]
    marks = tuple(sorted(marks_of(year, numbered, arcs), key=lambda mark: mark.number))
    labels = {entry.track: entry.label for entry in kept if entry.end and entry.label}
    arcs = tuple(replace(_without_hidden_label(arc, marks), label=labels.get(arc.track, "")) for arc in arcs)
    hand = _hand(year, today)
    placed = {mark.number for mark in marks}
    return WheelDrawing(
        year=year,
        months=months,
        quarters=tuple(_quarters(months)),
        weeks="".join(spoke(edge_angle(year, day), R_MONTHS - 5, R_MONTHS) for day in mondays(year)),
        arcs=arcs,
        marks=marks,
        hand=hand,
        today=today if hand else None,
        unplaced=tuple(entry.number for entry in numbered if entry.number not in placed),
        kinds=tuple(kind for kind in KINDS if any(entry.kind == kind for entry in numbered)),
        tracks=tuple(track for track in TRACKS if track != "none" and any(arc.track == track for arc in arcs)),
    )
