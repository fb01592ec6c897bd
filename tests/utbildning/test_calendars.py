"""Calendar messages, read back by the library that wrote them and by one that did not."""

from datetime import UTC, date, datetime, time, timedelta

import ical.calendar_stream
import icalendar
import pytest

from utbildning.calendars import ZONE, Event, build, is_real_time, publish

pytestmark = pytest.mark.pure
NOW = datetime(2027, 3, 1, 12, 30, tzinfo=UTC)
PEOPLE = {
    "organizer_email": "utbildning@example.org",
    "organizer_name": "Utbildning i Nacka",
    "attendee_email": "asa.oberg@example.org",
    "attendee_name": "Åsa Öberg",
    "now": NOW,
}


def event(**changes):
    values = {
        "uid": "f3b0c442@example.org",
        "sequence": 2,
        "summary": "Grundutbildning, dag 1: åäö; och \\ med mera",
        "starts_at": datetime(2027, 3, 25, 9, tzinfo=ZONE),
        "ends_at": datetime(2027, 3, 25, 16, 30, tzinfo=ZONE),
        "location": "Nacka stadshus, Jupiter",
        "description": "Ta med dator.\nVi bjuder på lunch.",
        "url": "https://example.org/utbildning/grund/",
    }
    return Event(**{**values, **changes})


def read(text):
    """The calendar as icalendar reads it, and its events."""
    calendar = icalendar.Calendar.from_ical(text)
    return calendar, calendar.walk("VEVENT")


def read_elsewhere(text):
    return ical.calendar_stream.IcsCalendarStream.calendar_from_ics(text)


@pytest.mark.parametrize("method, status", [("REQUEST", "CONFIRMED"), ("CANCEL", "CANCELLED")])
def test_one_library_and_another_read_the_same(method, status):
    text = build(method, event(), **PEOPLE)
    calendar, [found] = read(text)
    other = read_elsewhere(text)
    [same] = other.events
    assert calendar["METHOD"] == other.method == method
    assert found["STATUS"] == same.status == status
    assert found["UID"] == same.uid == "f3b0c442@example.org"
    assert found["SEQUENCE"] == same.sequence == 2
    assert found["SUMMARY"] == same.summary == "Grundutbildning, dag 1: åäö; och \\ med mera"
    assert found["LOCATION"] == same.location == "Nacka stadshus, Jupiter"
    assert found["DESCRIPTION"] == same.description == "Ta med dator.\nVi bjuder på lunch."
    assert found["URL"] == str(same.url) == "https://example.org/utbildning/grund/"
    assert found["TRANSP"] == same.transparency == "OPAQUE"
    assert found["DTSTAMP"].dt == NOW
    assert same.dtstamp.astimezone(UTC) == NOW
    for start in (found["DTSTART"].dt, same.dtstart):
        assert start.isoformat() == "2027-03-25T09:00:00+01:00"
    for end in (found["DTEND"].dt, same.dtend):
        assert end.isoformat() == "2027-03-25T16:30:00+01:00"
    assert found["DTSTART"].params["TZID"] == "Europe/Stockholm"
    assert [zone.tz_id for zone in other.timezones] == ["Europe/Stockholm"]
    assert found["ORGANIZER"] == str(same.organizer.uri) == "mailto:utbildning@example.org"
    assert found["ORGANIZER"].params["CN"] == same.organizer.common_name == "Utbildning i Nacka"
    [attendee] = same.attendees
    assert found["ATTENDEE"] == str(attendee.uri) == "mailto:asa.oberg@example.org"
    assert found["ATTENDEE"].params["CN"] == attendee.common_name == "Åsa Öberg"
    assert found["ATTENDEE"].params["PARTSTAT"] == attendee.status == "ACCEPTED"
    assert found["ATTENDEE"].params["RSVP"] == "FALSE"
    assert attendee.rsvp is False


def test_a_published_file_holds_several_events_and_nobody():
    text = publish([event(), event(uid="other", summary="Dag 2")], NOW, "Utbildningar")
    calendar, found = read(text)
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["X-WR-CALNAME"] == "Utbildningar"
    assert [one["UID"] for one in found] == ["f3b0c442@example.org", "other"]
    assert len(read_elsewhere(text).events) == 2
    assert "ATTENDEE" not in text
    assert "ORGANIZER" not in text
    assert text.count("BEGIN:VTIMEZONE") == 1


def test_a_published_file_may_be_empty():
    _calendar, found = read(publish([], NOW, "END:VCALENDAR"))
    assert found == []


