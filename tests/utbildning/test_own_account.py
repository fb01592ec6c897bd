"""Whose a registration is decides the address of the account, never the one that somebody wrote about the person."""

import pytest
from django.utils.translation import gettext

from grund.visitors import Visitor
from personer.models import Person
from personer.services import person_for
from tests.factories.courses import make_occasion, register
from tests.utbildning.test_own import passed
from tests.utbildning.typed import all_rows, main_of, url
from utbildning import contributions, coverage, mine
from utbildning.models import CourseRecord, Registration
from utbildning.services import attendance

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(cast):
    """Somebody whose Person got the address of somebody else, by whatever way."""
    person = person_for(cast["staff"])
    Person.objects.filter(pk=person.pk).update(email="offer@example.org")
    return person_for(cast["staff"])


def test_a_written_address_opens_nothing(as_user, occasion, taken):
    victim = register(occasion, 1, email="offer@example.org")
    client = as_user("staff")
    for name in ("receipt", "edit", "cancel", "offer"):
        assert client.get(url(name, key=victim.key)).status_code == 404
        assert client.post(url(name, key=victim.key)).status_code == 404
    assert url("receipt", key=victim.key) not in main_of(client.get(url("mine")))
    victim.refresh_from_db()
    assert victim.is_active
    assert not Registration.objects.of_person(taken).exists()


def test_nor_what_was_passed(occasion, taken, cast):
    record = passed(person_for(cast["editor"]), occasion)
    CourseRecord.objects.update(person=None)
    assert list(coverage.records_of(person_for(cast["editor"]))) == [record]
    record.registration.email_norm = "offer@example.org"
    record.registration.save()
    assert not coverage.records_of(taken).exists()


def test_nor_is_a_record_given_to_whoever_wrote_the_address(course, taken, cast):
    occasion = make_occasion(course, in_days=-3)
    for email, holder in (("offer@example.org", None), ("staff@example.org", taken)):
        row = Registration.objects.create(
            occasion=occasion,
            name="Kim",
            email=email,
            email_norm=email,
            state="confirmed",
            source="email",
        )
        attendance.note_attendance(row.pk, occasion.days.get().pk, True)
        assert CourseRecord.objects.get(registration=row).person == holder


def test_the_address_of_the_account_finds_what_was_registered_by_mail(as_user, occasion, taken):
    own = register(occasion, 1, email="STAFF@example.org")
    assert as_user("staff").get(url("receipt", key=own.key)).status_code == 200


# --- Everywhere the same ------------------------------------------------------------------------------


class Page:
    notice_topics = ("training",)


@pytest.mark.parametrize("known", ["nobody", "person", "unlinked"])
def test_my_tasks_and_the_notice_know_what_my_courses_knows(as_user, cast, course, occasion, known):
    """Registered by mail before there was a person: /mina-uppgifter/ and the notice say what /anmalan/mina/ says."""
    course.is_basic = True
    course.save()
    if known == "person":
        person_for(cast["staff"])
    elif known == "unlinked":
        Person.objects.create(display_name="Kim", email="Staff@example.org")
    visitor = Visitor(cast["staff"])
    assert contributions.basic_training(visitor, Page)
    own = register(occasion, 1, email="staff@example.org")
    client, before = as_user("staff"), all_rows()
    for address in (url("mine"), "/mina-uppgifter/"):
        assert url("receipt", key=own.key) in main_of(client.get(address)), address
    assert contributions.basic_training(Visitor(cast["staff"]), Page) == []
    assert gettext("You have a seat") in main_of(client.get("/mina-uppgifter/"))
    assert all_rows() == before


def test_somebody_who_is_not_signed_in_is_no_person():
    assert mine.person_of(Visitor()) is None
    assert mine.coming_registrations(Visitor()) == []


def test_the_words_for_each_state(course):
    occasion = make_occasion(course, in_days=2, seats=1)
    first, second, third = (register(occasion, number) for number in (1, 2, 3))
    rows = {row.pk: row for row in Registration.objects.with_position()}
    assert mine.state_in_words(rows[first.pk]) == (gettext("You have a seat"), "ok")
    words, tag = mine.state_in_words(rows[third.pk])
    assert (words, tag) == (gettext("You have place %(position)d in the queue") % {"position": 2}, "")
    from utbildning.services import registrations

    registrations.cancel(first.pk)
    rows = {row.pk: row for row in Registration.objects.with_position()}
    assert mine.state_in_words(rows[first.pk])[1] == "stop"
    assert mine.state_in_words(rows[second.pk])[1] == "warn"
