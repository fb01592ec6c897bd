"""What somebody has: certificates, and the page with everything of one's own."""

from datetime import date

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grund.visitors import visitor_of

from ..certificates import certificate_html, days_in_words, facts_of, pdf_problem, render_pdf
from ..coverage import records_of
from ..login import to_login
from ..mine import known_person, state_in_words
from ..models import Registration
from ..services.wishes import wishes_of
from .common import language, private, show, shown_pages
from .links import gone
from .own import by_link, certificate_of
from .verify import tidied

# --- Certificates -----------------------------------------------------------------------------------------


def _certificate(request, record):
    facts = facts_of(record)
    problem = pdf_problem()
    if problem:
        days = days_in_words(facts.days, language())
        context = {"title": _("Certificate"), "facts": facts, "days": days, "problem": problem}
        return show(request, "certificate", context)
    response = HttpResponse(render_pdf(certificate_html(facts)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="intyg-{record.number}.pdf"'
    return response


@private
@require_safe
def certificate(request, number):
    user = visitor_of(request).user
    if not user.is_authenticated:
        return to_login(request)
    record = records_of(known_person(user)).filter(number=tidied(number), gives_certificate=True).first()
    if record is None:
        raise Http404
    return _certificate(request, record)


@by_link
def link_certificate(request, registration, way):
    record = certificate_of(registration)
    return _certificate(request, record) if record else gone(request)


# --- Everything of one's own ------------------------------------------------------------------------------


@private
@require_safe
def mine(request):
    """One's own registrations, what one has passed, and the courses one waits to hear of."""
    user = visitor_of(request).user
    return show_mine(request, known_person(user)) if user.is_authenticated else to_login(request)


def show_mine(request, person, problem="", status=200, retry_after=None):
    """The page; with what was refused, where a button on it was pressed in vain."""
    rows = Registration.objects.of_person(person).with_position().select_related("occasion__course")
    rows = list(rows.order_by("occasion__first_day", "pk"))
    records = list(records_of(person).select_related("course"))
    wishes = list(wishes_of(person.account_email).select_related("course"))
    courses = [row.occasion.course for row in rows] + [row.course for row in (*records, *wishes)]
    pages = shown_pages(request, [course.translation_key for course in courses]) if courses else {}

    def described(row, course):
        page = pages.get(course.translation_key)
        return {"row": row, "title": page.title if page else course.title, "url": page.get_url() if page else ""}

    today = timezone.localdate()
    coming, earlier = [], []
    for row in rows:
        words, kind = state_in_words(row)
        item = described(row, row.occasion.course) | {"tag": kind, "words": words}
        is_coming = row.is_active and row.occasion.last_day >= today
        (coming if is_coming else earlier).append(item)
    context = {
        "title": _("My courses"),
        "coming": coming,
        "earlier": list(reversed(earlier)),
        "records": [
            described(record, record.course)
            | {"days": days_in_words([date.fromisoformat(day) for day in record.days], language())}
            for record in records
        ],
        "wishes": [described(row, row.course) for row in wishes],
        "wish_gone": "borttagen" in request.GET,
        "problems": [problem] if problem else [],
        "wrong": bool(problem),
    }
    return show(request, "mine", context, status, retry_after)
