"""The dial of the year wheel: what stands where.

Pure functions: dates go in, numbers and SVG path strings come out. Lengths are SVG user units in a square of ``SIZE`` units. Angles
are degrees, clockwise from the top, where the year starts; every day has the same share of the circle, so a leap year has 366
slightly narrower days.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

SIZE = 600.0
CENTRE = SIZE / 2
R_OUTER = 297.0
R_MONTHS = 254.0
R_LANE = 207.0
R_INNER = 132.0
R_CENTRE = 101.0
R_MONTH_LABEL = (R_OUTER + R_MONTHS) / 2
R_ARC_LABEL = 161.0
R_QUARTER_LABEL = 115.0
R_SHIFTED_ARC = 200.0

LANES = (230.0, 184.0, 138.0)
"""Distances from the centre where marks may stand: outer lane, lane of the arcs, inner lane."""

OUTER_LANE, ARC_LANE, INNER_LANE = range(3)

KINDS = ("deadline", "meeting", "training", "period", "information")
TRACKS = ("none", "inventory", "pair", "owner")


@dataclass(frozen=True, slots=True)
class WheelEntry:
    """One row of the list beside the wheel: ``end`` is the last day, or None for a single day."""

    number: int
    kind: str
    start: date
    end: date | None
    track: str
    label: str

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind: {self.kind}")
        if self.track not in TRACKS:
            raise ValueError(f"unknown track: {self.track}")
        if self.end is not None and self.end < self.start:
            raise ValueError("an entry ends before it starts")

    @property
    def last(self) -> date:
        """The last day, which is the first day for an entry of one day."""
        return self.end or self.start


def days_in_year(year: int) -> int:
    """The number of days in the year, 365 or 366."""
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def edge_angle(year: int, day: date) -> float:
    """The angle in degrees at which the day begins, counted from the start of ``year``."""
    return (day - date(year, 1, 1)).days / days_in_year(year) * 360


def day_angle(year: int, day: date) -> float:
    """The angle in degrees of the middle of the day."""
    return edge_angle(year, day) + 180 / days_in_year(year)


def polar(angle: float, radius: float) -> tuple[float, float]:
    """The point at an angle in degrees and a distance from the centre, in user units."""
    turn = math.radians(angle)
    return CENTRE + radius * math.sin(turn), CENTRE - radius * math.cos(turn)


def point(angle: float, radius: float) -> str:
    x, y = polar(angle, radius)
    return f"{number_text(x)} {number_text(y)}"


def number_text(value: float) -> str:
    """A coordinate with at most two decimals and no superfluous zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def spoke(angle: float, inner: float, outer: float) -> str:
    return f"M{point(angle, inner)}L{point(angle, outer)}"


def arc_path(start: float, end: float, radius: float, *, backwards: bool = False) -> str:
    """A path along the circle from one angle to another, drawn against the clock if ``backwards``."""
    large = 1 if abs(end - start) > 180 else 0
    first, last, sweep = (end, start, 0) if backwards else (start, end, 1)
    return (
        f"M{point(first, radius)}A{number_text(radius)} {number_text(radius)} 0 {large} {sweep} {point(last, radius)}"
    )


def sector(start: float, end: float, inner: float, outer: float) -> str:
    back = arc_path(start, end, inner, backwards=True)
    return f"{arc_path(start, end, outer)}L{back[1:]}Z"


def reads_backwards(angle: float) -> bool:
    """True on the lower half, where text along the clock would stand on its head."""
    return 90 < angle % 360 < 270


def within(year: int, entry: WheelEntry) -> tuple[date, date] | None:
    """The part of the entry that lies in the year, or None."""
    first, last = max(entry.start, date(year, 1, 1)), min(entry.last, date(year, 12, 31))
    return (first, last) if first <= last else None
