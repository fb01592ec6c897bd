"""Mail that is neither lost nor sent for nothing: rows written in the business transaction, sent by the worker.

A service calls ``put`` inside its transaction; what is rolled back was never written. The worker claims one row at a
time under a lease, sends it and notes how that went. A worker that is killed leaves its row to the next one: if it
died between the server's yes and the note of it, the mail goes twice, with one and the same Message-ID.
"""

import contextlib
import logging
import re
import smtplib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from .about import prefix, reference
from .conf import setting
from .mail_errors import is_about_the_server, is_for_good, sayable
from .models import OutboxMail
from .models.outbox import SECRET, end_of_tries
from .retention import not_held
from .worker import my_name

__all__ = ["SECRET", "Mail", "erase", "forget_bodies", "message_of", "put", "send_again", "send_due", "withdraw"]

logger = logging.getLogger("grund.outbox")
State = OutboxMail.State
LONGEST_WAIT = 15  # minutes
# Everything that is personal, or of use to a stranger.
BODY = {"to": "", "to_name": "", "subject": "", "text": "", "html": "", "calendar": "", "secret": ""}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True)
class Mail:
    """A mail to be. ``text`` and ``html`` hold ``SECRET`` where the token ``secret`` belongs.

    ``dedup_key`` says which mail it is: two with the same key are one. Those of one ``stream`` go in the order in
    which they were put. ``about`` is a reference (see ``grund.about``). After ``expires_at`` it is not sent.
    Neither ``dedup_key``, ``stream``, ``about`` nor ``kind`` may hold personal data.
    """

    kind: str
    to: str
    subject: str
    text: str
    html: str
    dedup_key: str
    stream: str = ""
    about: str = ""
    language: str = "sv"
    to_name: str = ""
    calendar: str = ""
    calendar_method: str = ""
    secret: str = ""
    expires_at: datetime | None = None


def _one_line(text, most=255):
    return " ".join(_CONTROL.sub(" ", str(text)).split())[:most]


def _row(mail):
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    with contextlib.suppress(UnicodeError):
        domain = domain.encode("idna").decode("ascii")
    return OutboxMail(
        kind=mail.kind,
        to=mail.to,
        to_name=_one_line(mail.to_name),
        language=mail.language,
        subject=_one_line(mail.subject),
        # PostgreSQL cannot store the character zero, and nobody can read it.
        text=str(mail.text).replace("\0", ""),
        html=str(mail.html).replace("\0", ""),
        calendar=mail.calendar.replace("\0", ""),
        calendar_method=mail.calendar_method,
        secret=mail.secret,
        dedup_key=mail.dedup_key,
        message_id=f"<{uuid.uuid4().hex}@{domain}>",
        stream=mail.stream,
        about=reference(mail.about),
        expires_at=mail.expires_at,
    )


