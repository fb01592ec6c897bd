"""Language from the path alone, and the headers that depend on what is asked for."""

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.utils import translation

ADMIN_PREFIX = "/admin/"


class PathLanguageMiddleware:
    """Replaces Django's LocaleMiddleware: no cookie, no Accept-Language, hence no Vary."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


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
