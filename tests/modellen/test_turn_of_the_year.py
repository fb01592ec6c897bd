"""Dates around New Year stand in the year they fall in, and a running period is still coming in January."""

from datetime import date

import pytest

from grund.visitors import Visitor
from modellen import calendar
from modellen.rules import instance, next_working_day
from tests.factories import YearWheelEventFactory


def test_a_last_day_that_moves_into_the_new_year():
    assert instance(2028, (12, 31), None, True) == (date(2029, 1, 2), None, date(2028, 12, 31))
    assert next_working_day(date(2026, 4, 3)) == date(2026, 4, 7)  # Good Friday to the day after Easter Monday


@pytest.mark.django_db
def test_it_is_listed_in_the_year_it_lands_in(site):
    YearWheelEventFactory(uid="bokslut", start_month=12, start_day=31, roll=True)
    assert [entry.start for entry in calendar.entries_of_year(Visitor(), 2028)] == []
    assert [entry.start for entry in calendar.entries_of_year(Visitor(), 2029)] == [
        date(2029, 1, 2),
        date(2029, 12, 31),
    ]


@pytest.mark.django_db
def test_a_period_that_began_last_year_is_not_over(site):
    YearWheelEventFactory(
        uid="vinter", kind="period", start_month=12, start_day=1, end_month=2, end_day=1, track="inventory"
    )
    shown = calendar.upcoming(Visitor(), date(2027, 1, 15))
    assert shown[0].start == date(2026, 12, 1)
    assert shown[0].end == date(2027, 2, 1)
