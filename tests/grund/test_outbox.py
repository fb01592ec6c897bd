"""The outbox: what is put, what it looks like when it goes, and what becomes of it afterwards."""

import email
from datetime import timedelta
from email import policy

import pytest
from django.core.mail import BadHeaderError
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from grund import outbox, retention
from grund.about import prefix, reference
from grund.contributions import given
from grund.models import OutboxMail

CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nSUMMARY:Möte på Åkern\r\nEND:VCALENDAR\r\n"


def mail(number=1, **values):
    values = {
        "kind": "confirmation",
        "to": "asa@example.org",
        "to_name": "Åsa Öberg",
        "subject": "Du är anmäld",
        "text": "Avboka: https://example.org/a/[[secret]]/",
        "html": '<p><a href="https://example.org/a/[[secret]]/">Avboka</a></p>',
        "dedup_key": f"confirmation:{number}",
        "about": "utbildning/occasion/5/registration/12/",
        "secret": "raw-token",
        **values,
    }
    return outbox.Mail(**values)


def put(*mails, **values):
    """Put one mail or those given; gives the rows."""
    with transaction.atomic():
        outbox.put(*(mails or [mail(**values)]))
    return list(OutboxMail.objects.order_by("pk"))


def sent(**values):
    """The message of a mail, as a mail program reads it."""
    [row] = put(**values)
    raw = outbox.message_of(row).message().as_bytes(linesep="\r\n")
    return email.message_from_bytes(raw, policy=policy.default)


@pytest.mark.django_db
class TestPut:
    def test_a_mail_waits_to_be_sent(self):
        [row] = put()
        assert (row.state, row.attempts, row.to, row.secret) == ("queued", 0, "asa@example.org", "raw-token")
        assert row.about == "utbildning/occasion/5/registration/12/"
        with override("en"):
            assert row.get_state_display() == "Waits to be sent"

    def test_the_same_mail_put_twice_is_one(self):
        put()
        [row] = put(subject="En annan")
        assert row.subject == "Du är anmäld"

    def test_many_are_one_statement(self, django_assert_num_queries):
        with transaction.atomic(), django_assert_num_queries(1):
            outbox.put(*(mail(number) for number in range(20)))
        assert OutboxMail.objects.count() == 20
        with transaction.atomic(), django_assert_num_queries(0):
            outbox.put()

    def test_what_is_rolled_back_leaves_no_mail(self, mailoutbox):
        with transaction.atomic():
            outbox.put(mail())
            transaction.set_rollback(True)
        assert outbox.send_due() == 0
        assert mailoutbox == []
        assert not OutboxMail.objects.exists()

    @pytest.mark.parametrize(
        "given_as", ["Hej\r\nBcc: x@example.org", "Hej\nBcc:\tx@example.org\x00", "Hej\u2028Bcc: x@example.org"]
    )
    def test_a_subject_is_one_line(self, given_as):
        [row] = put(subject=given_as)
        assert row.subject == "Hej Bcc: x@example.org"

    def test_a_subject_that_is_too_long_is_cut(self):
        [row] = put(subject="å" * 300)
        assert row.subject == "å" * 255

    def test_the_character_zero_is_left_out(self):
        [row] = put(text="a\0b", html="c\0d")
        assert (row.text, row.html) == ("ab", "cd")

    @pytest.mark.parametrize(
        "sender, domain",
        [
            ("Kurser <kurser@example.org>", "example.org"),
            ("kurser@åkern.example", "åkern.example".encode("idna").decode()),
            ("", "localhost"),
        ],
    )
    def test_message_ids_are_random_below_the_senders_domain(self, settings, sender, domain):
        settings.DEFAULT_FROM_EMAIL = sender
        ids = {row.message_id for row in put(mail(1), mail(2))}
        assert len(ids) == 2
        assert all(value.endswith(f"@{domain}>") and len(value) > 33 for value in ids)


@pytest.mark.usefixtures("committing")
def test_mail_is_never_put_outside_a_transaction():
    with pytest.raises(RuntimeError, match="inside the transaction"):
        outbox.put(mail())


