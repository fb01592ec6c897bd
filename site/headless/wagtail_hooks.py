"""Registration only."""

from wagtail import hooks

from . import contributions  # noqa: F401
from .webhooks.viewsets import Webhooks


@hooks.register("register_admin_viewset")
def webhooks():
    return Webhooks()
