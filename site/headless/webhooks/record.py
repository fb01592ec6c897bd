"""Compares what is public with what the outside was told, and writes the difference as events: in the transaction that
makes it. So nothing is told that was never public, and whatever hides a page is told as the page's end.
"""

import json
import uuid
from functools import wraps

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from headless.models import PublicPage, PublicRedirect, WebhookDelivery, WebhookEndpoint, WebhookEvent, WebhookFeed

from .public import facts_of, path_of, seen

MOST_AT_ONCE = 500
EARLIER_KEPT = 20
PUBLISHED, UNPUBLISHED, MOVED = "page.published", "page.unpublished", "page.moved"
DELETED, SLUG_CHANGED = "page.deleted", "page.slug_changed"
REDIRECT_ADDED, REDIRECT_CHANGED, REDIRECT_REMOVED = "redirect.added", "redirect.changed", "redirect.removed"
TEST = "webhook.test"


def listening():
    """Whether anybody is told anything."""
    return WebhookEndpoint.objects.filter(active=True).exists()


def lock():
    """Wait for whoever else writes events, until the end of the transaction."""
    WebhookFeed.objects.select_for_update().get_or_create(pk=WebhookFeed.ONLY)


def _while_somebody_listens(function):
    """In a transaction and under the lock, and only where anybody is told: returns how many events that made."""

    @wraps(function)
    def guarded(*args, **kwargs):
        if not listening():
            return 0
        with transaction.atomic():
            lock()
            events = function(*args, **kwargs)
            write(events)
        return len(events)

    return guarded


# --- Events -----------------------------------------------------------------------------------


def make(type, stream, *, page=None, url="", previous_url=""):
    """An event, not saved yet. ``page`` is a :class:`PublicPage`."""
    uid, now = uuid.uuid4(), timezone.now()
    body = {
        "id": str(uid),
        "type": type,
        "occurred_at": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "page": page and {"id": page.page_id, "uid": str(page.uid), "language": page.language},
        "url": url or None,
        "previous_url": previous_url or None,
    }
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return WebhookEvent(uid=uid, type=type, stream=stream, body=text, url=url or previous_url, occurred_at=now)


def write(events, endpoints=None):
    """Save the events, with a delivery for each receiver that wants them. The caller holds the lock."""
    if not events:
        return []
    if endpoints is None:
        endpoints = list(WebhookEndpoint.objects.filter(active=True))
    WebhookEvent.objects.bulk_create(events, batch_size=MOST_AT_ONCE)  # their keys rise in this order
    return WebhookDelivery.objects.bulk_create(
        [
            WebhookDelivery(endpoint=endpoint, event=event, stream=event.stream)
            for event in events
            for endpoint in endpoints
            if not endpoint.events or event.type in endpoint.events or event.type == TEST
        ],
        batch_size=MOST_AT_ONCE,
    )


# --- Pages ------------------------------------------------------------------------------------


def _page_event(type, row, **addresses):
    return make(type, f"page:{row.page_id}", page=row, **addresses)


def _take_over(row, now):
    if row.url and row.url != now.url:
        row.earlier = [path_of(row.url), *row.earlier][:EARLIER_KEPT]
    row.uid, row.language, row.url, row.slug, row.published_at = (
        now.uid, now.language, now.url, now.slug, now.published_at
    )  # fmt: skip


def _stayed(row, now):
    before, before_url = (row.url, row.slug, row.published_at), row.url
    if before == (now.url, now.slug, now.published_at):
        return []
    renamed, moved = row.slug != now.slug, row.url != now.url
    again = now.published_at is not None and now.published_at != row.published_at
    _take_over(row, now)
    row.save()
    events = []
    if moved:
        events.append(_page_event(SLUG_CHANGED if renamed else MOVED, row, url=row.url, previous_url=before_url))
    if again:
        events.append(_page_event(PUBLISHED, row, url=row.url))
    return events


def _compare(pages):
    """(events of these pages, whether one of them came, went or changed its address)."""
    now = seen(pages)
    known = PublicPage.objects.in_bulk(now, field_name="page_id")
    facts = facts_of([key for key, public in now.items() if public and key not in known])
    entered, left, events, shifted = [], [], [], False
    for key, public in now.items():
        row = known.get(key)
        if row is None and public is not None:
            row = PublicPage(page_id=key, facts=facts.get(key, {}))
            _take_over(row, public)
            entered.append(row)
            events.append(_page_event(PUBLISHED, row, url=row.url))
        elif row is not None and public is None:
            left.append(row)
        elif row is not None:
            shifted = shifted or row.url != public.url
            events += _stayed(row, public)
    PublicPage.objects.bulk_create(entered, batch_size=MOST_AT_ONCE)
    return events + _leave(left), bool(shifted or entered or left)


def _leave(rows, type=UNPUBLISHED):
    PublicPage.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return [_page_event(type, row, previous_url=row.url) for row in rows]


def _rows(pages):
    return pages.order_by("path").specific(defer=True)


@_while_somebody_listens
def pages_changed(pages, whole_trees=False):
    """These pages may have come, gone, moved or been published again, and with them those below."""
    events, shifted_keys = [], []
    for page in pages:
        found, shifted = _compare(_rows(Page.objects.filter(pk=page.pk)))
        events += found
        if shifted or whole_trees:
            # The page itself too: where it stands now says where those below do.
            below = Page.objects.filter(path__startswith=page.path)
            events += _compare(_rows(below))[0]
            shifted_keys += below.values_list("pk", flat=True)
    return events + (_compare_redirects(page_keys=shifted_keys) if shifted_keys else [])


