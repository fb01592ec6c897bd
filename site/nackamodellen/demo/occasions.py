"""The demo's course dates and those who come, made by the services as anybody's would be."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from grund import outbox
from personer.models import OrganisationUnit, Person
from utbildning.models import Occasion, Registration
from utbildning.services import attendance, occasions, registrations

from .content.occasions import NEEDS, NEEDS_EVERY, OCCASIONS, PARTICIPANTS
from .dates import resolve
from .people import SURNAME

BETWEEN = timedelta(hours=9)  # two registrations
Source = Registration.Source


def load_occasions(courses, base_year, today):
    """Make the dates of ``courses`` ({slug in the content: page}). Nobody gets a mail about them."""
    units = dict(OrganisationUnit.objects.values_list("code", "name"))
    people = {
        person.user.username: person for person in Person.objects.filter(user__isnull=False).select_related("user")
    }
    for item in OCCASIONS:
        if item["course"] in courses:
            _Load(item, courses[item["course"]], base_year, today, units, people).load()


class _Load:
    def __init__(self, item, course, base_year, today, units, people):
        self.item, self.course, self.base_year, self.today = item, course, base_year, today
        self.units, self.people = units, people
        self.morning = _moment(today, time(8))

    def load(self):
        item = self.item
        days = [
            (self._day(day), time.fromisoformat(begins), time.fromisoformat(ends)) for day, begins, ends in item["days"]
        ]
        first, last = days[0][0], days[-1][0]
        closes = item["closes"]
        closing_day = first - timedelta(days=closes) if isinstance(closes, int) else self._day(closes, working=False)
        self.closing = _moment(closing_day, time(23, 59))
        self.occasion = occasions.create(
            self.course,
            days,
            seats=item["seats"],
            status=Occasion.Status.OPEN,
            place=item.get("place", ""),
            link=item.get("link", ""),
            form=item.get("form", Occasion.Form.ON_SITE),
            note=item.get("note", ""),
            closes_at=self.closing,
            leader=self.people.get("utbildningsansvarig"),
            leader_title="utbildningsansvarig",
            gives_certificate=item.get("gives_certificate", False),
        )
        held = item.get("held", {}) if self.today >= first else {}
        cancelled = held.get("cancelled", 0)
        made = self._register(held.get("coming", item["coming"]) + cancelled + item.get("waiting", 0))
        for registration in made[len(made) - cancelled :] if cancelled else []:
            registrations.cancel(registration.pk, now=self.closing)
        if "cancel_reason" in item:
            occasions.cancel_occasion(self.occasion.pk, reason=item["cancel_reason"], now=self.morning)
        elif last < self.today:
            self._hold(made[: len(made) - cancelled], held.get("absent", 0))
        outbox.erase(self.occasion.about)
        # The day has begun at whatever hour the demo is loaded: made later than now, the dates would be news to all who wish.
        begun = _moment(self.today, time.min)
        Occasion.objects.filter(pk=self.occasion.pk).update(created_at=begun, updated_at=begun)

    def _day(self, value, working=True):
        return resolve(value, self.base_year, self.today, working_day=working)

    def _register(self, number):
        """So many registrations in a row, the last of them before registration closed and before today."""
        end = min(self.closing, self.morning) - timedelta(hours=1)
        made = []
        for place, (applicant, source) in enumerate(self._applicants()[:number]):
            now = end - (number - place) * BETWEEN
            made.append(
                registrations.register(self.occasion.pk, applicant, source=source, accept_waiting=True, now=now)
            )
            Registration.objects.filter(pk=made[-1].pk).update(created_at=now)
        return made

    def _applicants(self):
        found = []
        if "account" in self.item:
            person = self.people[self.item["account"]]
            found.append(
                (self._applicant(person.display_name, person.email, "UTBF", "", "", person=person), Source.SIGNED_IN)
            )
        for number, (name, unit, role, code) in enumerate(PARTICIPANTS):
            needs = (
                NEEDS[number // NEEDS_EVERY % len(NEEDS)]
                if number % NEEDS_EVERY == 1 and self.item.get("place")
                else ""
            )
            email = f"{name.lower()}.{SURNAME.lower()}@example.org"
            source = Source.LEADER if number % 5 == 4 else Source.EMAIL
            found.append((self._applicant(f"{name} {SURNAME}", email, unit, role, code, needs=needs), source))
        return found

    def _applicant(self, name, email, unit, role, code, **more):
        return registrations.Applicant(
            name=name,
            email=email,
            unit=self.units.get(unit, ""),
            role_code=role,
            object_code=code,
            manager_informed=True,
            **more,
        )

    def _hold(self, made, absent):
        """Note on each day who was there: all but the last ``absent``. Then the course is over."""
        leader = self.people.get("utbildningsansvarig")
        for day in self.occasion.day_list:
            evening = day.ends_at + timedelta(minutes=30)
            for place, registration in enumerate(made):
                attendance.note_attendance(
                    registration.pk, day.pk, place < len(made) - absent, by=leader and leader.user, now=evening
                )
        occasions.change(self.occasion.pk, status=Occasion.Status.HELD, now=self.morning)


def _moment(day, at):
    return timezone.make_aware(datetime.combine(day, at))
