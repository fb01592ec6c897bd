"""What is left of somebody without an account when every period has passed: nothing, wherever one looks."""

import logging
import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from grund import outbox, retention
from grund.models import OutboxMail, RetentionRecord
from tests.factories.courses import make_course, make_occasion, register
from tests.race.invariants import check
from tests.utbildning.traces import EMAIL, NAME, OTHER_EMAIL, OTHER_NAME, TRACES, dump, files, told, traces
from utbildning import mails
from utbildning.models import (
    Answer,
    Attendance,
    CourseQuestion,
    CourseRecord,
    Needs,
    NewDateWish,
    Occasion,
    PendingRegistration,
    Registration,
)
from utbildning.services import attendance, occasions, registrations, reminders, wishes

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def course(index_page):
    return make_course(index_page("utbildning"))


class Refuses:
    """A mail server that takes nothing and quotes the address while it says so."""

    def open(self):
        return False

    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({to: (550, f"<{to}> is unknown".encode()) for to in messages[0].to})

    def close(self):
        pass


@pytest.fixture
def lived(course, monkeypatch, caplog, mailoutbox):
    """All that a person without account can leave behind; gives the occasion, which is over."""
    caplog.set_level(logging.DEBUG)
    question = CourseQuestion.objects.create(course=course, label="Vem är din chef?", purpose="Plan")
    occasion = make_occasion(course, seats=3, gives_certificate=True, evaluation_url="https://example.org/enkat")
    later = make_occasion(course, in_days=45)
    extras = {"name": NAME, "email": EMAIL, "needs": "Tål inte selleri", "answers": {question.pk: f"Chefen {NAME}"}}
    registrations.request_by_email(occasion.pk, registrations.Applicant(**extras))
    made, _word = registrations.confirm_pending(OutboxMail.objects.get(kind="please_confirm").secret)
    # Never confirmed, asked for twice, lost the link, in the queue of another, cancelled, imported.
    registrations.request_by_email(later.pk, registrations.Applicant(**extras))
    registrations.request_by_email(occasion.pk, registrations.Applicant(**extras))
    registrations.send_links(EMAIL, "sv")
    register(occasion, source=Registration.Source.IMPORT, name=OTHER_NAME, email=OTHER_EMAIL, needs="Ej selleri")
    gone = register(occasion, name="Xylofonsson", email="x@xylofonsson.example.org")
    registrations.cancel(gone.pk)
    outbox.send_due()
    with transaction.atomic():
        letter = mails.Letters(occasion).message(made, f"Till {NAME}", f"Hej {NAME}!", key="message-1", secret="ord")
        outbox.put(letter)
    monkeypatch.setattr(outbox, "get_connection", Refuses)
    outbox.send_due()
    monkeypatch.undo()
    assert OutboxMail.objects.get(kind="message").state == "failed"
    with time_machine.travel(occasion.starts_at - DAY):
        reminders.remind()
    for day in occasion.day_list:
        attendance.note_attendance(made.pk, day.pk, True, now=occasion.ends_at)
        later_noted = Registration.objects.get(email=OTHER_EMAIL)
        attendance.note_attendance(later_noted.pk, day.pk, False, now=occasion.ends_at)
    occasions.mark_held(occasion.ends_at)
    reminders.ask_for_evaluation(occasion.ends_at + DAY)
    other = make_course(course.get_parent(), slug="annan")
    wishes.wish(other, EMAIL, language="sv", confirmed=False)
    wishes.wish(other, OTHER_EMAIL, language="sv", confirmed=True)
    wishes.wish(course, OTHER_EMAIL, language="sv", confirmed=True)
    make_occasion(course, in_days=80)
    assert wishes.answer_wishes() == 1
    return occasion


def years(number):
    return time_machine.travel(timezone.now() + number * 366 * DAY)


class TestEveryPeriodHasPassed:
    def test_nothing_names_them_any_more(self, lived, caplog):
        # The control: before, they stand in every table that may hold them.
        before = traces(dump())
        assert {
            "grund_outboxmail",
            "utbildning_answer",
            "utbildning_courserecord",
            "utbildning_needs",
            "utbildning_newdatewish",
            "utbildning_pendingregistration",
            "utbildning_registration",
        } <= set(before)
        with years(11):
            outbox.send_due()  # what still waited is too old, or goes
            retention.apply()
            with time_machine.travel(timezone.now() + 31 * DAY):
                retention.apply()  # the texts of what went just now
        lines = dump()
        assert traces(lines) == []
        assert not any(trace in text.lower() for trace in TRACES for text in files())
        records = [*caplog.get_records("setup"), *caplog.records]
        assert any("could not be sent" in record.getMessage() for record in records)
        assert told(records) == []
        assert any("utbildning_occasion:" in line for line in lines)  # the dump was one

    def test_statistics_and_protocol_survive(self, lived):
        with years(11):
            removed = retention.apply()
        assert removed["utbildning.registrations"] == 3
        found = Occasion.objects.get(pk=lived.pk)
        assert found.statistics == {"confirmed": 2, "cancelled": 1, "attended_days": 1, "missed_days": 1}
        assert (found.taken, found.status) == (0, "held")
        assert not Registration.objects.exists()
        assert not Attendance.objects.exists()
        check(found)
        rules = dict(RetentionRecord.objects.values_list("rule", "removed"))
        assert rules["utbildning.registrations"] == 3
        assert rules["utbildning.records"] == 1

    def test_a_dry_run_changes_nothing(self, lived):
        before = dump()
        with years(11):
            counted = retention.apply(dry_run=True)
            assert counted["utbildning.registrations"] == 3
            assert dump() == before
            done = retention.apply()
        # The texts of mails go with their registrations, which were still there when the dry run came to them.
        assert {**done, "grund.mail_bodies": 0} == {**counted, "grund.mail_bodies": 0}

    def test_a_second_run_removes_nothing_more(self, lived):
        with years(11):
            assert sum(retention.apply().values()) > 0
            before = dump()
            assert sum(retention.apply().values()) == 0
            assert dump() == before

    def test_a_mail_that_still_waits_is_not_sent_to_somebody_who_was_erased(self, lived, mailoutbox):
        with years(11):
            OutboxMail.objects.update(expires_at=None)
            waiting = OutboxMail.objects.filter(state__in=OutboxMail.UNFINISHED, about__startswith=lived.about)
            assert waiting.exists()
            retention.apply()
            sent = len(mailoutbox)
            outbox.send_due()
            assert not any("utbildning/occasion" in row.about for row in OutboxMail.objects.all())
            addressed = {to.lower() for message in mailoutbox[sent:] for to in message.recipients()}
            # The wishes had mails of their own, which nobody has erased.
            assert len(addressed) <= 1


