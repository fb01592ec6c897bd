"""The model's records through the content interface: words, roles, templates, dates of the year."""

from datetime import date
from typing import Annotated

from django.conf import settings
from django.utils import timezone, translation
from ninja import Path, Query, Router
from pydantic import Field

from grund.api.content import content_of, look_at, schema_of
from grund.api.params import InLocale, Paged, include_of, included, part_of
from grund.api.places import of_this_site
from grund.api.problems import NotFound
from grund.api.reader import Reader, file_of, reference
from grund.api.schema import Day, DocumentReference, PageReference, Piece, list_of
from grund.api.uses import pages_by_value
from grund.blocks import TermBlock
from grund.text import swedish_sort_key
from grund.visitors import visitor_of
from personer.roles import LEVELS, ROLE_CODES, SIDE_LABELS, SIDES

from .models import GlossaryPage, RoleGuidePage, TemplateItem, TemplateLibraryPage, Term, YearWheelEvent, YearWheelPage
from .template_items import without_hidden

terms = Router(tags=["Words"])
roles = Router(tags=["Roles"])
templates = Router(tags=["Templates"])
year_wheel = Router(tags=["The year"])
Uid = Annotated[str, Field(max_length=60)]
FIRST_YEAR, LAST_YEAR = 2000, 2100


class TermTranslation(Piece):
    locale: str
    term: str
    definition: str


class TermItem(Piece):
    """A word of the glossary. ``locale`` is that of the words: the source's where there is no translation."""

    uid: str
    locale: str
    term: str
    definition: str
    url: str
    english: str
    abbreviation: str
    synonyms: list[str]
    see_also: list[str] = Field(description="The uids of words that are close to this one.")
    replaced_by: str | None = Field(description="The uid of the word to use instead of a discouraged one.")
    updated_on: Day | None
    translations: list[TermTranslation]
    used_by: list[PageReference] | None = Field(None, description="Pages that explain the word; only where asked for.")


class RoleItem(Piece):
    """A role of the model, from its guide. ``content`` is that of the guide, in the list only where asked for."""

    code: str
    name: str
    summary: str
    side: str
    side_label: str = Field(description="The side in words; empty for a role without one.")
    level: str
    page: PageReference
    content: schema_of(RoleGuidePage) | None = None


class TemplateEntry(Piece):
    """A template to fill in, with its document."""

    uid: str
    locale: str
    title: str
    description: str
    version: str
    owner: str
    format_note: str
    updated_on: Day | None
    document: DocumentReference | None


class EventItem(Piece):
    """A date of the model's year, as it falls in the year that was asked for. ``end`` is the last day of a period."""

    uid: str
    locale: str
    title: str
    kind: str
    audience: str
    track: str
    start: Day
    end: Day | None
    moved_from: Day | None = Field(description="The day by the rule, where a weekend or holiday moved it.")
    page: PageReference | None


class YearOfEvents(Piece):
    """The dates of one year, in order."""

    year: int
    items: list[EventItem]


TermList = list_of("TermList", TermItem)
TemplateList = list_of("TemplateList", TemplateEntry)


class RoleList(Piece):
    """The roles in the model's order."""

    items: list[RoleItem]


def _stands_on(model, request):
    """{language: address} of the pages of this type that the visitor may see: records are shown where one is."""
    pages = model.objects.visible_to(visitor_of(request)).filter(of_this_site(request))
    return {
        page.locale.language_code: page.get_url() or "" for page in pages.select_related("locale").order_by("-path")
    }


def _day(row):
    return row.updated_on and row.updated_on.isoformat()


def _by_uid(rows):
    """{uid: {language: row}} of published records, each with its locale."""
    found = {}
    for row in rows.filter(live=True).select_related("locale"):
        found.setdefault(row.uid, {})[row.locale.language_code] = row
    return found


def _chosen(versions, language):
    return versions.get(language) or versions.get(settings.LANGUAGE_CODE)


def _term(row, versions, everything, uids, base):
    """One word. ``everything`` are the published words by uid, ``uids`` their uids by key."""
    return {
        "uid": row.uid,
        "locale": row.locale.language_code,
        "term": row.term,
        "definition": row.definition,
        "url": f"{base}#{row.uid}",
        "english": row.english,
        "abbreviation": row.abbreviation,
        "synonyms": [block["value"]["word"] for block in row.synonyms.raw_data],
        "see_also": [block["value"] for block in row.see_also.raw_data if block["value"] in everything],
        "replaced_by": uids.get(row.replaced_by_id),
        "updated_on": _day(row),
        "translations": [
            {"locale": code, "term": other.term, "definition": other.definition}
            for code, other in sorted(versions.items())
            if other.pk != row.pk
        ],
    }


def _terms(request, language):
    """[word] in ``language``, å ä ö last. None of them where the glossary is closed to the reader."""
    addresses = _stands_on(GlossaryPage, request)
    if not addresses:
        return []
    base = addresses.get(language) or addresses.get(settings.LANGUAGE_CODE) or next(iter(addresses.values()))
    everything = _by_uid(Term.objects.all())
    shown = [(row, versions) for versions in everything.values() if (row := _chosen(versions, language))]
    shown.sort(key=lambda pair: swedish_sort_key(pair[0].term))
    uids = {row.pk: uid for uid, versions in everything.items() for row in versions.values()}
    return [_term(row, versions, everything, uids, base) for row, versions in shown]


