"""What must hold for an occasion after whatever has happened to it."""

from collections import Counter

from django.utils import timezone

from grund.models import OutboxMail
from utbildning import rules
from utbildning.models import CalendarItem, Occasion, Registration

State = Registration.State
# The mails that may say what holds now, by state: the one about the present version must be among the outbox's.
TELLS = {
    State.CONFIRMED: ("confirmed", "promoted", "changed"),
    State.WAITING: ("waiting", "changed"),
    State.OFFERED: ("offered", "changed"),
    State.CANCELLED: ("cancelled",),
}


def violations(occasion, now=None):
    """Sentences about what is wrong; none where all is well. ``now``: when the last deed was done."""
    now = now or timezone.now()
    occasion = Occasion.objects.get(pk=occasion.pk)
    rows = list(Registration.objects.filter(occasion=occasion).order_by("pk"))
    return [
        *_seats(occasion, rows),
        *_people(rows),
        *_queue(occasion, rows, now),
        *_calendars(occasion, rows),
        *_told(rows),
    ]


def check(occasion, now=None):
    """Fail with all that is wrong; gives the registrations by state, to go on with."""
    found = violations(occasion, now)
    assert not found, "\n".join(found)
    return Counter(Registration.objects.filter(occasion=occasion).values_list("state", flat=True))


def _seats(occasion, rows):
    seated = sum(row.state in Registration.SEATED for row in rows)
    if occasion.taken != seated:
        yield f"{occasion.taken} seats are counted, {seated} are taken"
    if occasion.seats is not None and seated > occasion.seats:
        yield f"{seated} have one of {occasion.seats} seats"


def _people(rows):
    active = [row for row in rows if row.is_active]
    addresses = Counter(row.email_norm for row in active)
    persons = Counter(row.person_id for row in active if row.person_id)
    yield from (f"{address} is registered {times} times" for address, times in addresses.items() if times > 1)
    yield from (f"person {person} is registered {times} times" for person, times in persons.items() if times > 1)


def _queue(occasion, rows, now):
    """Numbers in the order of coming, given once; nobody passed; no seat left free while somebody waits."""
    numbers = [row.queue_number for row in rows if row.queue_number is not None]
    if numbers != sorted(set(numbers)):
        yield f"the numbers of the queue, in order of coming: {numbers}"
    if max(numbers, default=0) > occasion.last_queue_number:
        yield f"the queue counts {occasion.last_queue_number}, but number {max(numbers)} was given"
    waiting = [row for row in rows if row.state == State.WAITING]
    if not waiting:
        return
    if any(row.queue_number is None for row in waiting):
        yield "somebody waits without a number"
        return
    first = min(waiting, key=lambda row: row.queue_number)
    for row in rows:
        if row.state not in Registration.SEATED:
            continue
        if row.queue_number is None and row.pk > first.pk:
            yield f"newcomer {row.pk} has a seat while {first.pk} waits"
        if row.queue_number is not None and row.queue_number > first.queue_number:
            yield f"number {row.queue_number} has a seat while number {first.queue_number} waits"
    free = occasion.seats is None or occasion.taken < occasion.seats
    if free and rules.may_promote(occasion.status, occasion.closing, occasion.starts_at, now):
        yield f"a seat is free while {len(waiting)} wait"


def _calendars(occasion, rows):
    """One live entry for each day and seat, and none for anybody else."""
    live = {}
    for item in CalendarItem.objects.filter(registration__in=rows, cancelled=False):
        live.setdefault(item.registration_id, []).append(item.day_id)
    days = sorted(day.pk for day in occasion.days.all())
    for row in rows:
        wanted = days if row.state == State.CONFIRMED else []
        found = sorted(live.get(row.pk, []), key=lambda key: key or 0)
        if found != wanted:
            yield f"{row}: calendar entries for the days {found}, not {wanted}"
    gone = CalendarItem.objects.filter(registration__in=rows, cancelled=True, sequence=0)
    yield from (f"entry {item} was withdrawn with the sequence of its invitation" for item in gone)


def _told(rows):
    """Everybody was told of the state that holds now."""
    keys = set(
        OutboxMail.objects.filter(about__in=[f"{row.about.strip('/')}/" for row in rows]).values_list(
            "dedup_key", flat=True
        )
    )
    for row in rows:
        if not keys & {f"utbildning:{row.pk}:{kind}:{row.version}" for kind in TELLS[row.state]}:
            yield f"{row}: no mail tells of version {row.version}"
