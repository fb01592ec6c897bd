"""What the content interface gives: its own endpoints, and the tidying of its notes."""

from datetime import timedelta

from grund.contributions import gives
from grund.shapes import ApiRouter, Job


@gives("api_router")
def routers():
    from . import navigation, pages

    return [ApiRouter("/pages", pages.router), ApiRouter("", navigation.router)]


@gives("job")
def jobs():
    from .changes import prune

    return [Job("headless.changes", timedelta(days=1), prune)]
