"""Sends deliveries: claimed one at a time under a lease, in order within each stream of a receiver.

As with mail (``grund.outbox``): a worker that is killed leaves its row to the next one. If it died between the
receiver's yes and the note of it, the event goes twice, with one and the same id.
"""

import logging
import time
from datetime import timedelta

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_noop

from grund import audit
from grund.worker import my_name
from headless.models import WebhookDelivery, WebhookEndpoint, WebhookEvent
from headless.models.webhooks import end_of_tries

from . import sending, signing
from .conf import setting

logger = logging.getLogger("headless.webhooks")
State = WebhookDelivery.State
DIED = gettext_noop("The worker ended while it sent this.")
NEVER = gettext_noop("The receiver did not answer at all within a day.")
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=2)
FIRST_REST, LONGEST_REST = timedelta(seconds=5), timedelta(minutes=15)


def _doubled(first, longest, times):
    return min(longest, first * 2 ** min(times, 20))


def _lease():
    return timedelta(seconds=setting("LEASE_SECONDS"))


def _due(now):
    """What may be claimed: due and free, its receiver not resting, with nothing before it in its stream that has not
    been settled."""
    waiting = Q(state__in=[State.QUEUED, State.RETRY], next_try_at__lte=now)
    abandoned = Q(state=State.SENDING, leased_until__lte=now)
    awake = Q(endpoint__resting_until__isnull=True) | Q(endpoint__resting_until__lte=now)
    earlier = WebhookDelivery.objects.filter(
        endpoint=OuterRef("endpoint"),
        stream=OuterRef("stream"),
        event__lt=OuterRef("event"),
        state__in=WebhookDelivery.UNFINISHED,
    )
    rows = WebhookDelivery.objects.filter(waiting | abandoned).filter(awake, endpoint__active=True)
    return rows.filter(~Exists(earlier))


def _claim(holder, only=None):
    """The next due row, now held by ``holder``; None when there is none. ``abandoned`` says that a worker died on it."""
    while True:
        now = timezone.now()
        due = _due(now) if only is None else _due(now).filter(pk=only)
        row = due.select_related("endpoint", "event").order_by("next_try_at", "event").first()
        if row is None:
            return None
        # Asked again in the UPDATE: another worker may have been quicker.
        taken = (
            WebhookDelivery.objects.filter(pk__in=due.filter(pk=row.pk, attempts=row.attempts).values("pk"))
            .filter(attempts=row.attempts, state=row.state)
            .update(
                state=State.SENDING,
                attempts=row.attempts + 1,
                leased_by=holder,
                leased_until=now + _lease(),
                last_tried_at=now,
            )
        )
        if taken:
            row.abandoned = row.state == State.SENDING
            row.state, row.attempts, row.leased_by = State.SENDING, row.attempts + 1, holder
            return row


def _complete(row, state, **values):
    """Note how a try went, if this very try still holds the row: a lease that ran out may have passed to another."""
    held = WebhookDelivery.objects.filter(
        pk=row.pk, state=State.SENDING, attempts=row.attempts, leased_by=row.leased_by
    )
    if not held.update(state=state, leased_by="", leased_until=None, **values):
        logger.warning("Delivery %s was settled by somebody else before try %s was over", row.pk, row.attempts)


def _failed(row, sentence, status):
    now = timezone.now()
    values = {"last_error": sentence[:300], "last_status": status}
    endpoint = WebhookEndpoint.objects.filter(pk=row.endpoint_id)
    endpoint.update(failures=F("failures") + 1)
    failures = endpoint.values_list("failures", flat=True).first() or 1
    endpoint.update(resting_until=now + _doubled(FIRST_REST, LONGEST_REST, failures - 1))
    if now >= row.give_up_at:
        _complete(row, State.FAILED, **values)
        logger.error("Delivery %s to receiver %s is given up: %s", row.pk, row.endpoint_id, sentence)
    else:
        wait = _doubled(FIRST_WAIT, LONGEST_WAIT, row.attempts - 1)
        _complete(row, State.RETRY, next_try_at=min(now + wait, row.give_up_at), **values)


def _send(row):
    """Send a claimed row and note how it went. True where it was delivered."""
    if row.abandoned and timezone.now() >= row.give_up_at:  # else one that kills its worker would do so for ever
        _complete(row, State.FAILED, last_error=DIED)
        return False
    body, uid = row.event.body.encode(), str(row.event.uid)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "nackamodellen-webhooks/1",
        **signing.headers(row.endpoint.secrets, uid, int(time.time()), body),
    }
    try:
        status = sending.post(row.endpoint.url, body, headers)
    except sending.NotDelivered as error:
        _failed(row, str(error), error.status)
        return False
    _complete(row, State.DELIVERED, delivered_at=timezone.now(), last_status=status, last_error="")
    if row.endpoint.failures:
        WebhookEndpoint.objects.filter(pk=row.endpoint_id).update(failures=0, resting_until=None)
    return True


def send_due(stop=lambda: False, holder=None, only=None):
    """Send what is due, one after the other, until ``stop()``; with ``only`` that delivery alone. Returns how many were
    delivered. A receiver that does not take one rests for a while, so that it keeps no other waiting."""
    holder, sent = holder or my_name(), 0
    give_up()
    while not stop() and (row := _claim(holder, only)):
        sent += _send(row)
        if only is not None:
            break
    return sent


def give_up():
    """Settle what was never tried in time, since its receiver did not answer at all. Returns how many."""
    late = WebhookDelivery.objects.filter(state__in=[State.QUEUED, State.RETRY], give_up_at__lte=timezone.now())
    return late.update(
        state=State.FAILED, last_error=Case(When(last_error="", then=Value(NEVER)), default=F("last_error"))
    )


@transaction.atomic
def send_again(pk, *, by=None):
    """Queue a settled delivery anew, as the same event. False where it cannot be: it waits already, or its receiver is
    not active."""
    done = WebhookDelivery.objects.filter(pk=pk, state__in=WebhookDelivery.DONE, endpoint__active=True)
    again = done.update(state=State.QUEUED, next_try_at=timezone.now(), give_up_at=end_of_tries(), attempts=0)
    if again:
        endpoint = WebhookEndpoint.objects.filter(deliveries=pk)
        endpoint.update(resting_until=None)
        audit.note("webhook.sent_again", f"headless/webhook/{endpoint.get().pk}/", by=by, delivery=pk)
    return bool(again)


def purge(before):
    """Remove events from before ``before`` whose deliveries are all settled, with these. Returns how many events."""
    open_ones = WebhookDelivery.objects.filter(event=OuterRef("pk"), state__in=WebhookDelivery.UNFINISHED)
    old = WebhookEvent.objects.filter(occurred_at__lt=before).filter(~Exists(open_ones))
    return old.delete()[1].get("headless.WebhookEvent", 0)
