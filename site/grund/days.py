"""Working days in Sweden. Pure; no database."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("SE", years=year, include_sundays=False))


def is_working_day(day: date) -> bool:
    """Monday to Friday and no Swedish public holiday (Easter and Midsummer's Eve included)."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def next_working_day(day: date) -> date:
    """``day`` itself if it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_days_before(day: date, number: int) -> date:
    """The day that lies ``number`` working days before ``day``; 0 gives ``day`` itself."""
    while number > 0:
        day -= timedelta(days=1)
        number -= is_working_day(day)
    return day
