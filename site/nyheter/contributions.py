"""What news give to others."""

from grund.contributions import gives
from grund.shapes import ApiRouter


@gives("api_router")
def api_router():
    from . import api

    return [ApiRouter("/news", api.router)]
