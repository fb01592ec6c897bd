"""Pages as they are answered: what they lead to is asked for once for all of them."""

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Site

from grund.api.content import content_of, look_at
from grund.api.reader import reference, type_of

from . import schema

MOST_KEYS = 50  # surrogate keys that one answer names


def own_of(page):
    """The page as its own type, from the row that was asked for together with it; None for a type that is not ours."""
    model = schema.MODELS.get(type_of(page))
    if model is None or isinstance(page, model):  # a draft is given as its own type
        return page if model else None
    return getattr(page, model._meta.get_ancestor_link(Page).remote_field.get_accessor_name(), None)


class PageAnswer:
    """Pages with what is to be included of ``content``, ``translations`` and ``breadcrumb``."""

    def __init__(self, reader, pages, wanted):
        self.reader, self.pages, self.wanted = reader, pages, wanted
        self.roots = sorted((root.root_path for root in Site.get_site_root_paths()), key=len, reverse=True)
        self.own = {page.pk: own_of(page) for page in pages} if "content" in wanted else {}
        links, documents, pictures = look_at([own for own in self.own.values() if own is not None], reader)
        also = None
        if wanted & {"translations", "breadcrumb"} and pages:
            also = Q(translation_key__in={page.translation_key for page in pages}) if "translations" in wanted else Q()
            if "breadcrumb" in wanted:
                also |= Q(path__in={path for page in pages for path in _above(page)})
        self.family = reader.prepare(links, documents, pictures, also)
        self.by_path = {page.path: page for page in self.family}

    @property
    def headers(self):
        """The keys by which a cache between finds the answers that a changed page is part of."""
        keys = [f"page-{page.pk}" for page in self.pages[:MOST_KEYS]]
        return {"Surrogate-Key": " ".join(["pages", *keys])}

    def of(self, page):
        own, model = self.own.get(page.pk), schema.MODELS.get(type_of(page))
        root = next((root for root in self.roots if page.url_path.startswith(root)), page.url_path)
        lead = getattr(own, "lead", None) if own is not None else getattr(page, "any_lead", "")
        found = {
            "id": page.pk,
            "type": type_of(page),
            "kind": str(model.kind_label) if model else "",
            "title": page.title,
            "lead": lead or "",
            "url": page.get_url() or "",
            "html_url": page.full_url or "",
            "locale": page.locale.language_code,
            "slug": page.slug,
            "depth": page.url_path.count("/") - root.count("/"),
            "show_in_menus": page.show_in_menus,
            "seo_title": page.seo_title,
            "search_description": page.search_description,
            "first_published_at": page.first_published_at and page.first_published_at.isoformat(),
            "last_published_at": page.last_published_at and page.last_published_at.isoformat(),
            "updated_on": _day(page.last_published_at or page.first_published_at),
            "translation_key": str(page.translation_key),
        }
        if own is not None:
            found["content_owner"] = own.content_owner
            found["content"] = content_of(own, self.reader)
        if "translations" in self.wanted:
            found["translations"] = self._translations(page)
        if "breadcrumb" in self.wanted:
            above = [self.by_path[path] for path in _above(page) if path in self.by_path]
            found["breadcrumb"] = [reference(row) for row in above]
        return found

    def _translations(self, page):
        rows = [row for row in self.family if row.translation_key == page.translation_key and row.pk != page.pk]
        return [
            {"id": row.pk, "locale": row.locale.language_code, "title": row.title, "url": row.get_url() or ""}
            for row in sorted(rows, key=lambda row: row.locale.language_code)
        ]


def _day(moment):
    """The day of a moment where the site is."""
    return moment and timezone.localdate(moment).isoformat()


def _above(page):
    """The tree paths of the pages above, from the start page down."""
    step = page.steplen
    return [page.path[:length] for length in range(2 * step, len(page.path), step)]
