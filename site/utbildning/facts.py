"""What a course's page shows of its dates: as fingerprints, so that others hear when it changes. Nothing personal."""

from collections import defaultdict
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from grund.shapes import PageFacts

from .models import CoursePage, Occasion, OccasionDay, Registration

CHANGED, SEATS = "course.changed", "course.seats_changed"
# Everything that is shown openly; the link to the meeting and the leader's name are not.
_SHOWN = (
    "pk", "slug", "status", "form", "place", "seats", "opens_at", "closes_at", "leader_title", "note", "cancel_reason",
    "gives_certificate",
)  # fmt: skip


def _fingerprint(value):
    return sha256(repr(value).encode()).hexdigest()


def _pages(occasions):
    """The course's pages in every language."""
    keys = occasions.values("course__translation_key")
    return set(CoursePage.objects.filter(translation_key__in=keys).values_list("pk", flat=True))


def pages_of_occasions(pks):
    return _pages(Occasion.objects.filter(pk__in=pks))


def pages_of_registrations(pks):
    return _pages(Occasion.objects.filter(registrations__in=pks))


def facts(keys):
    """{page: {event: fingerprint}} of the course pages among ``keys``."""
    courses = dict(CoursePage.objects.filter(pk__in=keys).values_list("pk", "translation_key"))
    if not courses:
        return {}
    rows = Occasion.objects.shown().filter(course__translation_key__in=courses.values()).with_waiting().order_by("pk")
    dates, seats, days = defaultdict(list), defaultdict(list), defaultdict(list)
    for day in OccasionDay.objects.filter(occasion__in=rows.values("pk")).order_by("date", "start_time"):
        days[day.occasion_id].append((day.date, day.start_time, day.end_time))
    for row in rows.values(*_SHOWN, "taken", "waiting", "course__translation_key"):
        course = row["course__translation_key"]
        dates[course].append(([row[name] for name in _SHOWN], days[row["pk"]]))
        free = None if row["seats"] is None else row["seats"] - row["taken"]
        seats[course].append((row["pk"], row["seats"], free, row["waiting"] if free == 0 else bool(row["waiting"])))
    return {
        page: {CHANGED: _fingerprint(dates[course]), SEATS: _fingerprint(seats[course])}
        for page, course in courses.items()
    }


def of_courses():
    return PageFacts(
        events={
            CHANGED: _("The dates of a course have changed"),
            SEATS: _("The seats left or the queue of a course have changed"),
        },
        watches={Occasion: pages_of_occasions, Registration: pages_of_registrations},
        facts=facts,
    )
