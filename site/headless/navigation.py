"""Endpoints for finding the way: the menu, the languages, the redirects."""

from django.utils import translation
from ninja import Query, Router
from pydantic import Field

from grund.api import places
from grund.api.params import InLocale, Paged, languages, meta_of, refuse_beyond, source_language
from grund.api.reader import reference
from grund.visitors import visitor_of

from . import redirects, schema

router = Router(tags=["Finding the way"])


class MenuQuery(InLocale):
    depth: int = Field(2, ge=1, le=5, description="How many levels below the start page.")


@router.get("/navigation/", response=schema.Menu, summary="The menu")
def navigation(request, asked: Query[MenuQuery]):
    """The pages that are shown in menus, as a tree. A page below one that is not shown in menus is not in it."""
    roots = places.roots_of(request)
    rows = places.all_pages(visitor_of(request), roots).filter(locale__language_code=asked.language)
    rows = rows.select_related("locale").order_by("path")
    homes = list(rows.filter(url_path__in=[root.root_path for root in roots]))
    if not homes:
        return {"home": None, "items": []}
    home, items, at = homes[0], [], {}
    shown = rows.filter(path__startswith=home.path, depth__gt=home.depth, depth__lte=home.depth + asked.depth)
    for page in shown.filter(show_in_menus=True):
        item = {**reference(page), "children": []}
        parent = page.path[: -page.steplen]
        if parent == home.path:
            items.append(item)
        elif parent in at:
            at[parent]["children"].append(item)
        else:
            continue
        at[page.path] = item
    return {"home": reference(home), "items": items}


@router.get("/locales/", response=schema.LocaleList, summary="The languages")
def locales(request):
    roots = places.roots_of(request)
    rows = places.all_pages(visitor_of(request), roots).filter(url_path__in=[root.root_path for root in roots])
    homes = {page.locale.language_code: page for page in rows.select_related("locale")}
    found = []
    for code, name in languages():
        with translation.override(code):
            home = reference(homes[code]) if code in homes else None
        found.append({"code": code, "name": str(name), "is_default": code == source_language(), "home": home})
    return {"items": found}


class SitemapQuery(Paged):
    limit: int = Field(1000, ge=1, le=1000, description="How many items.")


@router.get("/sitemap/", response=schema.Sitemap, summary="All pages, with their translations")
def sitemap(request, asked: Query[SitemapQuery]):
    """Every page in every language, in the order of the tree."""
    rows = places.all_pages(visitor_of(request), places.roots_of(request)).select_related("locale")
    total = rows.count()
    refuse_beyond(asked.offset, total)
    part = [page for page in rows.order_by("path")[asked.offset : asked.offset + asked.limit] if page.full_url]
    others = {}
    for page in rows.filter(translation_key__in={page.translation_key for page in part}).order_by("path"):
        if page.full_url:
            others.setdefault(page.translation_key, []).append(page)
    items = [
        {
            "id": page.pk,
            "locale": page.locale.language_code,
            "url": page.get_url(),
            "html_url": page.full_url,
            "last_published_at": page.last_published_at and page.last_published_at.isoformat(),
            "alternates": [
                {"locale": other.locale.language_code, "html_url": other.full_url}
                for other in others.get(page.translation_key, ())  # it may have gone since
                if other.pk != page.pk
            ],
        }
        for page in part
    ]
    return {"items": items, "meta": meta_of(request, asked, total)}


@router.get("/redirects/", response=schema.RedirectList, summary="Paths that have moved")
def all_redirects(request, asked: Query[Paged]):
    rows = redirects.all_redirects(request, places.roots_of(request))
    total = len(rows) if isinstance(rows, list) else rows.count()
    refuse_beyond(asked.offset, total)
    items = [redirects.item_of(row) for row in rows[asked.offset : asked.offset + asked.limit]]
    return {"items": items, "meta": meta_of(request, asked, total)}
