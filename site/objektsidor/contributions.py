from grund.contributions import gives
from grund.languages import current_language
from grund.shapes import ApiRouter, ObjectEntry
from grund.text import swedish_sort_key


@gives("objects")
def object_pages(visitor):
    """The objects that have a page in the language of the address."""
    from .models import ObjectPage

    pages = ObjectPage.objects.visible_to(visitor).in_language(current_language()).defer_streamfields()
    return [
        ObjectEntry(code=page.code, name=page.title, url=page.get_url() or "", summary=page.get_teaser())
        for page in sorted(pages, key=lambda page: swedish_sort_key(page.title))
    ]


@gives("api_router")
def api_router():
    from . import api

    return [ApiRouter("/objects", api.router)]
