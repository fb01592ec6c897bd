"""One's own registrations: the receipt, changing, cancelling, a seat that is offered, and certificates.

The same pages for somebody signed in (by the key of the registration) and for whoever holds a link from a mail.
"""

from dataclasses import dataclass
from functools import wraps

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from grund.about import reference
from grund.csrf import checks_csrf
from grund.models import OutboxMail
from grund.visitors import visitor_of

from ..forms.registering import AboutForm
from ..login import to_login
from ..mine import known_person
from ..models import Answer, Attendance, CourseQuestion, CourseRecord, Needs, Registration
from ..refusals import Busy, Refused
from ..services import registrations
from ..shown import day_in_words, moment_words
from .common import (
    BUSY_SECONDS,
    Below,
    filled_in,
    language,
    lock_means_busy,
    may_try,
    minutes,
    objects_of,
    occasion_of,
    posted,
    private,
    show,
    too_many_forms,
)
from .links import by_word

State = Registration.State
# Mails that tell somebody where they stand.
TELLING = ("confirmed", "promoted", "waiting", "offered")


@dataclass(frozen=True)
class Way:
    """By which addresses somebody handles a registration: signed in by its key, or by the word of a link."""

    key: object = None
    word: str = ""

    def _url(self, signed, linked):
        if self.word:
            return reverse(f"anmalan:{linked}", kwargs={"word": self.word})
        return reverse(f"anmalan:{signed}", kwargs={"key": self.key})

    @property
    def receipt(self):
        return self._url("receipt", "link")

    @property
    def edit(self):
        return self._url("edit", "link_edit")

    @property
    def cancel(self):
        return self._url("cancel", "link_cancel")

    @property
    def offer(self):
        return self._url("offer", "link_offer")

    def certificate(self, record):
        if self.word:
            return reverse("anmalan:link_certificate", kwargs={"word": self.word})
        return reverse("anmalan:certificate", kwargs={"number": record.number})


def signed_in(view):
    """Decorator: ``view(request, registration, way)`` for the signed-in owner; log-in for nobody, 404 for anybody else."""

    @private
    @checks_csrf
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def opened(request, key):
        user = visitor_of(request).user
        if not user.is_authenticated:
            return to_login(request)
        mine = Registration.objects.of_person(known_person(user)).filter(key=key)
        registration = mine.select_related("occasion__course", "person").first()
        if registration is None:
            raise Http404
        return view(request, registration, Way(key=key))

    return opened


def by_link(view):
    """Decorator: ``view(request, registration, way)`` for whoever holds a link."""

    @by_word(registrations.registration_of_link)
    @wraps(view)
    def opened(request, registration, word):
        return view(request, registration, Way(word=word))

    return opened


def _guarded(request, act):
    """Do ``act()`` for a form that was sent. Gives (status, sentence, seconds) where it was not done, else None."""
    if request.csrf_problem:
        return 403, request.csrf_problem, None
    try:
        with lock_means_busy():
            if not may_try(request):
                return 429, too_many_forms(), minutes() * 60
            act()
    except Busy as refusal:
        return 503, refusal.sentence, BUSY_SECONDS
    except Refused as refusal:
        return 409, refusal.sentence, None
    return None


def _user(request):
    user = visitor_of(request).user
    return user if user.is_authenticated else None


# --- The receipt -------------------------------------------------------------------------------------


def _title(registration, shown):
    if registration.state == State.CANCELLED:
        return _("Your registration is cancelled")
    if shown.is_over:
        return _("You were registered for this course")
    return {
        State.CONFIRMED: _("Thank you, you are registered"),
        State.WAITING: _("Thank you, you are in the queue"),
        State.OFFERED: _("A seat is held for you"),
    }[registration.state]


def _mail_words(registration):
    """Whether the mail about where somebody stands has left, in plain words; (is it bad, sentence)."""
    rows = OutboxMail.objects.filter(about=reference(registration.about), kind__in=TELLING).order_by("-pk")
    state = rows.values_list("state", flat=True).first()
    email = {"email": registration.email}
    if state is None:
        return False, ""
    if state == OutboxMail.State.FAILED:
        sentence = _(
            "We could not send the confirmation to %(email)s. Your registration stands all the same. Save this page."
        )
        return True, sentence % email
    if state in OutboxMail.UNFINISHED:
        return False, _("A confirmation is on its way to %(email)s.") % email
    return False, _("We have sent a confirmation to %(email)s.") % email


def _values(registration):
    names = ("name", "email", "unit", "role_code", "object_code", "manager_informed")
    needs = Needs.objects.filter(registration=registration).values_list("text", flat=True).first()
    return {name: getattr(registration, name) for name in names} | {"needs": needs or ""}


def _answers(request, registration):
    """[(question, answer)] of the course's own questions."""
    rows = Answer.objects.filter(registration=registration).select_related("question").order_by("question__order", "pk")
    return [(row.question.label_in(language()), row.text) for row in rows]


def _attended(registration, shown):
    """[(day, word)] once days have been noted."""
    noted = dict(Attendance.objects.filter(registration=registration).values_list("day_id", "present"))
    if not noted:
        return []
    words = {True: _("you were there"), False: _("you were not there"), None: _("not noted yet")}
    now = timezone.now()
    return [(day_in_words(day.starts_at, now), words[noted.get(day.pk)]) for day in shown.occasion.day_list]


