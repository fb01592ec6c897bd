"""What goes when: each rule removes what is older than its period, and leaves what is held for disclosure."""

from collections import Counter
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from grund import outbox
from grund.retention import held

from ..conf import setting
from ..models import (
    Answer,
    Attendance,
    CourseQuestion,
    CourseRecord,
    Needs,
    NewDateWish,
    Occasion,
    PendingRegistration,
    Registration,
)
from ..models.occasions import MOST_DAYS_KEPT
from .seats import locked, tell


def _held(kind):
    """Keys of the occasions ("occasion") or wishes ("wish") that a hold names, or something below them."""
    found = set()
    for about in held():
        parts = about.strip("/").split("/")
        if parts[:2] == ["utbildning", kind] and len(parts) > 2 and parts[2].isdigit():
            found.add(int(parts[2]))
    return found


@transaction.atomic
def purge_needs(before):
    """Diet and access needs of courses whose last day is that of ``before`` or earlier: gone *within* the period."""
    rows = Needs.objects.filter(registration__occasion__last_day__lte=timezone.localdate(before))
    return rows.exclude(registration__occasion__in=_held("occasion")).delete()[0]


@transaction.atomic
def purge_answers(now):
    """Answers to a course's own questions, each kept as many days as its question says."""
    removed = 0
    for question in CourseQuestion.objects.all():
        last = timezone.localdate(now) - timedelta(days=min(question.keep_days, MOST_DAYS_KEPT))
        rows = Answer.objects.filter(question=question, registration__occasion__last_day__lt=last)
        removed += rows.exclude(registration__occasion__in=_held("occasion")).delete()[0]
    return removed


def purge_registrations(before):
    """Registrations, their attendance, links and mails, of courses whose last day lies before ``before``.

    What is left of them are counts on the occasion, and the course records, which have a period of their own.
    """
    day = timezone.localdate(before)
    keys = (
        Occasion.objects.filter(last_day__lt=day, registrations__isnull=False)
        .exclude(pk__in=_held("occasion"))
        .distinct()
        .values_list("pk", flat=True)
    )
    removed = 0
    for key in list(keys):
        with locked(key) as occasion:
            rows = Registration.objects.filter(occasion=occasion)
            counts = Counter(occasion.statistics)
            counts.update(rows.values_list("state", flat=True))
            there = Attendance.objects.filter(registration__occasion=occasion)
            counts["attended_days"] += there.filter(present=True).count()
            counts["missed_days"] += there.filter(present=False).count()
            seated = rows.filter(state__in=Registration.SEATED).count()
            occasion.statistics = dict(counts)
            Occasion.objects.filter(pk=key).update(statistics=occasion.statistics, taken=F("taken") - seated)
            pks = list(rows.values_list("pk", flat=True))
            PendingRegistration.objects.filter(occasion=occasion).delete()
            rows.delete()
            outbox.erase(occasion.about)
            tell(Registration, pks, "erased")
            removed += len(pks)
    return removed


@transaction.atomic
def purge_pending(now):
    """Requests that nobody confirmed in time, with their mails."""
    rows = PendingRegistration.objects.filter(expires_at__lt=now).exclude(occasion__in=_held("occasion"))
    for row in rows:
        outbox.erase(row.about)
    return rows.delete()[0]


@transaction.atomic
def purge_records(before):
    """Course records issued before ``before``."""
    rows = CourseRecord.objects.filter(issued_at__lt=before)
    return rows.exclude(registration__occasion__in=_held("occasion")).delete()[0]


@transaction.atomic
def purge_wishes(before):
    """Wishes for a new date that are old, and those that nobody confirmed within the time of a link."""
    unconfirmed = timezone.now() - timedelta(hours=setting("PENDING_HOURS"))
    rows = NewDateWish.objects.filter(
        Q(created_at__lt=before) | Q(confirmed_at__isnull=True, created_at__lt=unconfirmed)
    ).exclude(pk__in=_held("wish"))
    for row in rows:
        outbox.erase(row.about)
    return rows.delete()[0]
