"""Make, change, move, resize, cancel and end an occasion."""

import itertools

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grund import audit, outbox

from .. import mails
from ..calendars import is_real_time
from ..models import AccessToken, Attendance, CalendarItem, Occasion, OccasionDay, Registration
from ..models.occasions import MOST_SEATS
from ..refusals import BelowTaken, Refused
from .attendance import issue_records
from .rows import UNTRUE_WHEN_MOVED, cancel_locked, new_link
from .seats import locked, promote, tell, token_end

State = Registration.State
# What may change without anybody being told.
QUIET = (
    "opens_at",
    "closes_at",
    "leader",
    "leader_title",
    "note",
    "gives_certificate",
    "evaluation_url",
)
# What participants must know: a change raises facts_version and sends new invitations.
FACTS = ("form", "place", "link")
FIRST_YEAR, LAST_YEAR = 2000, 2100
NOTED = _("Attendance is noted already, so the days stay as they are. Take it back first.")


def check_days(days):
    """Refuse days that cannot be: ``days`` is [(date, start time, end time)]. The refusal's field is ``(index, name)``."""
    if not days:
        raise Refused(_("Write at least one day."), field=(0, "date"))
    for number, (day, start, end) in enumerate(days):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise Refused(
                _("Write a year between %(first)d and %(last)d.") % {"first": FIRST_YEAR, "last": LAST_YEAR},
                field=(number, "date"),
            )
        if end <= start:
            raise Refused(_("The end comes before the beginning."), field=(number, "end_time"))
        for name, time in (("start_time", start), ("end_time", end)):
            if not is_real_time(day, time):
                raise Refused(_("That time does not exist: the clock goes forward that night."), field=(number, name))
    spans = sorted((day, start, end, number) for number, (day, start, end) in enumerate(days))
    for (day, _start, end, _n), (next_day, next_start, _end, number) in itertools.pairwise(spans):
        if day == next_day and next_start < end:
            raise Refused(_("This day overlaps another one."), field=(number, "start_time"))


def check_seats(seats):
    """Refuse a number of seats that cannot be; None means no limit."""
    if seats is not None and not 1 <= seats <= MOST_SEATS:
        raise Refused(
            _("Write a number of seats from 1 to %(most)d, or tick that there is no limit.") % {"most": MOST_SEATS},
            field="seats",
        )


def free_slug(course_id, day, but=None):
    """The day as an address, with a number where the course has that day already."""
    taken = set()
    for pk, slug, earlier in Occasion.objects.filter(course_id=course_id).values_list("pk", "slug", "earlier_slugs"):
        if pk != but:
            taken |= {slug, *earlier}
    slug, number = day.isoformat(), 1
    while slug in taken:
        number += 1
        slug = f"{day.isoformat()}-{number}"
    return slug


@transaction.atomic
def create(course, days, *, seats, by=None, status=Occasion.Status.DRAFT, **values):
    """A new occasion of ``course`` (the page in the source language). ``days`` as for :func:`check_days`."""
    check_days(days)
    check_seats(seats)
    days = sorted(days)
    occasion = Occasion(course=course, seats=seats, status=status, created_by=by, **values)
    occasion.first_opened_at = timezone.now() if status == Occasion.Status.OPEN else None
    _dates(occasion, days)
    occasion.slug = free_slug(course.pk, occasion.first_day)
    occasion.save(force_insert=True)
    OccasionDay.objects.bulk_create(
        [OccasionDay(occasion=occasion, date=day, start_time=start, end_time=end) for day, start, end in days]
    )
    audit.note("occasion.created", occasion.about, by=by)
    tell(Occasion, [occasion.pk], "created")
    return occasion


def _dates(occasion, days):
    occasion.first_day, occasion.last_day = min(day[0] for day in days), max(day[0] for day in days)


def change(occasion_id, *, days=None, seats=..., seen=None, by=None, now=None, **values):
    """Everything that the editing form can change, in one transaction: capacity, facts, days and the rest.

    ``seen``: the Occasion's ``stamp`` when the form was opened; another one now is refused.
    Gives the Occasion. Raises Refused with a field, BelowTaken and Busy; then nothing is saved.
    """
    now = now or timezone.now()
    with locked(occasion_id) as occasion:
        if seen is not None and seen != occasion.stamp:
            raise Refused(_("Somebody else has changed the course date meanwhile. Open it again; nothing was saved."))
        quiet = {name: value for name, value in values.items() if name in QUIET}
        facts = {name: value for name, value in values.items() if name in FACTS}
        unknown = set(values) - set(quiet) - set(facts) - {"status"}
        if unknown:
            raise TypeError(f"Not to be changed: {', '.join(sorted(unknown))}")
        for name, value in quiet.items():
            setattr(occasion, name, value)
        if "status" in values:
            _set_status(occasion, values["status"])
        occasion.save(update_fields=[*quiet, "status", "first_opened_at", "updated_at"])
        outgoing = _move(occasion, days, facts, by, now)
        if seats is not ...:
            _set_seats(occasion, seats, by)
        letters = mails.Letters(occasion)
        outgoing += letters.of_promoted(promote(occasion, now), new_link)
        outbox.put(*outgoing)
        audit.note("occasion.changed", occasion.about, by=by, fields=sorted(values))
        tell(Occasion, [occasion.pk], "changed")
        return occasion


