"""Each date has an address below its course, and a calendar file that strangers may read."""

from datetime import time, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from tests.factories.courses import make_course, make_occasion, register
from utbildning.services import occasions

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(index_page):
    return make_course(index_page("utbildning"), title="Kurs på åäö", slug="kurs")


def events(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    assert calendar["METHOD"] == "PUBLISH"
    return calendar.walk("VEVENT")


def moved(occasion, days=7):
    spans = [(day.date + timedelta(days=days), time(10), time(15)) for day in occasion.day_list]
    return occasions.move(occasion.pk, spans)


def test_it_shows_its_own_facts(course, client):
    other = make_occasion(course, in_days=10)
    occasion = make_occasion(course, in_days=30, days=2, place="Sal 4")
    response = client.get(f"{course.url}{occasion.slug}/")
    text = response.content.decode()
    assert "Sal 4" in text
    assert f"/anmalan/tillfalle/{occasion.pk}/" in text
    assert f"/anmalan/tillfalle/{other.pk}/" not in text
    title = text.split("<title>")[1].split("</title>")[0]
    assert course.title in title
    assert str(occasion.first_day.year) in title
    crumbs = text.split('<nav class="path"')[1].split("</nav>")[0]
    assert f'<a href="{course.url}">Kurs på åäö</a>' in crumbs
    assert 'aria-current="page"' in crumbs.split(course.title)[1]
    assert response["Content-Language"] == "sv"


@pytest.mark.parametrize("below", ["", "kalender/"])
def test_what_is_not_there_is_404(below, course, index_page, client):
    draft = make_occasion(course, status="draft")
    elsewhere = make_occasion(make_course(index_page("utbildning"), title="Annan", slug="annan"), in_days=80)
    for slug in (draft.slug, elsewhere.slug, "1999-01-01", "x", "2026-02-30"):
        assert client.get(f"{course.url}{slug}/{below}").status_code == 404, slug


@pytest.mark.parametrize("below", ["", "kalender/"])
def test_a_date_that_moved_is_found_at_its_former_address(below, course, client):
    occasion = make_occasion(course, in_days=30)
    former = occasion.slug
    moved(occasion)
    now = moved(occasion, 14)
    response = client.get(f"{course.url}{former}/{below}")
    assert response.status_code == 302
    assert response["Location"] == f"{course.url}{now.slug}/{below}"
    assert client.get(response["Location"]).status_code == 200


def test_a_draft_that_moved_is_still_nowhere(course, client):
    occasion = make_occasion(course, in_days=30, status="draft")
    former = occasion.slug
    moved(occasion)
    assert client.get(f"{course.url}{former}/").status_code == 404


def test_its_calendar_file_has_the_days_and_nobody_in_it(course, client):
    occasion = make_occasion(course, in_days=30, days=2, place="Sal 4", note="Ta med en dator.")
    register(occasion, 1, name="Hemlig Person", email="hemlig@example.org")
    found = events(client, f"{course.url}{occasion.slug}/kalender/")
    assert [str(event["UID"]) for event in found] == [str(day.uid) for day in occasion.day_list]
    assert [event.decoded("DTSTART") for event in found] == [day.starts_at for day in occasion.day_list]
    assert [event.decoded("DTEND") for event in found] == [day.ends_at for day in occasion.day_list]
    assert {str(event["SUMMARY"]) for event in found} == {"Kurs på åäö"}
    assert {str(event["LOCATION"]) for event in found} == {"Sal 4"}
    assert str(found[0]["URL"]).endswith(f"{course.url}{occasion.slug}/")
    text = client.get(f"{course.url}{occasion.slug}/kalender/").content.decode()
    assert "ATTENDEE" not in text
    assert "emlig" not in text


def test_a_move_keeps_the_uid_and_raises_the_sequence(course, client):
    occasion = make_occasion(course, in_days=30)
    before = events(client, f"{course.url}{occasion.slug}/kalender/")[0]
    after = events(client, f"{course.url}{moved(occasion).slug}/kalender/")[0]
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("DTSTART") - before.decoded("DTSTART") == timedelta(days=7, hours=1)


def test_a_cancelled_date_has_a_page_but_no_calendar_file(course, client):
    occasion = make_occasion(course)
    occasions.cancel_occasion(occasion.pk, reason="Sjukdom.")
    text = client.get(f"{course.url}{occasion.slug}/").content.decode()
    assert "Sjukdom." in text
    assert "kalender/" not in text.split("<main")[1].split("</main>")[0]
    assert client.get(f"{course.url}{occasion.slug}/kalender/").status_code == 404


def test_a_date_that_is_over_says_so_and_takes_nobody(course, client):
    occasion = make_occasion(course, in_days=-20)
    assert occasion.ends_at < timezone.now()
    text = client.get(f"{course.url}{occasion.slug}/").content.decode()
    assert "/anmalan/tillfalle/" not in text
    assert "kalender/" not in text.split("<main")[1].split("</main>")[0]