def test_lines_end_in_crlf_and_are_folded_at_75_octets():
    text = build("REQUEST", event(summary="å" * 200, description="ö\n" * 100), **PEOPLE)
    assert text.endswith("END:VCALENDAR\r\n")
    lines = text.split("\r\n")
    assert not any("\n" in line or "\r" in line for line in lines)
    assert max(len(line.encode()) for line in lines) <= 75
    assert read(text)[1][0]["SUMMARY"] == "å" * 200


@pytest.mark.parametrize("day, before, after", [(date(2027, 3, 28), 1, 2), (date(2027, 10, 31), 2, 1)])
def test_the_clocks_change_at_night_and_the_course_still_begins_at_nine(day, before, after):
    """The day before and the day itself: nine is nine, an hour apart in the world's time."""
    for when, offset in ((day - timedelta(days=1), before), (day, after)):
        starts = datetime.combine(when, time(9), ZONE)
        text = build("REQUEST", event(starts_at=starts, ends_at=starts + timedelta(hours=1)), **PEOPLE)
        assert f"DTSTART;TZID=Europe/Stockholm:{when:%Y%m%d}T090000" in text
        for start in (read(text)[1][0]["DTSTART"].dt, read_elsewhere(text).events[0].dtstart):
            assert start.utcoffset() == timedelta(hours=offset)


def test_the_rules_of_the_zone_are_those_of_the_world():
    """They are written by hand: every day of many years has the offset that the system's time zones know."""
    [zone] = read(build("REQUEST", event(), **PEOPLE))[0].walk("VTIMEZONE")
    # Under its own name the library would take the system's zone instead of the rules.
    rules = icalendar.Timezone.from_ical(zone.to_ical().replace(b"Europe/Stockholm", b"By hand")).to_tz()
    moment = datetime(2024, 1, 1, 12)
    while moment.year < 2038:
        assert moment.replace(tzinfo=rules).utcoffset() == moment.replace(tzinfo=ZONE).utcoffset(), moment
        moment += timedelta(days=1)


def test_times_of_other_zones_are_written_in_local_time():
    text = build("REQUEST", event(starts_at=NOW, ends_at=NOW + timedelta(hours=1)), **PEOPLE)
    assert "DTSTART;TZID=Europe/Stockholm:20270301T133000" in text


def test_no_text_begins_a_line_of_its_own():
    bad = "x\r\nATTENDEE:mailto:all@example.org\x00\x85\u2028y"
    text = build(
        "REQUEST",
        event(summary=bad, location=bad, description=bad),
        **{**PEOPLE, "attendee_name": f'{bad}"; RSVP=TRUE', "organizer_name": bad},
    )
    [found] = read(text)[1]
    assert found["ATTENDEE"] == "mailto:asa.oberg@example.org"
    assert found["ATTENDEE"].params["RSVP"] == "FALSE"
    assert len(read_elsewhere(text).events[0].attendees) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"starts_at": datetime(2027, 3, 25, 9)},
        {"ends_at": datetime(2027, 3, 25, 16)},
        {"ends_at": datetime(2027, 3, 25, 9, tzinfo=ZONE)},
        {"url": "https://example.org/\r\nATTENDEE:mailto:x@example.org"},
    ],
)
def test_an_impossible_event_is_refused(changes):
    with pytest.raises(ValueError, match=r"\w+"):
        build("REQUEST", event(**changes), **PEOPLE)


@pytest.mark.parametrize("email", ["", "kim", "kim@example.org\r\nRSVP:TRUE", "k im@example.org"])
def test_an_impossible_organiser_is_refused(email):
    with pytest.raises(ValueError, match="address"):
        build("REQUEST", event(), **{**PEOPLE, "organizer_email": email})


def test_one_persons_mail_is_never_a_publication():
    with pytest.raises(ValueError, match="PUBLISH"):
        build("PUBLISH", event(), **PEOPLE)


@pytest.mark.parametrize(
    "day, hour, real",
    [
        (date(2027, 3, 28), time(1, 59), True),
        (date(2027, 3, 28), time(2, 0), False),
        (date(2027, 3, 28), time(2, 30), False),
        (date(2027, 3, 28), time(3, 0), True),
        (date(2027, 10, 31), time(2, 30), True),
        (date(2027, 3, 27), time(2, 30), True),
    ],
)
def test_a_time_that_the_clocks_skip_is_not_real(day, hour, real):
    assert is_real_time(day, hour) is real
