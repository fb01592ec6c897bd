"""Who gets a seat, who waits, who comes next."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from grund.models import AuditEvent, OutboxMail
from grund.signals import changed
from personer.services import person_for
from tests.factories.courses import applicant, make_course, make_occasion, register
from tests.race.invariants import check
from utbildning.models import Answer, CourseQuestion, Needs, Occasion, Registration
from utbildning.refusals import AlreadyRegistered, BelowTaken, FactsChanged, NotOpen, Refused, WouldWait
from utbildning.services import occasions, registrations
from utbildning.services.seats import position_of

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SELF = Registration.Source.SIGNED_IN


@pytest.fixture
def course(index_page):
    return make_course(index_page("utbildning"))


def full(course, seats=2, waiting=0, **values):
    """An occasion whose seats are taken, and as many who wait as asked for; gives it and the registrations in order."""
    occasion = make_occasion(course, seats=seats, **values)
    return occasion, [register(occasion, number) for number in range(1, seats + waiting + 1)]


def states(*rows):
    found = Registration.objects.in_bulk([row.pk for row in rows])
    return [found[row.pk].state for row in rows]


def kinds(row):
    return list(OutboxMail.objects.filter(about=row.about).order_by("pk").values_list("kind", flat=True))


def register_self(occasion, number, **options):
    return registrations.register(occasion.pk, applicant(number), source=SELF, **options)


class TestRegister:
    def test_a_seat_comes_with_entry_mail_log_and_signal(self, course):
        occasion, heard = make_occasion(course, days=2), []

        def hear(sender, pks, what, **rest):
            heard.append((sender, pks, what))

        changed.connect(hear)
        try:
            made = register(occasion, needs="Vegan", name="Åsa Öberg", unit="Digitalisering", role_code="OL")
        finally:
            changed.disconnect(hear)
        assert heard == [(Registration, [made.pk], "registered")]
        assert check(occasion) == {"confirmed": 1}
        assert (made.name, made.unit, made.role_code, made.queue_number) == ("Åsa Öberg", "Digitalisering", "OL", None)
        assert Needs.objects.get().text == "Vegan"
        assert kinds(made) == ["confirmed", "invitation"]
        event = AuditEvent.objects.get(action="registration.registered")
        assert event.about == made.about
        assert "Åsa" not in str(event.details)

    def test_the_answers_to_the_courses_own_questions(self, course):
        occasion = make_occasion(course)
        asked = [CourseQuestion.objects.create(course=course, label=text, purpose="Plan") for text in ("Ett", "Två")]
        made = register(occasion, answers={asked[0].pk: "Ja", asked[1].pk: ""})
        assert list(Answer.objects.values_list("registration", "question", "text")) == [(made.pk, asked[0].pk, "Ja")]

    def test_full_asks_before_it_queues(self, course):
        occasion, _rows = full(course, waiting=2)
        with pytest.raises(WouldWait) as refusal:
            register_self(occasion, 9)
        assert refusal.value.position == 3
        assert "3" in str(refusal.value.sentence)
        made = register_self(occasion, 9, accept_waiting=True)
        assert (made.state, made.queue_number, position_of(made)) == ("waiting", 3, 3)
        assert kinds(made) == ["waiting"]
        assert OutboxMail.objects.get(kind="waiting", to="deltagare9@example.org").calendar == ""
        check(occasion)

    def test_the_last_seat_and_one_who_waits_are_told_apart(self, course):
        occasion, (first, second) = full(course, seats=1, waiting=1)
        assert states(first, second) == ["confirmed", "waiting"]
        assert (kinds(first), kinds(second)) == (["confirmed"], ["waiting"])
        assert re.search(r"\b1\b", OutboxMail.objects.get(kind="waiting").text.split("\n\n")[0])
        check(occasion)

    def test_without_limit_nobody_waits(self, course):
        occasion = make_occasion(course, seats=None)
        for number in range(30):
            register(occasion, number)
        assert check(occasion) == {"confirmed": 30}

    @pytest.mark.parametrize("again", ["deltagare1@example.org", "DELTAGARE1@EXAMPLE.ORG", "  Deltagare1@example.org "])
    def test_an_address_registers_once_however_it_is_written(self, course, again):
        occasion = make_occasion(course)
        made = register(occasion, 1)
        with pytest.raises(AlreadyRegistered) as refusal:
            register(occasion, 2, email=again)
        assert refusal.value.registration == made
        assert check(occasion) == {"confirmed": 1}

    def test_two_addresses_with_a_plus_are_two(self, course):
        occasion = make_occasion(course)
        for number in (1, 2):
            register(occasion, number, email=f"kim+{number}@example.org")
        assert check(occasion) == {"confirmed": 2}

    def test_a_person_registers_once_whatever_the_address(self, course, cast):
        occasion, person = make_occasion(course), person_for(cast["staff"])
        register(occasion, 1, person=person)
        with pytest.raises(AlreadyRegistered):
            register(occasion, 2, person=person)
        assert check(occasion) == {"confirmed": 1}

    def test_the_same_form_sent_twice_registers_once(self, course):
        occasion = make_occasion(course)
        made = [register(occasion, 1, form_key="form-1") for _ in range(3)]
        assert len({row.pk for row in made}) == 1
        assert kinds(made[0]) == ["confirmed"]
        check(occasion)

    def test_somebody_elses_form_key_says_nothing(self, course):
        occasion, other = make_occasion(course), make_occasion(course, in_days=60)
        first = register(occasion, 1, form_key="form-1")
        second = register(occasion, 2, form_key="form-1")
        third = register(other, 1, form_key="form-1")
        assert len({first.pk, second.pk, third.pk}) == 3
        assert check(occasion) == {"confirmed": 2}
        check(other)

    def test_the_facts_must_be_those_that_were_shown(self, course):
        occasion = make_occasion(course)
        occasions.move(occasion.pk, None, place="Fisksätra")
        with pytest.raises(FactsChanged):
            register_self(occasion, 1, facts_version=1)
        register_self(occasion, 1, facts_version=2)
        assert check(occasion) == {"confirmed": 1}

    def test_when_registration_is_not_open_nobody_registers_alone(self, course):
        soon = timezone.now() + DAY
        over = {"closes_at": timezone.now() - HOUR}
        for values in ({"opens_at": soon}, over, {"status": "draft"}, {"status": "closed"}, {"in_days": -1}):
            with pytest.raises(NotOpen):
                register_self(make_occasion(course, **values), 1)
        assert not Registration.objects.exists()
        assert not OutboxMail.objects.exists()

    def test_a_leader_registers_until_the_start(self, course):
        for values in ({"opens_at": timezone.now() + DAY}, {"status": "closed"}, {"closes_at": timezone.now() - HOUR}):
            occasion = make_occasion(course, **values)
            register(occasion, 1)
            check(occasion)
        for values in ({"status": "draft"}, {"in_days": -1}, {"in_days": -1, "days": 3}):
            with pytest.raises(NotOpen):
                register(make_occasion(course, **values), 1)

    def test_a_closing_time_after_the_start_lets_nobody_in_late(self, course):
        occasion = make_occasion(course, days=2)
        Occasion.objects.filter(pk=occasion.pk).update(closes_at=occasion.ends_at)
        with pytest.raises(NotOpen):
            register_self(occasion, 1, now=occasion.starts_at + HOUR)

    def test_an_occasion_that_is_not_there(self):
        with pytest.raises(Occasion.DoesNotExist):
            registrations.register(987654, applicant(1), source=SELF)


class TestQueue:
    def test_the_seat_that_somebody_gives_back_goes_to_the_first(self, course):
        occasion, rows = full(course, waiting=3)
        registrations.cancel(rows[0].pk)
        assert states(*rows) == ["cancelled", "confirmed", "confirmed", "waiting", "waiting"]
        assert kinds(rows[2]) == ["waiting", "promoted"]
        assert [position_of(Registration.objects.get(pk=row.pk)) for row in rows[3:]] == [1, 2]
        assert check(occasion) == {"confirmed": 2, "waiting": 2, "cancelled": 1}

    def test_a_newcomer_never_passes_the_queue_even_when_a_seat_is_free(self, course):
        """After closing nobody is promoted, so that the seat stays free: a leader's newcomer waits all the same."""
        occasion, rows = full(course, waiting=1)
        occasions.change(occasion.pk, status="closed")
        registrations.cancel(rows[0].pk)
        assert states(rows[2]) == ["waiting"]
        newcomer = register(occasion, 9)
        assert newcomer.state == "waiting"
        check(occasion)
        occasions.change(occasion.pk, status="open")  # and now the first in the queue gets it
        assert states(rows[2], newcomer) == ["confirmed", "waiting"]
        check(occasion)

    def test_who_registers_again_stands_last(self, course):
        occasion, rows = full(course, waiting=2)
        registrations.cancel(rows[2].pk)
        again = register(occasion, 3)
        assert again.pk != rows[2].pk
        assert again.queue_number == 3
        assert position_of(again) == 2
        registrations.cancel(rows[0].pk)
        assert states(rows[3], again) == ["confirmed", "waiting"]
        check(occasion)

    def test_leaving_the_queue_frees_no_seat(self, course):
        occasion, rows = full(course, waiting=2)
        registrations.cancel(rows[2].pk)
        assert states(*rows) == ["confirmed", "confirmed", "cancelled", "waiting"]
        assert kinds(rows[2]) == ["waiting", "cancelled"]
        check(occasion)

    def test_three_more_seats_for_five_who_wait(self, course):
        occasion, rows = full(course, waiting=5)
        before = OutboxMail.objects.count()
        occasions.set_capacity(occasion.pk, 5)
        assert states(*rows) == ["confirmed"] * 5 + ["waiting"] * 2
        assert [kinds(row)[-1] for row in rows[2:5]] == ["promoted"] * 3
        assert OutboxMail.objects.count() == before + 3
        assert [position_of(Registration.objects.get(pk=row.pk)) for row in rows[5:]] == [1, 2]
        assert check(occasion) == {"confirmed": 5, "waiting": 2}
        event = AuditEvent.objects.get(action="occasion.capacity")
        assert event.details == {"before": 2, "after": 5}

    def test_no_limit_any_more_empties_the_queue(self, course):
        occasion, _rows = full(course, waiting=5)
        occasions.set_capacity(occasion.pk, None)
        assert check(occasion) == {"confirmed": 7}

    def test_fewer_seats_than_are_taken_is_refused(self, course):
        occasion, _rows = full(course, seats=3)
        with pytest.raises(BelowTaken) as refusal:
            occasions.set_capacity(occasion.pk, 2)
        assert (refusal.value.taken, refusal.value.field) == (3, "seats")
        assert Occasion.objects.get(pk=occasion.pk).seats == 3
        check(occasion)

    @pytest.mark.parametrize("seats", [0, -1, 10_001, 10**9])
    def test_an_impossible_number_of_seats_is_refused(self, course, seats):
        occasion = make_occasion(course)
        with pytest.raises(Refused) as refusal:
            occasions.set_capacity(occasion.pk, seats)
        assert refusal.value.field == "seats"
        assert Occasion.objects.get(pk=occasion.pk).seats == 12


