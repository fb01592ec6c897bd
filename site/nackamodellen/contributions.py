"""What this one site gives to the apps."""

from grund.contributions import gives
from grund.shapes import ApiRouter


@gives("api_router")
def api_router():
    from . import api
    from .models import SiteSettings

    return [ApiRouter("/site", api.router, (SiteSettings,))]
