"""Paths of the site and pages of the site: what stands where, without asking for every part of a path."""

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site


def roots_of(request):
    """[root paths] of the site that the request is sent to: one for each language. Of several sites on one machine, none
    shows the others' pages. Wagtail keeps the list; only where there are several sites is the right one asked for."""
    roots = Site.get_site_root_paths()
    if len({root.site_id for root in roots}) > 1:
        site = Site.find_for_request(request)
        roots = [root for root in roots if site is not None and root.site_id == site.pk]
    return roots


def below(roots, prefix=""):
    """The condition that a page stands on one of ``roots`` or below it."""
    found = Q(pk__in=[])
    for root in roots:
        found |= Q(**{f"{prefix}url_path__startswith": root.root_path})
    return found


def _prefix(root):
    """The path that the pages of this root have on the site: "/" or "/en/"."""
    if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        return reverse("wagtail_serve", args=("",))
    with translation.override(root.language_code):
        return reverse("wagtail_serve", args=("",))


def condition_of(path, roots):
    """The condition of the page whose path on the site is ``path``; None where no page can have it."""
    path = path if path.endswith("/") else f"{path}/"
    for root in sorted(roots, key=lambda root: -len(_prefix(root))):
        prefix = _prefix(root)
        if path.startswith(prefix):
            rest = path.removeprefix(prefix)
            parts = rest.split("/")[:-1]
            if not all(parts):
                return None
            own = {"slug": parts[-1]} if parts else {}  # the column that has an index
            in_language = {"locale__language_code": root.language_code} if root.language_code else {}
            return Q(url_path=root.root_path + rest, **own, **in_language)
    return None


def path_of(url_path, roots):
    """The path on the site of what stands at ``url_path`` in the tree, without a slash at its end; None for another
    site's."""
    for root in sorted(roots, key=lambda root: -len(root.root_path)):
        if url_path.startswith(root.root_path):
            return (_prefix(root) + url_path.removeprefix(root.root_path)).rstrip("/")
    return None


def of_this_site(request):
    """The condition that a page is of the site that the request is sent to."""
    return below(roots_of(request))


def all_pages(visitor, roots):
    """The pages of the site that ``visitor`` may see."""
    return visitor.filter(Page.objects.filter(below(roots)))
