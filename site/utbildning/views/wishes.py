"""Tell me about new dates: wish, confirm the address, take it back."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from grund.csrf import checks_csrf
from grund.visitors import visitor_of

from ..conf import setting
from ..forms.registering import AddressForm
from ..login import login_address, to_login
from ..mine import known_person
from ..models import CoursePage
from ..refusals import Busy
from ..services import wishes
from ..source import source_course
from .common import (
    BUSY_SECONDS,
    Below,
    language,
    lock_means_busy,
    may_mail,
    may_try,
    minutes,
    posted,
    private,
    show,
    shown_pages,
    too_many_forms,
)
from .links import by_word, gone
from .records import show_mine


@private
@checks_csrf
@require_http_methods(["GET", "HEAD", "POST"])
def wish_form(request, course):
    """Ask to hear of the next date: one button for who is signed in, an address with a link that confirms it for others."""
    key = CoursePage.objects.filter(id=course).values_list("translation_key", flat=True).first()
    page = shown_pages(request, [key]).get(key) if key else None
    if page is None:
        raise Http404
    user = visitor_of(request).user
    address = (user.email or "").strip() if user.is_authenticated else ""
    data = posted(request) if request.method == "POST" else None
    form = None if address else AddressForm(data, domains=setting("EMAIL_DOMAINS"))
    problem, status, retry_after = "", 200, None
    if request.method == "POST":
        try:
            with lock_means_busy():
                status, problem, retry_after = _wish(request, page, address, form)
        except Busy as refusal:
            status, problem, retry_after = 503, refusal.sentence, BUSY_SECONDS
        if status == 200:
            return redirect(f"{request.path}?tack=1")
    if problem and form is not None:
        form.add_error(None, problem)
    context = {
        "title": _("Tell me about new dates"),
        "lead": page.title,
        "page": Below(_("New dates"), page),
        "course_url": page.get_url(request) or "",
        "own_url": request.path,
        "form": form,
        "problems": [problem] if problem and form is None else [],
        "wrong": bool(problem),
        "address": address,
        "can_wish": user.is_authenticated or bool(setting("EMAIL_DOMAINS")),
        "is_sent": "tack" in request.GET,
        "own_wish": wishes.wishes_of(address).filter(course=source_course(page)).first() if address else None,
        "login_address": login_address(request),
    }
    return show(request, "wish_form", context, status, retry_after)


def _wish(request, page, address, form):
    """(status, sentence, seconds to wait); 200 where the wish is kept."""
    if request.csrf_problem:
        return 403, request.csrf_problem, None
    if not (visitor_of(request).user.is_authenticated or setting("EMAIL_DOMAINS")):
        return 403, _("You are not signed in. Sign in and press the button again."), None
    if not may_try(request):
        return 429, too_many_forms(), minutes() * 60
    if form is not None and not form.is_valid():
        return 422, "", None
    email = address or form.cleaned_data["email"]
    if address or may_mail(request, email):
        wishes.wish(source_course(page), email, language=language(), confirmed=bool(address))
    return 200, "", None


@by_word(wishes.wish_of)
def wish(request, found, word):
    """Confirm the address of a wish, or see that it is confirmed."""
    if request.method != "POST":
        return _show_wish(request, found, word)
    if request.csrf_problem:
        return _show_wish(request, found, word, 403, request.csrf_problem)
    try:
        with lock_means_busy():
            if not may_try(request):
                return _show_wish(request, found, word, 429, too_many_forms(), minutes() * 60)
            confirmed = wishes.confirm_wish(word)
    except Busy as refusal:
        return _show_wish(request, found, word, 503, refusal.sentence, BUSY_SECONDS)
    if confirmed is None:
        return gone(request)
    if confirmed.pk != found.pk:  # the address had a wish already: that one stays, and this link is used up
        return redirect(f"{reverse('anmalan:wish_form', kwargs={'course': found.course_id})}?tack=1")
    return redirect("anmalan:wish", word=word)


@by_word(wishes.wish_of)
def wish_withdraw(request, found, word):
    """Take the wish back; looking leads to its page, which has the button."""
    if request.method != "POST":
        return redirect("anmalan:wish", word=word)
    if request.csrf_problem:
        return _show_wish(request, found, word, 403, request.csrf_problem)
    try:
        with lock_means_busy():
            if not may_try(request):
                return _show_wish(request, found, word, 429, too_many_forms(), minutes() * 60)
            wishes.withdraw(word)
    except Busy as refusal:
        return _show_wish(request, found, word, 503, refusal.sentence, BUSY_SECONDS)
    return show(request, "wish_gone", {"title": _("We will not write to you")})


@private
@checks_csrf
@require_http_methods(["GET", "HEAD", "POST"])
def wish_withdraw_own(request, pk):
    """Take back a wish of one's own account; looking leads to the page that has the button."""
    user = visitor_of(request).user
    if not user.is_authenticated:
        return to_login(request)
    if request.method != "POST":
        return redirect("anmalan:mine")
    person = known_person(user)
    if request.csrf_problem:
        return show_mine(request, person, request.csrf_problem, 403)
    try:
        with lock_means_busy():
            if not may_try(request):
                return show_mine(request, person, too_many_forms(), 429, minutes() * 60)
            if not wishes.withdraw_own(pk, person.account_email):
                raise Http404
    except Busy as refusal:
        return show_mine(request, person, refusal.sentence, 503, BUSY_SECONDS)
    return redirect(f"{reverse('anmalan:mine')}?borttagen=1")


def _show_wish(request, found, word, status=200, problem="", retry_after=None):
    page = shown_pages(request, [found.course.translation_key]).get(found.course.translation_key)
    context = {
        "title": _("Tell me about new dates"),
        "lead": page.title if page else found.course.title,
        "page": Below(_("New dates"), page) if page else None,
        "confirmed": found.confirmed_at is not None,
        "word": word,
        "email": found.email,
        "problems": [problem] if problem else [],
        "wrong": bool(problem),
    }
    return show(request, "wish", context, status, retry_after)
