"""Rules of the year wheel: which day a month-and-day rule means in a given year. Pure; no database."""

from __future__ import annotations

import calendar
from datetime import date

from grund.days import next_working_day


def day_in_year(year: int, month: int, day: int) -> date:
    """The day of ``year``; a day that the month lacks (29 February) becomes the month's last."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def instance(
    year: int, start: tuple[int, int], end: tuple[int, int] | None, roll: bool
) -> tuple[date, date | None, date | None]:
    """The year's (first day, last day or None, day it was moved from or None).

    ``start`` and ``end`` are (month, day). Only a single day rolls to the next working day. A period
    whose end comes before its start in the year ends the year after.
    """
    first = day_in_year(year, *start)
    if end is not None:
        last = day_in_year(year, *end)
        if last < first:
            last = day_in_year(year + 1, *end)
        return first, last, None
    if roll:
        moved = next_working_day(first)
        if moved != first:
            return moved, None, first
    return first, None, None
