"""What was corrected, deleted or has become untrue in the meantime."""

from datetime import time, timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import PageViewRestriction

from grund import outbox
from grund.models import OutboxMail
from personer.services import person_for
from tests.factories.courses import applicant, make_occasion, register
from utbildning.models import Answer, Attendance, CourseQuestion, CourseRecord, NewDateWish, PendingRegistration
from utbildning.refusals import Refused
from utbildning.services import attendance, groups, occasions, registrations, reminders, wishes

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def kinds(**about):
    return list(OutboxMail.objects.filter(**about).order_by("pk").values_list("kind", flat=True))


class TestRequestsByMail:
    def test_a_corrected_address_gets_a_mail_of_its_own(self, occasion):
        for address in ("fle@example.org", "fel@example.org"):
            registrations.request_by_email(occasion.pk, applicant(email=address), form_key="k1")
        assert list(OutboxMail.objects.order_by("pk").values_list("to", flat=True)) == [
            "fle@example.org",
            "fel@example.org",
        ]

    def test_the_same_address_with_a_corrected_name_gets_one_mail_and_the_new_name(self, occasion):
        for name in ("Fel", "Rätt"):
            registrations.request_by_email(occasion.pk, applicant(name=name), form_key="k1")
        word = OutboxMail.objects.get().secret
        assert registrations.confirm_pending(word)[0].name == "Rätt"

    def test_a_question_that_was_deleted_keeps_nobody_from_confirming(self, course, occasion):
        gone, kept = (CourseQuestion.objects.create(course=course, label=label, purpose="x") for label in "ab")
        registrations.request_by_email(occasion.pk, applicant(answers={gone.pk: "ja", kept.pk: "nej"}))
        gone.delete()
        row, _word = registrations.confirm_pending(OutboxMail.objects.get().secret)
        assert list(Answer.objects.filter(registration=row).values_list("text", flat=True)) == ["nej"]

    def test_a_form_sent_again_after_cancelling_registers_anew(self, occasion):
        first = register(occasion, form_key="k1")
        registrations.cancel(first.pk)
        second = register(occasion, form_key="k1")
        assert (second.pk != first.pk, second.state) == (True, "confirmed")


class TestMailsThatBecameUntrue:
    def test_a_reminder_that_waits_goes_neither_after_cancelling_nor_after_a_move(self, course):
        soon = make_occasion(course, in_days=5)
        gone, moved = (register(soon, number, now=timezone.now() - 20 * DAY) for number in (1, 2))
        reminders.remind()
        assert "reminder" in kinds(about=gone.about)
        registrations.cancel(gone.pk)
        assert OutboxMail.objects.get(about=gone.about, kind="reminder").state == "dropped"
        day = timezone.localdate() + 9 * DAY
        occasions.move(soon.pk, [(day, time(9), time(16))])
        assert OutboxMail.objects.get(about=moved.about, kind="reminder").state == "dropped"
        assert OutboxMail.objects.get(about=moved.about, kind="changed").state == "queued"

    def test_a_failed_mail_with_the_old_day_does_not_go_again(self, occasion):
        row = register(occasion)
        failed = OutboxMail.objects.filter(about=row.about, kind="confirmed")
        failed.update(state="failed")
        assert groups.can_go_again(failed.get(), row, groups.entries_of([row]))
        occasions.move(occasion.pk, [(timezone.localdate() + 60 * DAY, time(9), time(16))])
        row.refresh_from_db()
        assert not groups.can_go_again(failed.get(), row, groups.entries_of([row]))

    def test_a_corrected_message_goes_too_and_the_same_one_once(self, occasion):
        register(occasion)
        for text in ("Ett", "Ett", "Två"):
            groups.message(occasion.pk, groups.CONFIRMED, "Ämne", text, key="k1")
        assert kinds(kind="message") == ["message", "message"]

    def test_who_registers_anew_is_told_after_the_cancellation(self, occasion):
        first = register(occasion)
        registrations.cancel(first.pk)
        second = register(occasion)
        streams = set(OutboxMail.objects.filter(about__in=[first.about, second.about]).values_list("stream", flat=True))
        assert len(streams) == 1
        assert first.email not in streams.pop()

    def test_somebody_whose_account_is_closed_gets_a_link(self, occasion):
        user = get_user_model().objects.create_user("a", "a@example.org", "x", is_active=False)
        row = register(occasion, person=person_for(user), email="a@example.org")
        assert outbox.SECRET in OutboxMail.objects.get(about=row.about, kind="confirmed").text


