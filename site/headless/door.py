"""What every request meets before an endpoint, and every answer after it: methods, formats, readers, counting, headers."""

import functools
import logging
from urllib.parse import unquote_to_bytes

from django.core.exceptions import SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from grund.api.params import source_language
from grund.api.problems import NotFound, Problem
from grund.charset import is_utf8
from grund.visitors import Visitor, visitor_of

from . import throttle
from .conf import setting
from .models import ReaderToken
from .previews import SCHEME
from .throttle import Counted

logger = logging.getLogger("headless")
METHODS = ("GET", "HEAD", "OPTIONS")
MOST_QUERY = 8000
NOT_UTF8 = "Only UTF-8 is read here. Send no Content-Type, or one without another charset."
SHOWN_TO_SCRIPTS = "ETag, Link, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, Surrogate-Key"
NO_TOKEN = object()
NO_READER = (
    "The token is not valid: it may be revoked, too old, or its account closed. Ask for a new one, or send none."
)


def problem_response(problem):
    response = JsonResponse(
        problem.document,
        status=problem.status,
        json_dumps_params={"ensure_ascii": False},
        content_type="application/problem+json",
        headers=problem.headers,
    )
    response["Cache-Control"] = "no-store"
    return response


def not_utf8(request):
    """For a middleware that answers what is written in another encoding before it comes here."""
    request.encoding = "utf-8"
    return problem_response(Problem(400, NOT_UTF8))


def door(view, offers="application/json", counted=True):
    """The view with all that holds for every address of the interface. ``offers`` is the format of its answers."""

    @functools.wraps(view)
    def guarded(request, *args, **kwargs):
        count = None
        try:
            if request.method == "OPTIONS":
                return _headers(request, _preflight(request), None)
            _check(request, offers)
            token = _sign_in(request)
            if counted:
                count = throttle.count(request, token)
                _refuse_too_many(count)
            if token is NO_TOKEN:
                raise Problem(401, NO_READER, {"WWW-Authenticate": 'Bearer realm="content"'})
            head, request.method = request.method == "HEAD", "GET"
            with translation.override(source_language()):
                response = view(request, *args, **kwargs)
            if head:
                response["Content-Length"] = str(len(response.content))
                response.content = b""
        except Problem as problem:
            response = problem_response(problem)
        except Http404:
            response = problem_response(NotFound())
        except SuspiciousOperation:
            response = problem_response(
                Problem(400, "The request cannot be read. Check the address and its parameters.")
            )
        except Exception:
            logger.exception("The content interface failed: %s", request.path)
            got_request_exception.send(sender=None, request=request)
            response = problem_response(Problem(500, "Something went wrong here. It is written down; try again later."))
        return _headers(request, response, count)

    guarded.csrf_exempt = True
    return guarded


def _refuse_too_many(count: Counted):
    if count.is_over:
        words = f"Too many requests. Try again in {count.reset} seconds."
        raise Problem(429, words, {"Retry-After": str(count.reset)})


def _check(request, offers):
    """Raise a Problem for what cannot be answered, whatever is asked for."""
    if request.method not in METHODS:
        raise Problem(405, f"Only {', '.join(METHODS)} are answered here.", {"Allow": ", ".join(METHODS)})
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > 0 or request.META.get("HTTP_TRANSFER_ENCODING"):
        raise Problem(415, "Send no content with the request: all is said by the address and its parameters.")
    if not is_utf8(request):
        raise Problem(400, NOT_UTF8)
    if request.content_type not in ("", "text/plain", "application/json", "application/x-www-form-urlencoded"):
        raise Problem(415, "Send no content, and no Content-Type or application/json.")
    if not (request.accepts(offers) or request.accepts("application/problem+json")):
        raise Problem(406, f"Only {offers} is spoken here. Send it in Accept, or send no Accept.")
    if "\0" in request.path:  # which PostgreSQL cannot be asked for
        raise NotFound
    query = request.META.get("QUERY_STRING", "")
    if len(query) > MOST_QUERY * 3:
        raise Problem(422, f"The parameters are too long: at most {MOST_QUERY} characters.")
    try:
        plain = unquote_to_bytes(query).decode("utf-8")
    except UnicodeError:
        raise Problem(400, "The parameters are not written in UTF-8. Encode each byte of a sign as %XX.") from None
    if "\0" in plain:
        raise Problem(400, "The parameters hold a NUL, which no text has.")


def _sign_in(request):
    """The token that the request was sent with, None without one, NO_TOKEN for one that is not valid; names its user as
    the visitor. A session counts for nothing here, so that an answer is the same for all who send no token."""
    token, header = None, request.META.get("HTTP_AUTHORIZATION", "")
    scheme, _blank, text = header.partition(" ")
    # It opens one draft at one place, and says nothing of who reads.
    request.answer_language = None
    request.preview_token = text.strip() if scheme.lower() == SCHEME.lower() else ""
    if header and not request.preview_token:
        token = ReaderToken.of(text.strip()) if scheme.lower() == "bearer" else None
        if token is None:
            return NO_TOKEN
        throttle.used(token)
    request._visitor = Visitor(token.user if token else None)  # without the request: nothing asks for the site's menu
    request.reader_token = token
    visitor_of(request)  # from here on the visitor of what Wagtail calls without a request
    return token


def _preflight(request):
    response = HttpResponse(status=204)
    response["Allow"] = ", ".join(METHODS)
    if _origin(request):
        response["Access-Control-Allow-Methods"] = "GET, HEAD"
        response["Access-Control-Allow-Headers"] = "Authorization, If-None-Match"
        response["Access-Control-Max-Age"] = "86400"
    return response


def _origin(request):
    """The value of Access-Control-Allow-Origin for this request, or nothing."""
    allowed, origin = setting("CORS_ORIGINS"), request.META.get("HTTP_ORIGIN", "")
    if "*" in allowed:
        return "*"
    return origin if origin and origin in allowed else ""


def _headers(request, response, count):
    patch_vary_headers(response, ["Authorization"])
    if setting("CORS_ORIGINS"):
        if "*" not in setting("CORS_ORIGINS"):
            patch_vary_headers(response, ["Origin"])
        if origin := _origin(request):
            response["Access-Control-Allow-Origin"] = origin
            response["Access-Control-Expose-Headers"] = SHOWN_TO_SCRIPTS
    if count is not None:
        response["RateLimit-Limit"] = str(count.limit)
        response["RateLimit-Remaining"] = str(max(0, count.limit - count.number))
        response["RateLimit-Reset"] = str(count.reset)
    return response
