"""Calendar messages for e-mail: an invitation, its change, its cancellation; and a plain file of several events.

Pure: no database, no settings. Times are written in local time of Europe/Stockholm with its rules beside them, since a
course at nine is at nine whatever becomes of summer time. Nothing here may hold a personal link: calendars are shared.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, vCalAddress
from icalendar import Event as VEvent

ZONE = ZoneInfo("Europe/Stockholm")
Method = Literal["REQUEST", "CANCEL"]

# The rule of the European Union since 1996, in the short form that every client reads. A list of past changes, which a
# library would make from the zone's history, is sixty lines in each message and wrong after its last year.
_ZONE_RULES = """\
BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")


@dataclass(frozen=True)
class Event:
    """One meeting. The times are aware and the end comes after the start; ``uid`` stays for the meeting's whole life and
    ``sequence`` grows by one with each change of time, place or state. ``url`` is a public page, never a personal link.
    """

    uid: str
    sequence: int
    summary: str
    starts_at: datetime
    ends_at: datetime
    location: str = ""
    description: str = ""
    url: str = ""


def is_real_time(day: date, time: time) -> bool:
    """Whether the clocks in Sweden show this time on this day: False for 02.30 in the night they are put forward."""
    local = datetime.combine(day, time.replace(tzinfo=None), ZONE)
    return local.astimezone(UTC).astimezone(ZONE).replace(tzinfo=None) == local.replace(tzinfo=None)


def build(
    method: Method,
    event: Event,
    *,
    organizer_email: str,
    organizer_name: str,
    attendee_email: str = "",
    attendee_name: str = "",
    now: datetime,
) -> str:
    """The calendar part of one mail to one person, lines ending in CRLF.

    ``method`` REQUEST invites, and invites anew with a higher sequence; CANCEL takes the meeting out of the calendar. The
    MIME part must name the same method. The person's answer is not asked for: they have already registered.

    Raises ValueError for another method, for times without a zone, for an end that is not after the start, and for an
    address that is none.
    """
    if method not in ("REQUEST", "CANCEL"):
        raise ValueError(f"There is no method {method!r} for one person's mail.")
    component = _component(event, now)
    component.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    component.add("organizer", _person(organizer_email, organizer_name))
    if attendee_email:
        attendee = _person(attendee_email, attendee_name)
        attendee.params["CUTYPE"] = "INDIVIDUAL"
        attendee.params["ROLE"] = "REQ-PARTICIPANT"
        attendee.params["PARTSTAT"] = "ACCEPTED"
        attendee.params["RSVP"] = "FALSE"
        component.add("attendee", attendee)
    return _wrapped(method, [component])


def publish(events: Iterable[Event], now: datetime, name: str) -> str:
    """A calendar file of any number of events that concerns nobody in particular, for download or subscription.

    ``name`` is what clients call the calendar. Raises ValueError as :func:`build` does.
    """
    components = []
    for event in events:
        component = _component(event, now)
        component.add("status", "CONFIRMED")
        components.append(component)
    return _wrapped("PUBLISH", components, name)


def _wrapped(method: str, components: list[VEvent], name: str = "") -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//Nackamodellen//Utbildning//SV")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", _one_line(name))
    head, last_line, _ = calendar.to_ical().decode().rpartition("END:VCALENDAR")
    # The rules of the zone are text already: many mails are built within one transaction.
    return "".join([head, _ZONE_RULES, *(c.to_ical().decode() for c in components), f"{last_line}\r\n"])


def _component(event: Event, now: datetime) -> VEvent:
    for moment in (event.starts_at, event.ends_at, now):
        if moment.tzinfo is None:
            raise ValueError(f"The time {moment} has no zone.")
    if event.ends_at <= event.starts_at:
        raise ValueError(f"The event ends at {event.ends_at}, which is not after its start at {event.starts_at}.")
    component = VEvent()
    component.add("uid", event.uid)
    component.add("sequence", event.sequence)
    component.add("dtstamp", now.astimezone(UTC))
    component.add("summary", _one_line(event.summary))
    component.add("dtstart", event.starts_at.astimezone(ZONE))
    component.add("dtend", event.ends_at.astimezone(ZONE))
    component.add("transp", "OPAQUE")
    if event.location:
        component.add("location", _one_line(event.location))
    if event.description:
        component.add("description", "\n".join(_one_line(line) for line in event.description.splitlines()))
    if event.url:
        component.add("url", _unbroken(event.url))
    return component


def _person(email: str, name: str) -> vCalAddress:
    if "@" not in email:
        raise ValueError("The address of a person in a calendar message has no @.")
    person = vCalAddress(f"mailto:{_unbroken(email)}")
    if shown := _one_line(name).replace('"', "'"):  # a quotation mark cannot stand in a parameter
        person.params["CN"] = shown
    return person


def _one_line(text: str) -> str:
    """Without line breaks and control characters, which would begin a line of their own in the file."""
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in text).split())


def _unbroken(text: str) -> str:
    if any(c.isspace() or unicodedata.category(c) == "Cc" for c in text):
        raise ValueError("An address in a calendar message holds a blank or a control character.")
    return text
