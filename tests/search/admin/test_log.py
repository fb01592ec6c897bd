"""The log of searches: nothing personal, nothing that waits, every one counted once."""

import logging
import threading
import time
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, OperationalError, connection
from django.utils import timezone

from grund import retention as rules
from search import log
from search.models import QueryDay
from tests.search.admin.conftest import searched
from tests.threads import all_at_once, at_the_same_moment


def rows(*names):
    return list(QueryDay.objects.order_by("language", "query", "day").values_list(*names))


@pytest.mark.pure
@pytest.mark.parametrize(
    "typed, stored",
    [
        ("Objekt-plan!", "objekt plan"),
        ("ISO 27001", "iso 27001"),
        ("kim@example.org", "(not stored)"),
        ("kim\uff20example.org", "(not stored)"),  # full width
        ("19121212-1212", "(not stored)"),
        ("121212-1212 intyg", "(not stored)"),
        ("1 2 3 4 5 6", "(not stored)"),
        ("rum 12345", "rum 12345"),
        ("\u0661\u0662\u0663\u0664\u0665\u0666", "(not stored)"),  # Arabic digits
        ("a" * 100, "a" * 100),
        ("a" * 101, "(not stored)"),
        ("ß" * 60, "(not stored)"),  # 120 small letters
        (" " * 500 + "plan" + " " * 500, "plan"),
        ("\ud800plan\0", "plan"),
        ("?!", ""),
        ("", ""),
    ],
)
def test_what_a_query_is_counted_under(typed, stored):
    assert log.stored_as(typed) == stored