class TestOffers:
    """After the cutoff a free seat is offered for a time instead of given."""

    def late(self, occasion):
        return occasion.starts_at - 30 * HOUR

    def offered(self, course, waiting=2):
        occasion, rows = full(course, waiting=waiting)
        now = self.late(occasion)
        registrations.cancel(rows[0].pk, now=now)
        return occasion, rows, now

    def test_before_the_cutoff_the_seat_is_given(self, course):
        occasion, rows = full(course, waiting=1)
        registrations.cancel(rows[0].pk, now=occasion.starts_at - 20 * DAY)
        assert states(rows[2]) == ["confirmed"]

    def test_after_it_the_seat_is_held(self, course):
        occasion, rows, now = self.offered(course)
        assert states(*rows) == ["cancelled", "confirmed", "offered", "waiting"]
        held = Registration.objects.get(pk=rows[2].pk)
        assert held.offered_until == now + 24 * HOUR
        assert kinds(held) == ["waiting", "offered"]
        mail = OutboxMail.objects.get(kind="offered")
        assert (mail.calendar, mail.expires_at) == ("", held.offered_until)
        assert check(occasion, now) == {"cancelled": 1, "confirmed": 1, "offered": 1, "waiting": 1}

    def test_an_offer_ends_with_registration_at_the_latest(self, course):
        occasion, rows = full(course, waiting=1)
        now = occasion.starts_at - 2 * HOUR
        registrations.cancel(rows[0].pk, now=now)
        assert Registration.objects.get(pk=rows[2].pk).offered_until == occasion.starts_at

    def test_yes_confirms_and_invites_and_a_second_yes_does_nothing(self, course):
        occasion, rows, now = self.offered(course)
        for _ in range(2):
            assert registrations.accept_offer(rows[2].pk, now=now + HOUR).state == "confirmed"
        assert kinds(rows[2]) == ["waiting", "offered", "confirmed"]
        check(occasion, now)

    def test_no_passes_it_on(self, course):
        occasion, rows, now = self.offered(course)
        registrations.cancel(rows[2].pk, now=now + HOUR)
        assert states(*rows) == ["cancelled", "confirmed", "cancelled", "offered"]
        assert "CANCEL" not in OutboxMail.objects.filter(about=rows[2].about).values_list("calendar_method", flat=True)
        check(occasion, now)

    def test_silence_passes_it_on_too(self, course):
        occasion, rows, now = self.offered(course)
        assert registrations.expire_offers(now + 23 * HOUR) == 0
        later = now + 24 * HOUR
        assert registrations.expire_offers(later) == 1
        assert registrations.expire_offers(later) == 0
        assert states(*rows) == ["cancelled", "confirmed", "cancelled", "offered"]
        assert Registration.objects.get(pk=rows[2].pk).cancelled_by == "offer"
        assert kinds(rows[2])[-1] == "cancelled"
        check(occasion, later)
        with pytest.raises(Refused):
            registrations.accept_offer(rows[2].pk, now=later)

    def test_yes_after_the_end_is_refused_before_the_job_has_run(self, course):
        occasion, rows, now = self.offered(course)
        with pytest.raises(Refused):
            registrations.accept_offer(rows[2].pk, now=now + 24 * HOUR)
        assert states(rows[2]) == ["offered"]
        check(occasion, now)

    def test_yes_after_the_start_is_refused(self, course):
        """The occasion was moved forward while the offer stood."""
        occasion, rows, now = self.offered(course)
        earlier = timezone.localtime(now + 2 * HOUR)
        day = occasion.day_list[0]
        occasions.move(occasion.pk, [(earlier.date(), earlier.time(), day.end_time)], now=now)
        with pytest.raises(Refused):
            registrations.accept_offer(rows[2].pk, now=now + 3 * HOUR)

    def test_there_is_nothing_to_accept_for_who_waits(self, course):
        occasion, rows, now = self.offered(course)
        with pytest.raises(Refused):
            registrations.accept_offer(rows[3].pk, now=now)
        check(occasion, now)

    def test_the_seat_is_counted_while_it_is_offered(self, course):
        occasion, _rows, now = self.offered(course)
        with pytest.raises(BelowTaken):
            occasions.set_capacity(occasion.pk, 1, now=now)
        assert register(occasion, 9, now=now).state == "waiting"


class TestNobodyIsPromotedTooLate:
    def test_after_closing(self, course):
        occasion, rows = full(course, waiting=1)
        Occasion.objects.filter(pk=occasion.pk).update(closes_at=occasion.starts_at - 5 * DAY)
        now = occasion.starts_at - 4 * DAY
        registrations.cancel(rows[0].pk, now=now)
        assert states(*rows) == ["cancelled", "confirmed", "waiting"]
        check(occasion, now)

    def test_after_the_start(self, course):
        occasion, rows = full(course, waiting=1)
        now = occasion.starts_at + HOUR
        occasions.set_capacity(occasion.pk, 5, now=now)
        assert states(rows[2]) == ["waiting"]
        check(occasion, now)

    @pytest.mark.parametrize("status", ["closed", "held", "cancelled"])
    def test_when_it_is_not_open(self, course, status):
        occasion, rows = full(course, waiting=1)
        Occasion.objects.filter(pk=occasion.pk).update(status=status)
        occasions.set_capacity(occasion.pk, 5)
        assert states(rows[2]) == ["waiting"]
