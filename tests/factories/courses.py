"""Occasions and registrations as the services make them."""

from datetime import time, timedelta

from django.utils import timezone

from utbildning.models import Registration
from utbildning.services import occasions, registrations

from .pages import CoursePageFactory


def make_course(parent, **values):
    return CoursePageFactory(parent=parent, **{"title": "Grundutbildning", "slug": "grundutbildning", **values})


def make_occasion(course, in_days=40, days=1, seats=12, status="open", **values):
    """An occasion that begins in ``in_days`` days (negative: it has begun or is over) and goes on for ``days`` days."""
    first = timezone.localdate() + timedelta(days=in_days)
    spans = [(first + timedelta(days=number), time(9), time(16)) for number in range(days)]
    return occasions.create(course, spans, seats=seats, status=status, **{"place": "Nacka stadshus", **values})


def applicant(number=1, **values):
    """Somebody with an address of their own: ``number`` tells them apart."""
    return registrations.Applicant(
        **{"name": f"Deltagare {number}", "email": f"deltagare{number}@example.org", **values}
    )


def register(occasion, number=1, source=Registration.Source.LEADER, **values):
    """A registration, waiting where the occasion is full. ``now``, ``by``, ``person`` and the like may be given."""
    options = {name: values.pop(name) for name in ("now", "by", "form_key") if name in values}
    return registrations.register(
        occasion.pk, applicant(number, **values), source=source, accept_waiting=True, **options
    )
