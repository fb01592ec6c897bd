"""The pages of course leaders: their occasions, and what they do with one of them."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grund.context_processors import base_template
from grund.contributions import objects_for
from grund.models import OutboxMail, RetentionHold
from grund.pagination import page_of
from grund.visitors import visitor_of

from .. import permissions
from ..forms.leading import AddForm, ReasonForm, SeatsForm
from ..login import signed_in
from ..mails.words import language_now
from ..models import Attendance, CoursePage, Occasion, Registration
from ..refusals import AlreadyRegistered, NotOpen, Refused, WouldWait
from ..services import groups, imports, occasions, registrations
from ..shown import passes_on
from .lead_lists import ROWS_ON_PAGE, lines, needs_count, needs_of, ordered
from .lead_tools import add_refusal, back_to, done, for_leaders, page, seats_words, sent, status_of, when

State = Registration.State


@never_cache
@signed_in
@require_safe
def leading(request):
    """The occasions that this person leads, or may see all of."""
    mine = Occasion.objects.led_by(request.user).select_related("course").with_waiting()
    coming = list(mine.coming())
    earlier = page_of(mine.over(), request.GET.get("page", 1), 20)
    keys = {occasion.course.translation_key for occasion in [*coming, *earlier]}
    titles = dict(
        CoursePage.objects.filter(
            translation_key__in=keys, locale__language_code=language_now(), live=True
        ).values_list("translation_key", "title")
    )
    for occasion in [*coming, *earlier]:
        occasion.seats_words = seats_words(occasion, occasion.waiting)
        occasion.title = titles.get(occasion.course.translation_key, occasion.course.title)
    context = {"coming": coming, "earlier": earlier, "done": done(request), "noindex": True, **base_template(request)}
    return render(request, "utbildning/lead/leading.html", context)


@for_leaders(permissions.may_see_participants, methods=["GET", "HEAD"])
def participants(request, occasion):
    """Who takes part, who waits and who is cancelled, with the state of their mails."""
    everybody = ordered(occasion)
    pages = page_of(everybody, request.GET.get("page", 1), ROWS_ON_PAGE)
    may_see_needs = permissions.may_see_needs(request.user, occasion)
    needs = needs_of(occasion) if may_see_needs else []
    context = {
        "pages": pages,
        "groups": lines(occasion, list(pages), everybody),
        "seats_words": seats_words(occasion, sum(row.state == State.WAITING for row in everybody)),
        "may_see_needs": may_see_needs,
        # By the day alone, which costs no question: what comes too late on the first day itself is refused in words.
        "has_begun": occasion.first_day is not None and occasion.first_day < timezone.localdate(),
        "needs": needs,
        "needs_count": len(needs) if may_see_needs else needs_count(occasion),
        "is_held": RetentionHold.objects.filter(about=occasion.about, lifted_at__isnull=True).exists(),
    }
    return page(request, "participants", occasion, context)


@for_leaders()
def add(request, occasion):
    """Register somebody on their behalf."""
    form = AddForm(sent(request), objects=objects_for(visitor_of(request)))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = form.cleaned_data
            applicant = registrations.Applicant(
                name=values["name"],
                email=values["email"],
                unit=values["unit"],
                role_code=values["role_code"],
                object_code=values["object_code"],
                language=occasion.course.locale.language_code,
            )
            applicant.person = imports.persons_by_email([applicant.email]).get(applicant.email_norm)
            try:
                made = registrations.register(
                    occasion.pk,
                    applicant,
                    source=Registration.Source.LEADER,
                    by=request.user,
                    accept_waiting=values["accept_waiting"],
                    form_key=values["form_key"],
                )
            except WouldWait as refusal:
                sentence = _("The course is full. Tick this if the person wants place %(position)d in the queue.")
                form.add_error("accept_waiting", sentence % {"position": refusal.position})
            except AlreadyRegistered:
                form.add_error("email", _("Somebody with this address is registered already. Look in the list."))
            except NotOpen:
                sentence = _("Nobody can be registered: the course date is not open, has begun or is cancelled.")
                form.add_error(None, sentence)
            except Refused as refusal:
                status = add_refusal(form, refusal)
            else:
                code = "vantar" if made.state == State.WAITING else "anmald"
                return back_to("participants", code, pk=occasion.pk)
    full = occasion.free is not None and occasion.free <= 0
    ask_to_wait = full or "accept_waiting" in form.errors or bool(request.POST.get("accept_waiting"))
    return page(request, "add", occasion, {"form": form, "ask_to_wait": ask_to_wait}, status=status)


def registration_of(occasion, key):
    return get_object_or_404(Registration, key=key, occasion=occasion)


@for_leaders()
def remove(request, occasion, key):
    """Cancel somebody's registration; asks first."""
    registration = registration_of(occasion, key)
    refusal, status = None, 200
    if request.method == "POST":
        version = request.POST.get("version", "")
        version = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
        try:
            registration, now = groups.remove(registration.pk, version=version, by=request.user)
            return back_to("participants", "avbokad" if now else "redan", pk=occasion.pk)
        except groups.Changed as changed:
            registration, refusal, status = changed.registration, changed, 409
        except Refused as refused:
            refusal, status = refused, status_of(refused)
    context = {
        "registration": registration,
        "position": registrations.position_of(registration),
        "passes_on": registration.state in Registration.SEATED and passes_on(occasion),
        "refusal": refusal,
    }
    return page(request, "remove", occasion, context, status=status)


