"""What the app gives: the endpoints of the content interface, the tidying of its notes, and all that the webhooks give."""

from datetime import timedelta

from grund.contributions import gives
from grund.shapes import ApiRouter, Job

from .webhooks import contributions as webhooks

__all__ = ["jobs", "routers", "webhooks"]


@gives("api_router")
def routers():
    from . import drawings, navigation, pages, preview, sync  # noqa: F401  (they add to the pages)

    return [
        ApiRouter("/pages", pages.router),
        ApiRouter("", navigation.router),
        ApiRouter("/drawings", drawings.router),
    ]


@gives("job")
def jobs():
    from . import changes, traces

    day = timedelta(days=1)
    return [Job("headless.changes", day, changes.prune), Job("headless.traces", day, traces.prune)]
