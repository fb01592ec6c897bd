"""Listens to what changes, and keeps the index equal to it: inside the transaction that changes it."""

from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from grund.contributions import given
from grund.signals import changed

from . import indexing, state
from .kinds import PAGES, sources

# What Wagtail saves of a page when somebody only drafts, locks or reads: nothing of it is found.
_SILENT = {
    "latest_revision", "has_unpublished_changes", "draft_title", "locked", "locked_by", "locked_at", "go_live_at",
    "expire_at", "latest_revision_created_at", "numchild", "alias_of", "live_revision",
}  # fmt: skip
_watched = {}


def _page_saved(sender, instance, update_fields=None, raw=False, **kwargs):
    if raw or not isinstance(instance, Page) or (update_fields is not None and set(update_fields) <= _SILENT):
        return
    _page_event(sender, instance)


# The number is counted up before anything is written, everywhere: two who change several pages each then wait for each
# other here, once, and never crosswise at the words.
def _page_event(sender, instance, **kwargs):
    state.touch(state.CONFIG)
    indexing.refresh(PAGES, [instance.pk])
    _what_stands_on(instance)


def _page_moved(sender, instance, **kwargs):
    """What is found of a page is asked of the tree, so that only Elasticsearch must hear where it stands now."""
    from .models import Entry

    state.touch(state.CONFIG)
    below = instance.get_descendants(inclusive=True).values("pk")
    indexing.tell(list(Entry.objects.filter(page_id__in=below).values_list("pk", flat=True)))
    _what_stands_on(instance)


def _what_stands_on(page):
    """Records of other kinds keep the address of their page, which changes with every page above it. While the page is
    withdrawn they are hidden with it and stay as they are."""
    from .models import Entry

    if not page.live:
        return
    below = Page.objects.filter(path__startswith=page.path).values("pk")
    by_source = {}
    for source, key in Entry.objects.exclude(source=PAGES).filter(page_id__in=below).values_list("source", "key"):
        by_source.setdefault(source, []).append(key)
    for source, keys in by_source.items():
        indexing.refresh(source, keys)


def _page_deleted(sender, instance, **kwargs):
    if isinstance(instance, Page):
        state.touch(state.CONFIG)
        indexing.remove(PAGES, [str(instance.pk)])


def _restriction(sender, instance, **kwargs):
    state.touch(state.CONFIG)


def _record(sender, instance, raw=False, **kwargs):
    if not raw:
        _refresh(sender, [instance.pk])


def _changed(sender, pks=(), **kwargs):
    _refresh(sender, list(pks))


def _refresh(model, pks):
    wanted = [(source, found) for source, keys in _watched.get(model, ()) if (found := keys(pks))]
    if wanted:
        state.touch(state.CONFIG)
    for source, keys in wanted:
        indexing.refresh(source, keys)


def _tagged(sender, instance, raw=False, **kwargs):
    """A tag is given or taken after the document itself is saved."""
    model = get_document_model()
    if not raw and isinstance(instance.content_object, model):
        _refresh(model, [instance.content_object.pk])


def _tag_renamed(sender, instance, created=False, raw=False, **kwargs):
    model = get_document_model()
    if not raw and not created:
        _refresh(model, list(model.objects.filter(tags=instance).values_list("pk", flat=True)))


def connect():
    """Called once, when the apps are ready."""
    for signal in (page_published, page_unpublished):
        signal.connect(_page_event, dispatch_uid=f"search.{id(signal)}")
    post_page_move.connect(_page_moved, dispatch_uid="search.moved")
    post_save.connect(_page_saved, dispatch_uid="search.page_saved")
    post_delete.connect(_page_deleted, dispatch_uid="search.page_deleted")
    for signal in (post_save, post_delete):
        signal.connect(_restriction, sender=PageViewRestriction, dispatch_uid="search.restriction")
    through = get_document_model().tags.through
    for signal in (post_save, post_delete):
        signal.connect(_tagged, sender=through, dispatch_uid="search.tagged")
    post_save.connect(_tag_renamed, sender=through.tag_model(), dispatch_uid="search.tag_renamed")
    changed.connect(_changed, dispatch_uid="search.changed")
    watch()


def watch():
    """Listen to the models that the kinds name. Again where a test has added a kind."""
    _watched.clear()
    for name, kind in sources().items():
        for model, keys in kind.watches.items():
            _watched.setdefault(model, []).append((name, keys))
    for pages in given("search_pages"):
        for model, keys in pages.items():
            _watched.setdefault(model, []).append((PAGES, keys))
    for model in _watched:
        for signal in (post_save, post_delete):
            signal.connect(_record, sender=model, dispatch_uid=f"search.{model._meta.label}")
