"""The endpoint for who keeps a copy: which pages are gone."""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone
from ninja import Query
from pydantic import Field

from grund.api import places
from grund.api.params import MomentText, Paged, meta_of, moment_from, refuse_beyond
from grund.api.problems import Problem
from grund.visitors import visitor_of

from . import schema, traces
from .pages import router


class GoneQuery(Paged):
    since: MomentText = Field(description="What has gone at or after this moment, at most 180 days ago.")


@router.get("/gone/", response=schema.TombstoneList, summary="Pages that are gone")
def gone(request, asked: Query[GoneQuery]):
    """Pages that were unpublished, deleted or closed, of those that the reader could see. Together with ``updated_since``
    it keeps a copy up to date."""
    since = moment_from(asked.since)
    if since < timezone.now() - traces.KEPT - timedelta(days=1):  # a day of grace, for a day in any time zone
        raise Problem(
            422,
            f"What has gone is known for {traces.KEPT.days} days. Read all pages anew, and ask for a later moment.",
            errors=[{"parameter": "since", "message": "too long ago"}],
        )
    visitor = visitor_of(request)
    roots = places.roots_of(request)
    rows = traces.gone(visitor.user, places.all_pages(visitor, roots), roots, since)
    total = rows.values("page_id").distinct().count()
    refuse_beyond(asked.offset, total)
    part = rows.values("page_id", "translation_key", "language").annotate(at=Max("at"))
    part = part.order_by("at", "page_id")[asked.offset : asked.offset + asked.limit]
    items = [
        {
            "id": row["page_id"],
            "locale": row["language"],
            "translation_key": str(row["translation_key"]),
            "at": row["at"].isoformat(),
        }
        for row in part
    ]
    return {"items": items, "meta": meta_of(request, asked, total)}
