"""Parameters that several endpoints read. What cannot be read is refused with a sentence; nothing is guessed."""

from datetime import datetime, time
from typing import Annotated
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from pydantic import AfterValidator, BaseModel, Field

from grund import languages as languages_of_pages

from .problems import Problem

MOST_ITEMS, USUAL_ITEMS = 100, 20
LARGEST_OFFSET = 1_000_000
LARGEST_ID = 2**31 - 1

Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]


def _known_locale(code):
    codes = [code for code, _name in languages()]
    if code not in codes:
        raise ValueError(f"unknown locale; known are: {', '.join(codes)}")
    return code


def languages():
    """[(code, name)] of the languages that content may be in."""
    found = getattr(settings, "WAGTAIL_CONTENT_LANGUAGES", None) or settings.LANGUAGES
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        return found
    only = languages_of_pages.source_language()
    return [(code, name) for code, name in found if code == only] or [(only, "")]


def source_language():
    """The language that content is in where nothing else is asked for."""
    codes = [code for code, _name in languages()]
    first = languages_of_pages.source_language()
    return first if first in codes else codes[0]


LocaleCode = Annotated[
    str, Field(max_length=20, description="A language code of /locales/."), AfterValidator(_known_locale)
]


def moment_from(text):
    """A moment from ISO 8601; a day means its first moment. Raises ValueError for what no calendar has."""
    text = text.strip().replace(" ", "+") if "T" in text else text.strip()
    found = parse_datetime(text) or parse_date(text)
    if found is None or not 1970 <= found.year <= 2200:
        raise ValueError("write a day or moment as ISO 8601, for example 2026-03-02 or 2026-03-02T09:00:00Z")
    if not isinstance(found, datetime):
        found = datetime.combine(found, time())
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def day_from(text):
    """A day from ISO 8601. Raises ValueError for one that no calendar has."""
    found = parse_date(text)
    if found is None or not 1970 <= found.year <= 2200:
        raise ValueError("write a day as ISO 8601, for example 2026-03-02")
    return found


def _is_moment(text):
    moment_from(text)
    return text


def _is_day(text):
    day_from(text)
    return text


MomentText = Annotated[str, Field(max_length=40), AfterValidator(_is_moment)]
DayText = Annotated[str, Field(max_length=10), AfterValidator(_is_day)]


def include_of(*names):
    """The type of a parameter ``include``: some of ``names``, with commas between."""

    def check(text):
        wrong = [name for name in text.split(",") if name not in names]
        if wrong:
            raise ValueError(f"unknown: {wrong[0][:40]!r}; allowed are: {', '.join(names)}")
        return text

    words = "|".join(names)
    return Annotated[
        str,
        Field(
            max_length=200,
            description=f"What to add, with commas between: {', '.join(names)}.",
            json_schema_extra={"pattern": f"^({words})(,({words}))*$"},
        ),
        AfterValidator(check),
    ]


def included(text):
    return frozenset(text.split(",")) if text else frozenset()


class InLocale(BaseModel):
    """The language of what is answered."""

    locale: LocaleCode | None = Field(None, description="The language; the site's first one where none is named.")

    @property
    def language(self):
        return self.locale or source_language()


class Paged(BaseModel):
    """Which part of a list."""

    limit: int = Field(USUAL_ITEMS, ge=1, le=MOST_ITEMS, description="How many items.")
    offset: int = Field(0, ge=0, le=LARGEST_OFFSET, description="How many items to pass over.")


def refuse_beyond(offset, total):
    """Raise a 422 for a part that begins beyond the end."""
    if offset and offset >= total:
        raise Problem(
            422,
            f"The list has {total} items: ask for an offset below that.",
            errors=[{"parameter": "offset", "message": f"must be less than {total}"}],
        )


def meta_of(request, asked, total):
    """Where a part of a list stands, with the addresses of those beside it."""

    def address(offset):
        rest = [(name, value) for name, value in request.GET.items() if name not in ("limit", "offset")]
        return f"{request.path}?{urlencode([*rest, ('limit', asked.limit), ('offset', offset)])}"

    after, before = asked.offset + asked.limit, max(0, asked.offset - asked.limit)
    return {
        "total": total,
        "limit": asked.limit,
        "offset": asked.offset,
        "next": address(after) if after < total else None,
        "previous": address(before) if asked.offset else None,
    }


def part_of(request, asked, rows):
    """(items of the part, meta) of a list that is at hand."""
    refuse_beyond(asked.offset, len(rows))
    return rows[asked.offset : asked.offset + asked.limit], meta_of(request, asked, len(rows))
