"""Courses and their dates through the content interface. Nothing here is about a person."""

from typing import Literal

from django.urls import NoReverseMatch, reverse
from django.utils import translation
from ninja import Path, Query, Router
from pydantic import Field

from grund.api.clock import changes_each
from grund.api.content import content_of, look_at, schema_of
from grund.api.params import Id, InLocale, Paged, part_of
from grund.api.places import of_this_site
from grund.api.problems import NotFound
from grund.api.reader import Reader, reference
from grund.api.schema import Day, PageReference, Piece, list_of
from grund.visitors import visitor_of

from . import shown
from .models import CoursePage

router = Router(tags=["Courses"])


class CourseDay(Piece):
    """One day of a date, in local time."""

    date: Day
    start: str
    end: str


class CourseDate(Piece):
    """One time that a course is held. ``seats`` and ``seats_left`` are null where there is no limit; ``registration_url``
    is null where nobody can register now."""

    id: int
    first_day: Day
    last_day: Day
    days: list[CourseDay]
    form: str
    place: str
    note: str
    phase: Literal["not_yet", "open", "full", "closed", "over", "cancelled"]
    state: str = Field(description="The same in words, in the reader's language.")
    seats: int | None
    seats_left: int | None
    waiting: int
    gives_certificate: bool
    url: str
    registration_url: str | None


class CourseItem(Piece):
    """A course with its coming dates, the nearest first."""

    page: PageReference
    title: str
    lead: str
    audience: str
    length: str
    cost: str
    is_basic: bool
    dates: list[CourseDate]
    content: schema_of(CoursePage) | None = Field(None, description="Not in the list.")


CourseList = list_of("CourseList", CourseItem)


class CourseQuery(InLocale, Paged):
    pass


def _pages(request):
    rows = CoursePage.objects.visible_to(visitor_of(request)).filter(of_this_site(request))
    return rows.select_related("locale")


def _date(occasion, address):
    return {
        "id": occasion.pk,
        "first_day": occasion.first_day.isoformat(),
        "last_day": occasion.last_day.isoformat(),
        "days": [
            {"date": day.date.isoformat(), "start": f"{day.start_time:%H:%M}", "end": f"{day.end_time:%H:%M}"}
            for day in occasion.day_list
        ],
        "form": occasion.form,
        "place": occasion.place,
        "note": occasion.note,
        "phase": occasion.state.phase,
        "state": occasion.state.words,
        "seats": occasion.seats,
        "seats_left": None if occasion.seats is None else max(occasion.free, 0),
        "waiting": occasion.waiting,
        "gives_certificate": occasion.gives_certificate,
        "url": f"{address}{occasion.slug}/",
        "registration_url": _form(occasion) if occasion.state.takes_registrations else None,
    }


def _form(occasion):
    """The address of the form, where the site serves it."""
    try:
        return reverse("anmalan:form", args=[occasion.pk])
    except NoReverseMatch:
        return None


def _item(page, dates):
    found = reference(page)
    return {
        "page": found,
        "title": page.title,
        "lead": page.lead,
        "audience": page.audience,
        "length": page.length,
        "cost": page.cost,
        "is_basic": page.is_basic,
        "dates": [_date(occasion, found["url"]) for occasion in dates],
    }


@router.get("/", response=CourseList, summary="The courses with their coming dates")
@changes_each("minute")
def courses(request, asked: Query[CourseQuery]):
    pages = list(_pages(request).in_language(asked.language).order_by("path").defer_streamfields())
    rows, meta = part_of(request, asked, pages)
    with translation.override(asked.language):
        dates = shown.coming(rows)
        return {"items": [_item(page, dates.get(page.translation_key, [])) for page in rows], "meta": meta}


@router.get("/{int:pk}/", response=CourseItem, summary="One course, with its page and its coming dates")
@changes_each("minute")
def course(request, pk: Path[Id]):
    page = _pages(request).filter(pk=pk).first()
    if page is None:
        raise NotFound
    language = page.locale.language_code
    with translation.override(language):
        reader = Reader(request, language)
        reader.prepare(*look_at([page], reader))
        dates = shown.coming([page]).get(page.translation_key, [])
        return {**_item(page, dates), "content": content_of(page, reader)}
