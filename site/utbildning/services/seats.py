"""The lock, the counter, and who gets a seat that is free."""

from contextlib import contextmanager
from datetime import timedelta

from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone

from grund import audit
from grund.signals import changed

from .. import rules
from ..conf import setting
from ..models import CalendarItem, Occasion, Registration
from ..refusals import Busy

LOCK_MILLISECONDS = 3000
LEAST_OFFER = timedelta(hours=2)  # nobody reads a mail and answers it in less
# PostgreSQL: lock not available, statement cancelled (statement_timeout), deadlock.
_BUSY_STATES = {"55P03", "57014", "40P01"}


def is_busy(error):
    """Whether a database error means that somebody else held a lock too long."""
    cause = error.__cause__
    return getattr(cause, "sqlstate", None) in _BUSY_STATES or "database is locked" in str(error)


@contextmanager
def locked(occasion_id):
    """A transaction that holds the occasion's row; gives it as it is now. Raises Busy, and Occasion.DoesNotExist."""
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(f"SET LOCAL lock_timeout = {LOCK_MILLISECONDS}")
            yield lock_occasion(occasion_id)
    except OperationalError as error:
        if is_busy(error):
            raise Busy from error
        raise


def lock_occasion(occasion_id):
    """The occasion's row with its course, of which the row is locked until the transaction ends. Everything else is read
    after this."""
    return Occasion.objects.select_related("course").select_for_update(of=("self",)).get(pk=occasion_id)


def take_seat(occasion):
    """Count one more. Relative, so that the table's CHECK refuses what the lock should have kept from happening."""
    Occasion.objects.filter(pk=occasion.pk).update(taken=F("taken") + 1)
    occasion.taken += 1


def free_seats(occasion, number):
    """Count ``number`` less."""
    if number:
        Occasion.objects.filter(pk=occasion.pk).update(taken=F("taken") - number)
        occasion.taken -= number


def next_queue_number(occasion):
    """The next number in the queue; none is ever given twice."""
    Occasion.objects.filter(pk=occasion.pk).update(last_queue_number=F("last_queue_number") + 1)
    occasion.last_queue_number += 1
    return occasion.last_queue_number


def has_free_seat(occasion):
    return occasion.seats is None or occasion.taken < occasion.seats


def position_of(registration):
    """The place in the queue, 1 for the first; None for somebody who does not wait."""
    if registration.state != Registration.State.WAITING:
        return None
    rows = Registration.objects.filter(pk=registration.pk).with_position()
    return rows.values_list("position", flat=True).first()


def give_calendar_items(registration, occasion):
    """One new calendar entry for each day: somebody gets a seat once, since registering anew makes another row."""
    CalendarItem.objects.bulk_create([CalendarItem(registration=registration, day=day) for day in occasion.day_list])


def promote(occasion, now=None):
    """Give free seats to those who wait, strictly in order. In the transaction that freed them, under the lock.

    Before the cutoff a seat is given; after it, offered for a time. Returns [(registration, "promoted" or "offered")];
    the caller puts the mails.
    """
    now = now or timezone.now()
    moved = []
    if not rules.may_promote(occasion.status, occasion.closing, occasion.starts_at, now):
        return moved
    if not has_free_seat(occasion):
        return moved
    at_once = now < rules.cutoff(occasion.first_day, setting("CUTOFF_WORKING_DAYS"))
    latest = min(occasion.starts_at, occasion.closing)
    if not at_once and latest - now < LEAST_OFFER:
        return moved
    queue = Registration.objects.filter(occasion=occasion).waiting()
    for registration in list(queue if occasion.seats is None else queue[: occasion.seats - occasion.taken]):
        registration.version += 1
        if at_once:
            confirm(registration, occasion, now)
            moved.append((registration, "promoted"))
        else:
            registration.state = Registration.State.OFFERED
            registration.offered_until = rules.offer_end(now, setting("OFFER_HOURS"), latest)
            registration.save(update_fields=["state", "offered_until", "version"])
            moved.append((registration, "offered"))
        take_seat(occasion)
        audit.note(f"registration.{moved[-1][1]}", registration.about)
    return moved


def confirm(registration, occasion, now):
    """Write that the registration has a seat (which the caller counts), and give it its calendar entries."""
    registration.state = Registration.State.CONFIRMED
    registration.offered_until = None
    registration.confirmed_at = now
    registration.save(update_fields=["state", "offered_until", "confirmed_at", "version"])
    give_calendar_items(registration, occasion)


def token_end(occasion):
    """Until when links to a registration of this occasion live: the day after its end."""
    return occasion.ends_at + timedelta(days=1)


def tell(sender, pks, what):
    """Say inside the transaction that rows changed."""
    changed.send(sender=sender, pks=list(pks), what=what)
