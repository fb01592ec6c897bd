"""What test_faults.py lets fail: an occasion with people, and every verb of the services on it."""

import contextlib
from datetime import time, timedelta

import time_machine
from django.db import transaction
from django.utils import timezone

from grund.models import OutboxMail
from tests.factories.courses import applicant, make_occasion, register
from utbildning.models import CourseQuestion, NewDateWish, Registration
from utbildning.services import attendance, groups, imports, occasions, registrations, reminders, retention, wishes

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
YEARS = 11 * 366 * DAY


class Stage:
    """An occasion of two days with one seat, somebody who has it, two who wait, and what else the verbs need."""

    def __init__(self, course):
        self.course = course
        self.question = CourseQuestion.objects.create(course=course, label="Dator?", purpose="Plan")
        self.occasion = make_occasion(
            course, days=2, seats=1, gives_certificate=True, evaluation_url="https://example.org/enkat"
        )
        extras = {"needs": "Vegan", "answers": {self.question.pk: "Ja"}}
        self.seated, self.first, self.second = (register(self.occasion, number, **extras) for number in (1, 2, 3))
        self.roomy = make_occasion(course, in_days=60, days=2)
        registrations.request_by_email(self.roomy.pk, applicant(4, **extras))
        self.word = OutboxMail.objects.get(kind="please_confirm").secret
        wishes.wish(course, "asa@example.org", language="sv", confirmed=False)
        self.wish = OutboxMail.objects.get(kind="confirm_wish").secret
        self.late = self.occasion.starts_at - 30 * HOUR
        self.over = self.occasion.ends_at
        self.file = [imports.ImportRow(number, f"Person {number}", applicant(number)) for number in (11, 12)]

    def days(self, shift):
        return [(day.date + shift * DAY, day.start_time, day.end_time) for day in self.occasion.day_list]

    # --- Done before a verb

    def offer(self):
        registrations.cancel(self.seated.pk, now=self.late)

    def attend(self):
        for day in self.occasion.day_list:
            attendance.note_attendance(self.seated.pk, day.pk, True, now=self.over)
        occasions.mark_held(self.over)

    def attend_first_day(self):
        attendance.note_attendance(self.seated.pk, self.occasion.day_list[0].pk, True, now=self.over)

    def fail(self, sent=False):
        """The mail about the seat failed; ``sent``: so did one without a link, which is whole."""
        if sent:
            OutboxMail.objects.filter(kind="invitation", about=self.about(self.seated)).update(state="failed")
        OutboxMail.objects.filter(kind="confirmed").update(state="failed", secret="")

    def wished_and_new_date(self):
        wishes.confirm_wish(self.wish)
        make_occasion(self.course, in_days=20)

    def hold(self):
        groups.keep(self.occasion.pk, "Begärd utlämnad")

    # --- What a verb is about

    @staticmethod
    def about(registration):
        return f"{registration.about.strip('/')}/"

    def failed(self, kind):
        return OutboxMail.objects.get(kind=kind, state="failed", about=self.about(self.seated)).pk

    def everything(self):
        """All that the editing form can change, at once."""
        days = [*self.days(7), (self.occasion.last_day + 9 * DAY, time(9), time(12))]
        facts = {"place": "Fisksätra", "form": "online", "link": "https://example.org/mote", "note": "Ta med dator"}
        return occasions.change(self.occasion.pk, days=days, seats=2, status="open", leader_title="Kim", **facts)

    def note_day(self):
        changes = {self.seated.pk: (None, True), self.first.pk: (None, False), self.second.pk: (None, None)}
        with time_machine.travel(self.over, tick=False):
            return groups.note_day(self.occasion.pk, self.occasion.day_list[0].pk, changes)

    def message(self):
        return groups.message(self.occasion.pk, groups.ACTIVE, "Ta med", "Ta med dator.", key="message-1")

    def import_all(self, wrong=False):
        extra = [imports.ImportRow(13, "Fel", problems=["Ingen adress"])] if wrong else []
        return imports.import_rows(self.roomy.pk, [*self.file, *extra], all_or_nothing=True)


def register_new(stage):
    return registrations.register(
        stage.roomy.pk,
        applicant(9, needs="Vegan", answers={stage.question.pk: "Ja"}),
        source=Registration.Source.SIGNED_IN,
        form_key="form-9",
        facts_version=1,
    )


