"""Row 24: two leaders do something about the same person in the same moment, on PostgreSQL."""

import itertools
import os
import random
import time
from collections import Counter

import pytest

from grund.models import OutboxMail
from tests.factories.courses import make_occasion, register
from tests.race.invariants import check
from tests.threads import all_at_once
from utbildning.models import Occasion, Registration
from utbildning.services import groups, occasions, registrations, seats

pytestmark = [pytest.mark.race, pytest.mark.postgres]
WHOLE = os.environ.get("WHOLE_SUITE") == "1"
ROUNDS = 100 if WHOLE else 10
LEADER = Registration.CancelledBy.LEADER
# What one leader does with the first of those who wait. The page of leaders knows what it showed; a command does not.
TAKES_AWAY = {
    "page": lambda row: groups.remove(row.pk, version=row.version),
    "command": lambda row: registrations.cancel(row.pk, cancelled_by=LEADER),
}
# What the other one does, which gives that person a seat.
FREES = {
    "somebody cancelled": lambda occasion, seated: registrations.cancel(seated.pk, cancelled_by=LEADER),
    "one more seat": lambda occasion, seated: occasions.set_capacity(occasion.pk, 2),
}
# How it went: (state in the end, mails in their order).
CANCELLED_FIRST = ("cancelled", ("waiting", "cancelled"))
PROMOTED_FIRST = {
    "page": ("confirmed", ("waiting", "promoted")),  # what the page showed no longer held, so it asked again
    "command": ("cancelled", ("waiting", "promoted", "cancelled")),
}


def a_round(course, takes_away, frees, chance):
    """Gives (state of the first in the queue, kinds of the mails to them) after both leaders have done it at once."""
    occasion = make_occasion(course, seats=1)
    seated, first, second = (register(occasion, number) for number in (1, 2, 3))
    deeds = [lambda: TAKES_AWAY[takes_away](first), lambda: FREES[frees](occasion, seated)]
    late = [chance.uniform(0, 0.004) for _deed in deeds]  # so that it is not always the same one that is quicker

    def work(which, together):
        together.wait(10)
        time.sleep(late[which])
        try:
            return deeds[which]()
        except groups.Changed as refusal:
            return f"changed: {refusal.registration.state}"

    results = all_at_once(len(deeds), work)
    broken = [result for result in results if isinstance(result, Exception)]
    assert not broken, broken
    check(occasion)
    first.refresh_from_db()
    second.refresh_from_db()
    mails = OutboxMail.objects.filter(about=first.about).order_by("pk")
    kinds = tuple(mails.values_list("kind", flat=True))
    told = (first.state, kinds)
    assert told in (CANCELLED_FIRST, PROMOTED_FIRST[takes_away])
    # The seat that was freed is somebody's: of the first who waits, and never of one who is cancelled.
    assert second.state == ("waiting" if first.state == "confirmed" else "confirmed")
    # The second leader saw what the first had done.
    assert (results[0] == "changed: confirmed") == (told == PROMOTED_FIRST["page"])
    assert (first.cancelled_at is None) == (first.state == "confirmed")
    return told


def test_row_24_one_cancels_whom_the_other_gives_a_seat(course):
    began, chance = time.monotonic(), random.Random(24)
    seen = {takes_away: Counter() for takes_away in TAKES_AWAY}
    ways = itertools.cycle(itertools.product(TAKES_AWAY, FREES))
    for takes_away, frees in itertools.islice(ways, ROUNDS):
        told = a_round(course, takes_away, frees, chance)
        seen[takes_away]["cancelled first" if told == CANCELLED_FIRST else "promoted first"] += 1
    print(
        f"\nOne leader cancels whom another gives a seat, {ROUNDS} rounds: "
        + "; ".join(f"by {way} {dict(counted)}" for way, counted in seen.items())
        + f", {time.monotonic() - began:.1f} s"
    )
    if WHOLE:
        for way, counted in seen.items():
            assert set(counted) == {"cancelled first", "promoted first"}, f"by {way} it went one way only: {counted}"


def test_control_without_the_lock_it_would_be_seen(course, monkeypatch):
    """Both read what was before: what one writes then contradicts the other."""

    def only_read(occasion_id):
        found = Occasion.objects.get(pk=occasion_id)
        time.sleep(0.03)
        return found

    monkeypatch.setattr(seats, "lock_occasion", only_read)
    wrong = 0
    for takes_away, frees in itertools.product(TAKES_AWAY, FREES):
        try:
            a_round(course, takes_away, frees, random.Random(1))
        except AssertionError:
            wrong += 1
    print(f"\nControl, no lock: {wrong} of {len(TAKES_AWAY) * len(FREES)} rounds went wrong")
    assert wrong > 0