@pytest.mark.django_db
class TestCounting:
    def test_searches_and_clicks_of_a_day(self):
        for query, hits in (("Plan", 3), ("plan", 0), ("PLAN!", 7), ("mall", 0)):
            log.note(query, "sv", hits)
        log.note("plan", "en", 1)
        for rank in (1, 1, 2, 4, 10, 11, 5000):
            log.note_click("plan", "sv", rank)
        assert not QueryDay.objects.exists()
        assert log.flush()
        assert rows("language", "query", "times", "zero", "hits", "clicks") == [
            ("en", "plan", 1, 0, 1, 0),
            ("sv", "mall", 1, 1, 0, 0),
            ("sv", "plan", 3, 1, 7, 7),
        ]
        plan = QueryDay.objects.get(language="sv", query="plan")
        assert plan.day == timezone.localdate()
        assert plan.click_rank_sum == 1 + 1 + 2 + 4 + 10 + 11 + 1000
        assert [getattr(plan, name) for name, _most in QueryDay.RANKS] == [2, 1, 0, 1, 1, 2]

    def test_it_adds_to_what_is_there(self):
        for number in range(3):
            log.note("plan", "sv", number)
            log.flush()
        assert rows("times", "zero", "hits") == [(3, 1, 2)]

    def test_a_new_day_has_a_row_of_its_own(self, monkeypatch):
        for day in (date(2026, 3, 1), date(2026, 3, 2)):
            monkeypatch.setattr(log.timezone, "localdate", lambda day=day: day)
            log.note("plan", "sv", 1)
        log.flush()
        assert rows("day", "times") == [(date(2026, 3, 1), 1), (date(2026, 3, 2), 1)]

    def test_what_looks_personal_is_only_counted(self):
        log.note("kim@example.org", "sv", 0)
        log.note("19121212-1212", "sv", 2)
        log.flush()
        assert rows("query", "times") == [("(not stored)", 2)]
        assert "kim" not in str(QueryDay.objects.values())

    def test_nonsense_fills_no_database(self, monkeypatch):
        monkeypatch.setattr(log, "MOST_A_DAY", 3)
        for number in range(10):
            log.note(f"ord{number}", "sv", 1)
        log.note("x@y", "sv", 1)
        log.flush()
        log.note("ord1", "sv", 1)
        log.note("annat", "sv", 1)
        log.flush()
        assert dict(rows("query", "times")) == {"(not stored)": 1, "ord0": 1, "ord1": 2, "(the rest)": 9}

    @pytest.mark.parametrize("what", ["", "  ", "?", None, 7])
    def test_what_is_no_query_neither_fails_nor_counts(self, what):
        log.note(what, "sv", 1)
        log.note_click(what, "sv", 1)
        log.flush()
        assert not QueryDay.objects.exists()

    def test_nothing_waiting_asks_nothing(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert log.flush()


class TestWaiting:
    def test_a_note_touches_no_database(self):
        """This test may not reach the database at all."""
        for _ in range(3):
            log.note("plan", "sv", 1)
            log.note_click("plan", "sv", 1)
        assert len(log._queue.waiting) == 6

    def test_at_most_a_thousand_wait_and_one_line_says_so(self, caplog):
        caplog.set_level(logging.INFO, "search.log")
        for number in range(log.MOST_WAITING + 50):
            log.note(f"ord {number}", "sv", 1)
        assert len(log._queue.waiting) == log.MOST_WAITING
        assert len([record for record in caplog.records if "dropped" in record.message]) == 1
        assert "ord" not in caplog.text

    def test_no_thread_in_tests(self):
        log.note("plan", "sv", 1)
        assert log._queue.thread is None

    @pytest.mark.django_db
    def test_what_is_locked_is_tried_again(self, monkeypatch):
        real, fails = log._store, [OperationalError("database is locked"), None]

        def store(notes):
            problem = fails.pop(0)
            if problem:
                raise problem
            real(notes)

        monkeypatch.setattr(log, "_store", store)
        log.note("plan", "sv", 1)
        log.note("mall", "sv", 2)
        assert log.flush() is False
        assert [note.query for note in log._queue.waiting] == ["plan", "mall"]
        assert log.flush() is True
        assert rows("query") == [("mall",), ("plan",)]

    @pytest.mark.django_db
    def test_what_can_never_be_written_is_not_tried_for_ever(self, monkeypatch, caplog):
        def fail(notes):
            raise DatabaseError("no")

        caplog.set_level(logging.INFO, "search.log")
        monkeypatch.setattr(log, "_store", fail)
        log.note("hemligt", "sv", 1)
        assert log.flush() is True
        assert not log._queue.waiting
        assert "1 notes" in caplog.text
        assert "hemligt" not in caplog.text

    @pytest.mark.django_db
    def test_no_transaction_is_a_long_one(self, monkeypatch):
        sizes = []
        monkeypatch.setattr(log, "_store", lambda notes: sizes.append(len(notes)))
        for number in range(450):
            log.note(f"ord {number}", "sv", 1)
        log.flush()
        assert sizes == [200, 200, 50]

    def test_a_forked_process_begins_afresh(self):
        log.note("plan", "sv", 1)
        with log._queue.lock:  # as another thread may hold it at that moment
            log._queue.renew()
        assert not log._queue.waiting
        log.note("mall", "sv", 1)
        assert [note.query for note in log._queue.waiting] == ["mall"]


@pytest.fixture
def clean(committing):
    yield
    QueryDay.objects.all().delete()


class TestThreads:
    def test_it_writes_by_itself(self, clean, settings, monkeypatch):
        """The thread begins with the first note, has a connection of its own and closes it."""
        settings.SEARCH_LOG_THREAD = True
        monkeypatch.setattr(log, "SECONDS", 0.05)
        log.note("plan", "sv", 1)
        thread = log._queue.thread
        log.note("plan", "sv", 0)
        assert thread is log._queue.thread
        assert thread.daemon
        assert thread is not threading.current_thread()
        deadline = time.monotonic() + 20
        while log._queue.waiting and time.monotonic() < deadline:
            time.sleep(0.05)
        with log._queue.writing:  # no reader waits for a writer in the memory that the tests' database lies in
            time.sleep(0.1)
        assert rows("query", "times", "zero") == [("plan", 2, 1)]

    def test_many_at_once_count_each_other_in(self, clean):
        """As many processes would: each with notes and a connection of its own."""
        day, number, rounds = timezone.localdate(), 6, 5

        def work(which, together):
            connection.ensure_connection()
            together.wait(10)
            for _ in range(rounds):
                notes = [log._Note("sv", query, day, hits=which) for query in ("plan", "mall", f"egen {which}")]
                while True:
                    try:
                        log._store([*notes, log._Note("sv", "plan", day, rank=2)])
                        break
                    except OperationalError:  # as the next round would
                        time.sleep(0.05)

        assert all_at_once(number, work, patience=60) == [None] * number
        found = {query: (times, clicks) for query, times, clicks in rows("query", "times", "clicks")}
        assert found["plan"] == (number * rounds, number * rounds)
        assert found["mall"] == (number * rounds, 0)
        assert all(found[f"egen {which}"] == (rounds, 0) for which in range(number))

    def test_notes_of_many_threads_are_all_kept(self):
        at_the_same_moment(8, lambda: [log.note("plan", "sv", 1) for _ in range(100)])
        assert len(log._queue.waiting) == 800


@pytest.mark.django_db
class TestRetention:
    def test_the_nightly_rule_removes_what_is_older(self, settings):
        settings.SEARCH_LOG_DAYS = 30
        for days_ago in (0, 29, 30, 31, 400):
            searched("plan", days_ago=days_ago)
        [rule] = log.retention()
        assert rule.keep == timedelta(days=30)
        assert rule.purge(timezone.now() - rule.keep) == 2
        assert QueryDay.objects.count() == 3

    def test_it_is_registered(self, settings):
        searched("plan", days_ago=366)
        searched("plan", days_ago=364)
        assert rules.apply()["search.log"] == 1
        assert QueryDay.objects.count() == 1

    def test_a_day_is_one_of_sweden(self):
        searched("plan", days_ago=0)
        late = timezone.make_aware(timezone.datetime.combine(timezone.localdate(), timezone.datetime.min.time()))
        assert log.purge(late) == 0


def test_the_log_says_nothing_of_the_words(caplog):
    caplog.set_level(logging.DEBUG, "search.log")
    log.note("hemligt", "sv", 1)
    assert "hemligt" not in caplog.text
