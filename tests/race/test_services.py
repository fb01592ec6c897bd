"""The same deed by many at the same moment has one effect: services called from threads, on PostgreSQL."""

from collections import Counter
from datetime import timedelta

import pytest

from grund.models import OutboxMail
from tests.factories.courses import applicant, make_occasion, register
from tests.race.invariants import check
from tests.threads import at_the_same_moment
from utbildning.models import Attendance, CourseRecord, NewDateWish, PendingRegistration, Registration
from utbildning.refusals import Refused
from utbildning.services import attendance, occasions, registrations, reminders, wishes

pytestmark = [pytest.mark.race, pytest.mark.postgres]
MANY = 12
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def mails(kind):
    return OutboxMail.objects.filter(kind=kind).count()


def fine(results):
    """None of them ended with an error."""
    broken = [result for result in results if isinstance(result, Exception)]
    assert not broken, broken[:3]
    assert len(results) == MANY
    return results


def test_cancelling_one_person_promotes_one(course):
    """Two leaders, ten impatient clicks: the second sees what the first did."""
    occasion = make_occasion(course, seats=1)
    rows = [register(occasion, number) for number in range(1, 5)]
    fine(at_the_same_moment(MANY, lambda: registrations.cancel(rows[0].pk)))
    assert check(occasion) == {"cancelled": 1, "confirmed": 1, "waiting": 2}
    assert (mails("cancelled"), mails("promoted")) == (1, 1)


def test_a_yes_and_the_end_of_the_offer_leave_one_holder_of_the_seat(course):
    occasion = make_occasion(course, seats=1)
    rows = [register(occasion, number) for number in range(1, 4)]
    now = occasion.starts_at - 30 * HOUR
    registrations.cancel(rows[0].pk, now=now)
    end = Registration.objects.get(pk=rows[1].pk).offered_until
    turns = iter(range(MANY))

    def work():
        if next(turns) % 2:
            return registrations.expire_offers(end)
        try:
            return registrations.accept_offer(rows[1].pk, now=end - timedelta(seconds=1)).state
        except Refused:
            return "refused"

    results = fine(at_the_same_moment(MANY, work))
    found = check(occasion, end)
    yes = "confirmed" in results
    assert found == ({"cancelled": 1, "confirmed": 1, "waiting": 1} if yes else {"cancelled": 2, "offered": 1})
    assert sum(result for result in results if isinstance(result, int)) == (0 if yes else 1)


def test_capacity_raised_by_many_promotes_each_once(course):
    occasion = make_occasion(course, seats=2)
    for number in range(1, 8):
        register(occasion, number)
    fine(at_the_same_moment(MANY, lambda: occasions.set_capacity(occasion.pk, 5)))
    assert check(occasion) == {"confirmed": 5, "waiting": 2}
    assert mails("promoted") == 3


def test_the_occasion_is_cancelled_once(course):
    occasion = make_occasion(course, seats=2)
    for number in range(1, 4):
        register(occasion, number)
    fine(at_the_same_moment(MANY, lambda: occasions.cancel_occasion(occasion.pk, reason="Sjukdom")))
    assert check(occasion) == {"cancelled": 3}
    assert mails("cancelled") == 3


def test_moving_and_registering_leave_everybody_with_the_days_that_hold(course):
    occasion = make_occasion(course, seats=None)
    shifts = iter(range(MANY))

    def work():
        number = next(shifts)
        if number % 3:
            return register(occasion, number).state
        day = occasion.day_list[0]
        days = [(day.date + number * DAY, day.start_time, day.end_time)]
        return occasions.move(occasion.pk, days + [(days[0][0] + DAY, *days[0][1:])] * (number % 2)).slug

    fine(at_the_same_moment(MANY, work))
    assert check(occasion) == {"confirmed": 8}


def test_the_same_form_by_mail_sends_one_mail(course):
    occasion = make_occasion(course)
    fine(at_the_same_moment(MANY, lambda: registrations.request_by_email(occasion.pk, applicant(1), form_key="form-1")))
    assert PendingRegistration.objects.count() == mails("please_confirm") == 1


def test_attendance_noted_by_many_is_one_note_and_one_record(course):
    occasion = make_occasion(course)
    row, day = register(occasion), occasion.day_list[0]
    fine(at_the_same_moment(MANY, lambda: attendance.note_attendance(row.pk, day.pk, True, now=occasion.ends_at)))
    assert Attendance.objects.count() == CourseRecord.objects.count() == 1


def test_many_workers_remind_once(course):
    occasion = make_occasion(course)
    for number in range(3):
        register(occasion, number)
    fine(at_the_same_moment(MANY, lambda: reminders.remind(occasion.starts_at - DAY)))
    assert mails("reminder") == 3


class TestWishes:
    def test_many_clicks_are_one_wish(self, course):
        fine(at_the_same_moment(MANY, lambda: wishes.wish(course, "asa@example.org", language="sv", confirmed=True)))
        assert NewDateWish.objects.count() == 1

    def test_many_links_of_one_address_are_one_wish(self, course):
        for _ in range(MANY):
            wishes.wish(course, "asa@example.org", language="sv", confirmed=False)
        words = iter(OutboxMail.objects.values_list("secret", flat=True))
        found = fine(at_the_same_moment(MANY, lambda: wishes.confirm_wish(next(words))))
        assert all(wish is not None for wish in found)
        assert NewDateWish.objects.filter(confirmed_at__isnull=False).count() == 1

    def test_many_workers_answer_once(self, course):
        wishes.wish(course, "asa@example.org", language="sv", confirmed=True)
        make_occasion(course)
        results = fine(at_the_same_moment(MANY, wishes.answer_wishes))
        assert Counter(results) == {1: 1, 0: MANY - 1}
        assert mails("new_date") == 1