def _set_status(occasion, status):
    if status == occasion.status:
        return
    if occasion.status == Occasion.Status.CANCELLED:
        raise Refused(_("The course date is cancelled and stays so. Make a new one."), field="status")
    if status == Occasion.Status.CANCELLED:
        raise Refused(_("Cancel the course date with its own button, so that everybody is told."), field="status")
    if status == Occasion.Status.DRAFT and Registration.objects.filter(occasion=occasion).exists():
        raise Refused(_("People have registered, so it cannot be a draft again. Close it instead."), field="status")
    occasion.status = status
    if status == Occasion.Status.OPEN and occasion.first_opened_at is None:
        occasion.first_opened_at = timezone.now()


def set_capacity(occasion_id, seats, *, by=None, now=None):
    """Change the number of seats (None: no limit); those who wait move up at once. Raises BelowTaken, Refused, Busy."""
    return change(occasion_id, seats=seats, by=by, now=now)


def _set_seats(occasion, seats, by):
    check_seats(seats)
    if seats == occasion.seats:
        return
    if seats is not None and seats < occasion.taken:
        raise BelowTaken(occasion.taken)
    before, occasion.seats = occasion.seats, seats
    occasion.save(update_fields=["seats"])
    audit.note("occasion.capacity", occasion.about, by=by, before=before, after=seats)


def move(occasion_id, days, *, by=None, now=None, **facts):
    """Other days, times, place or link: everybody is told, calendars are updated. Raises Refused, Busy."""
    return change(occasion_id, days=days, by=by, now=now, **facts)


def _move(occasion, days, facts, by, now):
    """Under the lock; gives the mails. ``days``: [(date, start, end)] for all days, None to leave them."""
    old = [(day.date, day.start_time, day.end_time) for day in occasion.day_list]
    new = sorted(days) if days is not None else old
    changed_facts = [name for name, value in facts.items() if getattr(occasion, name) != value]
    if new == old and not changed_facts:
        return []
    check_days(new)
    if occasion.status in (Occasion.Status.HELD, Occasion.Status.CANCELLED):
        raise Refused(_("The course has been held or cancelled, so its day and place stay as they are."))
    kept, removed = occasion.day_list, []
    if new != old:
        if occasion.starts_at is not None and occasion.starts_at <= now:
            raise Refused(_("The course has begun, so its days stay as they are."), field=(0, "date"))
        if new[0][0] < timezone.localdate(now):
            raise Refused(_("That day has passed. Write a day that is still to come."), field=(0, "date"))
        if Attendance.objects.filter(registration__occasion=occasion).exists():
            raise Refused(NOTED, field=(0, "date"))
        kept, removed = _change_days(occasion, new)
        _dates(occasion, new)
        slug = free_slug(occasion.course_id, occasion.first_day, but=occasion.pk)
        if not occasion.slug.startswith(occasion.first_day.isoformat()):
            occasion.earlier_slugs = [*occasion.earlier_slugs, occasion.slug]
            occasion.slug = slug
    for name in changed_facts:
        setattr(occasion, name, facts[name])
    occasion.facts_version += 1
    # Never the counters: they are changed relatively, or the table's CHECK would guard nothing.
    occasion.save(
        update_fields=["slug", "earlier_slugs", "first_day", "last_day", "facts_version", "updated_at", *changed_facts]
    )
    occasion.day_list = kept  # those that go are still in their table: the mails name them
    AccessToken.objects.filter(registration__occasion=occasion).update(expires_at=token_end(occasion))
    audit.note("occasion.moved", occasion.about, by=by, fields=[*changed_facts, *(["days"] if new != old else [])])
    if occasion.status == Occasion.Status.DRAFT:
        return []
    outbox.withdraw([row.about for row in Registration.objects.filter(occasion=occasion)], UNTRUE_WHEN_MOVED)
    return _invite_anew(occasion, removed)


def _change_days(occasion, new):
    """Rewrite the rows of the days in order. Gives (the rows that hold now, those that go as they were)."""
    rows = occasion.day_list
    kept = rows[: len(new)]
    for row, (day, start, end) in zip(kept, new, strict=False):
        if (row.date, row.start_time, row.end_time) != (day, start, end):
            row.date, row.start_time, row.end_time = day, start, end
            row.sequence += 1
            row.save(update_fields=["date", "start_time", "end_time", "sequence"])
    added = [
        OccasionDay(occasion=occasion, date=day, start_time=start, end_time=end) for day, start, end in new[len(rows) :]
    ]
    OccasionDay.objects.bulk_create(added)
    return [*kept, *added], rows[len(new) :]


