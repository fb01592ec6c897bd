"""The rules of registration, as pure functions."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from utbildning import rules

pytestmark = pytest.mark.pure
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
START = datetime(2027, 3, 25, 8, tzinfo=UTC)
END = START + 7 * HOUR


def phase(now, status="open", opens=None, closing=START, ends=END, free=1, waiting=False):
    return rules.phase(status, opens, closing, ends, free, waiting, now)


class TestPhase:
    @pytest.mark.parametrize(
        "now, expected",
        [
            (START - DAY, "open"),
            (START - timedelta(seconds=1), "open"),
            (START, "closed"),
            (END - timedelta(seconds=1), "closed"),
            (END, "over"),
        ],
    )
    def test_time_goes_by(self, now, expected):
        assert phase(now) == expected

    @pytest.mark.parametrize("status", ["draft", "cancelled"])
    def test_what_somebody_decided_comes_before_the_time(self, status):
        assert phase(START - DAY, status=status) == status
        assert phase(END + DAY, status=status) == status

    def test_closed_by_hand_is_closed_and_later_over(self):
        assert phase(START - DAY, status="closed") == "closed"
        assert phase(END, status="closed") == "over"

    def test_held_by_hand_is_over(self):
        assert phase(START - DAY, status="held") == "over"

    def test_before_it_opens(self):
        opens = START - 2 * DAY
        assert phase(opens - timedelta(seconds=1), opens=opens) == "not_yet"
        assert phase(opens, opens=opens) == "open"

    def test_an_early_closing_time_counts(self):
        assert phase(START - HOUR, closing=START - 2 * HOUR) == "closed"
        assert phase(START - 3 * HOUR, closing=START - 2 * HOUR) == "open"

    @pytest.mark.parametrize(
        "free, waiting, expected",
        [(1, False, "open"), (0, False, "full"), (1, True, "full"), (None, False, "open"), (None, True, "full")],
    )
    def test_full_is_without_seats_or_with_a_queue(self, free, waiting, expected):
        assert phase(START - DAY, free=free, waiting=waiting) == expected

    def test_without_any_time_it_is_open(self):
        assert phase(START, closing=None, ends=None) == "open"


class TestPromotion:
    def test_until_the_earlier_of_closing_and_start(self):
        assert rules.may_promote("open", None, START, START - HOUR)
        assert not rules.may_promote("open", None, START, START)
        assert not rules.may_promote("open", START - DAY, START, START - DAY)
        assert rules.may_promote("open", START - DAY, START, START - DAY - HOUR)
        # A closing time after the start does not let anybody in late.
        assert not rules.may_promote("open", START + DAY, START, START + HOUR)

    @pytest.mark.parametrize("status", ["draft", "closed", "held", "cancelled"])
    def test_only_while_it_is_open(self, status):
        assert not rules.may_promote(status, None, START, START - DAY)

    def test_not_without_a_day(self):
        assert not rules.may_promote("open", None, None, START)

    @pytest.mark.parametrize(
        "first_day, expected",
        [
            (date(2027, 3, 18), date(2027, 3, 15)),  # Thursday: Wednesday, Tuesday, Monday
            (date(2027, 3, 15), date(2027, 3, 10)),  # Monday: the weekend does not count
            (date(2027, 3, 30), date(2027, 3, 23)),  # Tuesday after Easter: four days off lie between
        ],
    )
    def test_the_cutoff_counts_working_days(self, first_day, expected):
        cutoff = rules.cutoff(first_day, 3)
        assert timezone.localtime(cutoff).date() == expected
        assert timezone.localtime(cutoff).hour == 0

    def test_an_offer_never_outlives_the_start(self):
        assert rules.offer_end(START - 2 * DAY, 24, START) == START - DAY
        assert rules.offer_end(START - HOUR, 24, START) == START


class TestReminders:
    SEATED = START - 60 * DAY

    @pytest.mark.parametrize(
        "before, expected",
        [
            (8 * DAY, None),
            (7 * DAY, 7),
            (6 * DAY, 7),
            (DAY + timedelta(seconds=1), 7),
            (DAY, 1),
            (timedelta(seconds=1), 1),
            (timedelta(0), None),
            (-DAY, None),
        ],
    )
    def test_which_one_is_due(self, before, expected):
        assert rules.due_reminder(START, self.SEATED, (7, 1), START - before) == expected

    def test_a_fresh_confirmation_is_no_occasion_for_a_reminder(self):
        seated = START - 3 * DAY
        assert rules.due_reminder(START, seated, (7, 1), START - 2 * DAY) is None
        assert rules.due_reminder(START, seated, (7, 1), START - DAY) == 1

    def test_no_days_no_reminder(self):
        assert rules.due_reminder(START, self.SEATED, (), START - HOUR) is None


@pytest.mark.parametrize(
    "days, present, expected",
    [([1, 2], {1, 2}, True), ([1, 2], {1}, False), ([1], {1, 9}, True), ([], set(), False), ([1], set(), False)],
)
def test_passed_is_every_day(days, present, expected):
    assert rules.passed(days, present) is expected
