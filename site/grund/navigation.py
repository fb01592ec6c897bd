"""Menu, breadcrumb and languages of a page: what every template shows around its own content."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language
from wagtail.models import Page, Site

from .visitors import visitor_of


@dataclass(frozen=True)
class Link:
    """A link of the frame. ``lang`` is set when it leads to another language than the current one."""

    title: str
    url: str
    is_current: bool = False
    lang: str = ""


def _remember(request, name, make):
    if not hasattr(request, name):
        setattr(request, name, make())
    return getattr(request, name)


def home_pages(request):
    """{language code: the start page} of the request's site, asked once per request."""

    def ask():
        site = Site.find_for_request(request)
        if site is None:
            return {}
        root = site.root_page
        rows = Page.objects.filter(translation_key=root.translation_key).select_related("locale")
        visitor = visitor_of(request)
        return {page.locale.language_code: page for page in rows if visitor.may_see(page)}

    return _remember(request, "_home_pages", ask)


def top_pages(request):
    """[(page, address)]: the pages right below the start page, in the source's order, asked once per request.

    A page that the language of the address has stands for its source; where it has none, the source stands.
    """

    def ask():
        homes = home_pages(request)
        language, source = get_language(), settings.LANGUAGE_CODE
        parents = [homes[code] for code in dict.fromkeys((source, language)) if code in homes]
        below = Q()
        for parent in parents:
            below |= Q(path__startswith=parent.path, depth=parent.depth + 1)
        if not below:
            return []
        rows = visitor_of(request).filter(Page.objects.filter(below)).select_related("locale").order_by("path")
        mine, sources = {}, {}
        for row in rows:
            (mine if row.locale.language_code == language else sources)[row.translation_key] = row
        ordered = {key: mine.pop(key, row) for key, row in sources.items()}
        ordered.update(mine)
        return [(row, row.get_url(request)) for row in ordered.values()]

    return _remember(request, "_top_pages", ask)


def link_to(page, url, current=None):
    """The link to one of the top pages, marked when it is, or holds, the current page."""
    path = getattr(current, "path", "") or ""
    language = page.locale.language_code
    return Link(
        page.title, url, bool(path) and path.startswith(page.path), "" if language == get_language() else language
    )


def menu(request, page=None):
    """The top pages that are shown in menus."""
    return [link_to(row, url, page) for row, url in top_pages(request) if url and row.show_in_menus]


def breadcrumb(request, page):
    """From the start page to ``page``, the last without address. Nothing on the start page itself."""
    chain, above = [], page
    while getattr(above, "_cached_parent_obj", None) is not None:
        above = above._cached_parent_obj
        chain.append(above)
    if not chain:
        chain = list(page.get_ancestors().filter(depth__gte=2).order_by("-depth"))
    if not chain:
        return []
    links = [Link(above.title, above.get_url(request) or "") for above in reversed(chain)]
    return [*links, Link(page.title, "")]


def languages(request, page=None):
    """Where each language's version of the page is; its start page where there is none. None but the current: []."""
    homes = home_pages(request)
    language = get_language()
    others = [code for code, _name in settings.LANGUAGES if code in homes]
    if len(others) < 2:
        return []
    translations = {}
    if page is not None and page.pk:
        visitor = visitor_of(request)
        if page.translation_key in {home.translation_key for home in homes.values()}:
            translations = homes
        else:
            rows = (
                Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).select_related("locale")
            )
            translations = {row.locale.language_code: row for row in rows if visitor.may_see(row)}
    names = dict(settings.LANGUAGES)
    found = []
    for code in others:
        target = page if code == language and page is not None else translations.get(code, homes[code])
        found.append(Link(names[code], target.get_url(request) or "/", code == language, code))
    return found