def _used_by(items, request, language, mark):
    used = pages_by_value(TermBlock, visitor_of(request), language, mark)
    for item in items:
        item["used_by"] = [reference(page) for page in used.get(item["uid"], ())]
    return items


class TermQuery(InLocale, Paged):
    include: include_of("used_by") | None = None


@terms.get("/", response=TermList, summary="The words of the glossary")
def term_list(request, asked: Query[TermQuery]):
    with translation.override(asked.language):
        items, meta = part_of(request, asked, _terms(request, asked.language))
        if "used_by" in included(asked.include):
            _used_by(items, request, asked.language, '"term"')
    return {"items": items, "meta": meta}


@terms.get("/{uid}/", response=TermItem, summary="One word, with the pages that explain it")
def term(request, uid: Path[Uid], asked: Query[InLocale]):
    with translation.override(asked.language):
        found = [item for item in _terms(request, asked.language) if item["uid"] == uid]
        if not found:
            raise NotFound
        return _used_by(found, request, asked.language, f'"{uid}"')[0]


def _role(guide, reader, with_content):
    item = {
        "code": guide.role,
        "name": guide.title,
        "summary": guide.summary,
        "side": SIDES.get(guide.role, ""),
        "side_label": str(SIDE_LABELS[SIDES.get(guide.role, "")]),
        "level": str(LEVELS.get(guide.role, "")),
        "page": reference(guide),
    }
    return {**item, "content": content_of(guide, reader)} if with_content else item


def _guides(request, language):
    """{code: guide}: of several for one role the first in the tree, as on the site."""
    guides = RoleGuidePage.objects.visible_to(visitor_of(request)).in_language(language)
    found = {}
    for guide in guides.filter(of_this_site(request)).select_related("locale").order_by("path"):
        found.setdefault(guide.role, guide)
    return found


class RoleQuery(InLocale):
    include: include_of("content") | None = None


@roles.get("/", response=RoleList, summary="The roles of the model")
def role_list(request, asked: Query[RoleQuery]):
    found, wanted = _guides(request, asked.language), "content" in included(asked.include)
    with translation.override(asked.language):
        reader = Reader(request, asked.language)
        if wanted:
            reader.prepare(*look_at(found.values(), reader))
        return {"items": [_role(found[code], reader, wanted) for code in ROLE_CODES if code in found]}


@roles.get("/{code}/", response=RoleItem, summary="One role, with its guide")
def role(request, code: Path[Uid], asked: Query[InLocale]):
    guide = _guides(request, asked.language).get(code)
    if guide is None:
        raise NotFound
    with translation.override(asked.language):
        reader = Reader(request, asked.language)
        reader.prepare(*look_at([guide], reader))
        return _role(guide, reader, True)


def _templates(request, language):
    visitor = visitor_of(request)
    if not _stands_on(TemplateLibraryPage, request):
        return []
    rows = _by_uid(TemplateItem.objects.select_related("document__collection"))
    shown = [row for versions in rows.values() if (row := _chosen(versions, language))]
    shown = sorted(without_hidden(shown, visitor), key=lambda row: swedish_sort_key(row.title))
    return [
        {
            "uid": row.uid,
            "locale": row.locale.language_code,
            "title": row.title,
            "description": row.description,
            "version": row.version,
            "owner": row.owner,
            "format_note": row.format_note,
            "updated_on": _day(row),
            "document": file_of(row.document) if row.document else None,
        }
        for row in shown
    ]


class TemplateQuery(InLocale, Paged):
    pass


@templates.get("/", response=TemplateList, summary="The templates with their documents")
def template_list(request, asked: Query[TemplateQuery]):
    with translation.override(asked.language):
        items, meta = part_of(request, asked, _templates(request, asked.language))
    return {"items": items, "meta": meta}


@templates.get("/{uid}/", response=TemplateEntry, summary="One template")
def template(request, uid: Path[Uid], asked: Query[InLocale]):
    with translation.override(asked.language):
        found = next((item for item in _templates(request, asked.language) if item["uid"] == uid), None)
    if found is None:
        raise NotFound
    return found


class YearQuery(InLocale):
    year: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR, description="The year; this one where none is named.")


@year_wheel.get("/", response=YearOfEvents, summary="The dates of the model's year")
def events(request, asked: Query[YearQuery]):
    """A date that a weekend moves into the next year belongs to that year."""
    year = asked.year or timezone.localdate().year
    if not _stands_on(YearWheelPage, request):
        return {"year": year, "items": []}
    rows = [
        row for versions in _by_uid(YearWheelEvent.objects.all()).values() if (row := _chosen(versions, asked.language))
    ]
    with translation.override(asked.language):
        reader = Reader(request, asked.language)
        reader.prepare({row.link_page_id for row in rows} - {None})
        found = [_event(row, rule_year, reader) for row in rows for rule_year in (year - 1, year)]
    items = [item for item in found if date.fromisoformat(item["start"]).year == year]
    return {"year": year, "items": sorted(items, key=lambda item: (item["start"], item["end"] or "", item["title"]))}


def _event(row, year, reader):
    first, last, moved_from = row.days_in(year)
    return {
        "uid": row.uid,
        "locale": row.locale.language_code,
        "title": row.title,
        "kind": row.kind,
        "audience": row.audience,
        "track": row.track,
        "start": first.isoformat(),
        "end": last and last.isoformat(),
        "moved_from": moved_from and moved_from.isoformat(),
        "page": reader.page(row.link_page_id),
    }
