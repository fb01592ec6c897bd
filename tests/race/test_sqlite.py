"""Sixty people for twelve seats on SQLite, which has one writer at a time: in threads, on a database in a file."""

import contextlib
import os
import sqlite3
import threading
import time
from collections import Counter

import pytest
from django.db import connection, transaction

from tests.factories.courses import applicant, make_course, make_occasion
from tests.race.invariants import check
from tests.threads import all_at_once
from utbildning.models import CourseIndexPage, Occasion, Registration
from utbildning.services import registrations

pytestmark = [
    pytest.mark.race,
    pytest.mark.skipif(os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="This one is about SQLite."),
]
ROUNDS = 5 if os.environ.get("WHOLE_SUITE") == "1" else 1
SEATS, MANY = 12, 60


@pytest.fixture
def file_database(committing, tmp_path, monkeypatch):
    """New connections open a copy of the test database in a file; the copy goes with the folder."""
    file = tmp_path / "database.sqlite3"
    connection.ensure_connection()
    with sqlite3.connect(file) as copy:
        connection.connection.backup(copy)
    copy.close()
    monkeypatch.setitem(connection.settings_dict, "NAME", str(file))


def elsewhere(work):
    """Do it in a thread, which has a connection of its own; gives what it returned."""
    [result] = all_at_once(1, lambda *_: work())
    if isinstance(result, Exception):
        raise result
    return result


def test_sixty_people_for_twelve_seats(file_database):
    course = elsewhere(lambda: make_course(CourseIndexPage.objects.get(locale__language_code="sv"), slug="kapplopning"))
    began, found = time.monotonic(), []
    for _ in range(ROUNDS):
        occasion = elsewhere(lambda: make_occasion(course, seats=SEATS))

        def work(which, together, occasion=occasion):
            connection.ensure_connection()
            together.wait(30)
            made = registrations.register(
                occasion.pk, applicant(which), source=Registration.Source.SIGNED_IN, accept_waiting=True
            )
            return made.state

        results = all_at_once(MANY, work, patience=60)
        assert Counter(map(str, results)) == {"confirmed": SEATS, "waiting": MANY - SEATS}

        def look(occasion=occasion):
            check(occasion)
            return list(
                Registration.objects.filter(occasion=occasion).order_by("pk").values_list("state", "queue_number")
            )

        rows = elsewhere(look)
        assert rows == [("confirmed", None)] * SEATS + [("waiting", n) for n in range(1, MANY - SEATS + 1)]
        found.append(results.count("confirmed"))
    print(
        f"\n{MANY} people for {SEATS} seats on SQLite, {ROUNDS} rounds: {sorted(set(found))} confirmed, 0 errors, "
        f"{time.monotonic() - began:.1f} s"
    )
    assert not Registration.objects.exists(), "the test database itself was written to"


def test_control_read_before_the_lock_it_oversells(file_database, monkeypatch):
    """The same with a lock that comes too late and a counter that is written, not raised: the test above can fail."""
    many = 20
    course = elsewhere(lambda: make_course(CourseIndexPage.objects.get(locale__language_code="sv"), slug="for-sent"))
    occasion = elsewhere(lambda: make_occasion(course, seats=SEATS))
    have_read = threading.Barrier(many)

    @contextlib.contextmanager
    def late(pk):
        stale = Occasion.objects.get(pk=pk)
        have_read.wait(30)
        with transaction.atomic():
            yield stale

    def written(stale):
        stale.taken += 1
        stale.save(update_fields=["taken"])

    monkeypatch.setattr(registrations, "locked", late)
    monkeypatch.setattr(registrations, "take_seat", written)

    def work(which, _together):
        source = Registration.Source.SIGNED_IN
        return registrations.register(occasion.pk, applicant(which), source=source, accept_waiting=True).state

    results = all_at_once(many, work, patience=60)
    confirmed = [str(result) for result in results].count("confirmed")
    print(f"\nControl on SQLite, read before the lock: {confirmed} confirmed for {SEATS} seats")
    assert confirmed > SEATS, results
