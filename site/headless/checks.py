"""What would be found out only when somebody asks: routers that cannot be mounted."""

import re

from django.core import checks
from ninja import Router

from grund.contributions import given
from grund.host_settings import quiet
from grund.plugin import address_problems
from grund.shapes import ApiRouter

from . import conf
from .previews import problem_of

# RFC 6454, 6.2: a scheme and a host, and the port where it is not the one of the scheme.
ORIGIN = re.compile(r"(?!https://[^/]*:443$|http://[^/]*:80$)[a-z][a-z0-9+.-]*://[a-z0-9._:\[\]-]+")


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
def check_addresses(app_configs=None, **kwargs):
    """E003: the addresses are not included. E005: something else answers there."""
    return address_problems("innehall:docs", "headless", "api/innehall/v1", "headless.E003", "headless.E005")


@checks.register("headless")
@quiet
def check_origins(app_configs=None, **kwargs):
    """E007: an origin that no browser sends, so that it would never match."""
    return [
        checks.Error(
            f"{origin!r} in API_CORS_ORIGINS in NACKAMODELLEN is no origin, so no browser sends it.",
            hint="Write it as browsers do: https://app.example.org, in small letters, with a port where it is not the usual one, and nothing after it.",
            id="headless.E007",
        )
        for origin in conf.setting("CORS_ORIGINS")
        if origin != "*" and not ORIGIN.fullmatch(origin)
    ]


@checks.register("headless")
@quiet
def check_preview(app_configs=None, **kwargs):
    """E006: no front end can be opened by API_PREVIEW_URL."""
    address = conf.setting("PREVIEW_URL")
    problem = problem_of(address) if address else None
    words = f"API_PREVIEW_URL in NACKAMODELLEN cannot be used. {problem}"
    return (
        [checks.Error(words, hint="See docs/api.md, Drafts in the front end.", id="headless.E006")] if problem else []
    )