# name: (what is done before, what is done, least number of statements)
VERBS = {
    "register": (None, register_new, 10),
    "register and wait": (None, lambda s: register(s.occasion, 9), 10),
    "cancel and promote": (None, lambda s: registrations.cancel(s.seated.pk), 15),
    "cancel and offer": (None, lambda s: registrations.cancel(s.seated.pk, now=s.late), 12),
    "leave the queue": (None, lambda s: registrations.cancel(s.first.pk), 8),
    "raise capacity": (None, lambda s: occasions.set_capacity(s.occasion.pk, 3), 15),
    "no limit": (None, lambda s: occasions.set_capacity(s.occasion.pk, None), 15),
    "move": (None, lambda s: occasions.move(s.occasion.pk, s.days(7), place="Fisksätra"), 15),
    "drop a day": (None, lambda s: occasions.move(s.occasion.pk, s.days(0)[:1]), 15),
    "change everything at once": (None, Stage.everything, 30),
    "cancel the occasion": (None, lambda s: occasions.cancel_occasion(s.occasion.pk, reason="Sjukdom"), 10),
    "create an occasion": (None, lambda s: occasions.create(s.course, s.days(90), seats=5), 5),
    "end an occasion": (None, lambda s: occasions.mark_held(s.over), 6),
    "remove an occasion": (None, lambda s: occasions.remove_draft(s.roomy.pk), 8),
    "accept an offer": (Stage.offer, lambda s: registrations.accept_offer(s.first.pk, now=s.late + HOUR), 8),
    "expire an offer": (Stage.offer, lambda s: registrations.expire_offers(s.late + 25 * HOUR), 12),
    "edit": (None, lambda s: registrations.edit(s.seated.pk, name="Åsa", needs="", answers={s.question.pk: "Nej"}), 8),
    "ask by e-mail": (None, lambda s: registrations.request_by_email(s.roomy.pk, applicant(9)), 6),
    "confirm by link": (None, lambda s: registrations.confirm_pending(s.word), 15),
    "send a lost link": (None, lambda s: registrations.send_links(s.seated.email, "sv"), 6),
    "note attendance": (None, Stage.attend_first_day, 8),
    "take attendance back": (
        Stage.attend,
        lambda s: attendance.note_attendance(s.seated.pk, s.occasion.day_list[0].pk, None, now=s.over),
        8,
    ),
    "remind": (None, lambda s: reminders.remind(s.occasion.starts_at - DAY), 6),
    "ask for the evaluation": (Stage.attend, lambda s: reminders.ask_for_evaluation(s.over + DAY), 6),
    "wish": (None, lambda s: wishes.wish(s.course, "bo@example.org", language="sv", confirmed=False), 5),
    "confirm a wish": (None, lambda s: wishes.confirm_wish(s.wish), 5),
    "take a wish back": (None, lambda s: wishes.withdraw(s.wish), 1),
    "take back a wish of one's own": (
        lambda s: wishes.confirm_wish(s.wish),
        lambda s: wishes.withdraw_own(NewDateWish.objects.get().pk, "asa@example.org"),
        2,
    ),
    "answer wishes": (Stage.wished_and_new_date, lambda s: wishes.answer_wishes(), 6),
    # Leaders
    "write to a group": (None, Stage.message, 8),
    "send again": (lambda s: s.fail(sent=True), lambda s: groups.send_again(s.occasion.pk, s.failed("invitation")), 6),
    "send again with a new link": (Stage.fail, lambda s: groups.send_again(s.occasion.pk, s.failed("confirmed")), 7),
    "remove somebody": (None, lambda s: groups.remove(s.seated.pk, version=s.seated.version), 18),
    "resize": (None, lambda s: groups.resize(s.occasion.pk, 3), 18),
    "note a day for many": (None, Stage.note_day, 15),
    "keep for disclosure": (None, lambda s: groups.keep(s.occasion.pk, "Begärd utlämnad"), 5),
    "keep no longer": (Stage.hold, lambda s: groups.release(s.occasion.pk), 3),
    "import all or nothing": (None, Stage.import_all, 25),
    # Retention
    "remove registrations": (None, lambda s: retention.purge_registrations(s.over + DAY), 10),
    "remove needs": (None, lambda s: retention.purge_needs(s.over + DAY), 1),
    "remove answers": (None, lambda s: retention.purge_answers(s.over + 40 * DAY), 3),
    "remove requests": (None, lambda s: retention.purge_pending(timezone.now() + 2 * DAY), 4),
    "remove records": (Stage.attend, lambda s: retention.purge_records(timezone.now() + YEARS), 1),
    "remove wishes": (None, lambda s: retention.purge_wishes(timezone.now() + YEARS), 4),
}
# Functions of the services that only read, check, or do a part of a verb inside its transaction.
PARTS = {
    *(
        "again_key",
        "available_since",
        "can_go_again",
        "entries_of",
        "check_days",
        "check_seats",
        "free_slug",
        "issue_records",
    ),
    *("members", "new_number", "pending_of", "persons_by_email", "register_locked", "registration_of_link"),
    *("rows_of", "wish_of", "wishes_of"),
}
# Those whose last deed is not of today, and when it is.
WHEN = {
    "cancel and offer": lambda stage: stage.late,
    "expire an offer": lambda stage: stage.late + 25 * HOUR,
}


@contextlib.contextmanager
def undone():
    """What is done inside leaves no trace."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)