@_while_somebody_listens
def pages_deleted(keys):
    """These pages are gone."""
    rows = PublicPage.objects.filter(page_id__in=keys).order_by("pk")
    return _leave(list(rows), DELETED)


# --- What pages show of rows --------------------------------------------------------------------


@_while_somebody_listens
def facts_changed(keys):
    """What these pages show of rows of other tables may have changed."""
    return _compare_facts(keys)


def _compare_facts(keys):
    known = PublicPage.objects.filter(page_id__in=list(keys)).order_by("page_id")
    facts, events = facts_of([row.page_id for row in known]), []
    for row in known:
        now = facts.get(row.page_id, {})
        if now != row.facts:
            changed = [name for name, value in now.items() if name in row.facts and row.facts[name] != value]
            row.facts = now
            row.save(update_fields=["facts"])
            events += [_page_event(name, row, url=row.url) for name in changed]
    return events


# --- Redirects --------------------------------------------------------------------------------


def _redirects():
    """The model, where the site has redirects."""
    return apps.get_model("wagtailredirects", "Redirect") if apps.is_installed("wagtail.contrib.redirects") else None


@_while_somebody_listens
def redirects_changed(keys=(), page_keys=()):
    """These redirects, or those to these pages, came, went or changed."""
    return _compare_redirects(keys, page_keys)


def _compare_redirects(keys=(), page_keys=(), every=False):
    model = _redirects()
    if model is None:
        return []
    rows, known = model.objects.select_related("site"), PublicRedirect.objects.all()
    if not every:
        # One that led to such a page may lead elsewhere by now, or nowhere.
        keys = {*keys, *known.filter(page_id__in=page_keys).values_list("redirect_id", flat=True)}
        keys |= set(rows.filter(redirect_page_id__in=page_keys).values_list("pk", flat=True))
        rows, known = rows.filter(pk__in=keys), known.filter(redirect_id__in=keys)
    now, before, events = _public_redirects(rows.order_by("pk")), {row.redirect_id: row for row in known}, []
    pages = {
        row.page_id: row
        for row in PublicPage.objects.filter(page_id__in={row.page_id for row in [*now.values(), *before.values()]})
    }

    def event(type, row):
        stream = f"page:{row.page_id}" if row.page_id else f"redirect:{row.redirect_id}"
        address = "" if type == REDIRECT_REMOVED else row.url
        return make(type, stream, page=pages.get(row.page_id), url=address, previous_url=row.from_url)

    for key in sorted({*now, *before}):
        new, old = now.get(key), before.get(key)
        if old is None:
            new.save(force_insert=True)
            events.append(event(REDIRECT_ADDED, new))
        elif new is None:
            events.append(event(REDIRECT_REMOVED, old))
            old.delete()
        elif (new.url, new.from_url) != (old.url, old.from_url):
            new.pk = old.pk
            new.save(force_update=True)
            events.append(event(REDIRECT_CHANGED, new))
    return events


def _public_redirects(rows):
    """{key: PublicRedirect, not saved} of those that lead to something public."""
    from wagtail.models import Site

    rows, found = list(rows), {}
    pages = PublicPage.objects.in_bulk([row.redirect_page_id for row in rows], field_name="page_id")
    default = Site.objects.filter(is_default_site=True).first()
    for row in rows:
        page, site = pages.get(row.redirect_page_id), row.site or default
        if site is None or (page is None and (row.redirect_page_id or not row.redirect_link)):
            continue
        # One that Wagtail made by itself names where the page stood, which need not have been public.
        if row.automatically_created and page and not _was_known_by(page, row.old_path):
            continue
        address = page.url.rstrip("/") + (row.redirect_page_route_path or "/") if page else row.redirect_link
        from_url = f"{site.root_url}{row.old_path}"
        found[row.pk] = PublicRedirect(
            redirect_id=row.pk, page_id=page and page.page_id, url=address, from_url=from_url
        )
    return found


def _was_known_by(page, old_path):
    paths = [path_of(page.url), *page.earlier]
    return any(old_path == path or old_path.startswith(f"{path}/") for path in paths)


# --- All of it --------------------------------------------------------------------------------


def forget():
    """The outside knows nothing."""
    PublicPage.objects.all().delete()
    PublicRedirect.objects.all().delete()


@transaction.atomic
def begin():
    """Take what is public now as known, without telling it: somebody begins to listen. The caller holds the lock."""
    forget()
    _compare(_rows(Page.objects.all()))
    _compare_redirects(every=True)


def catch_up():
    """Tell what no signal told of: rows that were changed in bulk, a site's new address. A job of the worker. Returns
    how many events that made."""
    count, keys = 0, list(Page.objects.order_by("path").values_list("pk", flat=True))
    for first in range(0, len(keys), MOST_AT_ONCE):
        count += _catch_up(keys[first : first + MOST_AT_ONCE])
    return count + _catch_up_gone()


@_while_somebody_listens
def _catch_up(keys):
    events = _compare(_rows(Page.objects.filter(pk__in=keys)))[0]
    return events + _compare_facts(keys)


@_while_somebody_listens
def _catch_up_gone():
    gone = PublicPage.objects.exclude(page_id__in=Page.objects.values("pk")).order_by("pk")
    events = _leave(list(gone), DELETED)
    return events + _compare_redirects(every=True)
