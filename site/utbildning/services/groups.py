"""What a leader does with many at once, or with what another leader may have changed in the meantime."""

from dataclasses import dataclass, field
from hashlib import sha256

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grund import audit, outbox
from grund.models import OutboxMail
from grund.retention import held, hold, lift

from .. import mails
from ..models import Attendance, CalendarItem, Occasion, Registration
from ..refusals import Refused
from . import occasions, registrations
from .attendance import note_attendance
from .rows import new_link
from .seats import locked

State = Registration.State
CONFIRMED, WAITING, PRESENT, ABSENT, ACTIVE = "confirmed", "waiting", "present", "absent", "active"
GROUPS = [
    (CONFIRMED, _("Those who have a seat")),
    (WAITING, _("Those who wait")),
    (PRESENT, _("Those who were there, one day at least")),
    (ABSENT, _("Those noted as absent, one day at least")),
    (ACTIVE, _("All who are not cancelled")),
]
NOBODY = _("Nobody is in that group now. Choose another one.")


class Changed(Refused):
    """What the page showed no longer holds; ``registration`` is how it is now."""

    sentence = _("Somebody else has changed this in the meantime. This is how it is now; decide again.")

    def __init__(self, registration):
        self.registration = registration
        super().__init__()


def members(occasion, group):
    """The registrations of a group, those who have no seat never among the present and absent."""
    rows = Registration.objects.filter(occasion=occasion)
    if group == ACTIVE:
        return rows.active()
    if group == WAITING:
        return rows.waiting()
    rows = rows.filter(state=State.CONFIRMED)
    if group in (PRESENT, ABSENT):
        noted = Attendance.objects.filter(registration__occasion=occasion, present=group == PRESENT)
        rows = rows.filter(pk__in=noted.values("registration_id"))
    return rows


def message(occasion_id, group, subject, body, *, key, by=None):
    """Mail a text to a group; gives how many are in it. ``key`` is the form's: sending it again mails nobody twice.

    Raises Refused for a group that nobody is in, and Busy.
    """
    # What was corrected after going back is another message, though the form is the same.
    key = sha256(f"{key}\0{group}\0{subject}\0{body}".encode()).hexdigest()[:32]
    with locked(occasion_id) as occasion:
        found = list(members(occasion, group).select_related("person__user"))
        if not found:
            raise Refused(NOBODY, field="group")
        keys = {registration.pk: f"utbildning:message:{key}:{registration.pk}" for registration in found}
        known = set(OutboxMail.objects.filter(dedup_key__in=keys.values()).values_list("dedup_key", flat=True))
        letters = mails.Letters(occasion)
        fresh = [registration for registration in found if keys[registration.pk] not in known]
        outbox.put(
            *(
                letters.message(
                    registration,
                    subject,
                    body,
                    key=keys[registration.pk],
                    secret=new_link(registration, occasion),
                )
                for registration in fresh
            )
        )
        if fresh:
            audit.note("occasion.message", occasion.about, by=by, group=group, mails=len(fresh))
        return len(found)


# --- Mails that did not get through -------------------------------------------------------------

_SEATED, _ALL = {State.CONFIRMED}, set(State.values)
# In which states a mail of a kind still tells the truth.
TRUE_IN = {
    "confirmed": _SEATED,
    "promoted": _SEATED,
    "invitation": _SEATED,
    "reminder": _SEATED,
    "certificate": _SEATED,
    "offered": {State.OFFERED},
    "waiting": {State.WAITING},
    "changed": _ALL - {State.CANCELLED},
    "cancelled": {State.CANCELLED},
}


def again_key(mail):
    """The key of the mail that follows a failed one whose link is gone."""
    return f"{mail.dedup_key}:{mail.pk}"


def entries_of(registrations):
    """{(UID, sequence)} of the calendar entries in force of these registrations."""
    rows = CalendarItem.objects.filter(registration__in=registrations, cancelled=False)
    return {(str(uid), sequence) for uid, sequence in rows.values_list("uid", "sequence")}


def can_go_again(mail, registration, entries):
    """Whether a failed mail is still true, and all of it is left but a link that can be made anew. ``entries``: what
    :func:`entries_of` gives for this registration, among others."""
    if mail.state != OutboxMail.State.FAILED or registration.state not in TRUE_IN.get(mail.kind, _ALL):
        return False
    if not _says_what_holds(mail, registration, entries):
        return False
    if mail.can_be_sent_again:
        return True
    has_link = outbox.SECRET in mail.text + mail.html
    return has_link and mail.body_removed_at is None and len(again_key(mail)) <= 255 and not _late(mail)


