"""What all pages of leaders share: who gets in, what has been done, how a refusal is shown."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from grund import audit, throttle
from grund.brief import brief_write
from grund.charset import refuse_unless_utf8
from grund.context_processors import base_template
from grund.templatetags.grund_tags import date_range, date_range_short

from .. import permissions
from ..login import to_login
from ..mails import Letters
from ..mails.words import clock, language_now
from ..models import Occasion
from ..refusals import Busy
from .common import BUSY_SECONDS, lock_means_busy, posted

# What the address says has been done; the number is in "antal".
DONE = {
    "anmald": _("The person is registered and gets a mail about it."),
    "vantar": _("The person is in the queue and gets a mail about it."),
    "avbokad": _("The registration is cancelled. The person gets a mail about it."),
    "redan": _("The registration was cancelled already, so nothing more happened."),
    "meddelande": ngettext_lazy(
        "The mail is on its way to %(count)d person.", "The mail is on its way to %(count)d people.", "count"
    ),
    "platser": _("The number of seats is changed."),
    "uppflyttade": ngettext_lazy(
        "The number of seats is changed. %(count)d person moved up from the queue and gets a mail about it.",
        "The number of seats is changed. %(count)d people moved up from the queue and get a mail about it.",
        "count",
    ),
    "installd": _("The course is cancelled. Everybody who had registered gets a mail about it."),
    "narvaro": ngettext_lazy(
        "The attendance of %(count)d person is saved.", "The attendance of %(count)d people is saved.", "count"
    ),
    "oforandrat": _("Nothing was changed, so nothing was saved."),
    "noterad": _("Noted as present."),
    "angrat": _("The note is taken back."),
    "skickad": _("The mail is sent once more."),
    "hallet": _("Nothing about this course is erased until you say so."),
    "slappt": _("What is old may be erased again."),
}
WITH_NUMBER = ("meddelande", "uppflyttade", "narvaro")


def done(request):
    """The sentence about what the last form did, or ""."""
    code = request.GET.get("klart", "")
    if code not in DONE:
        return ""
    number = request.GET.get("antal", "")
    count = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 0
    return DONE[code] % {"count": count} if code in WITH_NUMBER else DONE[code]


def sent(request):
    """What a form was sent with, None where it is only shown."""
    return posted(request) if request.method == "POST" else None


def back_to(name, code, number=None, /, **kwargs):
    """On to a page that says what has been done."""
    address = f"{reverse(f'anmalan:{name}', kwargs=kwargs)}?klart={code}"
    return redirect(address if number is None else f"{address}&antal={number}")


def refuse(user, occasion):
    """Note that somebody asked for what is not theirs: once a minute, since such notes are kept for long, and never in
    the way of the answer."""
    with brief_write("that somebody was refused"):
        if throttle.hit("access.refused", f"{user.pk} {occasion.pk}", limit=1, minutes=1):
            audit.note("access.refused", occasion.about, by=user)


def let_in(user, occasion, may):
    """Let through who may. Somebody who may not even see it gets the answer of an occasion that does not exist."""
    if occasion is None:
        raise Http404
    if not may(user, occasion):
        refuse(user, occasion)
        if permissions.may_see_participants(user, occasion):
            raise PermissionDenied
        raise Http404


def answered(request, occasion, view):
    """What ``view()`` answers; a page that says to try again where somebody else holds the database too long."""
    try:
        with lock_means_busy():
            return view()
    except Busy as refusal:
        return page(request, "refused", occasion, {"refusal": refusal}, status=503)


def for_leaders(may=permissions.may_manage, methods=("GET", "HEAD", "POST")):
    """The view gets the occasion instead of its key. Who is not signed in is asked to."""

    def decorate(view):
        @never_cache
        @require_http_methods(methods)
        @wraps(view)
        def inner(request, pk, **kwargs):
            refuse_unless_utf8(request)
            if not request.user.is_authenticated:
                return to_login(request)
            rows = Occasion.objects.select_related("course__locale", "leader")
            occasion = rows.filter(pk=pk).first()
            let_in(request.user, occasion, may)
            return answered(request, occasion, lambda: view(request, occasion, **kwargs))

        return inner

    return decorate


def page(request, template, occasion, context=None, *, status=200):
    """A page about an occasion, with what its heading needs."""
    context = {
        "occasion": occasion,
        "title": Letters(occasion).title(language_now()),
        "may_manage": permissions.may_manage(request.user, occasion),
        "done": done(request),
        "noindex": True,
        **base_template(request),
        **(context or {}),
    }
    response = render(request, f"utbildning/lead/{template}.html", context, status=status)
    if status == 503:
        response["Retry-After"] = str(BUSY_SECONDS)
    return response


def status_of(refusal):
    """The status of a page that shows a refusal."""
    return 503 if isinstance(refusal, Busy) else 422


def add_refusal(form, refusal):
    """The refusal's sentence beside the field it is about, else first in the form. Gives the status."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    return status_of(refusal)


def seats_words(occasion, waiting=0):
    """ "11 of 20 seats taken, 3 wait." """
    if occasion.seats is None:
        words = ngettext("%(taken)d seat taken, no limit", "%(taken)d seats taken, no limit", occasion.taken)
    else:
        words = ngettext("%(taken)d of %(seats)d seat taken", "%(taken)d of %(seats)d seats taken", occasion.seats)
    words %= {"taken": occasion.taken, "seats": occasion.seats}
    if waiting:
        words += ", " + ngettext("%(waiting)d waits", "%(waiting)d wait", waiting) % {"waiting": waiting}
    return f"{words}."


def when(moment):
    """A moment in words, this year's without the year: "25 mars 9.02"."""
    local = timezone.localtime(moment)
    words = date_range_short if local.year == timezone.localdate().year else date_range
    return f"{words(local.date())} {clock(local.time())}"
