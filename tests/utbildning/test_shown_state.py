"""The words, the tag and the drawing of an occasion: computed in one place, without the database."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from utbildning.models import Occasion, OccasionDay
from utbildning.shown import MOST_DRAWN, day_lines, last_day_to_register, nearest, shown_state
from utbildning.templatetags.utbildning_tags import seats_drawing

pytestmark = pytest.mark.pure
NOW = datetime(2026, 2, 16, 8, tzinfo=timezone.get_fixed_timezone(60))


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def an_occasion(first=date(2026, 3, 25), days=2, begins=time(9), **values):
    """An open one, two days in March, 13 of 20 seats taken; not saved."""
    made = Occasion(**{"status": "open", "seats": 20, "taken": 13, **values})
    made.day_list = [
        OccasionDay(date=first + timedelta(days=number), start_time=begins, end_time=time(16)) for number in range(days)
    ]
    made.first_day, made.last_day = made.day_list[0].date, made.day_list[-1].date
    return made


def local(*when):
    return timezone.make_aware(datetime(*when))


@pytest.mark.parametrize(
    ("values", "waiting", "phase", "words", "sentence", "tag"),
    [
        ({}, 0, "open", "7 of 20 seats left", "7 of 20 seats left", "ok"),
        ({"seats": 1, "taken": 0}, 0, "open", "1 of 1 seat left", "1 of 1 seat left", "ok"),
        ({"seats": None}, 0, "open", "Open for registration", "Open for registration", "ok"),
        ({"taken": 20}, 0, "full", "Full", "The course is full.", "warn"),
        ({"taken": 20}, 1, "full", "Full, 1 waiting", "The course is full. 1 person is waiting.", "warn"),
        ({"taken": 20}, 3, "full", "Full, 3 waiting", "The course is full. 3 people are waiting.", "warn"),
        # A newcomer never passes the queue, though a seat is free for a moment.
        ({"taken": 19}, 2, "full", "Full, 2 waiting", "The course is full. 2 people are waiting.", "warn"),
        ({"opens_at": local(2026, 3, 1)}, 0, "not_yet", "Opens 1 March", "Registration opens 1 March.", ""),
        (
            {"opens_at": local(2027, 1, 4), "closes_at": local(2027, 2, 1)},
            0,
            "not_yet",
            "Opens 4 January 2027",
            "Registration opens 4 January 2027.",
            "",
        ),
        ({"status": "closed"}, 0, "closed", "Registration is closed", "Registration is closed.", ""),
        ({"closes_at": local(2026, 2, 15)}, 0, "closed", "Registration is closed", "Registration is closed.", ""),
        ({"status": "held"}, 0, "over", "Held", "The course has been held.", ""),
        ({"first": date(2026, 2, 1)}, 0, "over", "Held", "The course has been held.", ""),
        (
            {"status": "cancelled", "cancel_reason": "Sjukdom."},
            0,
            "cancelled",
            "Cancelled",
            "This course date is cancelled. Sjukdom.",
            "stop",
        ),
    ],
)
def test_the_state_in_words(values, waiting, phase, words, sentence, tag):
    state = shown_state(an_occasion(**values), waiting, NOW)
    assert (state.phase, state.words, state.sentence, state.tag) == (phase, words, sentence, tag)
    assert state.takes_registrations == (phase in ("open", "full"))


@pytest.mark.parametrize(
    ("closes_at", "words"),
    [
        (local(2026, 3, 11, 23, 59), "By 11 March"),
        (local(2026, 3, 12), "By 11 March"),  # midnight ends the day before
        (local(2026, 3, 11, 12), "By 11 March at 12:00"),
        (local(2027, 3, 11, 23, 59), "By 11 March 2027"),
        (None, "Open until the course begins"),
    ],
)
def test_the_last_day_to_register(closes_at, words):
    assert last_day_to_register(an_occasion(closes_at=closes_at), NOW) == words


def test_days_that_follow_on_each_other_are_one_line():
    assert day_lines(an_occasion()) == ["Wednesday and Thursday, at 09:00–16:00"]
    assert day_lines(an_occasion(days=1)) == ["Wednesday, at 09:00–16:00"]
    assert day_lines(an_occasion(days=3)) == ["Wednesday, Thursday and Friday, at 09:00–16:00"]


def test_days_that_differ_are_a_line_each():
    other_times = an_occasion()
    other_times.day_list[1].start_time = time(8, 30)
    assert day_lines(other_times) == ["Wednesday 25 March, at 09:00–16:00", "Thursday 26 March, at 08:30–16:00"]
    weeks_apart = an_occasion()
    weeks_apart.day_list[1].date = date(2026, 4, 8)
    assert day_lines(weeks_apart) == ["Wednesday 25 March, at 09:00–16:00", "Wednesday 8 April, at 09:00–16:00"]


def test_the_page_begins_with_the_nearest_that_can_be_registered_for():
    rows = [an_occasion(status="cancelled"), an_occasion(taken=20), an_occasion(status="closed"), an_occasion()]
    for row in rows:
        row.state = shown_state(row, 0, NOW)
    assert nearest(rows) is rows[3]
    assert nearest(rows[:3]) is rows[1]
    assert nearest([rows[0], rows[2]]) is rows[2]
    assert nearest([rows[0]]) is rows[0]
    assert nearest([]) is None


def squares(path):
    return path.count("M")


@pytest.mark.parametrize("seats", [1, 9, 10, 11, 20, MOST_DRAWN])
@pytest.mark.parametrize("taken", [0, 1])
def test_one_square_a_seat(seats, taken):
    drawing = seats_drawing(an_occasion(seats=seats, taken=taken))
    assert (squares(drawing["taken"]), squares(drawing["free"])) == (taken, seats - taken)
    assert drawing["height"] == 18 + 25 * ((seats - 1) // 10)
    assert drawing["width"] == 18 + 25 * (min(seats, 10) - 1)


def test_no_drawing_of_too_many_or_without_a_limit():
    assert seats_drawing(an_occasion(seats=MOST_DRAWN + 1)) is None
    assert seats_drawing(an_occasion(seats=None)) is None
