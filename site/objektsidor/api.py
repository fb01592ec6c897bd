"""Objects through the content interface."""

from typing import Annotated

from django.utils import translation
from ninja import Path, Query, Router
from pydantic import Field

from grund.api.content import content_of, look_at, schema_of
from grund.api.params import InLocale, Paged, part_of
from grund.api.places import of_this_site
from grund.api.problems import NotFound
from grund.api.reader import Reader, reference
from grund.api.schema import PageReference, Piece, list_of
from grund.text import swedish_sort_key
from grund.visitors import visitor_of

from .models import ObjectPage

router = Router(tags=["Objects"])


class ObjectItem(Piece):
    """An object: its code, its name and one sentence."""

    code: str
    name: str
    summary: str
    page: PageReference
    content: schema_of(ObjectPage) | None = Field(None, description="Not in the list.")


ObjectList = list_of("ObjectList", ObjectItem)


class ObjectQuery(InLocale, Paged):
    pass


def _pages(request, language):
    rows = ObjectPage.objects.visible_to(visitor_of(request)).in_language(language)
    return rows.filter(of_this_site(request)).select_related("locale")


def _item(page):
    return {"code": page.code, "name": page.title, "summary": page.get_teaser(), "page": reference(page)}


@router.get("/", response=ObjectList, summary="The objects")
def objects(request, asked: Query[ObjectQuery]):
    pages = _pages(request, asked.language).defer_streamfields()
    rows, meta = part_of(request, asked, sorted(pages, key=lambda page: swedish_sort_key(page.title)))
    with translation.override(asked.language):
        return {"items": [_item(page) for page in rows], "meta": meta}


@router.get("/{code}/", response=ObjectItem, summary="One object, with its page")
def one_object(request, code: Path[Annotated[str, Field(max_length=5)]], asked: Query[InLocale]):
    page = _pages(request, asked.language).filter(code=code).first()
    if page is None:
        raise NotFound
    with translation.override(asked.language):
        reader = Reader(request, asked.language)
        reader.prepare(*look_at([page], reader))
        return {**_item(page), "content": content_of(page, reader)}