def _says_what_holds(mail, registration, entries):
    """Whether day, time and place in the mail are those of now: its key holds the version that it was written for."""
    parts = mail.dedup_key.split(":")
    if mail.kind in ("confirmed", "promoted", "offered", "waiting", "changed"):
        return parts[3] == str(registration.version)
    if mail.kind == "invitation":
        return (parts[1], int(parts[2])) in entries
    return True


def _late(mail):
    return mail.expires_at is not None and mail.expires_at <= timezone.now()


def send_again(occasion_id, mail_id, *, by=None):
    """Send a failed mail about somebody of this occasion once more; one with a link gets a new one.

    Pressing twice sends once. Raises OutboxMail.DoesNotExist for a mail about something else, and Refused for one that
    has become untrue, has been sent in the meantime or is no longer here.
    """
    with locked(occasion_id) as occasion:
        row = OutboxMail.objects.get(pk=mail_id, about__startswith=occasion.about)
        registration = Registration.objects.filter(occasion=occasion, pk=_registration_key(row.about)).first()
        if registration is None or not can_go_again(row, registration, entries_of([registration])):
            raise Refused(_("That mail need not or cannot be sent again. The list shows how it is now."))
        if OutboxMail.objects.filter(dedup_key=again_key(row)).exists():
            return
        if not outbox.send_again(row.pk):
            outbox.put(
                outbox.Mail(
                    kind=row.kind,
                    to=registration.email,
                    to_name=registration.name,
                    subject=row.subject,
                    text=row.text,
                    html=row.html,
                    dedup_key=again_key(row),
                    stream=row.stream,
                    about=row.about,
                    language=row.language,
                    calendar=row.calendar,
                    calendar_method=row.calendar_method,
                    secret=new_link(registration, occasion),
                    expires_at=row.expires_at,
                )
            )
        audit.note("mail.sent_again", registration.about, by=by, kind=row.kind)


def _registration_key(about):
    last = about.strip("/").rpartition("/")[2]
    return int(last) if "/registration/" in about and last.isdigit() else 0


# --- Changes that two may make at once ----------------------------------------------------------


def remove(registration_id, *, version, by=None):
    """Cancel a registration as leader. ``version``: of the registration when the page was shown.

    Gives (registration, whether it was this that cancelled it). Raises Changed when its state is another by now, and
    what ``registrations.cancel`` raises.
    """
    occasion_id = Registration.objects.values_list("occasion_id", flat=True).get(pk=registration_id)
    with locked(occasion_id):
        registration = Registration.objects.get(pk=registration_id)
        if not registration.is_active:
            return registration, False
        if registration.version != version:
            raise Changed(registration)
        return registrations.cancel(registration_id, by=by, cancelled_by=Registration.CancelledBy.LEADER), True


def resize(occasion_id, seats, *, by=None):
    """Change the number of seats (None: no limit); gives how many of those who waited moved up.

    Raises what ``occasions.set_capacity`` raises.
    """
    with locked(occasion_id) as occasion:
        queue = Registration.objects.filter(occasion=occasion).waiting()
        before = queue.count()
        occasions.set_capacity(occasion_id, seats, by=by)
        return before - queue.count()


@dataclass
class Noted:
    """What came of a sheet of attendance."""

    written: int = 0
    conflicts: list = field(default_factory=list)  # registrations that another leader noted in the meantime
    refused: list = field(default_factory=list)  # [(registration, sentence)]


def note_day(occasion_id, day_id, changes, *, by=None):
    """Note a day for many. ``changes`` is {key of the registration: (what the page showed, what is wanted)}, each True,
    False or None.

    Only what differs from the page is written, and only where the page still showed the truth. Raises Busy.
    """
    found = Noted()
    with locked(occasion_id) as occasion:
        wanted = {key: pair for key, pair in changes.items() if pair[0] != pair[1]}
        rows = Registration.objects.filter(occasion=occasion, pk__in=wanted).in_bulk()
        now = dict(
            Attendance.objects.filter(registration__in=rows, day_id=day_id).values_list("registration_id", "present")
        )
        for key, registration in rows.items():
            shown, value = wanted[key]
            current = now.get(key)
            if current == value:
                continue
            if current != shown:
                found.conflicts.append(registration)
                continue
            try:
                note_attendance(key, day_id, value, by=by)
                found.written += 1
            except Refused as refusal:
                found.refused.append((registration, refusal.sentence))
    return found


def keep(occasion_id, reason, *, by=None):
    """Keep everything about an occasion from being erased. Gives False where it is kept already: one hold is enough."""
    with locked(occasion_id) as occasion:
        if occasion.about in held():
            return False
        hold(occasion.about, reason, by)
        return True


def release(occasion_id, *, by=None):
    """Let what is old be erased again. Gives how many holds were lifted."""
    return lift(Occasion(pk=occasion_id).about, by)
