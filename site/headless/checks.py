"""What would be found out only when somebody asks: routers that cannot be mounted, settings that mean nothing."""

from django.conf import settings
from django.core import checks
from ninja import Router

from grund.contributions import given
from grund.shapes import ApiRouter

from .conf import DEFAULTS, setting
from .previews import problem_of


@checks.register("headless")
def check_routers(app_configs=None, **kwargs):
    """E001: what is given is no router. E002: two with the same prefix."""
    found, taken = [], set()
    for entry in given("api_router"):
        if not isinstance(entry, ApiRouter) or not isinstance(entry.router, Router):
            found.append(
                checks.Error(
                    f"{entry!r} is no router for the content interface.",
                    hint="Give ApiRouter(prefix, router) of grund.shapes, with a django-ninja router.",
                    id="headless.E001",
                )
            )
        elif entry.prefix in taken:
            found.append(checks.Error(f"Two routers have the prefix {entry.prefix!r}.", id="headless.E002"))
        else:
            taken.add(entry.prefix)
    return found


@checks.register("headless")
def check_settings(app_configs=None, **kwargs):
    """E003: the setting HEADLESS holds a name that nothing reads. E005: no front end can be opened by PREVIEW_URL."""
    unknown = sorted(set(getattr(settings, "HEADLESS", {})) - DEFAULTS.keys())
    hint = f"Known names: {', '.join(sorted(DEFAULTS))}."
    found = [checks.Error(f"HEADLESS has no setting {name!r}.", hint=hint, id="headless.E003") for name in unknown]
    if address := setting("PREVIEW_URL"):
        if problem := problem_of(address):
            words = f"The setting PREVIEW_URL of HEADLESS cannot be used. {problem}"
            found.append(checks.Error(words, hint="See docs/api.md, Preview.", id="headless.E005"))
    return found
