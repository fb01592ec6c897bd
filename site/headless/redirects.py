"""Redirects of Wagtail, where that app is installed."""

from django.apps import apps
from django.db.models import Q
from wagtail.models import Page

from grund.api import places
from grund.visitors import visitor_of


def _rows(request, roots):
    """The redirects of this site whose target the reader may see."""
    from wagtail.contrib.redirects.models import Redirect

    sites = {root.site_id for root in roots}
    targets = visitor_of(request).filter(Page.objects.filter(places.below(places.roots_of(request))))
    leads = Q(redirect_page__in=targets) | Q(redirect_page=None) & ~Q(redirect_link="")
    rows = Redirect.objects.filter(Q(site=None) | Q(site__in=sites)).filter(leads)
    return rows.select_related("redirect_page__locale")


def _shown(row):
    if row.redirect_page is None:
        return {"to": row.redirect_link, "permanent": row.is_permanent}
    url = (row.redirect_page.get_url() or "/").rstrip("/")
    return {"to": f"{url}{row.redirect_page_route_path or '/'}", "permanent": row.is_permanent}


def all_redirects(request, roots):
    """Rows of the list, in order; none where the app is not installed. Those that Wagtail made by itself name where a page
    stood: what is below something closed to the reader is left out."""
    if not apps.is_installed("wagtail.contrib.redirects"):
        return []
    rows = _rows(request, roots)
    for path in _closed_paths(request, roots):
        below = Q(old_path=path) | Q(old_path__startswith=f"{path}/")
        rows = rows.exclude(below, automatically_created=True)
    return rows.order_by("old_path", "pk")


def _closed_paths(request, roots):
    hidden = visitor_of(request).hidden_paths
    if not hidden:
        return []
    found = Page.objects.filter(path__in=hidden).values_list("url_path", flat=True)
    return [path for url_path in found if (path := places.path_of(url_path, roots)) is not None]


def item_of(row):
    return {"path": row.old_path, **_shown(row)}


def redirect_from(request, path, roots):
    """Where the path has moved to, as ``to`` and ``permanent``; None where it has not."""
    if not apps.is_installed("wagtail.contrib.redirects") or "\0" in path:
        return None
    from wagtail.contrib.redirects.models import Redirect

    rows = _rows(request, roots).filter(old_path=Redirect.normalise_path(path))
    best = sorted(rows, key=lambda row: row.site_id is None)  # the site's own before one for all sites
    return _shown(best[0]) if best else None
