"""Where the numbered marks of the year wheel stand: on their true day, in the first lane that has room, never over each other."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from modellen.dial import (
    ARC_LANE,
    INNER_LANE,
    LANES,
    OUTER_LANE,
    R_MONTHS,
    SIZE,
    WheelEntry,
    day_angle,
    days_in_year,
    number_text,
    point,
    polar,
    within,
)

LARGE_SCALE = 1.6
"""How much larger the marks are drawn in a narrow wheel. Room is kept for the larger size, so both fit."""

REACH = {"deadline": 12.5, "meeting": 14.2, "training": 14.5, "period": 14.5, "information": 12.5}
"""Distance from the centre of a mark to its farthest point at normal size."""

MARK_GAP = 2.0
COMFORT = 14.0
"""Room that a mark of a period keeps to other marks where its days allow it."""


@dataclass(frozen=True, slots=True)
class WheelArc:
    """A span of days on a track. ``strokes`` has two paths for the pair (business inside, IT outside) and one for the others."""

    track: str
    start_angle: float
    end_angle: float
    strokes: tuple[str, ...]
    label_path: str
    has_label: bool
    label: str = ""


@dataclass(frozen=True, slots=True)
class WheelMark:
    """A numbered mark. ``leader`` is a line to the true day, set only where the mark had to stand beside it."""

    number: int
    kind: str
    label: str
    angle: float
    lane: int
    x: float
    y: float
    reach: float
    leader: str


class _Board:
    """Where marks stand so far. Room is kept for the larger marks of a narrow wheel."""

    def __init__(self) -> None:
        self.taken: list[tuple[float, float, float]] = []

    def room(self, angle: float, lane: int, reach: float) -> float:
        """The distance to the nearest mark, minus what both need. Negative where they would overlap."""
        x, y = polar(angle, LANES[lane])
        gaps = [math.hypot(x - other_x, y - other_y) - reach - other for other_x, other_y, other in self.taken]
        return min(gaps, default=SIZE) - MARK_GAP

    def put(self, angle: float, lane: int, reach: float) -> None:
        self.taken.append((*polar(angle, LANES[lane]), reach))


def _true_angles(year: int, entry: WheelEntry, part: tuple[date, date]) -> list[float]:
    """The angles at which the mark tells the truth, best first: the last day of a deadline, any day of a period, else the first day."""
    first, last = part
    if entry.kind == "period" and first < last:
        length = (last - first).days
        shares = (0.5, 0.6, 0.4, 0.7, 0.3, 0.8, 0.2, 0.9, 0.1, 1.0, 0.0)
        return [day_angle(year, first + timedelta(days=round(length * share))) for share in shares]
    return [day_angle(year, last if entry.kind == "deadline" else first)]


def _place(
    board: _Board, entry: WheelEntry, angles: Sequence[float], labels: Sequence[WheelArc], day: float
) -> tuple[float, int] | None:
    """An angle and a lane where the mark overlaps no other: a true day if any lane has room there, else the nearest day that has."""
    reach = REACH[entry.kind] * LARGE_SCALE
    lanes = (OUTER_LANE, ARC_LANE) if entry.track == "none" else (ARC_LANE, OUTER_LANE)

    def under_label(angle: float) -> bool:
        return any(arc.start_angle - 5 < angle < arc.end_angle + 5 for arc in labels)

    if len(angles) > 1:
        best = max(angles, key=lambda angle: min(board.room(angle, lanes[0], reach), COMFORT))
        angles = [best, *(angle for angle in angles if angle != best)]
    tries = [(angle, lane) for lane in lanes for angle in angles]
    tries += [(angle, INNER_LANE) for angle in sorted(angles, key=under_label)]
    step = 0.0
    while step < 180:
        step += day
        tries += [((angles[0] + turn) % 360, lane) for lane in (*lanes, INNER_LANE) for turn in (step, -step)]
    return next((spot for spot in tries if board.room(*spot, reach) >= 0), None)


def marks_of(year: int, entries: Sequence[WheelEntry], arcs: Sequence[WheelArc]) -> Iterator[WheelMark]:
    board = _Board()
    labels = [arc for arc in arcs if arc.has_label]
    # Marks with one true place go first, those of a track before the others; periods take what is free.
    order = sorted(entries, key=lambda entry: (entry.kind == "period", entry.track == "none", entry.number))
    for entry in order:
        part = within(year, entry)
        if part is None:
            continue
        angles = _true_angles(year, entry, part)
        spot = _place(board, entry, angles, labels, 360 / days_in_year(year))
        if spot is None:
            continue
        angle, lane = spot
        board.put(angle, lane, REACH[entry.kind] * LARGE_SCALE)
        x, y = polar(angle, LANES[lane])
        leader = "" if angle in angles else f"M{point(angles[0], R_MONTHS)}L{number_text(x)} {number_text(y)}"
        yield WheelMark(
            entry.number, entry.kind, entry.label, angle, lane, round(x, 2), round(y, 2), REACH[entry.kind], leader
        )