def certificate_of(registration):
    records = CourseRecord.objects.valid().filter(registration=registration, gives_certificate=True)
    return records.first()


def _receipt(request, registration, way, refused=None):
    shown = occasion_of(request, registration.occasion)
    status, problem, retry_after = refused or (200, "", None)
    is_active = registration.is_active
    bad_mail, mail_words = _mail_words(registration) if is_active and not shown.is_over else (False, "")
    record = certificate_of(registration) if is_active and shown.has_begun else None
    context = {
        "title": _title(registration, shown),
        "page": Below(_("Your registration"), shown.page) if shown.page else None,
        "registration": registration,
        "state": str(registration.state),
        "is_active": is_active,
        "shown": shown,
        "way": way,
        "by_link": bool(way.word),
        "problems": [problem] if problem else [],
        "wrong": bool(problem),
        "bad_mail": bad_mail,
        "mail_words": mail_words,
        "position": registrations.position_of(registration),
        "until": moment_words(registration.offered_until) if registration.offered_until else "",
        "by_occasion": registration.cancelled_by == Registration.CancelledBy.OCCASION,
        "offer_ran_out": registration.cancelled_by == Registration.CancelledBy.OFFER,
        "rows": filled_in(request, _values(registration)) + _answers(request, registration),
        "attended": _attended(registration, shown) if is_active and shown.has_begun else [],
        "certificate_url": way.certificate(record) if record else "",
        "can_change": is_active and not shown.has_begun,
    }
    return show(request, "receipt", context, status, retry_after)


def _only_looks(view):
    """Decorator: a receipt is looked at, never sent to."""

    @wraps(view)
    def looked(request, registration, way):
        if request.method == "POST":
            return redirect(way.receipt)
        return view(request, registration, way)

    return looked


receipt = signed_in(_only_looks(_receipt))
link = by_link(_only_looks(_receipt))


# --- Change, cancel, take the seat ----------------------------------------------------------------------


def _edit(request, registration, way):
    shown = occasion_of(request, registration.occasion)
    can_change = registration.is_active and not shown.has_begun
    if request.method != "POST" and not can_change:
        return redirect(way.receipt)
    answers = dict(Answer.objects.filter(registration=registration).values_list("question_id", "text"))
    values = _values(registration)
    form = AboutForm(
        posted(request) if request.method == "POST" else None,
        questions=CourseQuestion.objects.filter(course_id=registration.occasion.course_id, active=True),
        objects=lambda: objects_of(request),
        language=language(),
        initial={
            **{name: values[name] for name in ("name", "unit", "needs", "manager_informed")},
            "role": values["role_code"],
            "object": values["object_code"],
            **{f"question_{key}": text for key, text in answers.items()},
        },
    )
    status, retry_after = 200, None
    if request.method == "POST":
        status, retry_after = 422, None
        if request.csrf_problem or form.is_valid():
            refused = _guarded(request, lambda: _save(request, registration, form))
            if refused is None:
                return redirect(way.receipt)
            status, sentence, retry_after = refused
            form.add_error(None, sentence)
    context = {
        "title": _("Change your registration"),
        "page": Below(_("Your registration"), shown.page) if shown.page else None,
        "shown": shown,
        "form": form,
        "way": way,
        "email": registration.email,
        "lead": f"{shown.title}, {shown.dates}",
    }
    return show(request, "edit", context, status, retry_after)


def _save(request, registration, form):
    registrations.edit(
        registration.pk,
        by=_user(request),
        needs=form.cleaned_data["needs"],
        answers=form.answers,
        **form.about,
    )


def _cancel(request, registration, way):
    """Ask, then cancel. Cancelling twice shows the receipt again."""
    shown = occasion_of(request, registration.occasion)
    problem, status, retry_after = "", 200, None
    if request.method == "POST":
        refused = _guarded(request, lambda: registrations.cancel(registration.pk, by=_user(request)))
        if refused is None:
            return redirect(way.receipt)
        status, problem, retry_after = refused
    elif not registration.is_active:
        return redirect(way.receipt)
    elif shown.has_begun:
        problem = _("The course has begun, so the registration can no longer be changed here.")
    context = {
        "title": _("Cancel your registration?"),
        "page": Below(_("Your registration"), shown.page) if shown.page else None,
        "shown": shown,
        "way": way,
        "problems": [problem] if problem else [],
        "wrong": bool(problem),
        "waits": registration.state == State.WAITING,
        "can_cancel": not shown.has_begun,
    }
    return show(request, "cancel", context, status, retry_after)


def _offer(request, registration, way):
    """Take the seat that is held for somebody; looking shows the receipt, which has the button."""
    if request.method == "POST":
        refused = _guarded(request, lambda: registrations.accept_offer(registration.pk, by=_user(request)))
        if refused is not None:
            registration.refresh_from_db()
            return _receipt(request, registration, way, refused)
    return redirect(way.receipt)


edit, link_edit = signed_in(_edit), by_link(_edit)
cancel, link_cancel = signed_in(_cancel), by_link(_cancel)
offer, link_offer = signed_in(_offer), by_link(_offer)