@for_leaders()
def resend(request, occasion, mail):
    """Send a mail once more that did not get through."""
    if request.method != "POST":
        return redirect("anmalan:participants", pk=occasion.pk)
    try:
        groups.send_again(occasion.pk, mail, by=request.user)
    except OutboxMail.DoesNotExist:
        raise Http404 from None
    except Refused as refusal:
        return page(request, "refused", occasion, {"refusal": refusal}, status=status_of(refusal))
    return back_to("participants", "skickad", pk=occasion.pk)


@for_leaders()
def seats(request, occasion):
    """Change how many can take part."""
    form = SeatsForm(sent(request), initial={"seats": occasion.seats, "unlimited": occasion.seats is None})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                moved = groups.resize(occasion.pk, form.wanted(), by=request.user)
            except Refused as refusal:
                status = add_refusal(form, refusal)
            else:
                done = ("uppflyttade", moved) if moved else ("platser",)
                return back_to("participants", *done, pk=occasion.pk)
    return page(request, "seats", occasion, {"form": form, "seats_words": seats_words(occasion)}, status=status)


@for_leaders()
def cancel(request, occasion):
    """Cancel the whole occasion; asks first and says how many are told."""
    form = ReasonForm(
        sent(request),
        label=_("Why is it cancelled?"),
        hint=_("A sentence that those who registered get to read. At most 300 characters."),
        missing=_("Say in a sentence why it is cancelled. Those who registered get to read it."),
    )
    status = 200
    if request.method == "POST":
        status = 422
        if occasion.status == Occasion.Status.CANCELLED:
            return back_to("participants", "installd", pk=occasion.pk)
        if form.is_valid():
            try:
                occasions.cancel_occasion(occasion.pk, reason=form.cleaned_data["reason"], by=request.user)
            except Refused as refusal:
                status = add_refusal(form, refusal)
            else:
                return back_to("participants", "installd", pk=occasion.pk)
    told = Registration.objects.filter(occasion=occasion).active().count()
    context = {
        "form": form,
        "told": told,
        "is_cancelled": occasion.status == Occasion.Status.CANCELLED,
        "is_held": occasion.status == Occasion.Status.HELD
        or Attendance.objects.filter(registration__occasion=occasion).exists(),
    }
    return page(request, "cancel", occasion, context, status=status)


@for_leaders()
def keep(request, occasion):
    """Somebody has asked to have it handed out: nothing of it is erased until that is settled."""
    form = ReasonForm(
        None if request.POST.get("do") == "lift" else sent(request),
        label=_("What has been asked for?"),
        hint=_("For example a reference number. Write no personal data."),
        missing=_("Say what has been asked for."),
    )
    status = 200
    if request.method == "POST":
        if request.POST.get("do") == "lift":
            groups.release(occasion.pk, by=request.user)
            return back_to("hold", "slappt", pk=occasion.pk)
        status = 422
        if form.is_valid():
            try:
                groups.keep(occasion.pk, form.cleaned_data["reason"], by=request.user)
            except Refused as refusal:
                status = add_refusal(form, refusal)
            else:
                return back_to("hold", "hallet", pk=occasion.pk)
    holds = RetentionHold.objects.filter(about=occasion.about, lifted_at__isnull=True).select_related("created_by")
    rows = [
        {
            "reason": row.reason,
            "who": row.created_by and (row.created_by.get_full_name() or row.created_by.get_username()),
            "since": when(row.created_at),
        }
        for row in holds.order_by("created_at")
    ]
    return page(request, "hold", occasion, {"form": form, "holds": rows}, status=status)
