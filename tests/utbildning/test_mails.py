"""The mails of real rows, as they leave: calendar parts read by two libraries, languages, links."""

import re
from datetime import UTC, date, datetime, time, timedelta

import ical.calendar_stream
import icalendar
import pytest
from django.urls import resolve
from django.utils import timezone, translation

from grund import outbox
from grund.models import OutboxMail
from tests.factories import CoursePageFactory
from tests.factories.courses import make_course, make_occasion, register
from utbildning import mails
from utbildning.models import CalendarItem, OccasionDay, Registration
from utbildning.services import attendance, occasions, registrations, reminders, wishes

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NINE, FOUR = time(9), time(16)
ADDRESS = re.compile(r"https?://[^\s\"<>]+")


@pytest.fixture
def course(index_page):
    return make_course(index_page("utbildning"), title="Grundutbildning på Åkern")


def sent(row):
    """The messages about a registration in the order in which they leave."""
    return [outbox.message_of(mail) for mail in OutboxMail.objects.filter(about=row.about).order_by("pk")]


def calendar_part(message):
    """The calendar part of a message as it lies on the wire, or None."""
    found = [part for part in message.message().walk() if part.get_content_type() == "text/calendar"]
    assert len(found) <= 1, "mail programs act on one entry"
    return found[0] if found else None


class Entry:
    """A calendar part as both libraries read it; they must agree."""

    def __init__(self, part):
        self.text = part.get_payload(decode=True).decode("utf-8")
        calendar = icalendar.Calendar.from_ical(self.text)
        [event] = calendar.walk("VEVENT")
        other = ical.calendar_stream.IcsCalendarStream.calendar_from_ics(self.text)
        [same] = other.events
        assert str(calendar["METHOD"]) == other.method == part.get_param("method")
        assert str(event["UID"]) == same.uid
        assert int(event["SEQUENCE"]) == same.sequence
        assert event["DTSTART"].dt == same.dtstart
        assert event["DTEND"].dt == same.dtend
        assert str(event["SUMMARY"]) == same.summary
        self.method, self.uid, self.sequence = other.method, same.uid, same.sequence
        self.status, self.summary, self.start, self.end = str(event["STATUS"]), same.summary, same.dtstart, same.dtend
        self.attendees = [str(attendee.uri) for attendee in same.attendees]
        self.organizer, self.place = str(event["ORGANIZER"]), str(event.get("LOCATION", ""))
        self.stamp = event["DTSTAMP"].dt


def entries(row):
    return [Entry(part) for message in sent(row) if (part := calendar_part(message)) is not None]


