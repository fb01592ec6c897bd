"""Endpoints for pages: a list, one by its key, one by its path."""

from typing import Literal

from django.db.models import Count, F, Q, TextField, Value, Window
from django.db.models.functions import Coalesce
from django.utils import translation
from ninja import Path, Query, Router
from pydantic import BaseModel, Field
from wagtail.models import Page

from grund.api import places
from grund.api.params import (
    Id,
    InLocale,
    LocaleCode,
    MomentText,
    Paged,
    include_of,
    included,
    meta_of,
    moment_from,
    refuse_beyond,
)
from grund.api.problems import NotFound, Problem
from grund.api.reader import Reader
from grund.visitors import visitor_of

from . import schema, traces
from .redirects import redirect_from
from .shown import PageAnswer

router = Router(tags=["Pages"])
TextFormat = Literal["html", "markdown"]
ORDERS = {
    "tree": ["path"],
    "title": ["title", "pk"],
    "-title": ["-title", "pk"],
    "first_published_at": ["first_published_at", "pk"],
    "-first_published_at": ["-first_published_at", "pk"],
    "last_published_at": ["last_published_at", "pk"],
    "-last_published_at": ["-last_published_at", "pk"],
}


class Shown(BaseModel):
    """How what is found is shown."""

    text: TextFormat = Field("html", description="How rich text is written.")


class ListQuery(InLocale, Shown, Paged):
    type: schema.PageType | None = Field(None, description="Only pages of this type.")
    parent: Id | None = Field(None, description="Only pages right below this one.")
    updated_since: MomentText | None = Field(
        None, description="Only what was published, moved or opened at or after this moment."
    )
    fallback: LocaleCode | None = Field(None, description="Pages that lack a translation are given in this language.")
    order: Literal[tuple(ORDERS)] = Field("tree", description="The order; with - the last first.")
    include: include_of("content", "translations", "breadcrumb") | None = None


class DetailQuery(Shown):
    locale: LocaleCode | None = Field(
        None, description="The page's translation in this language; else the page itself."
    )
    fallback: LocaleCode | None = Field(None, description="Where there is no such translation: this language instead.")
    include: include_of("html", "translations", "breadcrumb") | None = None


class PathQuery(Shown):
    path: str = Field(max_length=2000, description="A path on the site, with the prefix of its language: /en/model/.")
    locale: LocaleCode | None = Field(None, description="The translation of the page at that path.")
    fallback: LocaleCode | None = Field(None, description="Where there is no such translation: this language instead.")
    include: include_of("html", "translations", "breadcrumb") | None = None


def _accessor(model):
    """The name by which a page leads to its row of this type."""
    return model._meta.get_ancestor_link(Page).remote_field.get_accessor_name()


def _with_content(rows, models):
    """``rows`` with their own fields, all types in one query."""
    names = [_accessor(model) for model in models]
    return rows.select_related(*names) if names else rows  # without a name it would follow all there are


def lead():
    """The lead of a page, whatever its type, without its other fields."""
    leads = [F(f"{_accessor(model)}__lead") for model in schema.MODELS.values()]
    return Coalesce(*leads, Value(""), output_field=TextField()) if leads else Value("", output_field=TextField())


@router.get("/", response=schema.PageList, summary="Pages, narrowed and in order")
def pages(request, asked: Query[ListQuery]):
    visitor, wanted = visitor_of(request), included(asked.include)
    if "content" in wanted and asked.type is None:
        raise Problem(
            422,
            "The content of a list can be included for one type at a time. Name it in the parameter 'type'.",
            errors=[{"parameter": "include", "message": "content needs type"}],
        )
    rows = places.all_pages(visitor, places.roots_of(request))
    rows = _in_language(rows, asked, visitor)
    if asked.type:
        rows = rows.type(schema.MODELS[asked.type])
    if asked.parent:
        rows = _below(rows, asked.parent, visitor)
    if asked.updated_since:
        since = moment_from(asked.updated_since)
        rows = rows.filter(Q(last_published_at__gte=since) | Q(pk__in=traces.shifted(since)))
    if "content" in wanted:
        rows = _with_content(rows, [schema.MODELS[asked.type]])
    part = rows.select_related("locale").annotate(all_of_them=Window(Count("pk")), any_lead=lead())
    found = list(part.order_by(*ORDERS[asked.order])[asked.offset : asked.offset + asked.limit])
    total = found[0].all_of_them if found else rows.count() if asked.offset else 0
    refuse_beyond(asked.offset, total)
    with translation.override(asked.language):
        reader = Reader(request, asked.language, asked.text == "markdown")
        answer = PageAnswer(reader, found, wanted)
        items = [answer.of(page) for page in found]
    return {"items": items, "meta": meta_of(request, asked, total), "_headers": answer.headers}


def _in_language(rows, asked, visitor):
    spoken = Q(locale__language_code=asked.language)
    if asked.fallback and asked.fallback != asked.language:
        there = visitor.filter(Page.objects.filter(spoken)).values("translation_key")
        spoken |= Q(locale__language_code=asked.fallback) & ~Q(translation_key__in=there)
    return rows.filter(spoken)


def _below(rows, pk, visitor):
    parent = Page.objects.filter(pk=pk).only("path", "depth", "live", "numchild").first()
    if parent is None or not visitor.may_see(parent):
        raise NotFound
    return rows.child_of(parent)


def _answer(request, asked, condition, roots):
    """The page of ``condition``, or its translation where another language is asked for."""
    visitor, wanted = visitor_of(request), included(asked.include)
    rows = _with_content(places.all_pages(visitor, roots).select_related("locale"), schema.MODELS.values())
    if asked.locale:
        # The page itself and its translations, of which the best is chosen.
        keys = places.all_pages(visitor, roots).filter(condition).values("translation_key")
        found = {page.locale.language_code: page for page in rows.filter(translation_key__in=keys)}
        page = found.get(asked.locale) or found.get(asked.fallback)
    else:
        page = rows.filter(condition).first()
    if page is None:
        return None
    language = page.locale.language_code
    with translation.override(language):
        reader = Reader(request, language, asked.text == "markdown", "html" in wanted)
        answer = PageAnswer(reader, [page], wanted | {"content"})
        return answer.of(page), answer.headers


@router.get("/by-path/", response=schema.Found, summary="The page, or redirect, at a path of the site")
def by_path(request, asked: Query[PathQuery]):
    roots = places.roots_of(request)
    path = asked.path.split("?")[0].split("#")[0]
    condition = places.condition_of(path, roots) if path.startswith("/") and "\0" not in path else None
    found = _answer(request, asked, condition, roots) if condition is not None else None
    if found is not None:
        page, headers = found
        return {"result": "page", "page": page, "_headers": headers}
    redirect = redirect_from(request, path, roots)
    if redirect is None:
        raise NotFound
    return {"result": "redirect", **redirect}


@router.get("/{int:pk}/", response=schema.Page, summary="One page")
def page(request, pk: Path[Id], asked: Query[DetailQuery]):
    found = _answer(request, asked, Q(pk=pk), places.roots_of(request))
    if found is None:
        raise NotFound
    return {**found[0], "_headers": found[1]}
