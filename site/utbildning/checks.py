"""System checks: what a site must have before anybody can register for a course."""

from django.conf import settings
from django.core import checks

from grund.plugin import address_problems, middleware_problems

from . import conf  # noqa: F401 (its names are known then)

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


@checks.register("utbildning", deploy=True)
def check_sender(app_configs=None, **kwargs):
    """W002: mail would come from nobody."""
    if not settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        return []
    hint = "Set DEFAULT_FROM_EMAIL to a function mailbox: it is also the organiser in calendars."
    return [checks.Warning("Mail about courses would come from this machine.", hint=hint, id="utbildning.W002")]
