"""The demo's course dates T1 to T6, made through the services, for any day of loading."""

from datetime import date

import pytest
import time_machine

from grund.days import is_working_day
from grund.models import OutboxMail
from nackamodellen.demo.content.courses import COURSES
from nackamodellen.demo.content.occasions import NEEDS, OCCASIONS, PARTICIPANTS
from nackamodellen.demo.occasions import load_occasions
from nackamodellen.demo.people import load_people
from tests.factories import CoursePageFactory
from utbildning import coverage
from utbildning.models import Attendance, CourseRecord, Needs, NewDateWish, Occasion, Registration
from utbildning.services import wishes
from utbildning.shown import prepare

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2026, 3, 2), date(2026, 4, 13)


@pytest.fixture
def load(index_page):
    """``load(day)``: the dates as of that day, prepared to be shown, by the slug of their course."""

    def act(today, base_year=2026):
        load_people("lösenord-för-test")
        courses = {
            item["slug"]: CoursePageFactory(
                parent=index_page("utbildning"),
                title=item["title"],
                slug=item["slug"],
                is_basic=item.get("is_basic", False),
            )
            for item in COURSES
        }
        load_occasions(courses, base_year, today)
        found = {}
        with time_machine.travel(f"{today}T12:00:00+01:00"):
            for occasion in prepare(Occasion.objects.order_by("pk").select_related("course", "leader__user")):
                found.setdefault(occasion.course.slug, []).append(occasion)
        return found

    return act


def facts(occasion):
    return occasion.state.phase, occasion.taken, occasion.seats, occasion.waiting


def states(occasion):
    return sorted(Registration.objects.filter(occasion=occasion).values_list("state", flat=True))


def test_before_the_basic_training(load):
    found = load(BEFORE)
    first, second = found["grundutbildning"]
    assert [day.date for day in first.day_list] == [date(2026, 3, 25), date(2026, 3, 26)]
    assert [day.date for day in second.day_list] == [date(2027, 3, 18), date(2027, 3, 19)]
    assert facts(first) == ("open", 13, 20, 0)
    assert facts(second) == ("open", 11, 20, 0)
    assert facts(found["objektplan-pa-en-halvdag"][0]) == ("full", 24, 24, 3)
    assert facts(found["klassa-ett-system"][0]) == ("open", 8, 30, 0)
    assert found["introduktion-for-objektagare"][0].state.phase == "closed"
    cancelled = found["natverkstraff-systemspecialister"][0]
    assert facts(cancelled) == ("cancelled", 0, 40, 0)
    assert cancelled.cancel_reason
    assert set(states(cancelled)) == {"cancelled"}
    assert not Attendance.objects.exists()
    every = [occasion for rows in found.values() for occasion in rows]
    assert len(every) == 6
    assert {occasion.leader.user.username for occasion in every} == {"utbildningsansvarig"}
    assert all(occasion.leader_title for occasion in every)


def test_after_the_basic_training(load):
    first, second = load(AFTER)["grundutbildning"]
    assert first.status == "held"
    assert states(first) == ["cancelled"] + ["confirmed"] * 19
    present = [
        {row.present for row in registration.attendance.all()}
        for registration in Registration.objects.filter(occasion=first, state="confirmed")
    ]
    assert present.count({True}) == 18
    assert present.count({False}) == 1
    assert CourseRecord.objects.filter(gives_certificate=True).count() == coverage.basic_records().count() == 18
    assert facts(second) == ("open", 11, 20, 0)


@pytest.mark.parametrize("today", [date(2026, 3, 25), date(2026, 3, 26)])
def test_on_its_days_it_is_neither_to_come_nor_held(today, load):
    first = load(today)["grundutbildning"][0]
    assert first.state.phase == "closed"
    assert first.taken == 19
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("today", [date(2026, 12, 5), date(2026, 12, 12), date(2027, 3, 14), date(2026, 6, 6)])
def test_relative_days_are_working_days_on_any_day_of_loading(today, load):
    found = load(today)
    for slug in set(found) - {"grundutbildning"}:
        for occasion in found[slug]:
            assert is_working_day(occasion.first_day), occasion
            assert occasion.first_day > today
    assert found["introduktion-for-objektagare"][0].state.phase == "closed"
    assert facts(found["objektplan-pa-en-halvdag"][0]) == ("full", 24, 24, 3)


def test_everything_lies_in_the_past_of_the_load_date(load):
    load(AFTER)
    for row in Registration.objects.select_related("occasion"):
        assert row.created_at.date() < AFTER
        assert row.created_at < row.occasion.closes_at
    times = Registration.objects.order_by("occasion", "pk").values_list("occasion", "created_at")
    assert list(times) == sorted(times)


def test_loaded_at_night_no_date_is_news_to_who_wishes_afterwards(load):
    with time_machine.travel(f"{AFTER}T01:00:00+02:00", tick=False) as clock:
        course = load(AFTER)["klassa-ett-system"][0].course
        clock.shift(60)
        wishes.wish(course, "asa@example.org", language="sv", confirmed=True)
        assert wishes.answer_wishes() == 0
        assert NewDateWish.objects.count() == 1


def test_the_object_lead_is_registered_and_has_not_taken_it(load):
    second = load(AFTER)["grundutbildning"][1]
    own = Registration.objects.get(person__user__username="objektledare")
    assert (own.occasion_id, own.state, own.source) == (second.pk, "confirmed", "signed_in")
    assert not coverage.has_basic_training(own.person)


def test_nobody_gets_a_mail(load):
    load(AFTER)
    assert Registration.objects.count() > 80
    assert not OutboxMail.objects.exists()


def test_people_are_made_up_and_mixed(load):
    load(BEFORE)
    rows = Registration.objects.all()
    assert all(row.name.endswith(" Exempel") and row.email.endswith("@example.org") for row in rows)
    assert {row.role_code for row in rows} >= {code for _name, _unit, code, _object in PARTICIPANTS}
    assert len({row.unit for row in rows}) >= 4
    assert set(Needs.objects.values_list("text", flat=True)) <= set(NEEDS)
    assert Needs.objects.exists()


def test_the_content_fits_together():
    assert {item["course"] for item in OCCASIONS} == {item["slug"] for item in COURSES}
    assert len({name for name, *_rest in PARTICIPANTS}) == len(PARTICIPANTS)
    for item in OCCASIONS:
        assert item["coming"] + item.get("waiting", 0) <= len(PARTICIPANTS) + 1
        assert item["coming"] <= item["seats"]
