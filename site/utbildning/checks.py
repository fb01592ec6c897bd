"""System checks: what a site must have before anybody can register for a course."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks

from grund.host_settings import quiet
from grund.plugin import address_problems, middleware_problems

from .conf import setting

MIDDLEWARE = (
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
)


@checks.register("utbildning")
def check_addresses(app_configs=None, **kwargs):
    """E001: the addresses are not included. E002: something else answers there."""
    return address_problems("anmalan:mine", "utbildning", "anmalan", "utbildning.E001", "utbildning.E002")


@checks.register("utbildning")
def check_middleware(app_configs=None, **kwargs):
    """E003: middleware is missing."""
    return middleware_problems(MIDDLEWARE, "utbildning", "utbildning.E003")


@checks.register("utbildning")
def check_time_zone(app_configs=None, **kwargs):
    """W001: the time zone is the one that a new project has."""
    if settings.TIME_ZONE != "UTC":
        return []
    hint = 'Set TIME_ZONE = "Europe/Stockholm". Silence utbildning.W001 where UTC is meant.'
    return [checks.Warning("The times of courses are written and shown in UTC.", hint=hint, id="utbildning.W001")]


@checks.register("utbildning")
@quiet
def check_base_url(app_configs=None, **kwargs):
    """E004: links in mails would lead nowhere. W003: they would lead to the host that a new project names."""
    address = setting("BASE_URL") or getattr(settings, "WAGTAILADMIN_BASE_URL", None) or ""
    parts = urlsplit(address)
    hint = "Set WAGTAILADMIN_BASE_URL to where the site is, as https://www.example.se."
    if parts.scheme not in ("http", "https") or not parts.hostname:
        words = f"Links in mails about courses would begin with {address!r}."
        return [checks.Error(words, hint=hint, id="utbildning.E004")]
    if parts.hostname in ("example.com", "www.example.com"):
        words = "Links in mails about courses, with words that open a registration, would lead to example.com."
        return [checks.Warning(words, hint=hint, id="utbildning.W003")]
    return []


@checks.register("utbildning", deploy=True)
def check_sender(app_configs=None, **kwargs):
    """W002: mail would come from nobody."""
    if not settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        return []
    hint = "Set DEFAULT_FROM_EMAIL to a function mailbox: it is also the organiser in calendars."
    return [checks.Warning("Mail about courses would come from this machine.", hint=hint, id="utbildning.W002")]
