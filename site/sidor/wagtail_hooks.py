"""Registration only."""

from wagtail import hooks

from . import contributions  # noqa: F401
from .viewsets import ContactMessageViewSet


@hooks.register("register_admin_viewset")
def contact_messages():
    return ContactMessageViewSet("contact_messages")
