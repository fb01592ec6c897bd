"""Reminders, attendance, records, wishes for new dates, evaluation."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from grund import outbox
from grund.models import OutboxMail
from personer.models import Person
from personer.services import person_for
from tests.factories.courses import applicant, make_course, make_occasion, register
from tests.race.invariants import check
from utbildning import coverage
from utbildning.models import Attendance, CourseRecord, NewDateWish, Occasion, Registration
from utbildning.refusals import Refused
from utbildning.services import attendance, occasions, registrations, reminders, wishes

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def course(index_page):
    return make_course(index_page("utbildning"))


def reminded(row):
    return OutboxMail.objects.filter(about=row.about, kind="reminder").count()


class TestReminders:
    def test_twice_and_no_more(self, course):
        occasion = make_occasion(course)
        row = register(occasion)
        counts = []
        for before in (8 * DAY, 7 * DAY, 7 * DAY, 2 * DAY, DAY, HOUR, timedelta(0), -DAY):
            reminders.remind(occasion.starts_at - before)
            counts.append(reminded(row))
        assert counts == [0, 1, 1, 1, 2, 2, 2, 2]
        check(occasion)

    def test_only_those_with_a_seat(self, course):
        occasion = make_occasion(course, seats=2)
        rows = [register(occasion, number) for number in range(1, 5)]
        registrations.cancel(rows[3].pk)
        reminders.remind(occasion.starts_at - 6 * DAY)
        assert [reminded(row) for row in rows] == [1, 1, 0, 0]

    def test_after_two_days_of_silence_it_comes_once(self, course):
        """The worker stood still over the time of the last reminder, from two days before until an hour before."""
        occasion = make_occasion(course)
        row = register(occasion)
        reminders.remind(occasion.starts_at - 7 * DAY)
        for _ in range(2):
            reminders.remind(occasion.starts_at - HOUR)
        assert reminded(row) == 2

    def test_when_both_were_missed_one_is_enough(self, course):
        occasion = make_occasion(course)
        row = register(occasion)
        for before in (HOUR, HOUR / 2):
            reminders.remind(occasion.starts_at - before)
        assert reminded(row) == 1

    def test_one_that_could_not_leave_before_the_start_is_never_sent(self, course, mailoutbox):
        occasion = make_occasion(course)
        row = register(occasion)
        outbox.send_due()
        reminders.remind(occasion.starts_at - HOUR)
        assert reminded(row) == 1
        with time_machine.travel(occasion.starts_at + HOUR):
            assert outbox.send_due() == 0
        assert len(mailoutbox) == 1
        assert OutboxMail.objects.get(kind="reminder").state == "dropped"

    def test_who_cancelled_and_came_back_is_reminded_of_the_new_seat(self, course):
        occasion = make_occasion(course)
        row = register(occasion)
        reminders.remind(occasion.starts_at - 7 * DAY)
        registrations.cancel(row.pk)
        again = register(occasion)
        reminders.remind(occasion.starts_at - 6 * DAY)
        assert (reminded(row), reminded(again)) == (1, 1)

    def test_after_a_move_the_new_day_is_reminded_of_too(self, course):
        occasion = make_occasion(course)
        row = register(occasion)
        reminders.remind(occasion.starts_at - 6 * DAY)
        days = [(day.date + 30 * DAY, day.start_time, day.end_time) for day in occasion.day_list]
        moved = occasions.move(occasion.pk, days, now=occasion.starts_at - 5 * DAY)
        reminders.remind(moved.starts_at - 6 * DAY)
        assert reminded(row) == 2

    @pytest.mark.parametrize("status", ["draft", "held", "cancelled"])
    def test_not_for_what_will_not_be(self, course, status):
        occasion = make_occasion(course)
        row = register(occasion)
        Occasion.objects.filter(pk=occasion.pk).update(status=status)
        reminders.remind(occasion.starts_at - DAY)
        assert reminded(row) == 0

    def test_the_days_are_a_setting(self, course, settings):
        occasion = make_occasion(course)
        row = register(occasion)
        settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_REMINDER_DAYS": ()}
        assert reminders.remind(occasion.starts_at - DAY) == 0
        settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_REMINDER_DAYS": (14,)}
        assert reminders.remind(occasion.starts_at - 14 * DAY) == 1
        assert reminded(row) == 1

    def test_the_link_in_it_cancels(self, course):
        occasion = make_occasion(course)
        row = register(occasion)
        reminders.remind(occasion.starts_at - DAY)
        assert registrations.registration_of_link(OutboxMail.objects.get(kind="reminder").secret) == row


class TestAttendance:
    def test_every_day_makes_a_record_and_one_less_takes_it_back(self, course):
        occasion = make_occasion(course, days=2, gives_certificate=True)
        row = register(occasion, name="Åsa Öberg")
        first, second = occasion.day_list
        over = occasion.ends_at
        attendance.note_attendance(row.pk, first.pk, True, now=over)
        assert not CourseRecord.objects.exists()
        attendance.note_attendance(row.pk, second.pk, True, now=over)
        record = CourseRecord.objects.get()
        assert (record.holder, record.gives_certificate, record.revoked_at) == ("Åsa Öberg", True, None)
        assert record.days == [first.date.isoformat(), second.date.isoformat()]
        attendance.note_attendance(row.pk, second.pk, False, now=over)
        assert CourseRecord.objects.get().revoked_at == over
        attendance.note_attendance(row.pk, second.pk, None, now=over)
        assert Attendance.objects.count() == 1
        attendance.note_attendance(row.pk, second.pk, True, now=over)
        again = CourseRecord.objects.get()
        assert (again.number, again.revoked_at) == (record.number, None)
        check(occasion)

    def test_twice_is_once(self, course):
        occasion = make_occasion(course)
        row = register(occasion)
        for _ in range(2):
            attendance.note_attendance(row.pk, occasion.day_list[0].pk, True, now=occasion.ends_at)
        assert Attendance.objects.count() == CourseRecord.objects.count() == 1

    def test_not_for_who_waits_or_cancelled(self, course):
        occasion = make_occasion(course, seats=1)
        rows = [register(occasion, number) for number in (1, 2)]
        day = occasion.day_list[0]
        with pytest.raises(Refused):
            attendance.note_attendance(rows[1].pk, day.pk, True, now=occasion.ends_at)
        occasions.change(occasion.pk, status="closed")
        registrations.cancel(rows[0].pk)
        with pytest.raises(Refused):
            attendance.note_attendance(rows[0].pk, day.pk, True, now=occasion.ends_at)
        assert not Attendance.objects.exists()

    def test_not_before_the_day_and_not_for_a_day_of_another(self, course):
        occasion, other = make_occasion(course), make_occasion(course, in_days=50)
        row = register(occasion)
        with pytest.raises(Refused):
            attendance.note_attendance(row.pk, occasion.day_list[0].pk, True, now=occasion.starts_at - DAY)
        with pytest.raises(Refused):
            attendance.note_attendance(row.pk, other.day_list[0].pk, True, now=other.ends_at)
        assert not Attendance.objects.exists()

    def test_absent_is_no_certificate(self, course):
        occasion = make_occasion(course)
        row = register(occasion)
        attendance.note_attendance(row.pk, occasion.day_list[0].pk, False, now=occasion.ends_at)
        assert not CourseRecord.objects.exists()

    def test_numbers_cannot_be_guessed_or_mistaken(self):
        numbers = {attendance.new_number() for _ in range(500)}
        assert len(numbers) == 500
        assert not set("".join(numbers)) & set("01OILo")
        assert {len(number) for number in numbers} == {19}


class TestRecords:
    def passed(self, course, **values):
        occasion = make_occasion(course)
        row = register(occasion, **values)
        attendance.note_attendance(row.pk, occasion.day_list[0].pk, True, now=occasion.ends_at)
        return CourseRecord.objects.get(registration=row)

    def test_they_are_the_persons_own(self, course, cast):
        person, other = person_for(cast["staff"]), person_for(cast["editor"])
        record = self.passed(course, person=person)
        assert list(coverage.records_of(person)) == [record]
        assert list(coverage.records_of(other)) == []

    def test_by_the_address_before_there_was_an_account(self, course, cast):
        record = self.passed(course, email="STAFF@example.org")
        assert record.person is None
        assert list(coverage.records_of(person_for(cast["staff"]))) == [record]

    def test_who_has_an_account_since_gets_it_in_the_name(self, course, cast):
        person = person_for(cast["staff"])
        assert self.passed(course, email="staff@example.org").person == person

    def test_basic_training_counts_where_the_course_says_so(self, course, cast):
        person = person_for(cast["staff"])
        record = self.passed(course, person=person)
        assert not coverage.has_basic_training(person)
        type(course).objects.filter(pk=course.pk).update(is_basic=True)
        assert coverage.has_basic_training(person)
        assert not coverage.has_basic_training(Person.objects.create(display_name="Någon"))
        assert not coverage.has_basic_training(None)
        CourseRecord.objects.filter(pk=record.pk).update(revoked_at=timezone.now())
        assert not coverage.has_basic_training(person)


class TestWishes:
    def make(self, course, email="asa@example.org", confirmed=False):
        wishes.wish(course, email, language="sv", confirmed=confirmed)
        return OutboxMail.objects.filter(kind="confirm_wish").last()

    def test_it_is_confirmed_by_link_and_answered_once(self, course):
        word = self.make(course).secret
        make_occasion(course, status="draft")
        assert wishes.confirm_wish(word).confirmed_at
        assert wishes.answer_wishes() == 0  # a draft is no date
        make_occasion(course)
        assert wishes.answer_wishes() == 1
        assert wishes.answer_wishes() == 0
        assert not NewDateWish.objects.exists()
        assert OutboxMail.objects.get(kind="new_date").to == "asa@example.org"

    def test_without_the_button_nothing_comes(self, course):
        self.make(course)
        make_occasion(course)
        assert wishes.answer_wishes() == 0
        assert not OutboxMail.objects.filter(kind="new_date").exists()

    def test_the_accounts_own_address_needs_no_link(self, course):
        self.make(course, confirmed=True)
        self.make(course, "ASA@example.org", confirmed=True)
        assert NewDateWish.objects.count() == 1
        assert not OutboxMail.objects.exists()

    def test_pressing_two_links_leaves_one_wish(self, course):
        words = [self.make(course).secret, self.make(course, "ASA@example.org").secret]
        for word in (*words, words[0]):
            assert wishes.confirm_wish(word) is not None
        assert NewDateWish.objects.count() == 1
        make_occasion(course)
        assert wishes.answer_wishes() == 1

    def test_a_wrong_link_and_a_wish_taken_back(self, course):
        word = self.make(course).secret
        assert wishes.confirm_wish(word[:-1]) is None
        assert wishes.wish_of(word).email == "asa@example.org"
        for _ in range(2):
            wishes.withdraw(word)
        assert wishes.wish_of(word) is None
        assert wishes.confirm_wish(word) is None

    @pytest.mark.parametrize("closed", [{"opens_at": 1}, {"closes_at": -1}, {"status": "closed"}, {"in_days": -3}])
    def test_only_a_date_that_can_be_registered_for_answers(self, course, closed):
        self.make(course, confirmed=True)
        values = {
            name: timezone.now() + value * HOUR if name.endswith("_at") else value for name, value in closed.items()
        }
        make_occasion(course, **values)
        assert wishes.answer_wishes() == 0
        assert NewDateWish.objects.exists()

    def test_another_courses_date_is_no_answer(self, course, index_page):
        other = make_course(index_page("utbildning"), slug="annan")
        self.make(course, confirmed=True)
        make_occasion(other)
        assert wishes.answer_wishes() == 0


class TestEvaluation:
    def held(self, course, **values):
        occasion = make_occasion(course, **{"evaluation_url": "https://example.org/enkat", **values})
        rows = [register(occasion, number) for number in (1, 2, 3)]
        for row, present in ((rows[0], True), (rows[1], False)):
            attendance.note_attendance(row.pk, occasion.day_list[0].pk, present, now=occasion.ends_at)
        occasions.mark_held(occasion.ends_at)
        return occasion, rows

    def asked(self):
        return list(OutboxMail.objects.filter(kind="evaluation").values_list("about", flat=True))

    def test_those_who_were_there_are_asked_once_the_day_after(self, course):
        occasion, rows = self.held(course)
        for after in (HOUR, DAY, 2 * DAY):
            reminders.ask_for_evaluation(occasion.ends_at + after)
        assert self.asked() == [rows[0].about]
        assert "https://example.org/enkat" in OutboxMail.objects.get(kind="evaluation").text

    def test_not_weeks_later_and_not_without_an_address(self, course):
        occasion, _rows = self.held(course)
        assert reminders.ask_for_evaluation(occasion.ends_at + 20 * DAY) == 0
        Occasion.objects.filter(pk=occasion.pk).update(evaluation_url="")
        assert reminders.ask_for_evaluation(occasion.ends_at + DAY) == 0
        assert self.asked() == []


def test_somebody_who_has_an_account_since_sees_what_was_made_with_the_address(course, cast):
    occasion = make_occasion(course)
    row = register(occasion, email="Staff@Example.org")
    registrations.register(occasion.pk, applicant(2), source=Registration.Source.LEADER)
    assert list(Registration.objects.of_person(person_for(cast["staff"]))) == [row]
