"""Registration only."""

from django.urls import path
from wagtail import hooks

from . import changes, contributions, front  # noqa: F401
from .viewsets import ReaderTokenViewSet
from .webhooks.viewsets import Webhooks


@hooks.register("register_admin_viewset")
def reader_tokens():
    return ReaderTokenViewSet("reader_tokens")


@hooks.register("register_admin_viewset")
def webhooks():
    return Webhooks()


@hooks.register("register_admin_urls")
def front_end():
    return [path("front/<int:pk>/", front.open_draft, name="headless_front")]


hooks.register("register_page_header_buttons", front.header_buttons)


@hooks.register("after_bulk_action")
def many_at_once(request, action_type, objects, action_class_instance):
    """Some of Wagtail's actions write rows without a signal: files that are put into another collection."""
    changes.note()
