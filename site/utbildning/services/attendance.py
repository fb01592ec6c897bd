"""Who was there, and what that makes of it."""

import secrets
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grund import audit, outbox

from .. import mails, rules
from ..models import Attendance, CourseRecord, OccasionDay, Registration
from ..refusals import Refused
from .rows import new_link
from .seats import locked, tell

# Letters and digits that cannot be taken for one another.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
# How long the link in the mail about a certificate lives: attendance is often noted days after the course.
CERTIFICATE_LINK = timedelta(days=60)


def new_number():
    """A certificate's number: 16 signs in groups of four, 79 bits, so that guessing is hopeless."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(16))
    return "-".join(signs[start : start + 4] for start in range(0, 16, 4))


def note_attendance(registration_id, day_id, present, *, by=None, now=None):
    """Note that somebody was there (True), was not (False), or take the note back (None). Noting twice changes nothing.

    When the course has ended, a record follows for whoever was there every day; it is revoked when that no longer holds.
    Raises Refused for somebody without a seat, for a day that has not come, and for a day of another occasion.
    """
    now = now or timezone.now()
    occasion_id = Registration.objects.values_list("occasion_id", flat=True).get(pk=registration_id)
    with locked(occasion_id) as occasion:
        registration = Registration.objects.select_related("person__user").get(pk=registration_id)
        day = OccasionDay.objects.filter(pk=day_id, occasion=occasion).first()
        if day is None:
            raise Refused(_("That day does not belong to this course date."))
        if registration.state != Registration.State.CONFIRMED:
            raise Refused(_("Attendance is noted only for those who have a seat."))
        if day.date > timezone.localdate(now):
            raise Refused(_("The day has not come yet."))
        if present is None:
            Attendance.objects.filter(registration=registration, day=day).delete()
        else:
            Attendance.objects.update_or_create(
                registration=registration, day=day, defaults={"present": present, "noted_by": by}
            )
        _keep_record(registration, occasion, mails.Letters(occasion), now)
        audit.note("attendance.noted", registration.about, by=by, day=day.date.isoformat(), present=present)
        tell(Registration, [registration.pk], "attendance")
        return registration


def issue_records(occasion, now):
    """The records of all who have a seat, when the course has ended. Under the lock."""
    confirmed = Registration.objects.filter(
        occasion=occasion, state=Registration.State.CONFIRMED, attendance__isnull=False
    )
    letters = mails.Letters(occasion)
    for registration in confirmed.distinct().select_related("person__user"):
        _keep_record(registration, occasion, letters, now)


def _keep_record(registration, occasion, letters, now):
    """Make, revoke or renew the course record, whichever the attendance now says. Nobody has passed what goes on."""
    if occasion.ends_at is None or now < occasion.ends_at:
        return
    days = [day.pk for day in occasion.day_list]
    present = set(Attendance.objects.filter(registration=registration, present=True).values_list("day_id", flat=True))
    record = CourseRecord.objects.filter(registration=registration).first()
    if rules.passed(days, present):
        if record is None:
            record = CourseRecord.objects.create(
                person=registration.person or _person_of(registration),
                registration=registration,
                course=occasion.course,
                course_title=occasion.course.title,
                holder=registration.name,
                days=[day.date.isoformat() for day in occasion.day_list],
                number=new_number(),
                gives_certificate=occasion.gives_certificate,
                language=registration.language,
                issued_at=now,
            )
            if record.gives_certificate:
                secret = new_link(registration, occasion, until=now + CERTIFICATE_LINK)
                outbox.put(letters.certificate(registration, record, secret=secret))
        elif record.revoked_at is not None:
            CourseRecord.objects.filter(pk=record.pk).update(revoked_at=None)
    elif record is not None and record.revoked_at is None:
        CourseRecord.objects.filter(pk=record.pk).update(revoked_at=now)


def _person_of(registration):
    """Somebody who registered by e-mail and has got an account with that address since."""
    from personer.models import Person

    return Person.objects.filter(user__email__iexact=registration.email_norm).first()
