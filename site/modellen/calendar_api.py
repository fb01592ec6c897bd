"""The year through the content interface: everything dated, whichever app gives it, as list and as drawings."""

from django.utils import timezone, translation
from ninja import Query, Router
from pydantic import Field
from wagtail.models import Page

from grund.api.drawings import Drawing, svg_of
from grund.api.params import MOST_ITEMS, Id, InLocale
from grund.api.places import of_this_site
from grund.api.problems import NotFound, Problem
from grund.api.reader import Reader
from grund.api.schema import Day, PageReference, Piece
from grund.contributions import given
from grund.visitors import visitor_of

from . import calendar
from .models import YearWheelEvent, YearWheelPage

router = Router(tags=["The year"])


class CalendarItem(Piece):
    """Something dated: of the year wheel, a course date, or what another app gives. ``end`` is the last day of a period."""

    uid: str
    title: str
    kind: str
    kind_label: str = Field(description="The kind in words, in the reader's language.")
    audience: str
    track: str = Field(description="The arc on the wheel: none, inventory, pair or owner.")
    place: str
    start: Day
    end: Day | None
    moved_from: Day | None = Field(description="The day by the rule, where a weekend or holiday moved it.")
    number: int | None = Field(description="Its number on the wheel of its year; null for an arc without one.")
    url: str = Field(description="Where more is said; empty where nowhere is.")
    page: PageReference | None


class CalendarYear(Piece):
    """All of one year, in order. The years that can be asked for are those from ``first_year`` to ``last_year``."""

    year: int
    first_year: int
    last_year: int
    items: list[CalendarItem]


class Upcoming(Piece):
    """What is not over, the nearest first."""

    items: list[CalendarItem]


class WheelSign(Piece):
    """What an arc (``track``) or a mark (``kind``) of the drawing means."""

    sort: str = Field(description="track or kind.")
    name: str
    label: str


class WheelDrawing(Drawing):
    """The year as a wheel, with the signs that it uses. The numbers are those of the year's items."""

    year: int
    legend: list[WheelSign]


class YearQuery(InLocale):
    year: int | None = Field(None, ge=2000, le=2100, description="The year; this one where none is named.")


class UpcomingQuery(InLocale):
    page: Id | None = Field(None, description="Only what is about this page.")
    limit: int = Field(20, ge=1, le=MOST_ITEMS, description="How many at most.")


def _year(asked):
    """The year that was asked for; refused where the wheel does not reach it."""
    today = timezone.localdate()
    first, last = calendar.first_year(today), calendar.last_year(today)
    year = asked.year or today.year
    if not first <= year <= last:
        errors = [{"parameter": "year", "message": f"must be from {first} to {last}"}]
        raise Problem(422, f"Ask for a year from {first} to {last}.", errors=errors)
    return today, year


def _of_this_site(request, entries):
    """The entries without those about a page of another site."""
    keys = {entry.page_id for entry in entries} - {None}
    here = set(Page.objects.filter(of_this_site(request), pk__in=keys).values_list("pk", flat=True)) if keys else keys
    return [entry for entry in entries if entry.page_id is None or entry.page_id in here]


def _is_open(request):
    """Whether the year may be read: where the wheel's page is, as for the wheel's own dates."""
    return YearWheelPage.objects.visible_to(visitor_of(request)).filter(of_this_site(request)).exists()


def _entries(request, year):
    return _of_this_site(request, calendar.entries_of_year(visitor_of(request), year))


def _items(request, asked, entries):
    """``entries`` are [(number or None, entry)]."""
    reader = Reader(request, asked.language)
    reader.prepare({entry.page_id for _number, entry in entries} - {None})
    return [_item(number, entry, reader) for number, entry in entries]


def _item(number, entry, reader):
    return {
        "uid": entry.uid,
        "title": entry.title,
        "kind": entry.kind,
        "kind_label": str(dict(YearWheelEvent.Kind.choices).get(entry.kind, entry.kind)),
        "audience": entry.audience,
        "track": entry.track,
        "place": entry.place,
        "start": entry.start.isoformat(),
        "end": entry.end and entry.end.isoformat(),
        "moved_from": entry.moved_from and entry.moved_from.isoformat(),
        "number": number,
        "url": entry.url,
        "page": reader.page(entry.page_id),
    }


@router.get("/", response=CalendarYear, summary="Everything dated in a year")
def calendar_year(request, asked: Query[YearQuery]):
    today, year = _year(asked)
    with translation.override(asked.language):
        entries = _entries(request, year) if _is_open(request) else []
        numbers = {id(entry): number for number, entry in calendar.numbered(entries)}
        items = _items(request, asked, [(numbers.get(id(entry)), entry) for entry in entries])
    return {
        "year": year,
        "first_year": calendar.first_year(today),
        "last_year": calendar.last_year(today),
        "items": items,
    }


@router.get("/upcoming/", response=Upcoming, summary="What comes next")
def upcoming(request, asked: Query[UpcomingQuery]):
    """Without a page: all that is not over, without the arcs of the wheel. With one: what is about it, this year and next."""
    visitor, today = visitor_of(request), timezone.localdate()
    with translation.override(asked.language):
        if not _is_open(request):
            return {"items": []}
        if asked.page is None:
            found = calendar.upcoming(visitor, today)
        else:
            page = Page.objects.filter(of_this_site(request), pk=asked.page).first()
            if page is None or not visitor.may_see(page):
                raise NotFound
            years = (today.year, today.year + 1)
            found = [entry for year in years for entry in given("calendar", visitor=visitor, year=year, page=page)]
            found = sorted((entry for entry in found if entry.last_day >= today), key=lambda entry: entry.start)
        part = _of_this_site(request, found)[: asked.limit]
        return {"items": _items(request, asked, [(None, entry) for entry in part])}


@router.get("/wheel/", response=WheelDrawing, summary="The year as a wheel")
def wheel_drawing(request, asked: Query[YearQuery]):
    """The same dates stand in /calendar/ with the same numbers: show them beside it."""
    today, year = _year(asked)
    with translation.override(asked.language):
        if not _is_open(request):
            raise NotFound
        drawing = calendar.wheel(_entries(request, year), year, today)
        return {
            "svg": svg_of("modellen/includes/year_wheel.html", {"wheel": drawing}),
            "year": year,
            "legend": calendar.legend(drawing),
        }


@router.get("/line/", response=Drawing, summary="This year as a line")
def line_drawing(request, asked: Query[InLocale]):
    today = timezone.localdate()
    with translation.override(asked.language):
        if not _is_open(request):
            raise NotFound
        drawing = calendar.line(_entries(request, today.year), today)
        return {"svg": svg_of("modellen/includes/year_line.html", {"line": drawing})}