class TestCalendar:
    def test_from_the_invitation_over_a_change_to_the_end(self, course):
        occasion = make_occasion(course, place="Nacka stadshus, Åsa")
        row = register(occasion, name="Åsa Öberg")
        day, start, _end = spans(occasion)[0]
        occasions.move(occasion.pk, [(day + DAY, start, time(17))], place="Fisksätra Folkets hus")
        registrations.cancel(row.pk)
        found = entries(row)
        assert [entry.method for entry in found] == ["REQUEST", "REQUEST", "CANCEL"]
        assert [entry.status for entry in found] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
        assert [entry.sequence for entry in found] == [0, 1, 2]
        assert len({entry.uid for entry in found}) == 1
        assert found[0].uid == str(CalendarItem.objects.get().uid)
        assert [entry.place for entry in found] == ["Nacka stadshus, Åsa", *["Fisksätra Folkets hus"] * 2]
        assert found[1].start - found[0].start == DAY
        assert (found[2].start, found[2].end) == (found[1].start, found[1].end)
        for entry in found:
            assert entry.attendees == [f"mailto:{row.email}"]
            assert entry.organizer == "mailto:utbildning@example.org"
            assert entry.summary == "Grundutbildning på Åkern"
        stamps = [entry.stamp for entry in found]
        assert stamps == sorted(stamps)

    def test_they_leave_in_that_order(self, course, mailoutbox):
        """Also where the first has to be tried again: what cancels never overtakes what invites."""
        occasion = make_occasion(course, days=2)
        row = register(occasion)
        OutboxMail.objects.filter(kind="confirmed").update(next_try_at=timezone.now() + HOUR)
        registrations.cancel(row.pk)
        assert outbox.send_due() == 0
        OutboxMail.objects.update(next_try_at=timezone.now())
        assert outbox.send_due() == 4
        parts = [Entry(calendar_part(message)) for message in mailoutbox]
        assert [entry.method for entry in parts] == ["REQUEST", "REQUEST", "CANCEL", "CANCEL"]

    def test_the_organiser_is_the_sender(self, course, settings):
        settings.DEFAULT_FROM_EMAIL = "Kurser i Nacka <kurser@example.org>"
        row = register(make_occasion(course))
        [message] = sent(row)
        assert message.from_email == settings.DEFAULT_FROM_EMAIL
        assert entries(row)[0].organizer == "mailto:kurser@example.org"

    def test_two_days_are_two_mails_with_a_uid_each(self, course):
        occasion = make_occasion(course, days=2)
        row = register(occasion)
        assert len(sent(row)) == 2
        found = entries(row)
        assert len({entry.uid for entry in found}) == 2
        assert [entry.start.date() for entry in found] == [day.date for day in occasion.day_list]
        registrations.cancel(row.pk)
        gone = entries(row)[2:]
        assert [entry.method for entry in gone] == ["CANCEL", "CANCEL"]
        assert [(entry.uid, entry.sequence) for entry in gone] == [(entry.uid, 1) for entry in found]

    def test_a_cancelled_course_clears_every_calendar(self, course):
        occasion = make_occasion(course, days=2)
        rows = [register(occasion, number) for number in (1, 2)]
        occasions.cancel_occasion(occasion.pk, reason="Sjukdom")
        for row in rows:
            found = entries(row)
            assert [entry.method for entry in found] == ["REQUEST", "REQUEST", "CANCEL", "CANCEL"]
            assert {entry.uid for entry in found[:2]} == {entry.uid for entry in found[2:]}

    def test_nobody_shares_a_uid_and_who_comes_back_gets_a_new_one(self, course):
        occasion = make_occasion(course)
        rows = [register(occasion, number) for number in (1, 2)]
        registrations.cancel(rows[0].pk)
        rows.append(register(occasion, 1))
        uids = [entries(row)[0].uid for row in rows]
        assert len(set(uids)) == 3
        assert not any("deltagare" in uid or "@example" in uid for uid in uids)

    def test_who_waits_or_is_offered_a_seat_gets_no_entry_until_the_yes(self, course):
        occasion = make_occasion(course, seats=1)
        first, second = register(occasion, 1), register(occasion, 2)
        assert entries(second) == []
        now = occasion.starts_at - 30 * HOUR
        registrations.cancel(first.pk, now=now)
        assert entries(second) == []
        registrations.accept_offer(second.pk, now=now)
        assert [entry.method for entry in entries(second)] == ["REQUEST"]

    @pytest.mark.parametrize(
        "day, offsets", [(date(2027, 3, 28), (1, 2, 2)), (date(2027, 10, 31), (2, 1, 1))], ids=["spring", "autumn"]
    )
    def test_nine_is_nine_on_the_days_when_the_clocks_change(self, course, day, offsets):
        days = [(day + shift * DAY, NINE, FOUR) for shift in (-1, 0, 1)]
        occasion = occasions.create(course, days, seats=5, status="open")
        row = register(occasion, now=timezone.make_aware(datetime(2027, 1, 1)))
        found = entries(row)
        assert [entry.start.utcoffset() for entry in found] == [timedelta(hours=hours) for hours in offsets]
        for entry, (when, _start, _end) in zip(found, days, strict=True):
            assert entry.start.replace(tzinfo=None) == datetime.combine(when, NINE)
            assert entry.end - entry.start == 7 * HOUR
            assert f"DTSTART;TZID=Europe/Stockholm:{when:%Y%m%d}T090000" in entry.text
            assert "BEGIN:VTIMEZONE" in entry.text
        # The reminder of the day before goes by the wall clock of that day.
        assert occasion.starts_at.astimezone(UTC).hour == 9 - offsets[0]

    def test_no_personal_link_in_an_entry_or_outside_its_own_mail(self, course):
        occasion = make_occasion(course, link="https://example.org/mote")
        row = register(occasion)
        reminders.remind(occasion.starts_at - DAY)
        for mail in OutboxMail.objects.filter(about=row.about):
            part = calendar_part(outbox.message_of(mail))
            if part is not None:
                text = part.get_payload(decode=True).decode()
                assert mail.secret not in text
                assert outbox.SECRET not in text
                assert "/anmalan/" not in text
                assert str(row.key) not in text
            assert mail.secret in outbox.message_of(mail).body
        assert OutboxMail.objects.exclude(calendar="").exists()

    def test_the_calendar_is_the_last_of_the_alternatives(self, course):
        row = register(make_occasion(course))
        message = sent(row)[0].message()
        assert message.get_content_type() == "multipart/alternative"
        types = [part.get_content_type() for part in message.get_payload()]
        assert types == ["text/plain", "text/html", "text/calendar"]

    def test_needs_are_in_no_mail(self, course):
        occasion = make_occasion(course, days=2)
        row = register(occasion, needs="Tål inte selleri")
        occasions.move(occasion.pk, None, place="Fisksätra")
        reminders.remind(occasion.starts_at - DAY)
        registrations.cancel(row.pk)
        for message in sent(row):
            raw = message.message().as_string() + message.body + "".join(a.content for a in message.alternatives)
            assert "selleri" not in raw


def spans(occasion):
    return list(OccasionDay.objects.filter(occasion=occasion).values_list("date", "start_time", "end_time"))


