"""The rows of the list of participants: in which order, and what stands in each."""

from dataclasses import dataclass, field

from django.db.models import Case, TextField, Value, When
from django.utils.translation import gettext_lazy as _

from grund.models import OutboxMail
from grund.text import swedish_sort_key

from ..mails.words import language_now
from ..models import Answer, Needs, Registration
from ..role_choices import role_label
from ..services.groups import again_key, can_go_again, entries_of
from .lead_tools import when

State = Registration.State
ROWS_ON_PAGE = 50
MAILS_SHOWN = 3  # of each participant; those that failed are always shown
GROUPS = [
    (State.CONFIRMED, _("Have a seat")),
    (State.OFFERED, _("Are offered a seat")),
    (State.WAITING, _("Wait in the queue")),
    (State.CANCELLED, _("Are cancelled")),
]
ORDER = [state for state, _label in GROUPS]
MAIL_WORDS = {
    "confirmed": _("Confirmation"),
    "promoted": _("Seat from the queue"),
    "waiting": _("Place in the queue"),
    "offered": _("Offer of a seat"),
    "invitation": _("Calendar entry"),
    "withdrawal": _("Calendar entry that goes"),
    "changed": _("Changed course"),
    "cancelled": _("Cancellation"),
    "reminder": _("Reminder"),
    "evaluation": _("Evaluation"),
    "lost_link": _("New link"),
    "already": _("Registered already"),
    "certificate": _("Certificate"),
    "message": _("Message from the leader"),
}
# The sign beside each state of a mail, by the classes of a tag.
MAIL_TAGS = {
    OutboxMail.State.SENT: "ok",
    OutboxMail.State.FAILED: "stop",
    OutboxMail.State.RETRY: "warn",
}


def ordered(occasion):
    """All registrations in the order of the list: no database sorts names as a Swedish word list does."""
    return sorted(Registration.objects.filter(occasion=occasion), key=place)


def place(row):
    """The key that sorts a list of participants: by state, the queue in its order, else by name."""
    queue = row.queue_number or 0 if row.state == State.WAITING else 0
    return ORDER.index(row.state), queue, swedish_sort_key(row.name), row.pk


@dataclass
class Line:
    """One participant as the list shows them."""

    registration: Registration
    position: int | None
    role: str
    registered: str
    until: str = ""
    answers: list = field(default_factory=list)
    mails: list = field(default_factory=list)


def lines(occasion, shown, everybody):
    """[(label, how many there are of that state on all pages, [Line])] for the registrations of one page of the list."""
    keys = [row.pk for row in shown]
    queue = [row.pk for row in everybody if row.state == State.WAITING]
    places = {pk: number for number, pk in enumerate(queue, start=1)}
    answers, language = {}, language_now()
    for answer in Answer.objects.filter(registration__in=keys).select_related("question").order_by("question__order"):
        answers.setdefault(answer.registration_id, []).append((answer.question.label_in(language), answer.text))
    mails = _mails(shown)
    found = []
    for state, label in GROUPS:
        inside = [row for row in shown if row.state == state]
        if inside:
            made = [
                Line(
                    registration=row,
                    position=places.get(row.pk),
                    role=role_label(row.role_code),
                    registered=when(row.created_at),
                    until=when(row.offered_until) if row.offered_until else "",
                    answers=answers.get(row.pk, []),
                    mails=mails.get(row.pk, []),
                )
                for row in inside
            ]
            found.append((label, sum(row.state == state for row in everybody), made))
    return found


def _of_failed(column):
    """A long text where the mail failed, for that decides whether it can go again; nothing of the many others."""
    return Case(When(state=OutboxMail.State.FAILED, then=column), default=Value(""), output_field=TextField())


def _mails(registrations):
    """{key of the registration: its latest mails, the latest first}. The texts are read of failed ones only."""
    by_about = {registration.about: registration for registration in registrations}
    rows = OutboxMail.objects.filter(about__in=by_about).order_by("-pk").defer("text", "html", "calendar")
    rows = list(rows.annotate(failed_text=_of_failed("text"), failed_html=_of_failed("html")))
    failed = [row for row in rows if row.state == OutboxMail.State.FAILED]
    for row in failed:
        row.text, row.html = row.failed_text, row.failed_html
    entries = entries_of(registrations) if failed else set()
    known = {row.dedup_key for row in rows}
    found = {}
    for row in rows:
        registration = by_about[row.about]
        mine = found.setdefault(registration.pk, [])
        is_failed = row.state == OutboxMail.State.FAILED
        if len(mine) >= MAILS_SHOWN and not is_failed:
            continue
        followed = again_key(row) in known
        mine.append(
            {
                "pk": row.pk,
                "words": MAIL_WORDS.get(row.kind, row.kind),
                "state": row.get_state_display(),
                "tag": MAIL_TAGS.get(row.state, ""),
                "when": when(row.sent_at or row.created_at),
                "error": row.last_error if is_failed else "",
                "again": is_failed and not followed and can_go_again(row, registration, entries),
            }
        )
    return found


def _needs(occasion):
    """Of those with a seat; the others do not come yet."""
    return Needs.objects.filter(registration__occasion=occasion, registration__state__in=Registration.SEATED)


def needs_of(occasion):
    """What those with a seat need, by name."""
    rows = _needs(occasion).select_related("registration")
    return sorted(rows, key=lambda row: (swedish_sort_key(row.registration.name), row.registration_id))


def needs_count(occasion):
    """How many they are, for whoever may not read it."""
    return _needs(occasion).count()
