"""When content changed: a row for each change, from which strong ETags are made before anything is asked for."""

from datetime import timedelta

from django.apps import apps
from django.db.models import BooleanField, CharField, Count, IntegerField, Max, Value
from django.db.models.functions import Cast, Concat
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.models import AbstractRendition
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.signals import post_page_move
from wagtail.snippets.models import get_snippet_models

from grund.contributions import given
from grund.signals import changed
from grund.statements import rows_of
from grund.visitors import notable_pages

KEPT = timedelta(days=2)
# What Wagtail saves of a page while somebody drafts, locks or reads: no answer holds any of it.
_SILENT = {
    "latest_revision", "has_unpublished_changes", "draft_title", "locked", "locked_by", "locked_at", "go_live_at",
    "expire_at", "latest_revision_created_at", "numchild",
}  # fmt: skip
_watched, _told = set(), set()


def state(visitor):
    """A text that is another one after every change of content. One query, which asks at the same time for what decides
    what the visitor may see."""
    rows = rows_of(_with_notable_pages)
    visitor.take_notable([row for row in rows if row[1] is not None])
    return next((path for path, live, _restriction in rows if live is None), "")


def _with_notable_pages():
    from .models import ContentChange

    ours = ContentChange.objects.order_by().values(
        live=Value(None, BooleanField()), restriction=Value(None, IntegerField())
    )
    # The moment too: a database that was taken back to an earlier state counts through the same numbers again.
    ours = ours.annotate(
        path=Concat(
            Cast(Max("pk"), CharField()),
            Value("."),
            Cast(Count("pk"), CharField()),
            Value("."),
            Cast(Max("at"), CharField()),
        )
    )
    return notable_pages().union(ours.values_list("path", "live", "restriction"), all=True)


def note():
    """Write down, in the transaction that is open, that content changed."""
    from .models import ContentChange

    ContentChange.objects.create()


def prune():
    """Remove what is old. Answers that caches hold are then asked for anew, once."""
    from .models import ContentChange

    last = ContentChange.objects.aggregate(last=Max("pk"))["last"]
    old = ContentChange.objects.filter(at__lt=timezone.now() - KEPT)
    return old.exclude(pk=last).delete()[0]


def _saved(sender, instance, update_fields=None, raw=False, **kwargs):
    silent = update_fields is not None and set(update_fields) <= _SILENT
    if not raw and not silent and _is_watched(sender):
        note()


def _deleted(sender, **kwargs):
    if _is_watched(sender) or issubclass(sender, AbstractRendition):  # its address leads nowhere from now on
        note()


def _is_watched(model):
    if issubclass(model, Page):
        return True
    if not _watched:
        watch()  # at the first change: by then every app is ready
    return model in _watched


def _moved(sender, **kwargs):
    note()


def _groups(sender, action, **kwargs):
    if action.startswith("post_"):
        note()


def _changed(sender, **kwargs):
    if _is_watched(sender) or sender in _told:
        note()


def watch():
    """Which models answers are made of. Again where a test has added a router."""
    global _watched, _told
    watched, told = {PageViewRestriction, CollectionViewRestriction, Collection, Locale, Site}, set()
    watched.update([get_image_model(), get_document_model()])
    watched.update(get_snippet_models())  # which the blocks of a site may show
    if apps.is_installed("wagtail.contrib.redirects"):
        from wagtail.contrib.redirects.models import Redirect

        watched.add(Redirect)
    for entry in given("api_router"):
        watched.update(entry.watches)
        told.update(entry.told)
    _watched, _told = watched, told  # whole, so that no other thread sees half of them


def connect():
    """Called once, when the apps are ready."""
    post_save.connect(_saved, dispatch_uid="headless.saved")
    post_delete.connect(_deleted, dispatch_uid="headless.deleted")
    post_page_move.connect(_moved, dispatch_uid="headless.moved")
    changed.connect(_changed, dispatch_uid="headless.changed")
    for model in (PageViewRestriction, CollectionViewRestriction):
        m2m_changed.connect(_groups, sender=model.groups.through, dispatch_uid=f"headless.groups.{model.__name__}")
