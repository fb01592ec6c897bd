"""Mails that time brings: reminders before a course, the evaluation after it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from grund import outbox
from grund.models import OutboxMail

from .. import mails, rules
from ..conf import setting
from ..models import Attendance, Occasion, Registration
from .rows import new_link

EVALUATION_DAYS = 14  # how long after the course the mail may still go out


def _known(keys):
    """Which of these mails have been put already: no second link is made for them."""
    return set(OutboxMail.objects.filter(dedup_key__in=list(keys)).values_list("dedup_key", flat=True))


def remind(now=None):
    """Put the reminders that are due. Returns how many were put. A job of the worker.

    Each reminder is one row of the outbox by its key, so that running twice or after an outage reminds once, and it is
    dropped unsent when the course has begun.
    """
    now = now or timezone.now()
    days = tuple(setting("REMINDER_DAYS"))
    if not days:
        return 0
    today = timezone.localdate(now)
    soon = Occasion.objects.filter(
        status__in=(Occasion.Status.OPEN, Occasion.Status.CLOSED),
        first_day__gte=today,
        first_day__lte=today + timedelta(days=max(days) + 1),
    )
    count = 0
    for occasion_id in soon.values_list("pk", flat=True):
        with transaction.atomic():
            # Locked, so that nobody is reminded of a seat that is being cancelled.
            occasion = Occasion.objects.select_for_update().get(pk=occasion_id)
            starts_at = occasion.starts_at
            if occasion.status not in (Occasion.Status.OPEN, Occasion.Status.CLOSED) or starts_at is None:
                continue
            letters = mails.Letters(occasion)
            confirmed = Registration.objects.filter(occasion=occasion, state=Registration.State.CONFIRMED)
            due = []
            for registration in confirmed.select_related("person__user"):
                registration.occasion = occasion
                number = rules.due_reminder(starts_at, registration.confirmed_at, days, now)
                if number is not None:
                    due.append((registration, number))
            known = _known(mails.reminder_key(row, number) for row, number in due)
            fresh = [(row, number) for row, number in due if mails.reminder_key(row, number) not in known]
            outbox.put(
                *(
                    letters.reminder(row, number, expires_at=starts_at, secret=new_link(row, occasion))
                    for row, number in fresh
                )
            )
            count += len(fresh)
    return count


def ask_for_evaluation(now=None):
    """Mail the link to the evaluation to those who were there, the day after. Returns how many. A job of the worker."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    over = Occasion.objects.filter(
        status=Occasion.Status.HELD, last_day__lt=today, last_day__gte=today - timedelta(days=EVALUATION_DAYS)
    ).exclude(evaluation_url="")
    count = 0
    for occasion in over:
        with transaction.atomic():
            there = set(
                Attendance.objects.filter(registration__occasion=occasion, present=True).values_list(
                    "registration_id", flat=True
                )
            )
            rows = list(Registration.objects.filter(pk__in=there, state=Registration.State.CONFIRMED))
            known = _known(mails.evaluation_key(row) for row in rows)
            rows = [row for row in rows if mails.evaluation_key(row) not in known]
            letters = mails.Letters(occasion)
            outbox.put(*(letters.evaluation(row) for row in rows))
            count += len(rows)
    return count