@pytest.mark.django_db
class TestMessage:
    def test_headers(self, settings):
        settings.DEFAULT_FROM_EMAIL = "Kurser <kurser@example.org>"
        settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "MAIL_REPLY_TO": "fraga@example.org"}
        message = sent(language="en")
        row = OutboxMail.objects.get()
        assert message["Message-ID"] == row.message_id
        assert message["From"] == "Kurser <kurser@example.org>"
        assert message["To"].addresses[0].display_name == "Åsa Öberg"
        assert message["To"].addresses[0].addr_spec == "asa@example.org"
        assert message["Subject"] == "Du är anmäld"
        assert message["Reply-To"] == "fraga@example.org"
        assert message["Auto-Submitted"] == "auto-generated"
        assert message["Content-Language"] == "en"
        assert message["Date"]

    def test_without_name_and_answer_address(self):
        message = sent(to_name="")
        assert message["To"] == "asa@example.org"
        assert message["Reply-To"] is None

    def test_a_name_with_signs_that_mean_something(self):
        [address] = sent(to_name='Öberg, "Åsa" <x@y>\r\nBcc: z')["To"].addresses
        assert address.addr_spec == "asa@example.org"
        assert address.display_name == 'Öberg, "Åsa" <x@y> Bcc: z'

    def test_parts(self):
        message = sent(calendar=CALENDAR, calendar_method="CANCEL")
        assert message.get_content_type() == "multipart/alternative"
        text, html, calendar = message.iter_parts()
        assert [part.get_content_type() for part in (text, html, calendar)] == [
            "text/plain",
            "text/html",
            "text/calendar",
        ]
        assert calendar.get_param("method") == "CANCEL"
        assert calendar.get_content_charset() == "utf-8"
        assert calendar.get_content().replace("\r\n", "\n") == CALENDAR.replace("\r\n", "\n")

    def test_text_alone(self):
        message = sent(html="", text="Räksmörgås")
        assert message.get_content_type() == "text/plain"
        assert message.get_content().strip() == "Räksmörgås"

    def test_the_mark_becomes_the_secret_in_text_and_html_only(self):
        message = sent(calendar="BEGIN [[secret]]", calendar_method="REQUEST")
        text, html, calendar = (part.get_content() for part in message.iter_parts())
        assert "https://example.org/a/raw-token/" in text
        assert 'href="https://example.org/a/raw-token/"' in html
        assert "raw-token" not in calendar

    @pytest.mark.parametrize("values", [{"to": "a@example.org\nBcc: b@example.org"}, {"language": "sv\nX-A: b"}])
    def test_no_header_can_be_smuggled_in(self, values):
        [row] = put(to_name="", **values)
        with pytest.raises(BadHeaderError):
            outbox.message_of(row).message()