class TestPeriods:
    def at(self, occasion, days):
        """Retention as it runs so many days after the course's last one."""
        return time_machine.travel(occasion.ends_at + days * DAY)

    def test_needs_go_within_seven_days_and_the_registration_stays(self, lived):
        for days, left in ((1, 2), (6, 2), (7, 0)):
            with self.at(lived, days):
                retention.apply()
            assert Needs.objects.count() == left, days
        assert Registration.objects.filter(occasion=lived).count() == 3
        assert "selleri" not in "\n".join(line for line in dump() if "_registration:" in line).lower()

    def test_needs_of_a_request_go_with_the_request(self, lived):
        with self.at(lived, 7):
            retention.apply()
        assert not any("selleri" in line.lower() for line in dump())

    def test_answers_go_when_their_question_says(self, lived):
        for days, left in ((30, 1), (31, 0)):
            with self.at(lived, days):
                retention.apply()
            assert Answer.objects.count() == left, days

    def test_registrations_stay_a_year_and_records_ten(self, lived):
        for days, registered, recorded in ((364, 3, 1), (367, 0, 1), (3640, 0, 1), (3660, 0, 0)):
            with self.at(lived, days):
                retention.apply()
            found = Registration.objects.count(), CourseRecord.objects.count()
            assert found == (registered, recorded), days

    def test_the_record_still_answers_when_the_registration_is_gone(self, lived):
        number = CourseRecord.objects.get().number
        with self.at(lived, 400):
            retention.apply()
        found = CourseRecord.objects.valid().get(number=number)
        assert (found.registration, found.holder) == (None, NAME)

    def test_requests_go_when_their_link_runs_out(self, lived):
        with time_machine.travel(timezone.now() + 25 * timedelta(hours=1)):
            retention.apply()
        assert not PendingRegistration.objects.exists()
        assert not OutboxMail.objects.filter(kind="please_confirm").exists()
        assert Registration.objects.count() == 3

    def test_periods_are_settings(self, lived, settings):
        settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_KEEP_REGISTRATION_DAYS": 10}
        settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_KEEP_RECORD_DAYS": 20}
        settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_RETENTION_DECISION": "KS 2027/12"}
        with self.at(lived, 12):
            retention.apply()
        assert not Registration.objects.exists()
        assert CourseRecord.objects.exists()
        assert set(
            RetentionRecord.objects.filter(rule__startswith="utbildning").values_list("decision", flat=True)
        ) == {"KS 2027/12"}


class TestHold:
    KEPT = (Registration, Needs, Answer, Attendance, CourseRecord, PendingRegistration)

    def test_what_is_to_be_handed_out_stays_whole(self, lived):
        """Also the record, the requests and the texts of the mails."""
        wanted = {model: model.objects.count() for model in self.KEPT}
        wanted[PendingRegistration] = PendingRegistration.objects.filter(occasion=lived).count()
        texts = list(OutboxMail.objects.filter(about__startswith=lived.about).values_list("pk", "text"))
        retention.hold(lived.about, "Begärd utlämnad", None)
        with years(11):
            retention.apply()
        assert {model: model.objects.count() for model in self.KEPT} == wanted
        found = OutboxMail.objects.filter(about__startswith=lived.about).values_list("pk", "text")
        assert sorted(found) == sorted(texts)
        assert all(text for _pk, text in texts)
        check(lived)

    def test_of_one_registration_it_keeps_the_occasion(self, lived):
        retention.hold(Registration.objects.get(email=EMAIL).about, "Begärd utlämnad", None)
        with years(11):
            retention.apply()
        assert Registration.objects.filter(email=EMAIL).exists()
        assert CourseRecord.objects.exists()

    def test_a_wish_can_be_held_too(self, lived):
        wish = NewDateWish.objects.get(confirmed_at__isnull=False)
        retention.hold(wish.about, "Begärd utlämnad", None)
        with years(11):
            retention.apply()
        assert list(NewDateWish.objects.all()) == [wish]

    def test_when_it_is_lifted_everything_goes(self, lived):
        retention.hold(lived.about, "Begärd utlämnad", None)
        with years(11):
            retention.apply()
            assert traces(dump())
            retention.lift(lived.about, None)
            retention.apply()
        assert not any(model.objects.exists() for model in self.KEPT)

    def test_another_occasion_is_not_held_with_it(self, lived):
        other = make_occasion(lived.course, in_days=30)
        register(other, 7)
        retention.hold(lived.about, "Begärd utlämnad", None)
        with years(11):
            retention.apply()
        assert not Registration.objects.filter(occasion=other).exists()
