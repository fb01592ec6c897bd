"""Registering for an occasion: the form, the request by e-mail, and the button that confirms it."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from grund.csrf import checks_csrf
from grund.visitors import visitor_of
from personer.services import person_for

from ..conf import setting
from ..forms.registering import AddressForm, RegistrationForm
from ..login import login_address
from ..mine import known_person
from ..models import CourseQuestion, PendingRegistration, Registration
from ..refusals import AlreadyRegistered, Busy, FactsChanged, NotOpen, WouldWait
from ..services import registrations
from ..shown import moment_words
from .common import (
    BUSY_SECONDS,
    Below,
    filled_in,
    language,
    lock_means_busy,
    may_mail,
    may_try,
    minutes,
    objects_of,
    occasion_of,
    posted,
    private,
    show,
    shown_occasion,
    too_many_forms,
)
from .links import by_word, gone

# --- The form ------------------------------------------------------------------------------------


@private
@checks_csrf
@require_http_methods(["GET", "HEAD", "POST"])
def form(request, pk):
    """Register for an occasion: signed in, or with a work address of an allowed domain that a link confirms."""
    shown = shown_occasion(request, pk)
    user = visitor_of(request).user
    person = known_person(user) if user.is_authenticated else None
    if request.method == "POST":
        return _send(request, shown, user, person)
    return _own(shown, person) or _show_form(request, shown, person, _form(request, shown, user, person))


def _own(shown, person):
    """The way to the receipt of somebody who is registered, else None."""
    if person is None:
        return None
    own = Registration.objects.of_person(person).active().filter(occasion=shown.row).first()
    return own and redirect("anmalan:receipt", key=own.key)


def _form(request, shown, user, person, data=None):
    initial, ask_email = {}, True
    if person is not None:
        initial = {"name": person.display_name, "unit": person.unit.name if person.unit else ""}
        ask_email = not person.account_email
    questions = CourseQuestion.objects.filter(course_id=shown.row.course_id, active=True)
    return RegistrationForm(
        data,
        ask_email=ask_email,
        domains=setting("EMAIL_DOMAINS"),
        questions=questions,
        objects=lambda: objects_of(request),
        language=language(),
        initial=initial,
    )


def _show_form(request, shown, person, filled, status=200, *, ask_to_wait=False, retry_after=None):
    """The page. ``ask_to_wait``: the course became full while the form was open, so a tick box asks."""
    days = setting("KEEP_REGISTRATION_DAYS")
    months = max(1, round(days / 30.4))
    context = {
        "title": _("Registration for %(course)s") % {"course": shown.title},
        "page": Below(_("Registration"), shown.page),
        "shown": shown,
        "form": filled,
        "can_register": person is not None or bool(setting("EMAIL_DOMAINS")),
        "signed_in": person is not None,
        "address": person.account_email if person is not None else "",
        "ask_to_wait": ask_to_wait,
        "full": WouldWait(shown.position).sentence if shown.state.is_full else "",
        "keeps": ngettext(
            "We use what you write to arrange the course, and remove it %(number)d month after it.",
            "We use what you write to arrange the course, and remove it %(number)d months after it.",
            months,
        )
        % {"number": months},
        "privacy_url": setting("PRIVACY_URL"),
        "login_address": login_address(request),
    }
    return show(request, "form", context, status, retry_after)


def _send(request, shown, user, person):
    """A form that was sent. Whatever is wrong, the page comes back with what was typed."""
    filled = _form(request, shown, user, person, posted(request))
    try:
        with lock_means_busy():
            refused = _refusal(request, shown, filled, person)
            if refused:
                status, retry_after = refused
                return _own(shown, person) or _show_form(
                    request, shown, person, filled, status, retry_after=retry_after
                )
            return _register(request, shown, filled, user, person)
    except WouldWait as refusal:
        filled.add_error("accept_waiting", refusal.sentence)
        return _show_form(request, _anew(request, shown), person, filled, 409, ask_to_wait=True)
    except (NotOpen, FactsChanged) as refusal:
        filled.add_error(None, refusal.sentence)
        return _show_form(request, _anew(request, shown), person, filled, 409)
    except Busy as refusal:
        filled.add_error(None, refusal.sentence)
        return _show_form(request, shown, person, filled, 503, retry_after=BUSY_SECONDS)


def _anew(request, shown):
    """The occasion as it is now: it has changed since this request read it."""
    return shown_occasion(request, shown.row.pk)


def _refusal(request, shown, filled, person):
    """(status, seconds to wait) of what keeps the form from being acted on, noted in it; None where nothing does."""
    if request.csrf_problem:
        filled.add_error(None, request.csrf_problem)
        return 403, None
    if person is None and not setting("EMAIL_DOMAINS"):
        sentence = _(
            "You are not signed in. Sign in in another tab and send the form again; what you typed is still here."
        )
        filled.add_error(None, sentence)
        return 403, None
    if not may_try(request):
        filled.add_error(None, too_many_forms())
        return 429, minutes() * 60
    if not filled.is_valid():
        if filled.facts_version not in (None, shown.row.facts_version):
            filled.add_error(None, FactsChanged.sentence)  # the page shows the new facts with the other errors
        return 422, None
    return None


def _register(request, shown, filled, user, person):
    applicant = registrations.Applicant(
        email=filled.cleaned_data.get("email", ""),
        needs=filled.cleaned_data["needs"],
        answers=filled.answers,
        language=language(),
        suspected_machine=filled.suspected_machine,
        **filled.about,
    )
    options = {
        "accept_waiting": filled.cleaned_data["accept_waiting"],
        "facts_version": filled.facts_version,
        "form_key": filled.form_key,
    }
    pk = shown.row.pk
    if person is None or not person.account_email:  # the address was typed: whoever reads its mail confirms it
        return _by_mail(request, pk, applicant, options)
    applicant.person, applicant.email = person_for(user), person.account_email
    try:
        registration = registrations.register(pk, applicant, source=Registration.Source.SIGNED_IN, by=user, **options)
    except AlreadyRegistered as refusal:
        registration = refusal.registration
        if not Registration.objects.of_person(applicant.person).filter(pk=registration.pk).exists():
            # Somebody else's, who typed this address before: its owner is told, and the page does not say whose it is.
            return _by_mail(request, pk, applicant, options)
    return redirect("anmalan:receipt", key=registration.key)


def _by_mail(request, pk, applicant, options):
    if may_mail(request, applicant.email):
        registrations.request_by_email(pk, applicant, **options)
    return redirect("anmalan:sent")


@private
@require_safe
def sent(request):
    """What everybody reads who asked by e-mail, whether the address was known or not."""
    context = {"title": _("Confirm your registration"), "hours": setting("PENDING_HOURS")}
    return show(request, "sent", context)


# --- The button in the mail -------------------------------------------------------------------------


@by_word(registrations.pending_of)
def confirm(request, pending, word):
    """What will be registered, and the button that does it."""
    if request.method != "POST":
        return _show_pending(request, pending)
    if request.csrf_problem:
        return _show_pending(request, pending, request.csrf_problem, 403)
    data = posted(request)
    version = data.get("facts_version", "")
    try:
        with lock_means_busy():
            if not may_try(request):
                return _show_pending(request, pending, too_many_forms(), 429, retry_after=minutes() * 60)
            _registration, own_word = registrations.confirm_pending(
                word,
                accept_waiting=data.get("accept_waiting") == "on",
                facts_version=int(version) if version.isdecimal() and len(version) < 10 else None,
            )
    except PendingRegistration.DoesNotExist:  # ran out, or was removed, in this moment
        return gone(request)
    except Busy as refusal:
        return _show_pending(request, pending, refusal.sentence, 503, retry_after=BUSY_SECONDS)
    except WouldWait as refusal:
        return _show_pending(request, _read_anew(pending), refusal.sentence, 409, ask_to_wait=True)
    except (NotOpen, FactsChanged) as refusal:
        return _show_pending(request, _read_anew(pending), refusal.sentence, 409)
    return redirect("anmalan:link", word=own_word)


def _read_anew(pending):
    return PendingRegistration.objects.select_related("occasion__course", "registration").get(pk=pending.pk)


def _show_pending(request, pending, problem="", status=200, *, ask_to_wait=False, retry_after=None):
    shown = occasion_of(request, pending.occasion)
    data, done = pending.data, pending.registration is not None
    wrong = [problem] if problem else []
    if data and data["facts_version"] != pending.occasion.facts_version and not problem:
        wrong = [_("The day, time or place has changed since you filled in the form. Check it before you confirm.")]
    context = {
        "title": _("Confirm your registration"),
        "page": Below(_("Registration"), shown.page) if shown.page else None,
        "shown": shown,
        "done": done,
        "can_confirm": done or shown.state.takes_registrations,
        "rows": [] if done else filled_in(request, data),
        "problems": wrong,
        "wrong": bool(problem),
        "ask_to_wait": ask_to_wait,
        "accepted": bool(data.get("accept_waiting")),
        "full": WouldWait(shown.position).sentence if shown.state.is_full and not done else "",
        "until": moment_words(pending.expires_at),
    }
    return show(request, "confirm", context, status, retry_after)


# --- A link that was lost ---------------------------------------------------------------------------


@private
@checks_csrf
@require_http_methods(["GET", "HEAD", "POST"])
def lost_link(request):
    """Mail the links to an address's registrations. The answer never tells whether there are any."""
    if request.method != "POST":
        return _show_lost(request, AddressForm())
    filled = AddressForm(posted(request))
    try:
        with lock_means_busy():
            if request.csrf_problem:
                filled.add_error(None, request.csrf_problem)
                return _show_lost(request, filled, 403)
            if not may_try(request):
                filled.add_error(None, too_many_forms())
                return _show_lost(request, filled, 429, retry_after=minutes() * 60)
            if not filled.is_valid():
                return _show_lost(request, filled, 422)
            email = filled.cleaned_data["email"]
            if may_mail(request, email):
                registrations.send_links(email, language())
    except Busy as refusal:
        filled.add_error(None, refusal.sentence)
        return _show_lost(request, filled, 503, retry_after=BUSY_SECONDS)
    return redirect(f"{reverse('anmalan:lost_link')}?skickat=1")


def _show_lost(request, filled, status=200, retry_after=None):
    context = {"title": _("Get a new link"), "form": filled, "is_sent": "skickat" in request.GET}
    return show(request, "lost_link", context, status, retry_after)
