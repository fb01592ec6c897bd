"""Dates that stood in the course pages become occasions when the site is upgraded."""

import json
from datetime import date, time
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps

from tests.factories.courses import make_course
from utbildning.models import Occasion, OccasionDay

pytestmark = pytest.mark.django_db
convert = import_module("utbildning.migrations.0003_dates_to_occasions").convert


class History:
    """The models as the migration meets them: course pages that still have ``dates``."""

    def __init__(self, *pages):
        self.pages = pages

    def get_model(self, app, name):
        if name != "CoursePage":
            return apps.get_model(app, name)
        return SimpleNamespace(objects=SimpleNamespace(order_by=lambda field: self.pages))


def with_dates(page, *days):
    page.dates = SimpleNamespace(raw_data=json.loads(json.dumps([{"type": "date", "value": day} for day in days])))
    return page


@pytest.fixture
def course(index_page):
    return make_course(index_page("utbildning"))


def rows():
    return [
        [
            occasion.slug,
            occasion.status,
            occasion.place,
            *((day.date, day.start_time, day.end_time) for day in occasion.day_list),
        ]
        for occasion in Occasion.objects.order_by("pk")
    ]


def test_a_date_becomes_a_closed_occasion_with_its_days(course):
    one = {
        "first_day": "2026-03-25",
        "last_day": "2026-03-26",
        "time": "8.30–15.45",
        "place": "Sal 4",
        "note": "Lunch.",
    }
    convert(History(with_dates(course, one)), None)
    hours = (time(8, 30), time(15, 45))
    assert rows() == [["2026-03-25", "closed", "Sal 4", (date(2026, 3, 25), *hours), (date(2026, 3, 26), *hours)]]
    made = Occasion.objects.get()
    assert (made.course_id, made.note, made.seats) == (course.pk, "Lunch.", None)
    assert (made.first_day, made.last_day) == (date(2026, 3, 25), date(2026, 3, 26))


@pytest.mark.parametrize("words", ["", None, "förmiddag", "25:00–26:00", "16.00–9.00"])
def test_times_that_cannot_be_read_become_a_working_day(words, course):
    convert(History(with_dates(course, {"first_day": "2026-03-25", "last_day": None, "time": words})), None)
    day = OccasionDay.objects.get()
    assert (day.start_time, day.end_time) == (time(9), time(16))


def test_two_on_one_day_get_an_address_each_and_half_filled_ones_are_left_out(course):
    day = {"first_day": "2026-03-25", "last_day": None, "time": "9.00–12.00"}
    convert(History(with_dates(course, {**day, "place": "A"}, {**day, "place": "B"}, {"first_day": None}, {})), None)
    assert [row[0] for row in rows()] == ["2026-03-25", "2026-03-25-2"]


def test_a_translation_brings_no_second_one(course, english_home):
    copy = SimpleNamespace(pk=course.pk + 1, translation_key=course.translation_key)
    day = {"first_day": "2026-03-25", "last_day": None, "place": "A"}
    convert(History(with_dates(course, day), with_dates(copy, day)), None)
    assert [occasion.course_id for occasion in Occasion.objects.all()] == [course.pk]
