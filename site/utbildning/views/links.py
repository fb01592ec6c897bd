"""Pages that a link from a mail opens: the address is a secret, and whoever guesses is stopped."""

from functools import wraps

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpResponseNotAllowed
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _

from grund import throttle
from grund.brief import brief_write
from grund.csrf import checks_csrf

from ..conf import setting
from .common import minutes, private, show

LINKS = "utbildning.guess"
METHODS = ("GET", "HEAD", "POST")


def _limits():
    return {"limit": setting("GUESSES_PER_ADDRESS"), "minutes": minutes()}


def guards(request, find, scope=LINKS):
    """What ``find()`` gives, or (None, the answer): 404 where it gives None, 429 for a network that guesses.

    Over the limit right and wrong get the same answer, so that guessing on tells nothing. A guess that cannot be counted
    since somebody holds the database is answered all the same.
    """
    address = throttle.address_of(request)
    if throttle.exceeded(scope, address, **_limits()):
        return None, too_many(request)
    found = find()
    if found is not None:
        return found, None
    allowed = True
    with brief_write("the count of a link that does not exist"):
        allowed = throttle.hit(scope, address, **_limits())
    return None, gone(request) if allowed else too_many(request)


def gone(request):
    """One page for a link that is wrong, cut off, too old or taken back, and for what it was about being gone."""
    return show(request, "gone", {"title": _("The link no longer works")}, status=404)


def too_many(request):
    context = {"title": _("Too many tries"), "minutes": minutes()}
    return show(request, "too_many", context, status=429, retry_after=minutes() * 60)


def secret(view):
    """Decorator of a view whose address nobody else may learn: kept by no cache, search engine, log or referrer."""

    @private
    @wraps(view)
    def opened(request, *args, **kwargs):
        try:
            if request.method in METHODS:
                response = view(request, *args, **kwargs)
            else:
                response = HttpResponseNotAllowed(METHODS)
        except (SuspiciousOperation, BadRequest, MultiPartParserError):
            # Too large or broken. Answered here, since Django would log the address.
            response = show(request, "gone", {"title": _("The form could not be read")}, status=400)
        response["Referrer-Policy"] = "no-referrer"
        response._has_been_logged = True  # what Django asks before it logs the path of an answer like 404
        return response

    return opened


def by_word(find):
    """Decorator: ``view(request, found, word)`` where ``find(word)`` finds something, else the answer of :func:`guards`."""

    def decorate(view):
        @checks_csrf(secret_address=True)
        @wraps(view)
        def found_by(request, word):
            found, refusal = guards(request, lambda: find(word))
            return refusal or view(request, found, word)

        return secret(found_by)

    return decorate
