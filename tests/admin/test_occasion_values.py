"""Values of a course date that cannot be: a sentence at the right field, never a fault, and nothing saved."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from grund.models import OutboxMail
from tests.admin.conftest import told
from tests.admin.occasion_form import NEW, as_it_is, edit, errors, filled, in_days, spans
from tests.factories.courses import make_occasion, register
from utbildning.models import Occasion

pytestmark = pytest.mark.django_db


def spring_night():
    """The next Sunday on which the clock goes forward at two."""
    for year in (timezone.localdate().year, timezone.localdate().year + 1):
        last = date(year, 3, 31)
        night = last - timedelta(days=(last.weekday() + 1) % 7)
        if night > timezone.localdate():
            return night
    raise AssertionError


# What is typed and the fields that get a sentence.
BAD_SEATS = ["0", "-1", "", str(10**9), "10" * 40, "många", "1,5"]


@pytest.mark.parametrize("seats", BAD_SEATS)
def test_row_20_seats_that_cannot_be_get_a_sentence(manager, course, seats):
    response = manager.post(NEW, filled(course, seats=seats))
    assert response.status_code == 200
    assert list(errors(response)) == ["seats"]
    assert not Occasion.objects.exists()
    occasion = make_occasion(course)
    response = manager.post(edit(occasion), as_it_is(occasion, seats=seats, place="Annan plats"))
    assert list(errors(response)) == ["seats"]
    occasion.refresh_from_db()
    assert (occasion.seats, occasion.place) == (12, "Nacka stadshus")


def test_row_20_fewer_seats_than_are_taken(manager, course):
    occasion = make_occasion(course)
    for number in range(3):
        register(occasion, number)
    OutboxMail.objects.all().delete()
    response = manager.post(edit(occasion), as_it_is(occasion, seats="2", place="Annan plats"))
    assert response.status_code == 200
    sentence = "%(taken)d seats are taken. Cancel registrations first, or choose at least that many."
    assert told(response, sentence, taken=3)
    assert list(errors(response)) == ["seats"]
    assert 'value="Annan plats"' in response.content.decode()  # what was typed is still there
    occasion.refresh_from_db()
    assert (occasion.seats, occasion.taken, occasion.place) == (12, 3, "Nacka stadshus")
    assert not OutboxMail.objects.exists()


def test_row_20_as_many_seats_as_are_taken_is_allowed(manager, course):
    occasion = make_occasion(course)
    register(occasion)
    assert manager.post(edit(occasion), as_it_is(occasion, seats="1")).status_code == 302
    occasion.refresh_from_db()
    assert (occasion.seats, occasion.taken) == (1, 1)


FAR = "2500-01-01"
BAD_DAYS = {
    "end before start": ([(40, "16:00", "09:00")], ["days-0-end_time"]),
    "end at the start": ([(40, "09:00", "09:00")], ["days-0-end_time"]),
    "overlap": ([(40, "09:00", "12:00"), (40, "11:00", "16:00")], ["days-1-start_time"]),
    "overlap, written the other way round": ([(40, "11:00", "16:00"), (40, "09:00", "12:00")], ["days-0-start_time"]),
    "past": ([(-1, "09:00", "16:00")], ["days-0-date"]),
    "one of two past": ([(40, "09:00", "16:00"), (-1, "09:00", "16:00")], ["days-1-date"]),
    "a time that does not exist": ([("night", "02:30", "16:00")], ["days-0-start_time"]),
    "an end that does not exist": ([(40, "09:00", "16:00"), ("night", "01:30", "02:30")], ["days-1-end_time"]),
    "too far": ([(FAR, "09:00", "16:00")], ["days-0-date"]),
    "no day": ([("2027-02-30", "09:00", "16:00")], ["days-0-date"]),
    "nothing": ([("", "", "")], ["days-0-date", "days-0-start_time", "days-0-end_time", "days"]),
    "no time": ([(40, "", "16:00")], ["days-0-start_time"]),
}


@pytest.mark.parametrize("name", BAD_DAYS)
def test_row_21_days_that_cannot_be_get_a_sentence_at_their_field(manager, course, name):
    typed, fields = BAD_DAYS[name]
    words = {"night": spring_night()}
    days = [(words.get(day, in_days(day) if isinstance(day, int) else day), *times) for day, *times in typed]
    response = manager.post(NEW, filled(course, days, place="Stadshuset"))
    assert response.status_code == 200
    assert list(errors(response)) == fields
    assert 'value="Stadshuset"' in response.content.decode()
    assert not Occasion.objects.exists()


def test_row_21_without_any_day(manager, course):
    data = filled(course)
    data = {name: value for name, value in data.items() if not name.startswith("days-")} | spans()
    response = manager.post(NEW, data)
    assert list(errors(response)) == ["days"]
    assert told(response, "Write at least one day.")


def test_row_21_more_days_than_anybody_needs(manager, course):
    response = manager.post(NEW, filled(course, [(in_days(number), "09:00", "16:00") for number in range(40, 71)]))
    assert list(errors(response)) == ["days"]
    assert told(response, "Write %(num)d days at most.", num=30)


def test_row_21_every_fault_is_named_at_once(manager, course):
    response = manager.post(NEW, filled(course, [(in_days(40), "16:00", "09:00")], seats="0", link="http://x.example"))
    assert set(errors(response)) == {"days-0-end_time", "seats", "link"}


def test_row_21_an_occasion_that_has_begun_keeps_its_days(manager, course):
    occasion = make_occasion(course, in_days=-1, days=3)
    data = as_it_is(occasion) | {"days-2-date": str(in_days(5))}
    response = manager.post(edit(occasion), data)
    assert list(errors(response)) == ["days-0-date"]
    # The past day itself is no fault as long as it stays.
    assert manager.post(edit(occasion), as_it_is(occasion, note="Ta med dator")).status_code == 302


def at(number, clock="09:00"):
    return f"{in_days(number)} {clock}"


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"opens_at": at(10), "closes_at": at(10)}, ["closes_at"]),
        ({"opens_at": at(10), "closes_at": at(9)}, ["closes_at"]),
        ({"closes_at": at(40, "09:01")}, ["closes_at"]),
        ({"opens_at": at(41)}, ["opens_at"]),
        ({"opens_at": "0001-01-01 00:00"}, ["opens_at"]),
        ({"closes_at": "9999-12-31 23:59"}, ["closes_at"]),
        ({"opens_at": "i morgon"}, ["opens_at"]),
        ({"link": "http://moten.example.org/1"}, ["link"]),
        ({"link": "javascript:alert(1)"}, ["link"]),
        ({"evaluation_url": "http://enkat.example.org"}, ["evaluation_url"]),
        ({"status": "held"}, ["status"]),
        ({"status": "cancelled"}, ["status"]),
        ({"form": "by_post"}, ["form"]),
        ({"place": "x" * 201}, ["place"]),
        ({"place": "\0"}, ["place"]),
        ({"leader": "999999"}, ["leader"]),
        ({"course": ""}, ["course"]),
        ({"course": "999999"}, ["course"]),
        ({"course": "9" * 30}, ["course"]),
        ({"leader": "9" * 30}, ["leader"]),
    ],
)
def test_other_values_that_cannot_be(manager, course, values, fields):
    response = manager.post(NEW, {**filled(course), **values})
    assert response.status_code == 200
    assert list(errors(response))[:1] == fields
    assert not Occasion.objects.exists()


def test_registration_may_close_when_the_course_begins(manager, course):
    response = manager.post(NEW, filled(course, closes_at=at(40), opens_at=at(1), link="HTTPS://moten.example.org/1"))
    assert response.status_code == 302, errors(response)


@pytest.mark.parametrize("key", [None, "", "x", "-1", "1.5", "9" * 30, "٣", "999999"])
def test_a_day_without_a_proper_key_is_no_server_error(manager, course, key):
    """No page of ours sends that; nothing is changed by it, or the day is taken for what it says."""
    occasion = make_occasion(course)
    data = as_it_is(occasion)
    del data["days-0-id"]
    response = manager.post(edit(occasion), data if key is None else data | {"days-0-id": key})
    assert response.status_code in (200, 302)
    assert occasion.days.count() == 1
    assert occasion.registrations.count() == 0
