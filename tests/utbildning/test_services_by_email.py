"""Registering with an address that must be confirmed, and the links in mails."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from grund import outbox
from grund.models import OutboxMail
from personer.services import person_for
from tests.factories.courses import applicant, make_course, make_occasion, register
from tests.race.invariants import check
from utbildning import tokens
from utbildning.models import AccessToken, CourseQuestion, Needs, Occasion, PendingRegistration, Registration
from utbildning.refusals import FactsChanged, NotOpen, WouldWait
from utbildning.services import occasions, registrations

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def course(index_page):
    return make_course(index_page("utbildning"))


def ask(occasion, number=1, *, accept_waiting=False, facts_version=None, form_key="", now=None, **values):
    """Ask by e-mail; gives the word of the link in the mail, "" where none was written."""
    registrations.request_by_email(
        occasion.pk,
        applicant(number, **values),
        accept_waiting=accept_waiting,
        facts_version=facts_version,
        form_key=form_key,
        now=now,
    )
    mail = OutboxMail.objects.filter(kind="please_confirm").last()
    return mail.secret if mail else ""


class TestAsking:
    def test_it_takes_neither_seat_nor_number(self, course):
        occasion = make_occasion(course, seats=1)
        ask(occasion)
        register(occasion, 2)
        ask(occasion, 3, accept_waiting=True)
        found = Occasion.objects.get(pk=occasion.pk)
        assert (found.taken, found.last_queue_number) == (1, 0)
        assert check(occasion) == {"confirmed": 1}

    def test_two_hundred_made_up_addresses_leave_the_course_as_open_as_before(self, course):
        occasion = make_occasion(course)
        for number in range(200):
            ask(occasion, number)
        assert PendingRegistration.objects.count() == 200
        assert Occasion.objects.filter(pk=occasion.pk).values("taken", "last_queue_number", "status").get() == {
            "taken": 0,
            "last_queue_number": 0,
            "status": "open",
        }
        made = register(occasion, 999, source=Registration.Source.SIGNED_IN)
        assert made.state == "confirmed"
        check(occasion)

    def test_the_same_form_sends_one_mail(self, course):
        occasion = make_occasion(course)
        for _ in range(3):
            ask(occasion, form_key="form-1")
        assert PendingRegistration.objects.count() == OutboxMail.objects.count() == 1

    def test_who_is_registered_learns_it_by_mail_alone(self, course):
        occasion = make_occasion(course)
        made = register(occasion, 1)
        assert registrations.request_by_email(occasion.pk, applicant(2, email="Deltagare1@Example.org")) is None
        assert registrations.request_by_email(occasion.pk, applicant(3)) is None
        already, confirm = OutboxMail.objects.filter(kind__in=["already", "please_confirm"]).order_by("pk")
        assert (already.to, already.about) == (made.email, made.about)
        assert confirm.to == "deltagare3@example.org"
        # What a stranger typed about somebody else is not kept.
        assert PendingRegistration.objects.get(registration=made).data == {}
        assert registrations.registration_of_link(already.secret) == made

    def test_refusals(self, course):
        occasion = make_occasion(course)
        with pytest.raises(FactsChanged):
            ask(occasion, facts_version=7)
        for values in ({"status": "draft"}, {"opens_at": timezone.now() + DAY}, {"in_days": -1}):
            with pytest.raises(NotOpen):
                ask(make_occasion(course, **values))
        assert not PendingRegistration.objects.exists()
        assert not OutboxMail.objects.exists()


class TestConfirming:
    def test_the_button_registers_what_was_typed(self, course):
        occasion = make_occasion(course)
        question = CourseQuestion.objects.create(course=course, label="Dator?", purpose="Plan")
        word = ask(
            occasion, unit="IT", needs="Vegan", answers={question.pk: "Ja"}, language="en", manager_informed=True
        )
        made, link = registrations.confirm_pending(word)
        assert (made.state, made.source, made.person) == ("confirmed", "email", None)
        assert (made.unit, made.language, made.manager_informed) == ("IT", "en", True)
        assert (made.needs.text, made.answers.get().text) == ("Vegan", "Ja")
        assert registrations.registration_of_link(link) == made
        pending = PendingRegistration.objects.get()
        assert (pending.registration, pending.data) == (made, {})
        assert check(occasion) == {"confirmed": 1}

    def test_pressing_it_again_shows_the_same(self, course):
        occasion = make_occasion(course)
        word = ask(occasion)
        made = {registrations.confirm_pending(word)[0].pk for _ in range(3)}
        assert len(made) == 1
        assert OutboxMail.objects.filter(kind="confirmed").count() == 1
        check(occasion)

    def test_two_requests_of_one_address_become_one_registration(self, course):
        occasion = make_occasion(course)
        words = [ask(occasion), ask(occasion)]
        assert words[0] != words[1]
        rows = [registrations.confirm_pending(word)[0] for word in words]
        assert rows[0] == rows[1]
        assert check(occasion) == {"confirmed": 1}

    def test_it_was_free_when_asked_and_is_full_now(self, course):
        occasion = make_occasion(course, seats=1)
        word = ask(occasion)
        register(occasion, 2)
        with pytest.raises(WouldWait):
            registrations.confirm_pending(word)
        assert PendingRegistration.objects.get().data["email"] == "deltagare1@example.org"  # nothing is lost
        made, _link = registrations.confirm_pending(word, accept_waiting=True)
        assert (made.state, made.queue_number) == ("waiting", 1)
        check(occasion)

    def test_who_agreed_to_wait_is_not_asked_again(self, course):
        occasion = make_occasion(course, seats=1)
        word = ask(occasion, accept_waiting=True)
        register(occasion, 2)
        assert registrations.confirm_pending(word)[0].state == "waiting"
        check(occasion)

    def test_it_moved_in_between(self, course):
        occasion = make_occasion(course)
        word = ask(occasion)
        occasions.move(occasion.pk, None, place="Fisksätra")
        with pytest.raises(FactsChanged):
            registrations.confirm_pending(word)
        assert registrations.confirm_pending(word, facts_version=2)[0].state == "confirmed"
        check(occasion)

    def test_it_closed_in_between(self, course):
        occasion = make_occasion(course)
        word = ask(occasion)
        occasions.change(occasion.pk, status="closed")
        with pytest.raises(NotOpen):
            registrations.confirm_pending(word)
        assert check(occasion) == {}

    def test_the_link_runs_out(self, course):
        occasion, now = make_occasion(course), timezone.now()
        word = ask(occasion, now=now)
        assert registrations.pending_of(word, now + 23 * HOUR) is not None
        assert registrations.pending_of(word, now + 24 * HOUR) is None
        with pytest.raises(PendingRegistration.DoesNotExist):
            registrations.confirm_pending(word, now=now + 24 * HOUR)
        assert check(occasion) == {}

    @pytest.mark.parametrize("spoil", [lambda word: word[:-1], lambda word: word + "x", lambda word: "", str.swapcase])
    def test_a_spoilt_link_opens_nothing(self, course, spoil):
        occasion = make_occasion(course)
        word = spoil(ask(occasion))
        assert registrations.pending_of(word) is None
        with pytest.raises(PendingRegistration.DoesNotExist):
            registrations.confirm_pending(word)


class TestLinks:
    def test_a_link_opens_its_own_registration_until_the_day_after(self, course):
        occasion = make_occasion(course)
        rows = [register(occasion, number) for number in (1, 2)]
        words = [OutboxMail.objects.get(about=row.about).secret for row in rows]
        assert [registrations.registration_of_link(word) for word in words] == rows
        end = occasion.ends_at + DAY
        assert registrations.registration_of_link(words[0], end - HOUR) == rows[0]
        assert registrations.registration_of_link(words[0], end) is None
        assert registrations.registration_of_link(words[0][:-1]) is None

    def test_a_link_to_confirm_is_no_link_to_a_registration(self, course):
        occasion = make_occasion(course)
        word = ask(occasion)
        registrations.confirm_pending(word)
        assert registrations.registration_of_link(word) is None
        link = OutboxMail.objects.get(kind="confirmed").secret
        assert registrations.pending_of(link) is None

    def test_who_has_an_account_signs_in_instead(self, course, cast):
        row = register(make_occasion(course), person=person_for(cast["staff"]))
        assert not AccessToken.objects.exists()
        mail = OutboxMail.objects.get()
        assert (mail.secret, outbox.SECRET in mail.text) == ("", False)
        assert str(row.key) in mail.text

    def test_a_lost_link_is_sent_for_what_is_to_come(self, course):
        occasion, later, past = (make_occasion(course, in_days=days) for days in (20, 40, 3))
        rows = [register(found, 1) for found in (occasion, later, past)]
        cancelled = register(make_occasion(course, in_days=60), 1)
        registrations.cancel(cancelled.pk)
        now = past.ends_at + DAY
        registrations.send_links(" DELTAGARE1@example.org", "en", now=now)
        sent = OutboxMail.objects.filter(kind="lost_link")
        assert {mail.about for mail in sent} == {rows[0].about, rows[1].about}
        assert {mail.language for mail in sent} == {"en"}
        assert {registrations.registration_of_link(mail.secret) for mail in sent} == {rows[0], rows[1]}

    def test_for_an_unknown_address_nothing_is_sent(self, course):
        register(make_occasion(course), 1)
        count = OutboxMail.objects.count()
        assert registrations.send_links("nobody@example.org", "sv") is None
        assert OutboxMail.objects.count() == count

    def test_once_the_mail_is_sent_only_the_hash_is_left_in_the_database(self, course, mailoutbox):
        occasion = make_occasion(course)
        words = [ask(occasion)]
        registrations.confirm_pending(words[0])
        words.append(OutboxMail.objects.get(kind="confirmed").secret)
        assert outbox.send_due() == 2
        for word, message in zip(words, mailoutbox, strict=True):
            assert word in message.body
            assert word in message.alternatives[0].content
        dump = whole_database()
        for word in words:
            assert word not in dump
            assert tokens.digest(word) in dump  # the dump does see these tables


def whole_database():
    """Every value of the tables that could hold a link."""
    found = []
    for model in (OutboxMail, AccessToken, PendingRegistration, Registration, Needs, Occasion):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)
