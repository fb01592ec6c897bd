"""Registration only."""

from wagtail import hooks

from . import contributions  # noqa: F401
from .viewsets import ReaderTokenViewSet
from .webhooks.viewsets import Webhooks


@hooks.register("register_admin_viewset")
def reader_tokens():
    return ReaderTokenViewSet("reader_tokens")


@hooks.register("register_admin_viewset")
def webhooks():
    return Webhooks()