class TestTwoEditors:
    def test_the_second_does_not_undo_what_the_first_did(self, occasion):
        seen = occasion.stamp
        occasions.change(occasion.pk, seats=30, seen=seen)
        with pytest.raises(Refused, match=r"(?i)somebody else|någon annan"):
            occasions.change(occasion.pk, note="Ta med dator", seats=12, seen=seen)
        occasion.refresh_from_db()
        assert (occasion.seats, occasion.note) == (30, "")

    def test_somebody_who_registers_meanwhile_disturbs_nobody(self, occasion):
        seen = occasion.stamp
        register(occasion)
        occasions.change(occasion.pk, note="Ta med dator", seen=seen)


class TestRecords:
    def test_nobody_has_passed_before_the_end(self, course):
        today = make_occasion(course, in_days=3, gives_certificate=True)
        row, day = register(today), today.day_list[0]
        attendance.note_attendance(row.pk, day.pk, True, now=today.starts_at - HOUR / 4)
        assert not CourseRecord.objects.exists()
        occasions.mark_held(now=today.ends_at + HOUR)
        assert CourseRecord.objects.get().registration == row
        assert "certificate" in kinds(about=row.about)

    def test_who_cancels_after_checking_in_has_not_been_there(self, course):
        today = make_occasion(course, in_days=3)
        row, day = register(today), today.day_list[0]
        attendance.note_attendance(row.pk, day.pk, True, now=today.starts_at - HOUR / 4)
        registrations.cancel(row.pk, now=today.starts_at - HOUR / 6)
        occasions.mark_held(now=today.ends_at + HOUR)
        assert not Attendance.objects.exists()
        assert not CourseRecord.objects.exists()

    def test_days_with_attendance_stay(self, course):
        today = make_occasion(course, in_days=3)
        row, day = register(today), today.day_list[0]
        attendance.note_attendance(row.pk, day.pk, True, now=today.starts_at - HOUR / 4)
        with pytest.raises(Refused):
            occasions.move(today.pk, [(day.date + 20 * DAY, time(9), time(16))])


class TestWishes:
    def wish(self, course, email="vill@example.org"):
        wishes.wish(course, email, language="sv", confirmed=True)

    def test_a_date_that_was_there_already_is_no_answer(self, course, occasion):
        self.wish(course)
        assert wishes.answer_wishes() == 0
        with time_machine.travel(timezone.now() + DAY):
            draft = make_occasion(course, in_days=70, status="draft")
            assert wishes.answer_wishes() == 0
            occasions.change(draft.pk, status="open")
            assert wishes.answer_wishes() == 1
        assert kinds() == ["new_date"]
        assert not NewDateWish.objects.exists()

    def test_a_full_date_is_no_answer(self, course):
        self.wish(course)
        full = make_occasion(course, seats=1)
        register(full)
        assert wishes.answer_wishes() == 0
        occasions.set_capacity(full.pk, 2)
        assert wishes.answer_wishes() == 1

    def test_a_course_that_was_closed_is_told_only_to_those_with_an_account(self, course):
        get_user_model().objects.create_user("inne", "inne@example.org", "x")
        for address in ("inne@example.org", "ute@example.org"):
            self.wish(course, address)
        PageViewRestriction.objects.create(page=course, restriction_type="login")
        make_occasion(course)
        assert wishes.answer_wishes() == 1
        assert OutboxMail.objects.get().to == "inne@example.org"


def test_an_offer_that_nobody_could_answer_in_time_is_not_made(course):
    start = make_occasion(course, seats=1, in_days=2)
    taken, waiting = register(start, 1), register(start, 2)
    registrations.cancel(taken.pk, now=start.starts_at - HOUR)
    waiting.refresh_from_db()
    assert waiting.state == "waiting"
    assert not PendingRegistration.objects.exists()


def test_answers_go_though_a_question_asks_to_keep_them_for_ever(course, occasion):
    from utbildning.services import retention

    question = CourseQuestion.objects.create(course=course, label="Vad?", purpose="x", keep_days=30_000)
    register(occasion, answers={question.pk: "svar"})
    assert retention.purge_answers(occasion.ends_at + 3700 * DAY) == 1
