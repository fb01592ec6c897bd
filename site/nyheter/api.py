"""News through the content interface."""

from typing import Literal

from django.utils import translation
from ninja import Query, Router
from pydantic import Field

from grund.api.content import content_of, look_at, schema_of
from grund.api.params import InLocale, Paged, include_of, included, meta_of, refuse_beyond
from grund.api.places import of_this_site
from grund.api.reader import Reader, reference
from grund.api.schema import Day, PageReference, Piece, list_of
from grund.visitors import visitor_of

from .models import NewsPage

router = Router(tags=["News"])


class NewsItem(Piece):
    """A piece of news. ``about`` is the page that it is about."""

    page: PageReference
    title: str
    lead: str
    published_on: Day
    topic: str
    topic_label: str = Field(description="The topic in words.")
    is_pinned: bool
    about: PageReference | None
    content: schema_of(NewsPage) | None = Field(None, description="Only where asked for.")


class Topic(Piece):
    """What news can be about: the value of the parameter, and its words."""

    value: str
    label: str


class NewsList(list_of("NewsList", NewsItem)):
    """News, with all topics that can be asked for."""

    topics: list[Topic]


class NewsQuery(InLocale, Paged):
    topic: Literal[tuple(NewsPage.Topic.values)] | None = None
    include: include_of("content") | None = None


@router.get("/", response=NewsList, summary="News, those at the top first, then the newest")
def news(request, asked: Query[NewsQuery]):
    visitor, wanted = visitor_of(request), "content" in included(asked.include)
    rows = NewsPage.objects.visible_to(visitor).in_language(asked.language).select_related("locale")
    rows = rows.filter(of_this_site(request))
    if asked.topic:
        rows = rows.filter(topic=asked.topic)
    rows = rows.order_by("-is_pinned", "-published_on", "-pk")
    total = rows.count()
    refuse_beyond(asked.offset, total)
    part = list(rows[asked.offset : asked.offset + asked.limit])
    with translation.override(asked.language):
        reader = Reader(request, asked.language)
        links, files, pictures = look_at(part, reader) if wanted else (set(), set(), set())
        reader.prepare(links | {row.related_page_id for row in part}, files, pictures)
        items = [_item(row, reader, wanted) for row in part]
        topics = [{"value": value, "label": str(label)} for value, label in NewsPage.Topic.choices]
    return {"items": items, "topics": topics, "meta": meta_of(request, asked, total)}


def _item(row, reader, with_content):
    item = {
        "page": reference(row),
        "title": row.title,
        "lead": row.lead,
        "published_on": row.published_on.isoformat(),
        "topic": row.topic,
        "topic_label": str(row.get_topic_display()),
        "is_pinned": row.is_pinned,
        "about": reader.page(row.related_page_id),
    }
    return {**item, "content": content_of(row, reader)} if with_content else item
