"""Rows around a registration that several verbs write, each under the lock of its occasion."""

from grund import outbox

from .. import tokens
from ..models import AccessToken, Answer, Attendance, CalendarItem, CourseQuestion, Needs, Registration
from .seats import free_seats, token_end

# Mails that must not go out any more, should they still wait.
UNTRUE_WHEN_CANCELLED = ("reminder", "offered", "message")
UNTRUE_WHEN_MOVED = ("reminder",)


def new_link(registration, occasion, until=None):
    """The word of a new link to the registration; "" for somebody with an account, who signs in instead.

    It lives until the day after the course, or ``until``.
    """
    person = registration.person
    if person is not None and person.user is not None and person.user.is_active:
        return ""
    word, digest = tokens.new()
    AccessToken.objects.create(token_hash=digest, registration=registration, expires_at=until or token_end(occasion))
    return word


def save_extras(registration, needs, answers):
    """Needs and answers of a registration, where there are any."""
    if needs:
        Needs.objects.create(registration=registration, text=needs)
    answers = {key: text for key, text in answers.items() if text}
    if not answers:
        return
    # A question may have been deleted since the form was filled in.
    known = set(CourseQuestion.objects.filter(pk__in=answers).values_list("pk", flat=True))
    Answer.objects.bulk_create(
        [Answer(registration=registration, question_id=key, text=text) for key, text in answers.items() if key in known]
    )


def cancel_locked(registrations, occasion, letters, cancelled_by, now):
    """Write the cancellations under the lock; gives the mails that say so. Promotes nobody."""
    seated = sum(registration.state in Registration.SEATED for registration in registrations)
    for registration in registrations:
        registration.state = Registration.State.CANCELLED
        registration.cancelled_by = cancelled_by
        registration.cancelled_at = now
        registration.offered_until = None
        registration.version += 1
    Registration.objects.bulk_update(
        registrations, ["state", "cancelled_by", "cancelled_at", "offered_until", "version"]
    )
    free_seats(occasion, seated)
    Needs.objects.filter(registration__in=registrations).delete()
    Attendance.objects.filter(registration__in=registrations).delete()  # of somebody who was there before it began
    outbox.withdraw([registration.about for registration in registrations], UNTRUE_WHEN_CANCELLED)
    items = {registration.pk: [] for registration in registrations}
    rows = CalendarItem.objects.filter(registration__in=registrations, cancelled=False, day__isnull=False)
    for item in rows.select_related("day").order_by("day__date", "day__start_time"):
        item.sequence += 1
        item.cancelled = True
        items[item.registration_id].append(item)
    CalendarItem.objects.bulk_update([item for own in items.values() for item in own], ["sequence", "cancelled"])
    return [mail for registration in registrations for mail in letters.cancelled(registration, items[registration.pk])]
