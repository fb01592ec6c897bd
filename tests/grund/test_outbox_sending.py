"""Sending: who holds a mail, what a server's answer leads to, and what may be written down about it."""

import logging
import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from grund import outbox, worker
from grund.models import OutboxMail
from tests.grund.test_outbox import mail, put
from tests.kill.sink import Sink, free_port

NAME, ADDRESS = "Åsa Öberg", "asa.oberg@example.org"


class Server:
    """A mail server that answers as told: each answer is an error to raise, or a function to call."""

    timeout = None

    def __init__(self):
        self.answers, self.taken, self.opens, self.closed = [], [], [], 0
        self.is_open = False

    def open(self):
        if self.is_open:
            return False
        if self.opens:
            raise self.opens.pop(0)
        self.is_open = True
        return True

    def send_messages(self, messages):
        answer = self.answers.pop(0) if self.answers else None
        if isinstance(answer, Exception):
            raise answer
        if answer:
            answer()
        self.taken += [message.message() for message in messages]

    def close(self):
        self.is_open = False
        self.closed += 1

    @property
    def subjects(self):
        return [str(message["Subject"]) for message in self.taken]


@pytest.fixture
def server(monkeypatch):
    made = Server()
    monkeypatch.setattr(outbox, "get_connection", lambda: made)
    return made


def row():
    return OutboxMail.objects.get()


def refused(code, text=b"no"):
    return smtplib.SMTPRecipientsRefused({ADDRESS: (code, text)})


def numbered(count, **values):
    return [mail(number, subject=f"Nr {number}", **values) for number in range(count)]


@pytest.mark.django_db
class TestClaim:
    def test_a_mail_goes_once_and_its_secret_is_forgotten(self, server):
        put()
        assert outbox.send_due() == 1
        assert outbox.send_due() == 0
        found = row()
        assert (found.state, found.attempts, found.secret, found.leased_by) == ("sent", 1, "", "")
        assert found.sent_at
        assert found.leased_until is None
        assert len(server.taken) == 1
        assert "raw-token" in server.taken[0].as_string()

    def test_one_connection_for_all_of_a_round(self, server):
        put(*numbered(5))
        assert outbox.send_due() == 5
        assert server.closed == 1
        assert server.timeout == 30

    def test_no_connection_when_there_is_nothing(self, monkeypatch):
        monkeypatch.setattr(outbox, "get_connection", lambda: pytest.fail("asked for a connection"))
        assert outbox.send_due() == 0

    def test_while_it_is_sent_it_is_held(self, server):
        seen = []
        server.answers = [lambda: seen.append((row(), outbox.send_due(holder="other")))]
        put()
        outbox.send_due(holder="me")
        held, sent_by_other = seen[0]
        assert (held.state, held.leased_by, held.attempts) == ("sending", "me", 1)
        assert timedelta(seconds=110) < held.leased_until - timezone.now() <= timedelta(seconds=120)
        assert sent_by_other == 0

    def test_a_worker_that_was_too_slow_leaves_the_row_of_its_successor_alone(self, server, caplog):
        server.answers = [lambda: OutboxMail.objects.update(attempts=2, leased_by="successor")]
        put()
        outbox.send_due(holder="slow")
        assert (row().state, row().leased_by, row().secret) == ("sending", "successor", "raw-token")

    def test_nor_does_it_when_its_try_failed(self, server):
        server.answers = [refused(550)]
        put()
        real = server.send_messages

        def send(messages):
            OutboxMail.objects.update(attempts=2)
            real(messages)

        server.send_messages = send
        outbox.send_due()
        assert row().state == "sending"

    def test_what_was_dropped_or_erased_meanwhile_stays_so(self, server):
        put(mail(1, about="a/5/", kind="reminder"), mail(2, about="a/6/"))
        server.answers = [lambda: outbox.withdraw(["a/5/"], ["reminder"]), lambda: outbox.erase("a/6/")]
        outbox.send_due()
        assert row().state == "dropped"

    def test_a_stream_goes_in_order_and_a_failure_does_not_stop_it(self, server):
        put(*numbered(3, stream="one"), mail(10, subject="Annan"))
        server.answers = [refused(450)]
        assert outbox.send_due() == 1
        assert server.subjects == ["Annan"]
        with time_machine.travel(timezone.now() + timedelta(minutes=2)):
            server.answers = [None, refused(550)]
            outbox.send_due()
        assert server.subjects == ["Annan", "Nr 0", "Nr 2"]

    def test_stop_ends_after_the_mail_in_hand(self, server):
        put(*numbered(3))
        assert outbox.send_due(lambda: len(server.taken) == 2) == 2

    def test_a_reminder_that_is_too_late_is_dropped(self, server):
        now = timezone.now()
        put(mail(1, expires_at=now - timedelta(seconds=1)), mail(2, expires_at=now + timedelta(hours=1)))
        assert outbox.send_due() == 1
        late, in_time = OutboxMail.objects.order_by("pk")
        assert (late.state, in_time.state) == ("dropped", "sent")
        assert (late.to, late.text, late.secret) == ("", "", "")

    def test_a_mail_that_kills_its_worker_does_not_do_so_for_ever(self, server):
        put()
        now = timezone.now()
        OutboxMail.objects.update(
            state="sending", attempts=9, leased_until=now - timedelta(seconds=1), give_up_at=now - timedelta(seconds=1)
        )
        assert outbox.send_due() == 0
        assert row().state == "failed"