def put(*mails):
    """Queue mails in the caller's transaction. One whose ``dedup_key`` is known already is left out.

    Raises RuntimeError outside a transaction: a mail may only tell of what was saved together with it.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Mail is put inside the transaction of what it tells of.")
    if mails:
        OutboxMail.objects.bulk_create([_row(mail) for mail in mails], ignore_conflicts=True)


def message_of(row):
    """The message as it is sent: text, HTML and, where there is one, the calendar part as a third alternative."""
    name = row.to_name.replace("\\", "\\\\").replace('"', '\\"')
    reply_to = setting("MAIL_REPLY_TO")
    message = EmailMultiAlternatives(
        subject=row.subject,
        body=row.text.replace(SECRET, row.secret),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[f'"{name}" <{row.to}>' if name else row.to],
        reply_to=[reply_to] if reply_to else None,
        headers={
            "Message-ID": row.message_id,
            "Auto-Submitted": "auto-generated",
            "Content-Language": row.language,
        },
    )
    if row.html:
        message.attach_alternative(row.html.replace(SECRET, row.secret), "text/html")
    if row.calendar:
        # Outlook shows its buttons only where the method here is the one in the calendar itself.
        message.attach_alternative(row.calendar, f"text/calendar; method={row.calendar_method}")
    return message


# --- Sending ----------------------------------------------------------------------------------


def _lease():
    return timedelta(seconds=setting("MAIL_LEASE_SECONDS"))


def _due(now):
    """What may be claimed: due and free, with nothing before it in its stream that has not been settled."""
    waiting = Q(state__in=[State.QUEUED, State.RETRY], next_try_at__lte=now)
    abandoned = Q(state=State.SENDING, leased_until__lte=now)
    earlier = OutboxMail.objects.filter(
        stream=OuterRef("stream"), pk__lt=OuterRef("pk"), state__in=OutboxMail.UNFINISHED
    )
    return OutboxMail.objects.filter(waiting | abandoned).filter(Q(stream="") | ~Exists(earlier))


def _claim(holder):
    """The next due row, now held by ``holder``; None when there is none. ``abandoned`` says that a worker died on it."""
    while True:
        now = timezone.now()
        row = _due(now).order_by("next_try_at", "pk").first()
        if row is None:
            return None
        # Asked again in the UPDATE: another worker may have been quicker.
        taken = (
            _due(now)
            .filter(pk=row.pk, attempts=row.attempts)
            .update(state=State.SENDING, attempts=row.attempts + 1, leased_by=holder, leased_until=now + _lease())
        )
        if taken:
            row.abandoned = row.state == State.SENDING
            row.state, row.attempts, row.leased_by = State.SENDING, row.attempts + 1, holder
            return row


def _held(row):
    """The row as long as this very try holds it: a lease that ran out may have passed to another worker."""
    return OutboxMail.objects.filter(pk=row.pk, state=State.SENDING, attempts=row.attempts, leased_by=row.leased_by)


def _complete(row, state, **values):
    values = {"leased_by": "", "leased_until": None, **values}
    if state in OutboxMail.DONE:
        values["secret"] = ""
    if not _held(row).update(state=state, **values):
        logger.warning("Mail %s was settled by somebody else before try %s was over", row.pk, row.attempts)


def _complete_failed(row, error, server):
    """Note a try that went wrong. ``server``: it was not about this mail."""
    said, now = sayable(error, row), timezone.now()
    if (is_for_good(error) and not server) or now >= row.give_up_at:
        _complete(row, State.FAILED, last_error=said)
        logger.error("Mail %s (%s) could not be sent: %s", row.pk, row.kind, said)
    else:
        wait = timedelta(minutes=min(LONGEST_WAIT, 2 ** min(row.attempts - 1, 10)))
        _complete(row, State.RETRY, last_error=said, next_try_at=now + wait)
        logger.warning("Mail %s (%s) is tried again in %s: %s", row.pk, row.kind, wait, said)


def _send(row, connection):
    """Send a claimed row and note how it went. Gives (sent, go on)."""
    now = timezone.now()
    if row.expires_at and row.expires_at <= now:
        _complete(row, State.DROPPED, body_removed_at=now, **BODY)
        return False, True
    if row.abandoned and now >= row.give_up_at:  # else a mail that kills its worker would do so for ever
        _complete(row, State.FAILED, last_error="The worker ended while it sent this mail.")
        return False, True
    try:
        opened = connection.open()
    except Exception as error:  # whatever it is, a refused password too, it is not about this mail
        _complete_failed(row, error, server=True)
        return False, False
    # To connect may have taken most of the lease.
    if opened and not _held(row).update(leased_until=timezone.now() + _lease()):
        return False, True
    try:
        connection.send_messages([message_of(row)])
    except Exception as error:
        server = is_about_the_server(error)
        _complete_failed(row, error, server)
        return False, not server
    _complete(row, State.SENT, sent_at=timezone.now(), last_error="")
    return True, True


def _connection():
    """The mail connection, never without a time limit: to send is four exchanges with the server, and a lease
    should outlive them all."""
    connection = get_connection()
    if getattr(connection, "timeout", 0) is None:
        connection.timeout = _lease().total_seconds() / 4
    return connection


def send_due(stop=lambda: False, holder=None):
    """Send what is due, one mail after the other, until ``stop()``. Returns how many were sent.

    When the mail server is away, the round ends with the mail that found it so.
    """
    holder = holder or my_name()
    connection, sent, go_on = None, 0, True
    try:
        while go_on and not stop() and (row := _claim(holder)):
            connection = connection or _connection()
            was_sent, go_on = _send(row, connection)
            sent += was_sent
    finally:
        if connection:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                connection.close()
    return sent


# --- What services and leaders do with rows -------------------------------------------------------


def _about(about_prefix):
    return OutboxMail.objects.filter(about__startswith=prefix(about_prefix))


def withdraw(abouts, kinds):
    """Send no more mails of these kinds about exactly these references: they have become untrue. Returns how many.

    One that is being sent in this moment is no longer stopped; it is not tried again.
    """
    rows = OutboxMail.objects.filter(about__in=[reference(about) for about in abouts], kind__in=kinds)
    return rows.filter(state__in=OutboxMail.UNFINISHED).update(
        state=State.DROPPED, leased_by="", leased_until=None, body_removed_at=timezone.now(), **BODY
    )


def erase(about_prefix):
    """Delete every mail about this, sent or not. Returns how many."""
    return _about(about_prefix).delete()[0]


def send_again(pk):
    """Queue a failed mail anew, as the same mail. False when it cannot be: see ``can_be_sent_again``.

    One with a secret link is among those: the secret is gone, whoever made the link must make another.
    """
    row = OutboxMail.objects.filter(pk=pk).first()
    if row is None or not row.can_be_sent_again:
        return False
    failed = OutboxMail.objects.filter(pk=pk, state=State.FAILED, body_removed_at__isnull=True)
    return bool(failed.update(state=State.QUEUED, next_try_at=timezone.now(), give_up_at=end_of_tries()))


def forget_bodies(before):
    """Blank recipient and texts of mails that were settled and put before ``before``, held ones excepted.

    Kind, state and times stay. Returns how many.
    """
    old = OutboxMail.objects.filter(state__in=OutboxMail.DONE, created_at__lt=before, body_removed_at__isnull=True)
    return not_held(old).update(body_removed_at=timezone.now(), **BODY)
