"""Writes beside what was asked for: short waits, and no error."""

import logging
import threading

import pytest
from django.db import DatabaseError, OperationalError, connection

from grund.brief import MILLISECONDS, brief_write
from grund.models import ThrottleCounter
from grund.throttle import hit


def waits():
    """How long this connection waits for a lock, in milliseconds."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout" if connection.vendor == "postgresql" else "PRAGMA busy_timeout")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_what_fails_is_left_out_and_said(caplog):
    with caplog.at_level(logging.WARNING), brief_write("the count"):
        hit("brief", "x", limit=1, minutes=1)
        raise OperationalError("database is locked")
    assert "the count" in caplog.text
    assert not ThrottleCounter.objects.exists()  # and the half of it is taken back
    with brief_write("the count"):
        hit("brief", "x", limit=1, minutes=1)
    assert ThrottleCounter.objects.exists()


@pytest.mark.django_db
def test_an_error_of_ours_is_none_of_the_database():
    with pytest.raises(ZeroDivisionError), brief_write("the count"):
        raise ZeroDivisionError


@pytest.mark.django_db
def test_it_waits_for_a_moment_only():
    before = waits()
    for fails in (False, True):
        with brief_write("the count"):
            assert str(waits()).removesuffix("ms") == str(MILLISECONDS)
            if fails:
                raise DatabaseError("no")
        if connection.vendor == "sqlite":  # PostgreSQL forgets it with the transaction, here the test's own
            assert waits() == before


@pytest.mark.postgres
@pytest.mark.race
def test_a_lock_that_somebody_really_holds(committing):
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite this test would have the database in memory to itself")
    from django.db import transaction

    hit("brief", "x", limit=9, minutes=1)
    holds, done = threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic():
                ThrottleCounter.objects.select_for_update().get()
                holds.set()
                done.wait(20)
        finally:
            connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        assert holds.wait(10)
        with brief_write("the count"):
            hit("brief", "x", limit=9, minutes=1)
    finally:
        done.set()
        thread.join()
    assert ThrottleCounter.objects.get().count == 1
