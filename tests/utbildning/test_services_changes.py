"""Cancelling and changing one registration; moving, changing, cancelling and ending an occasion."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from grund.models import AuditEvent, OutboxMail
from tests.factories.courses import make_course, make_occasion, register
from tests.race.invariants import check
from utbildning.models import (
    AccessToken,
    Answer,
    CalendarItem,
    CourseQuestion,
    Needs,
    Occasion,
    OccasionDay,
    PendingRegistration,
    Registration,
)
from utbildning.refusals import Refused
from utbildning.services import attendance, occasions, registrations

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NINE, FOUR = time(9), time(16)


@pytest.fixture
def course(index_page):
    return make_course(index_page("utbildning"))


def mails(row):
    found = OutboxMail.objects.filter(about=row.about).order_by("pk")
    return list(found.values_list("kind", "calendar_method"))


def spans(occasion, shift=0):
    """The days of an occasion as the services take them, ``shift`` days later."""
    days = OccasionDay.objects.filter(occasion=occasion)
    return [(day.date + shift * DAY, day.start_time, day.end_time) for day in days]


class TestCancel:
    def test_the_seat_is_free_and_the_calendar_cleared_after_the_invitation(self, course):
        occasion = make_occasion(course, days=2)
        row = register(occasion, needs="Vegan")
        registrations.cancel(row.pk)
        assert mails(row) == [
            ("confirmed", "REQUEST"),
            ("invitation", "REQUEST"),
            ("cancelled", "CANCEL"),
            ("withdrawal", "CANCEL"),
        ]
        assert not Needs.objects.exists()
        assert set(CalendarItem.objects.values_list("sequence", "cancelled")) == {(1, True)}
        assert check(occasion) == {"cancelled": 1}
        assert AuditEvent.objects.get(action="registration.cancelled").details == {"cancelled_by": "self"}

    def test_twice_is_once(self, course):
        occasion = make_occasion(course)
        row = register(occasion)
        for _ in range(2):
            assert registrations.cancel(row.pk).state == "cancelled"
        assert [kind for kind, _method in mails(row)] == ["confirmed", "cancelled"]
        assert Registration.objects.get().version == 2
        check(occasion)

    def test_after_the_start_it_is_refused_for_everybody(self, course):
        occasion = make_occasion(course)
        row = register(occasion)
        for by in (Registration.CancelledBy.SELF, Registration.CancelledBy.LEADER):
            with pytest.raises(Refused):
                registrations.cancel(row.pk, cancelled_by=by, now=occasion.starts_at)
        assert check(occasion) == {"confirmed": 1}

    def test_two_leaders_who_cancel_the_same_person_have_one_effect(self, course):
        occasion = make_occasion(course, seats=1)
        first, second = register(occasion, 1), register(occasion, 2)
        for _ in range(2):
            registrations.cancel(first.pk, cancelled_by=Registration.CancelledBy.LEADER)
        assert check(occasion) == {"cancelled": 1, "confirmed": 1}
        assert [kind for kind, _method in mails(second)] == ["waiting", "promoted"]

    def test_one_that_was_erased(self):
        with pytest.raises(Registration.DoesNotExist):
            registrations.cancel(987654)


class TestEdit:
    def test_what_may_change_changes(self, course):
        occasion = make_occasion(course)
        question = CourseQuestion.objects.create(course=course, label="Dator?", purpose="Plan")
        row = register(occasion, needs="Vegan", answers={question.pk: "Nej"})
        registrations.edit(row.pk, name="Åsa", unit="IT", needs="Nötter", answers={question.pk: "Ja"})
        row.refresh_from_db()
        assert (row.name, row.unit, row.needs.text, row.answers.get().text) == ("Åsa", "IT", "Nötter", "Ja")
        registrations.edit(row.pk, needs="", answers={question.pk: ""})
        assert not Needs.objects.exists()
        assert not Answer.objects.exists()
        assert [kind for kind, _method in mails(row)] == ["confirmed"]
        check(occasion)

    def test_what_is_not_named_stays(self, course):
        occasion = make_occasion(course)
        row = register(occasion, needs="Vegan", unit="IT")
        registrations.edit(row.pk, name="Åsa")
        row.refresh_from_db()
        assert (row.name, row.unit, row.needs.text) == ("Åsa", "IT", "Vegan")

    @pytest.mark.parametrize("field", ["email", "email_norm", "state", "queue_number", "person", "occasion"])
    def test_the_address_and_the_state_are_not_to_be_edited(self, course, field):
        occasion = make_occasion(course)
        row = register(occasion)
        before = Registration.objects.filter(pk=row.pk).values().get()
        with pytest.raises(TypeError, match=field):
            registrations.edit(row.pk, name="Åsa", **{field: "x@example.org"})
        assert Registration.objects.filter(pk=row.pk).values().get() == before

    def test_not_when_cancelled_and_not_when_it_has_begun(self, course):
        occasion = make_occasion(course)
        row, other = register(occasion, 1), register(occasion, 2)
        registrations.cancel(row.pk)
        with pytest.raises(Refused):
            registrations.edit(row.pk, name="Åsa")
        with pytest.raises(Refused):
            registrations.edit(other.pk, name="Åsa", now=occasion.starts_at)
        assert not Registration.objects.filter(name="Åsa").exists()


class TestMove:
    def test_everybody_is_told_and_entries_keep_their_uid(self, course):
        occasion = make_occasion(course, seats=1, days=2)
        seated, waiting = register(occasion, 1), register(occasion, 2)
        before = dict(CalendarItem.objects.values_list("day", "uid"))
        moved = occasions.move(occasion.pk, spans(occasion, shift=7))
        assert mails(seated)[2:] == [("changed", "REQUEST"), ("invitation", "REQUEST")]
        assert mails(waiting)[1:] == [("changed", "")]
        assert dict(CalendarItem.objects.values_list("day", "uid")) == before
        assert set(CalendarItem.objects.values_list("sequence", flat=True)) == {1}
        assert (moved.facts_version, moved.first_day) == (2, occasion.first_day + 7 * DAY)
        assert (moved.slug, moved.earlier_slugs) == (moved.first_day.isoformat(), [occasion.slug])
        assert set(AccessToken.objects.values_list("expires_at", flat=True)) == {moved.ends_at + DAY}
        assert check(occasion) == {"confirmed": 1, "waiting": 1}

    def test_a_day_that_goes_is_taken_out_of_calendars(self, course):
        occasion = make_occasion(course, days=2)
        row = register(occasion)
        occasions.move(occasion.pk, spans(occasion)[:1])
        assert mails(row)[2:] == [("changed", "REQUEST"), ("withdrawal", "CANCEL")]
        check(occasion)

    def test_a_day_that_comes_is_put_in(self, course):
        occasion = make_occasion(course)
        row = register(occasion)
        day, start, end = spans(occasion)[0]
        occasions.move(occasion.pk, [(day, start, end), (day + DAY, start, end)])
        assert mails(row)[1:] == [("changed", "REQUEST"), ("invitation", "REQUEST")]
        assert sorted(CalendarItem.objects.values_list("sequence", flat=True)) == [0, 1]
        check(occasion)

    def test_another_place_is_told_and_no_change_is_not(self, course):
        occasion = make_occasion(course)
        row = register(occasion)
        occasions.move(occasion.pk, spans(occasion), place=occasion.place)
        assert len(mails(row)) == 1
        occasions.move(occasion.pk, None, place="Fisksätra")
        assert mails(row)[1:] == [("changed", "REQUEST")]
        assert "Fisksätra" in OutboxMail.objects.get(kind="changed").calendar
        check(occasion)

    def test_what_is_quiet_is_told_to_nobody(self, course):
        occasion = make_occasion(course)
        row = register(occasion)
        occasions.change(occasion.pk, note="Ta med dator", leader_title="Modellförvaltaren", gives_certificate=True)
        assert len(mails(row)) == 1
        assert Occasion.objects.get(pk=occasion.pk).facts_version == 1

    def test_who_has_cancelled_hears_no_more(self, course):
        occasion = make_occasion(course)
        row = register(occasion)
        registrations.cancel(row.pk)
        count = len(mails(row))
        occasions.move(occasion.pk, spans(occasion, shift=1))
        assert len(mails(row)) == count
        check(occasion)

    def test_impossible_days_are_refused_at_their_field(self, course):
        occasion = make_occasion(course)
        row = register(occasion)
        first = date(2027, 3, 25)
        for days, field in [
            ([], (0, "date")),
            ([(date(1999, 1, 1), NINE, FOUR)], (0, "date")),
            ([(first, FOUR, NINE)], (0, "end_time")),
            ([(first, NINE, NINE)], (0, "end_time")),
            ([(date(2027, 3, 28), time(2, 30), FOUR)], (0, "start_time")),
            ([(first, NINE, FOUR), (first, time(15), time(17))], (1, "start_time")),
        ]:
            with pytest.raises(Refused) as refusal:
                occasions.move(occasion.pk, days)
            assert refusal.value.field == field
        assert len(mails(row)) == 1
        assert Occasion.objects.get(pk=occasion.pk).facts_version == 1

    def test_what_has_begun_keeps_its_days(self, course):
        occasion = make_occasion(course)
        with pytest.raises(Refused):
            occasions.move(occasion.pk, spans(occasion, shift=9), now=occasion.starts_at)

    def test_a_day_with_attendance_does_not_go(self, course):
        occasion = make_occasion(course, days=2)
        row = register(occasion)
        last = OccasionDay.objects.order_by("-date")[0]
        attendance.note_attendance(row.pk, last.pk, True, now=occasion.ends_at)
        with pytest.raises(Refused) as refusal:
            occasions.move(occasion.pk, spans(occasion)[:1])
        assert refusal.value.field == (0, "date")
        assert OccasionDay.objects.count() == 2
        assert len(mails(row)) == 2
        check(occasion)

    def test_two_on_one_day_have_addresses_of_their_own(self, course):
        first, second = make_occasion(course), make_occasion(course)
        assert second.slug == f"{first.slug}-2"
        moved = occasions.move(first.pk, spans(first, shift=1))
        third = make_occasion(course)
        assert third.slug not in {first.slug, second.slug, moved.slug}

    def test_an_unknown_field_is_a_programmers_mistake(self, course):
        occasion = make_occasion(course)
        with pytest.raises(TypeError, match="taken"):
            occasions.change(occasion.pk, taken=0)


class TestStatus:
    def test_states_that_need_a_verb_of_their_own(self, course):
        occasion = make_occasion(course)
        with pytest.raises(Refused):
            occasions.change(occasion.pk, status="cancelled")
        register(occasion)
        with pytest.raises(Refused):
            occasions.change(occasion.pk, status="draft")
        occasions.cancel_occasion(occasion.pk, reason="Sjukdom")
        with pytest.raises(Refused):
            occasions.change(occasion.pk, status="open")
        check(occasion)

    def test_it_is_held_when_it_is_over(self, course):
        occasion = make_occasion(course, days=2)
        draft = make_occasion(course, status="draft")
        assert occasions.mark_held(occasion.ends_at - HOUR) == 0
        assert occasions.mark_held(occasion.ends_at) == 1
        assert occasions.mark_held(occasion.ends_at) == 0
        assert Occasion.objects.get(pk=occasion.pk).status == "held"
        assert Occasion.objects.get(pk=draft.pk).status == "draft"


class TestCancelOccasion:
    def test_everybody_is_told_why_and_calendars_are_cleared(self, course):
        occasion = make_occasion(course, seats=2)
        rows = [register(occasion, number) for number in (1, 2, 3)]
        registrations.cancel(rows[0].pk)
        occasions.cancel_occasion(occasion.pk, reason="  Kursledaren är sjuk.  ")
        assert check(occasion) == {"cancelled": 3}
        assert [mails(row)[-1] for row in rows] == [("cancelled", "CANCEL")] * 3
        assert len(mails(rows[0])) == 2  # what was cancelled before is not told again
        for row in rows[1:]:
            mail = OutboxMail.objects.filter(about=row.about).last()
            assert "Kursledaren är sjuk." in mail.text
        found = Occasion.objects.get(pk=occasion.pk)
        assert (found.status, found.taken, found.cancel_reason) == ("cancelled", 0, "Kursledaren är sjuk.")

    def test_twice_is_once(self, course):
        occasion = make_occasion(course)
        register(occasion)
        for reason in ("Sjukdom", ""):
            occasions.cancel_occasion(occasion.pk, reason=reason)
        assert OutboxMail.objects.filter(kind="cancelled").count() == 1

    def test_a_reason_is_needed(self, course):
        occasion = make_occasion(course)
        with pytest.raises(Refused) as refusal:
            occasions.cancel_occasion(occasion.pk, reason="  ")
        assert refusal.value.field == "reason"
        assert Occasion.objects.get(pk=occasion.pk).status == "open"

    def test_what_has_been_held_cannot_be_cancelled(self, course):
        occasion = make_occasion(course)
        row = register(occasion)
        attendance.note_attendance(row.pk, occasion.day_list[0].pk, False, now=occasion.ends_at)
        with pytest.raises(Refused):
            occasions.cancel_occasion(occasion.pk, reason="Sjukdom")
        Occasion.objects.filter(pk=occasion.pk).update(status="held")
        with pytest.raises(Refused):
            occasions.cancel_occasion(occasion.pk, reason="Sjukdom")
        assert check(occasion) == {"confirmed": 1}


class TestRemove:
    def test_only_what_nobody_ever_registered_for(self, course):
        occasion, empty = make_occasion(course), make_occasion(course, in_days=50)
        registrations.cancel(register(occasion).pk)
        with pytest.raises(Refused):
            occasions.remove_draft(occasion.pk)
        occasions.remove_draft(empty.pk)
        assert list(Occasion.objects.values_list("pk", flat=True)) == [occasion.pk]

    def test_a_request_that_waits_for_its_button_goes_with_it_and_is_not_mailed(self, course):
        occasion = make_occasion(course)
        registrations.request_by_email(occasion.pk, registrations.Applicant("Åsa", "asa@example.org"))
        occasions.remove_draft(occasion.pk)
        assert not PendingRegistration.objects.exists()
        assert not OutboxMail.objects.filter(state__in=OutboxMail.UNFINISHED).exists()


def test_a_new_occasion_needs_possible_days_and_seats(course):
    today = timezone.localdate()
    for days, seats in (([], 5), ([(today, FOUR, NINE)], 5), ([(today, NINE, FOUR)], 0)):
        with pytest.raises(Refused):
            occasions.create(course, days, seats=seats)
    assert not Occasion.objects.exists()
