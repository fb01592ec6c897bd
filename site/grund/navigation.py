"""Menu, breadcrumb and languages of a page: what every template shows around its own content."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from wagtail.models import Page, Site

from .languages import current_language, source_language
from .visitors import visitor_of


@dataclass(frozen=True)
class Link:
    """A link of the frame. ``lang`` is set when it leads to another language than the current one, of which the title
    is too, unless it ``speaks_here``."""

    title: str
    url: str
    is_current: bool = False
    lang: str = ""
    speaks_here: bool = False


def _remember(request, name, make):
    if not hasattr(request, name):
        setattr(request, name, make())
    return getattr(request, name)


def _frame(request, page=None):
    """{translation key: {language code: page}} of the start page, of ``page`` and of the pages right below the start
    page: what the visitor may see of them. One query, as long as the page is known when the first is asked for."""
    found = _remember(request, "_frame_pages", dict)
    site = Site.find_for_request(request)
    if site is None:
        return found
    wanted = {site.root_page.translation_key}
    wanted |= {item.translation_key for item in (page, getattr(request, "_current_page", None)) if item is not None}
    new = wanted - found.keys()
    if new:
        rows = Q(translation_key__in=new)
        if not found:
            # The start pages' addresses are known to the process; their places in the tree are not.
            for root in site.root_page._get_site_root_paths(request):
                if root.site_id == site.pk:
                    rows |= Q(depth=site.root_page.depth + 1, url_path__startswith=root.root_path)
        found.update({key: {} for key in new})
        visitor = visitor_of(request)
        for row in Page.objects.filter(rows).select_related("locale").order_by("path"):
            if visitor.may_see(row):
                found.setdefault(row.translation_key, {})[row.locale.language_code] = row
    return found


def home_pages(request):
    """{language code: the start page} of the request's site, asked once per request."""
    site = Site.find_for_request(request)
    return _frame(request)[site.root_page.translation_key] if site else {}


def top_pages(request):
    """[(page, address)]: the pages right below the start page, in the source's order, asked once per request.

    A page that the language of the address has stands for its source; where it has none, the source stands.
    """

    def ask():
        language, source = current_language(), source_language()
        homes = home_pages(request)
        shown = [homes[code].path for code in (source, language) if code in homes]
        chosen = []
        for versions in _frame(request).values():
            versions = {code: row for code, row in versions.items() if row.path[: -row.steplen] in shown}
            row = versions.get(language) or versions.get(source)
            if row is not None:
                place = versions.get(source) or row
                chosen.append((place.locale.language_code != source, place.path, row))
        return [(row, row.get_url(request)) for _foreign, _path, row in sorted(chosen, key=lambda item: item[:2])]

    return _remember(request, "_top_pages", ask)


def link_to(page, url, current=None):
    """The link to one of the top pages, marked when it is, or holds, the current page."""
    path = getattr(current, "path", "") or ""
    language = page.locale.language_code
    return Link(
        page.title, url, bool(path) and path.startswith(page.path), "" if language == current_language() else language
    )


def menu(request, page=None):
    """The top pages that are shown in menus."""
    return [link_to(row, url, page) for row, url in top_pages(request) if url and row.show_in_menus]


def breadcrumb(request, page):
    """From the start page to ``page``, the last without address. Nothing on the start page itself.

    A view that answers at an address below the page's own says in ``request._last_crumb`` what stands last.
    """
    if (page.depth or 0) < 3:
        return []
    chain, above = [], page
    while getattr(above, "_cached_parent_obj", None) is not None:
        above = above._cached_parent_obj
        chain.append(above)
    if not chain:
        chain = list(page.get_ancestors().filter(depth__gte=2).order_by("-depth"))
    links = [Link(above.title, above.get_url(request) or "") for above in reversed(chain)]
    last = getattr(request, "_last_crumb", "")
    return [
        *links,
        *([Link(page.title, page.get_url(request) or ""), Link(last, "")] if last else [Link(page.title, "")]),
    ]


def languages(request, page=None):
    """Where each language's version of the page is; its start page where there is none. None but the current: []."""
    homes = home_pages(request)
    language = current_language()
    others = [code for code, _name in settings.LANGUAGES if code in homes]
    if len(others) < 2:
        return []
    translations = _frame(request, page).get(page.translation_key, {}) if page is not None and page.pk else {}
    names = dict(settings.LANGUAGES)
    found = []
    for code in others:
        target = page if code == language and page is not None else translations.get(code, homes[code])
        found.append(Link(names[code], target.get_url(request) or "/", code == language, code))
    return found
