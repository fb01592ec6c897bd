"""Language from the path alone, and the headers that depend on what is asked for."""

import re

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessionMiddleware
from django.db.models import ProtectedError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from grund.charset import is_utf8
from headless.door import not_utf8

ADMIN_PREFIX = "/admin/"
_SESSION_KEY = re.compile(r"[a-z0-9]{8,64}")


class SessionMiddleware(DjangoSessionMiddleware):
    """A cookie that cannot be a session key is no session: PostgreSQL answers a NUL in a query with an error."""

    def process_request(self, request):
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if key is not None and not _SESSION_KEY.fullmatch(key):
            del request.COOKIES[settings.SESSION_COOKIE_NAME]
        super().process_request(request)


class PrivateAnswersMiddleware:
    """What was made for somebody with a session is kept by no cache between us and that person."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and "Cache-Control" not in response:
            patch_cache_control(response, private=True, no_cache=True)
        return response


class PathLanguageMiddleware:
    """Replaces Django's LocaleMiddleware: no cookie, no Accept-Language, hence no Vary."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Exactly the prefixes of the URLs. Django's own reading takes "/en-vecka/" (a week) for English.
        first = request.path_info.split("/", 2)[1:2]
        language = first[0] if first and first[0] in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class Utf8Middleware:
    """What is written in another encoding than our forms is not read; a sentence says so."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_utf8(request):
            return self.get_response(request)
        if request.path_info.startswith(reverse("innehall:docs")):
            return not_utf8(request)
        request.encoding = "utf-8"  # so that the page can be made
        return render(request, "400_charset.html", {"noindex": True}, status=400)


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere but on Wagtail's own screens, which need inline script and style."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only=report_only)
        if request.path_info.startswith(ADMIN_PREFIX) and not report_only:
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts


class PermissionsPolicyMiddleware:
    """No page of ours asks for a camera, a place or a payment."""

    VALUE = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.VALUE)
        return response


class ProtectedRowMiddleware:
    """A row that others need cannot be removed; whoever tried in the admin gets a sentence and no server error."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, ProtectedError) or not request.path_info.startswith(ADMIN_PREFIX):
            return None
        sentence = _("It is used elsewhere and cannot be deleted. Change what uses it first.")
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"success": False, "error_message": sentence}, status=409)
        messages.error(request, sentence)
        return redirect("wagtailadmin_home")