def everything(course, language):
    """One mail of each kind in a language, by kind."""
    values = {"language": language}
    later = make_occasion(
        course, in_days=60, days=2, evaluation_url="https://example.org/enkat", gives_certificate=True
    )
    occasion = make_occasion(course, seats=1, days=2)
    first, second, third = (register(occasion, number, **values) for number in (1, 2, 3))
    registrations.request_by_email(occasion.pk, registrations.Applicant("Åsa", first.email, **values))
    registrations.request_by_email(later.pk, registrations.Applicant("Åsa", "asa@example.org", **values))
    registrations.send_links(first.email, language)
    occasions.move(occasion.pk, spans(occasion)[:1])
    reminders.remind(occasion.starts_at - DAY)
    before = as_it_is()  # what becomes untrue is withdrawn
    occasions.set_capacity(occasion.pk, 2)
    registrations.cancel(first.pk, now=occasion.starts_at - 30 * HOUR)
    before |= as_it_is()
    occasions.cancel_occasion(occasion.pk, reason="Sjukdom")
    there = register(later, 5, **values)
    for day in later.day_list:
        attendance.note_attendance(there.pk, day.pk, True, now=later.ends_at)
    occasions.mark_held(later.ends_at)
    reminders.ask_for_evaluation(later.ends_at + DAY)
    wishes.wish(course, "asa@example.org", language=language, confirmed=False)
    wishes.wish(course, "bo@example.org", language=language, confirmed=True)
    make_occasion(course, in_days=90)
    wishes.answer_wishes()
    letters = mails.Letters(later)
    there.refresh_from_db()
    outbox.put(letters.message(there, "Hej", "Ta med dator.\n\nVi ses.", key="message-1", secret="hemligt-ord"))
    assert {row.state for row in Registration.objects.filter(pk__in=[second.pk, third.pk])} == {"cancelled"}
    return before | as_it_is()


def as_it_is():
    return {mail.kind: mail for mail in OutboxMail.objects.exclude(state="dropped").order_by("pk")}


KINDS = {
    "already",
    "cancelled",
    "changed",
    "confirm_wish",
    "confirmed",
    "evaluation",
    "invitation",
    "lost_link",
    "message",
    "new_date",
    "offered",
    "please_confirm",
    "promoted",
    "reminder",
    "waiting",
    "withdrawal",
}


class TestLanguages:
    def translated(self, course, index_page):
        """The course in English below the English start page."""
        from wagtail.models import Locale

        english = Locale.objects.get(language_code="en")
        index = index_page("utbildning")
        parent = index.copy_for_translation(english, copy_parents=True)
        CoursePageFactory(
            parent=parent, title="Basic training", slug="basic", locale=english, translation_key=course.translation_key
        )

    @pytest.mark.parametrize("language, title", [("sv", "Grundutbildning på Åkern"), ("en", "Basic training")])
    def test_every_kind_in_its_language_with_links_that_lead_somewhere(self, course, index_page, language, title):
        self.translated(course, index_page)
        with translation.override("en" if language == "sv" else "sv"):  # the reader's counts, not the writer's
            found = everything(course, language)
        assert found.keys() >= KINDS
        for kind, mail in found.items():
            assert mail.language == language, kind
            message = outbox.message_of(mail)
            assert message.extra_headers["Content-Language"] == language
            assert f'lang="{language}"' in mail.html, kind
            if kind != "confirm_wish":  # which speaks of the page that was looked at
                assert title in mail.subject, kind
                assert title in mail.text, kind
            months = ("januari|februari|maj|juni|juli|augusti|oktober", "January|February|May|June|July|August|October")
            other = months[1] if language == "sv" else months[0]
            assert not re.search(rf"\b({other})\b", mail.subject + mail.text), kind
            own_links(mail, language)

    def test_every_mail_of_ours_has_its_language_in_its_words(self, course, index_page):
        """What is Swedish and what is English differs in every kind: no text was left out of the catalogue."""
        self.translated(course, index_page)
        swedish = {kind: mail.text for kind, mail in everything(course, "sv").items()}
        OutboxMail.objects.all().delete()
        english = {kind: mail.text for kind, mail in everything(course, "en").items()}
        assert swedish.keys() == english.keys()
        for kind in swedish:
            first = [text[kind].split("\n\n")[0] for text in (swedish, english)]
            if kind != "message":  # in the leader's own words
                assert first[0] != first[1], kind


def own_links(mail, language):
    """The addresses of ours in a mail lead to views of ours, the same in text and HTML."""
    message = outbox.message_of(mail)
    plain, rich = (
        [url.rstrip(".") for url in ADDRESS.findall(text)] for text in (message.body, message.alternatives[0].content)
    )
    assert {url for url in plain if "/anmalan/" in url} == {url for url in rich if "/anmalan/" in url}, mail.kind
    for url in plain:
        if "/anmalan/" not in url:
            continue
        path = url.removeprefix(mails.base_url())
        assert path.startswith("/en/") == (language == "en"), url
        with translation.override(language):
            assert resolve(path).namespace == "anmalan"
    if mail.secret:
        assert any(mail.secret in url for url in plain), mail.kind
    assert outbox.SECRET not in message.body


def test_the_address_of_the_links_is_a_setting(course, settings):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_BASE_URL": "https://kurser.example.org/"}
    row = register(make_occasion(course))
    assert "https://kurser.example.org/anmalan/" in sent(row)[0].body
    assert "//anmalan" not in sent(row)[0].body
