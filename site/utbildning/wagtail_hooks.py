"""Registration only."""

from wagtail import hooks

from . import contributions, deletion  # noqa: F401
from .page_buttons import header_buttons, listing_buttons
from .viewsets import Training

hooks.register("register_page_header_buttons", header_buttons)
hooks.register("register_page_listing_more_buttons", listing_buttons)


@hooks.register("register_admin_viewset")
def training():
    return Training()