@pytest.mark.django_db
class TestAfterwards:
    def settle(self, state, **values):
        OutboxMail.objects.update(state=state, **values)

    def is_blank(self, row):
        return not any(getattr(row, name) for name in outbox.BODY)

    def test_what_is_withdrawn_is_blank_and_never_sent(self, mailoutbox):
        here, there = "utbildning/occasion/5/", "utbildning/occasion/55/"
        put(
            mail(1, about=here, kind="reminder"),
            mail(2, about=there, kind="reminder"),
            mail(3, about=here, kind="confirmed"),
            mail(4, about="utbildning/occasion/5", kind="reminder"),
        )
        assert outbox.withdraw([here], ["reminder", "offered"]) == 2
        assert outbox.send_due() == 2
        rows = OutboxMail.objects.order_by("pk")
        assert [row.state for row in rows] == ["dropped", "sent", "sent", "dropped"]
        assert self.is_blank(rows[0])
        assert len(mailoutbox) == 2

    def test_withdrawing_leaves_what_was_sent(self):
        put(mail(1, kind="reminder", about="a/5/"))
        outbox.send_due()
        assert outbox.withdraw(["a/5/"], ["reminder"]) == 0
        assert OutboxMail.objects.get().text

    def test_erasing_takes_every_mail_sent_or_not(self):
        put(mail(1), mail(2), mail(3, about="utbildning/occasion/5/registration/13/"))
        OutboxMail.objects.filter(dedup_key="confirmation:1").update(state="sent")
        assert outbox.erase("utbildning/occasion/5/registration/12/") == 2
        assert OutboxMail.objects.get().dedup_key == "confirmation:3"

    @pytest.mark.parametrize("empty", ["", "/"])
    def test_nothing_is_about_everything(self, empty):
        put()
        with pytest.raises(ValueError, match="everything"):
            outbox.erase(empty)
        assert OutboxMail.objects.get().state == "queued"

    def test_references_end_with_a_stroke(self):
        assert reference("a/5") == reference("/a/5/") == prefix("a/5/") == "a/5/"
        assert reference("") == ""

    def test_a_failed_mail_goes_again_as_the_same(self, mailoutbox):
        [row] = put(text="Hej", html="", secret="")
        long_ago = timezone.now() - timedelta(days=4)
        self.settle("failed", attempts=3, give_up_at=long_ago)
        assert outbox.send_again(row.pk) is True
        assert outbox.send_again(row.pk) is False  # it waits already
        assert OutboxMail.objects.get().give_up_at > timezone.now() + timedelta(days=2)
        assert outbox.send_due() == 1
        assert mailoutbox[0].message()["Message-ID"] == row.message_id
        assert OutboxMail.objects.get().attempts == 4

    @pytest.mark.parametrize(
        "values",
        [
            {"state": "sent"},
            {"state": "dropped"},
            {"body_removed_at": timezone.now()},
            {"expires_at": timezone.now() - timedelta(minutes=1)},
            {"text": "https://example.org/[[secret]]/"},
        ],
        ids=["sent", "dropped", "its body is gone", "it is too late", "its secret is gone"],
    )
    def test_a_mail_that_cannot_go_again(self, values):
        [row] = put(text="Hej", html="", secret="")
        self.settle(**{"state": "failed", **values})
        assert outbox.send_again(row.pk) is False
        assert outbox.send_again(row.pk + 1) is False
        assert OutboxMail.objects.get().state == values.get("state", "failed")

    def test_bodies_go_after_a_month_and_what_happened_stays(self, settings):
        put(*(mail(number) for number in range(4)), mail(5, about="utbildning/occasion/7/"))
        rows = list(OutboxMail.objects.order_by("pk"))
        now = timezone.now()
        for row, state, days in zip(
            rows, ["sent", "failed", "sent", "queued", "sent"], [31, 31, 29, 31, 31], strict=True
        ):
            OutboxMail.objects.filter(pk=row.pk).update(state=state, created_at=now - timedelta(days=days))
        retention.hold("utbildning/occasion/7/", "Begärd utlämnad", None)
        assert retention.apply()["grund.mail_bodies"] == 2
        blank = [self.is_blank(row) for row in OutboxMail.objects.order_by("pk")]
        assert blank == [True, True, False, False, False]
        first = OutboxMail.objects.get(pk=rows[0].pk)
        assert (first.kind, first.state, first.about) == ("confirmation", "sent", rows[0].about)
        assert first.body_removed_at
        assert retention.apply()["grund.mail_bodies"] == 0

    def test_the_period_is_a_setting(self, settings):
        settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "MAIL_BODY_DAYS": 7}
        [rule] = [rule for rule in given("retention") if rule.name == "grund.mail_bodies"]
        assert rule.keep == timedelta(days=7)


@pytest.mark.django_db
class TestWorker:
    def test_the_worker_sends_mail_and_says_how_much(self, mailoutbox, capsys):
        put(mail(1), mail(2))
        call_command("worker", "--once")
        assert "mail: 2" in capsys.readouterr().out.splitlines()
        call_command("worker", "--once")
        assert "mail" not in capsys.readouterr().out
        assert len(mailoutbox) == 2
