"""What would be found out only when somebody asks: routers that cannot be mounted."""

from django.core import checks
from ninja import Router

from grund.contributions import given
from grund.plugin import address_problems
from grund.shapes import ApiRouter

from . import conf  # noqa: F401 (its names are known then)


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
