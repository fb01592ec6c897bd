"""The year as one straight line, for the start page. Places along it are per cent of its length, so text keeps its size at any width."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from modellen.dial import WheelEntry, days_in_year, within


@dataclass(frozen=True, slots=True)
class LineMonth:
    """A month: where it starts and where its name is centred, in per cent."""

    first: date
    start: float
    middle: float


@dataclass(frozen=True, slots=True)
class LineBar:
    """A period or the inventory: where it starts and how long it is, in per cent."""

    start: float
    length: float


@dataclass(frozen=True, slots=True)
class LineDot:
    """A day with at least one entry, in per cent. ``is_past`` before today."""

    day: date
    place: float
    is_past: bool


@dataclass(frozen=True, slots=True)
class YearLine:
    """Everything the template needs. ``today`` and ``today_place`` are None in another year; ``anchor`` keeps the word inside the line."""

    year: int
    months: tuple[LineMonth, ...]
    bars: tuple[LineBar, ...]
    dots: tuple[LineDot, ...]
    today: date | None
    today_place: float | None
    anchor: str


def _share(year: int, day: date) -> float:
    """The part of the year that has passed when the day begins, in per cent."""
    return (day - date(year, 1, 1)).days / days_in_year(year) * 100


def _middle(year: int, day: date) -> float:
    return round(_share(year, day) + 50 / days_in_year(year), 2)


def _months(year: int) -> Iterable[LineMonth]:
    for number in range(1, 13):
        first = date(year, number, 1)
        start, end = _share(year, first), _share(year, date(year + number // 12, number % 12 + 1, 1))
        yield LineMonth(first, round(start, 2), round((start + end) / 2, 2))


def year_line(year: int, entries: Iterable[WheelEntry], today: date | None = None) -> YearLine:
    """The line of a year: a bar for a period or the inventory, else one dot a day (a deadline on its last day)."""
    here = today if today is not None and today.year == year else None
    passed = today or date(year, 1, 1)
    bars: set[tuple[date, date]] = set()
    days: set[date] = set()
    for entry in entries:
        part = within(year, entry)
        if part is None:
            continue
        first, last = part
        if first < last and (entry.kind == "period" or entry.track == "inventory"):
            bars.add((first, last))
        else:
            days.add(last if entry.kind == "deadline" else first)
    place = _middle(year, here) if here else None
    anchor = "middle" if place is None or 3 < place < 97 else ("start" if place <= 3 else "end")
    return YearLine(
        year=year,
        months=tuple(_months(year)),
        bars=tuple(
            LineBar(
                round(_share(year, first), 2),
                round(_share(year, last + timedelta(days=1)) - _share(year, first), 2),
            )
            for first, last in sorted(bars)
        ),
        dots=tuple(LineDot(day, _middle(year, day), day < passed) for day in sorted(days)),
        today=here,
        today_place=place,
        anchor=anchor,
    )
