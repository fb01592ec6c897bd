"""The year's dated things, from whoever gives them, as list, wheel, line and calendar file."""

from datetime import datetime, timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from grund.contributions import given

from .dial import WheelEntry
from .wheel import year_wheel
from .year_line import year_line

YEARS_SHOWN = 3


def first_year(today):
    return today.year - YEARS_SHOWN


def last_year(today):
    return today.year + YEARS_SHOWN


def asked_year(text, this_year):
    """The year that an address asks for; this year for anything else than a year near it."""
    try:
        year = int(str(text)[:6])
    except ValueError:
        return this_year
    return year if abs(year - this_year) <= YEARS_SHOWN else this_year


def entries_of_year(visitor, year):
    """All entries of ``year`` in order of date; asked once per request."""

    def ask():
        found = given("calendar", visitor=visitor, year=year, page=None)
        return sorted(found, key=lambda entry: (entry.start, entry.last_day, entry.title))

    return visitor.remember(("calendar", year), ask)


def numbered(entries):
    """[(number, entry)]: what has a mark on the wheel. The two arcs of the plan are drawn without one."""
    return list(enumerate((entry for entry in entries if entry.track not in ("pair", "owner")), start=1))


def upcoming(visitor, today):
    """What is not over, the nearest first, arcs left out. Asks for next year too, once the autumn has come."""
    # A period of last year may still be running.
    years = [today.year - 1, today.year] + ([today.year + 1] if today.month >= 9 else [])
    found = [entry for year in years for _number, entry in numbered(entries_of_year(visitor, year))]
    return [entry for entry in found if entry.last_day >= today]


def _drawn(entries):
    numbers = {id(entry): number for number, entry in numbered(entries)}
    return [
        WheelEntry(
            number=numbers.get(id(entry), 0),
            kind=entry.kind,
            start=entry.start,
            end=entry.end,
            track=entry.track,
            label=entry.label,
        )
        for entry in entries
    ]


def wheel(entries, year, today):
    """The drawing of ``year``; ``today`` counts only if it lies in it."""
    return year_wheel(year, _drawn(entries), today if today.year == year else None)


def line(entries, today):
    """The drawing of the year as a straight line."""
    return year_line(today.year, [entry for entry in _drawn(entries) if entry.number], today)


def legend(drawing):
    """What the arcs and marks of a wheel mean, as ``sort`` (track or kind), ``name`` and ``label``: only those it has."""
    tracks = {"inventory": _("Inventory"), "pair": _("The pair writes together")}
    kinds = {
        "deadline": _("Last day"),
        "meeting": _("Meeting"),
        "training": _("Training"),
        "period": _("Period"),
    }
    return [
        *(
            {"sort": "track", "name": track, "label": tracks.get(track, _("Until the object owner's decision"))}
            for track in drawing.tracks
        ),
        *({"sort": "kind", "name": kind, "label": kinds.get(kind, _("Information"))} for kind in drawing.kinds),
    ]


def to_icalendar(entries, name):
    """A calendar file (bytes) of all-day events. The UID is the entry's own and stays when a date moves."""
    calendar = Calendar()
    calendar.add("prodid", "-//Nackamodellen//Arshjul//SV")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    stamp = datetime(timezone.localdate().year, 1, 1, tzinfo=timezone.get_fixed_timezone(0))
    host = settings.WAGTAILADMIN_BASE_URL.split("://", 1)[1]
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.uid}@{host}")
        event.add("dtstamp", stamp)
        event.add("summary", entry.title)
        event.add("dtstart", entry.start)
        event.add("dtend", entry.last_day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        if entry.audience:
            event.add("description", entry.audience)
        if entry.place:
            event.add("location", entry.place)
        if entry.url:
            event.add("url", urljoin(settings.WAGTAILADMIN_BASE_URL, entry.url))
        calendar.add_component(event)
    return calendar.to_ical()
