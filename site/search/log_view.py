"""A click on a hit, told by the browser beside following the link.

Exempt from Django's key against forged requests, which would need a cookie and with it another page for each visitor.
Instead only what the browser says comes from our own pages is counted, as many as one address may plausibly make, and a
forged one could but add to a number. The answer says nothing in any case.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from grund import throttle
from grund.brief import brief_write

from . import log

MOST_BYTES = 4096
# Many share one address in a municipality.
CLICKS, MINUTES = 600, 10


@csrf_exempt
@require_POST
def log_click(request):
    """q, language and rank of a click. Always 204; what is wrong or comes from elsewhere is not counted."""
    click = _click(request) if _is_ours(request) else None
    if click and _may(request):
        log.note_click(*click)
    return HttpResponse(status=204)


def _is_ours(request):
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin", "")
    try:
        return bool(origin) and urlsplit(origin).netloc.lower() == request.get_host().lower()
    except (ValueError, SuspiciousOperation):
        return False


def _click(request):
    """(query, language, rank), or None."""
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            return None
        sent = request.POST
        query, language, rank = (sent.get(name, "") for name in ("q", "language", "rank"))
    except (ValueError, BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return None
    if not (rank.isascii() and rank.isdigit() and len(rank) <= 4 and 1 <= int(rank) <= log.MOST_RANK):
        return None
    return (query, language, int(rank)) if query and language in dict(settings.LANGUAGES) else None


def _may(request):
    allowed = False
    with brief_write("a click on a hit"):
        allowed = throttle.hit("search.click", throttle.address_of(request), limit=CLICKS, minutes=MINUTES)
    return allowed
