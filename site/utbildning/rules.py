"""Rules of registration. Pure functions on values; no database."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from grund.days import working_days_before

# What readers see of an occasion, computed from its status, times and seats.
DRAFT, NOT_YET, OPEN, FULL, CLOSED, OVER, CANCELLED = "draft", "not_yet", "open", "full", "closed", "over", "cancelled"


def phase(
    status: str,
    opens_at: datetime | None,
    closing: datetime | None,
    ends_at: datetime | None,
    free: int | None,
    waiting: bool,
    now: datetime,
) -> str:
    """Which of the phases above holds at ``now``. ``free`` is None without a limit; ``waiting`` says whether anybody
    waits: then a newcomer waits too, even if a seat is free for a moment."""
    if status in (DRAFT, CANCELLED):
        return status
    if status == "held" or (ends_at is not None and ends_at <= now):
        return OVER
    if status == "closed" or (closing is not None and closing <= now):
        return CLOSED
    if opens_at is not None and now < opens_at:
        return NOT_YET
    return FULL if waiting or (free is not None and free <= 0) else OPEN


def may_promote(status: str, closing: datetime | None, starts_at: datetime | None, now: datetime) -> bool:
    """Whether somebody who waits may get a seat: never after registration closed, after the start, or when cancelled."""
    if status != "open" or starts_at is None:
        return False
    return now < min(starts_at, closing or starts_at)


def cutoff(first_day: date, working_days: int) -> datetime:
    """The moment from which a free seat is offered instead of given: the beginning of that working day."""
    day = working_days_before(first_day, working_days)
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def offer_end(now: datetime, hours: int, latest: datetime) -> datetime:
    """How long an offer holds: ``hours``, but never past ``latest`` (closing or the start)."""
    return min(now + timedelta(hours=hours), latest)


def due_reminder(starts_at: datetime, confirmed_at: datetime, days: tuple[int, ...], now: datetime) -> int | None:
    """Which reminder is due: the smallest number of days before that has been reached; None before the first and from the
    start on. Somebody who got the seat after a reminder's time is not reminded of what was just confirmed."""
    if now >= starts_at:
        return None
    reached = [number for number in days if now >= starts_at - timedelta(days=number)]
    if not reached:
        return None
    number = min(reached)
    return number if confirmed_at <= starts_at - timedelta(days=number) else None


def passed(days: list[int], present: set[int]) -> bool:
    """Whether somebody who was there on the days ``present`` has passed a course of ``days`` (keys): every one of them."""
    return bool(days) and set(days) <= present