@pytest.mark.django_db
class TestAnswers:
    @pytest.mark.parametrize(
        "error",
        [
            refused(550),
            smtplib.SMTPDataError(554, b"spam"),
            smtplib.SMTPSenderRefused(552, b"too big", "x@example.org"),
            smtplib.SMTPNotSupportedError("no UTF-8"),
            ValueError("cannot be written"),
        ],
        ids=lambda error: type(error).__name__,
    )
    def test_for_good(self, server, error):
        server.answers = [error]
        put(*numbered(2))
        assert outbox.send_due() == 1
        failed, sent = OutboxMail.objects.order_by("pk")
        assert (failed.state, sent.state) == ("failed", "sent")
        assert failed.secret == failed.leased_by == ""
        assert type(error).__name__ in failed.last_error

    @pytest.mark.parametrize(
        "error", [refused(450), smtplib.SMTPDataError(451, b"later")], ids=lambda error: type(error).__name__
    )
    def test_for_now(self, server, error):
        server.answers = [error]
        put(*numbered(2))
        assert outbox.send_due() == 1
        waiting, sent = OutboxMail.objects.order_by("pk")
        assert (waiting.state, sent.state, waiting.secret) == ("retry", "sent", "raw-token")

    @pytest.mark.parametrize(
        "error",
        [
            TimeoutError("timed out"),
            ConnectionResetError(104, "reset"),
            smtplib.SMTPServerDisconnected("gone"),
            smtplib.SMTPDataError(421, b"closing"),
            smtplib.SMTPSenderRefused(530, b"authentication required", "x@example.org"),
        ],
        ids=lambda error: type(error).__name__,
    )
    @pytest.mark.parametrize("when", ["answers", "opens"])
    def test_a_server_that_is_away_ends_the_round(self, server, error, when):
        setattr(server, when, [error])
        put(*numbered(3))
        assert outbox.send_due() == 0
        assert [found.state for found in OutboxMail.objects.order_by("pk")] == ["retry", "queued", "queued"]
        assert outbox.send_due() == 2

    def test_a_refused_password_fails_no_mail(self, server):
        server.opens = [smtplib.SMTPAuthenticationError(535, b"wrong password")]
        put()
        outbox.send_due()
        assert row().state == "retry"
        assert "535 wrong password" in row().last_error

    def test_each_try_waits_longer_up_to_a_quarter_of_an_hour_and_ends_after_three_days(self, server):
        put()
        begun, waits = timezone.now(), []
        while row().state != "failed":
            server.answers = [refused(450)]
            with time_machine.travel(row().next_try_at, tick=False):
                outbox.send_due()
                if row().state == "retry":
                    waits.append((row().next_try_at - timezone.now()) // timedelta(minutes=1))
        assert waits[:6] == [1, 2, 4, 8, 15, 15]
        assert set(waits[6:]) == {15}
        assert timedelta(days=3) <= row().next_try_at - begun < timedelta(days=3, minutes=15)

    def test_twelve_hours_without_a_server_lose_nothing(self, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
        put(*numbered(4))
        begun = timezone.now()
        for minutes in range(0, 12 * 60, 8):
            with time_machine.travel(begun + timedelta(minutes=minutes)):
                assert outbox.send_due() == 0
        assert min(OutboxMail.objects.values_list("attempts", flat=True)) >= 10
        with Sink() as sink, time_machine.travel(begun + timedelta(hours=12, minutes=30)):
            settings.EMAIL_PORT = sink.port
            assert outbox.send_due() == 4
        assert {mail.message_id for mail in sink.received} == set(
            OutboxMail.objects.values_list("message_id", flat=True)
        )


@pytest.mark.django_db
class TestSilence:
    """Neither the log nor the row says who it was."""

    SAID = "5.1.1 <asa.oberg@example.org>: Åsa Öberg (ASA.OBERG) unknown, ask hjalp@other.example"

    @pytest.mark.parametrize(
        "error, kept",
        [
            (refused(550, SAID.encode()), "550 5.1.1"),
            (smtplib.SMTPDataError(451, SAID.encode()), "451 5.1.1"),
            (smtplib.SMTPRecipientsRefused({}), "SMTPRecipientsRefused"),
            (smtplib.SMTPServerDisconnected(SAID), "SMTPServerDisconnected: 5.1.1"),
            (OSError(SAID), "OSError: 5.1.1"),
            (ValueError(SAID), "ValueError (test_outbox_sending.py, line"),
        ],
    )
    def test_errors_are_kept_without_names_and_addresses(self, server, caplog, error, kept):
        server.answers = [error]
        put(to=ADDRESS, to_name=NAME)
        with caplog.at_level(logging.DEBUG, "grund"):
            outbox.send_due()
        said = row().last_error + caplog.text
        assert kept in row().last_error
        assert str(row().pk) in caplog.text
        for word in (ADDRESS, NAME, "asa", "oberg", "öberg", "åsa", "hjalp@", "@"):
            assert word.lower() not in said.lower()

    def test_a_bad_header_fails_that_mail_alone(self, server, caplog):
        put(mail(1, to="asa@example.org\nBcc: b@example.org", to_name=""), mail(2))
        assert outbox.send_due() == 1
        bad = OutboxMail.objects.order_by("pk")[0]
        assert (bad.state, "BadHeaderError" in bad.last_error) == ("failed", True)
        assert "example.org" not in caplog.text + bad.last_error


@pytest.mark.django_db
class TestHandlers:
    def handlers(self, monkeypatch, *found):
        monkeypatch.setattr(worker, "given", lambda kind: list(found) if kind == "row_handler" else [])

    def test_one_that_fails_keeps_no_other_from_its_rows(self, monkeypatch, caplog):
        self.handlers(monkeypatch, ("bad", lambda stop: 1 / 0), ("good", lambda stop: 3), ("idle", lambda stop: None))
        assert worker.run_handlers() == {"good": 3, "idle": 0}
        assert "The handler bad failed" in caplog.text

    def test_none_is_begun_once_it_is_told_to_stop(self, monkeypatch):
        self.handlers(monkeypatch, ("one", lambda stop: 1))
        assert worker.run_handlers(lambda: True) == {}

    def test_a_handler_is_told_when_its_turn_is_over(self, monkeypatch):
        self.handlers(monkeypatch, ("long", lambda stop: stop()))
        assert worker.run_handlers(turn=60) == {"long": 0}
        assert worker.run_handlers(turn=-1) == {"long": True}

    def test_the_loop_goes_on_whatever_a_handler_does(self, monkeypatch):
        rounds = []

        def handle(stop):
            rounds.append(1)
            raise ValueError("no table")

        self.handlers(monkeypatch, ("bad", handle))
        worker.run_forever(lambda: len(rounds) == 3, pause=0)
        assert len(rounds) == 3
