"""Courses and their dates through the content interface. Nothing here is about a person."""

from typing import Annotated, Literal

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

from . import rules, shown
from .models import CoursePage, Occasion
from .models.pages import EARLIER_SHOWN

router = Router(tags=["Courses"])
Slug = Annotated[str, Field(max_length=40, pattern=r"^[-\w]+$")]


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
    day_lines: list[str] = Field(description="The weekdays and times in words, one line or several.")
    form: str
    form_label: str = Field(description="The form in words.")
    place: str
    leader_title: str
    note: str
    cancel_reason: str
    phase: Literal["not_yet", "open", "full", "closed", "over", "cancelled"]
    state: str = Field(description="The same in words, in the reader's language.")
    sentence: str = Field(description="The same in a whole sentence.")
    register_by: str = Field(description="Until when one can register, in words; empty where nobody can now.")
    seats: int | None
    seats_left: int | None
    seats_label: str = Field(description="The seats left in words; empty where there is no limit.")
    waiting: int
    gives_certificate: bool
    url: str
    calendar_url: str | None = Field(description="A calendar file; null where it is over or cancelled.")
    registration_url: str | None


class CourseItem(Piece):
    """A course with its coming dates, the nearest first. ``next_date`` is the id of the one to begin with: the first that
    can be registered for, else the first that still may come."""

    page: PageReference
    title: str
    lead: str
    audience: str
    length: str
    cost: str
    is_basic: bool
    dates: list[CourseDate]
    next_date: int | None
    wish_url: str | None = Field(
        description="Where one can ask to be told of new dates; null where the site has no form."
    )
    earlier: list[CourseDate] | None = Field(
        None, description="The latest that are over, the last first. Not in the list."
    )
    content: schema_of(CoursePage) | None = Field(None, description="Not in the list.")


CourseList = list_of("CourseList", CourseItem)


class CourseQuery(InLocale, Paged):
    pass


def _pages(request):
    rows = CoursePage.objects.visible_to(visitor_of(request)).filter(of_this_site(request))
    return rows.select_related("locale")


def _date(occasion, address):
    state, own = occasion.state, f"{address}{occasion.slug}/"
    return {
        "id": occasion.pk,
        "first_day": occasion.first_day.isoformat(),
        "last_day": occasion.last_day.isoformat(),
        "days": [
            {"date": day.date.isoformat(), "start": f"{day.start_time:%H:%M}", "end": f"{day.end_time:%H:%M}"}
            for day in occasion.day_list
        ],
        "day_lines": shown.day_lines(occasion),
        "form": occasion.form,
        "form_label": str(occasion.get_form_display()),
        "place": occasion.place,
        "leader_title": occasion.leader_title,
        "note": occasion.note,
        "cancel_reason": occasion.cancel_reason,
        "phase": state.phase,
        "state": state.words,
        "sentence": state.sentence,
        "register_by": shown.last_day_to_register(occasion) if state.takes_registrations else "",
        "seats": occasion.seats,
        "seats_left": None if occasion.seats is None else max(occasion.free, 0),
        "seats_label": shown.seats_in_words(occasion),
        "waiting": occasion.waiting,
        "gives_certificate": occasion.gives_certificate,
        "url": own,
        "calendar_url": None if state.phase in (rules.CANCELLED, rules.OVER) else f"{own}kalender/",
        "registration_url": _form("form", occasion.pk) if state.takes_registrations else None,
    }


def _form(name, pk):
    """The address of a form, where the site serves it."""
    try:
        return reverse(f"anmalan:{name}", args=[pk])
    except NoReverseMatch:
        return None


def _item(page, dates):
    found, first = reference(page), shown.nearest(dates)
    return {
        "page": found,
        "title": page.title,
        "lead": page.lead,
        "audience": page.audience,
        "length": page.length,
        "cost": page.cost,
        "is_basic": page.is_basic,
        "dates": [_date(occasion, found["url"]) for occasion in dates],
        "next_date": first and first.pk,
        "wish_url": _form("wish_form", page.pk),
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
    page = _page(request, pk)
    language = page.locale.language_code
    with translation.override(language):
        reader = Reader(request, language)
        reader.prepare(*look_at([page], reader))
        found, over = shown.coming_and_earlier(page, [], EARLIER_SHOWN)
        item = _item(page, found.get(page.translation_key, []))
        earlier = [_date(occasion, item["page"]["url"]) for occasion in over]
        return {**item, "earlier": earlier, "content": content_of(page, reader)}


def _page(request, pk):
    page = _pages(request).filter(pk=pk).first()
    if page is None:
        raise NotFound
    return page


@router.get("/{int:pk}/dates/{slug}/", response=CourseDate, summary="One date of a course, by the end of its address")
@changes_each("minute")
def course_date(request, pk: Path[Id], slug: Path[Slug]):
    """One that has moved is found at its former address too; ``url`` is the present one."""
    page = _page(request, pk)
    rows = Occasion.objects.of_course(page).shown()
    occasion = rows.filter(slug=slug).first() or next((row for row in rows if slug in row.earlier_slugs), None)
    if occasion is None or occasion.first_day is None:
        raise NotFound
    request.answer_language = page.locale.language_code
    with translation.override(request.answer_language):
        shown.prepare([occasion])
        return _date(occasion, page.get_url() or "")