def _invite_anew(occasion, removed):
    """The mails after a change: new invitations with the same UIDs to those who have a seat, words to those who wait."""
    letters = mails.Letters(occasion)
    registrations = list(Registration.objects.filter(occasion=occasion).active().select_related("person__user"))
    items = {}
    seated = [registration for registration in registrations if registration.state == State.CONFIRMED]
    for item in CalendarItem.objects.filter(registration__in=seated, cancelled=False).select_related("day"):
        items.setdefault(item.registration_id, {})[item.day_id] = item
    fresh, raised, outgoing = [], [], []
    gone = {day.pk: day for day in removed}
    for registration in registrations:
        registration.version += 1
        own = items.get(registration.pk, {})
        withdrawn = []
        if registration.state == State.CONFIRMED:
            for day in occasion.day_list:
                if day.pk in own:
                    own[day.pk].sequence += 1
                    raised.append(own[day.pk])
                else:
                    own[day.pk] = CalendarItem(registration=registration, day=day)
                    fresh.append(own[day.pk])
            for pk in gone.keys() & own.keys():
                own[pk].sequence += 1
                own[pk].cancelled = True
                raised.append(own[pk])
                withdrawn.append((own[pk], gone[pk]))
        current = [own[day.pk] for day in occasion.day_list if day.pk in own]
        outgoing += letters.changed(registration, current, withdrawn, secret=new_link(registration, occasion))
    Registration.objects.bulk_update(registrations, ["version"])
    CalendarItem.objects.bulk_create(fresh)
    CalendarItem.objects.bulk_update(raised, ["sequence", "cancelled"])
    for day in removed:
        try:
            day.delete()
        except ProtectedError as error:
            raise Refused(NOTED, field=(0, "date")) from error
    return outgoing


def cancel_occasion(occasion_id, *, reason, by=None, now=None):
    """Cancel the whole occasion: everybody is told and calendars are cleared. Doing it twice does nothing the second time.

    Raises Refused without a reason or when it has been held.
    """
    now = now or timezone.now()
    reason = reason.strip()
    with locked(occasion_id) as occasion:
        if occasion.status == Occasion.Status.CANCELLED:
            return occasion
        if not reason:
            raise Refused(
                _("Say in a sentence why it is cancelled. Those who registered get to read it."), field="reason"
            )
        if (
            occasion.status == Occasion.Status.HELD
            or Attendance.objects.filter(registration__occasion=occasion).exists()
        ):
            raise Refused(_("The course has been held, so it cannot be cancelled."), field="reason")
        occasion.status, occasion.cancel_reason = Occasion.Status.CANCELLED, reason[:300]
        occasion.facts_version += 1
        occasion.save(update_fields=["status", "cancel_reason", "facts_version", "updated_at"])
        letters = mails.Letters(occasion)
        active = list(Registration.objects.filter(occasion=occasion).active().select_related("person__user"))
        outbox.put(*cancel_locked(active, occasion, letters, Registration.CancelledBy.OCCASION, now))
        audit.note("occasion.cancelled", occasion.about, by=by)
        tell(Occasion, [occasion.pk], "cancelled")
        return occasion


def mark_held(now=None):
    """Occasions whose last day is over become held. Returns how many. A job of the worker."""
    now = now or timezone.now()
    count = 0
    open_or_closed = (Occasion.Status.OPEN, Occasion.Status.CLOSED)
    over = Occasion.objects.filter(status__in=open_or_closed, last_day__lte=timezone.localdate(now))
    for pk in over.values_list("pk", flat=True):
        with locked(pk) as occasion:
            if occasion.status in open_or_closed and occasion.ends_at and occasion.ends_at <= now:
                occasion.status = Occasion.Status.HELD
                occasion.save(update_fields=["status"])
                issue_records(occasion, now)
                audit.note("occasion.held", occasion.about)
                tell(Occasion, [occasion.pk], "held")
                count += 1
    return count


@transaction.atomic
def remove_draft(occasion_id, *, by=None):
    """Take away an occasion for which nobody ever registered. Raises Refused when somebody has."""
    with locked(occasion_id) as occasion:
        if Registration.objects.filter(occasion=occasion).exists():
            raise Refused(_("People have registered, so it cannot be deleted. Cancel it instead."))
        audit.note("occasion.removed", occasion.about, by=by)
        tell(Occasion, [occasion.pk], "removed")
        outbox.erase(occasion.about)  # links that would confirm what is gone
        occasion.delete()
