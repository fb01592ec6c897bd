"""Listens to what changes in the tree and to what the services say, inside the transaction that changes it."""

from django.apps import apps
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_slug_changed, post_page_move

from grund.contributions import given
from grund.signals import changed

from .. import changes
from . import record

# What Wagtail saves of a page when somebody only drafts, locks or reads.
_SILENT = {
    "latest_revision", "has_unpublished_changes", "draft_title", "locked", "locked_by", "locked_at", "go_live_at",
    "expire_at", "latest_revision_created_at", "numchild", "live_revision",
}  # fmt: skip


def _page_saved(sender, instance, update_fields=None, raw=False, **kwargs):
    if raw or not isinstance(instance, Page) or (update_fields is not None and set(update_fields) <= _SILENT):
        return
    record.pages_changed([instance])


def _page_deleted(sender, instance, **kwargs):
    record.pages_deleted([instance.pk])


def _restriction(sender, instance, raw=False, **kwargs):
    """What is restricted is so with its aliases, wherever they stand."""
    if raw:
        return
    pages = found = list(Page.objects.filter(pk=instance.page_id))
    while found:
        found = list(Page.objects.filter(alias_of__in=[page.pk for page in found]))
        pages = [*pages, *found]
    record.pages_changed(pages, whole_trees=True)


def _records_changed(sender, pks=(), **kwargs):
    givers = [giver for giver in given("page_facts") if sender in giver.watches]
    if not givers or not record.listening():  # first, so that nothing else is asked for nobody
        return
    keys = {key for giver in givers for key in giver.watches[sender](list(pks))}
    if keys:
        record.facts_changed(keys)


def _redirect(sender, instance, raw=False, **kwargs):
    if not raw:
        record.redirects_changed([instance.pk])


def _redirects_made(sender, instance, **kwargs):
    """Wagtail has made redirects to a page that moved and to those below, in bulk and without a signal."""
    changes.note()
    below = Page.objects.filter(path__startswith=instance.path)
    record.redirects_changed(page_keys=list(below.values_list("pk", flat=True)))


def connect():
    """Called once, when the apps are ready."""
    post_save.connect(_page_saved, dispatch_uid="headless.webhooks.page_saved")
    post_delete.connect(_page_deleted, sender=Page, dispatch_uid="headless.webhooks.page_deleted")
    changed.connect(_records_changed, dispatch_uid="headless.webhooks.changed")
    for signal in (post_save, post_delete):
        signal.connect(_restriction, sender=PageViewRestriction, dispatch_uid="headless.webhooks.restriction")
    if apps.is_installed("wagtail.contrib.redirects"):
        _connect_redirects()


def _connect_redirects():
    from wagtail.contrib.redirects import signal_handlers as makers
    from wagtail.contrib.redirects.models import Redirect

    # Wagtail's own come first, whichever app is ready first; it connecting them once more changes nothing.
    post_page_move.connect(makers.autocreate_redirects_on_page_move)
    page_slug_changed.connect(makers.autocreate_redirects_on_slug_change)
    for signal in (post_page_move, page_slug_changed):
        signal.connect(_redirects_made, dispatch_uid=f"headless.webhooks.redirects.{id(signal)}")
    for signal in (post_save, post_delete):
        signal.connect(_redirect, sender=Redirect, dispatch_uid="headless.webhooks.redirect")
