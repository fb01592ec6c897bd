"""What the course page and the list of courses show of the dates, to strangers and to those who have registered."""

import re

import pytest
import time_machine
from django.urls import reverse
from wagtail.models import Locale

from personer.services import person_for
from tests.factories import CoursePageFactory
from tests.factories.courses import make_course, make_occasion, register
from tests.sql import statements_of
from utbildning.models import Occasion, Registration
from utbildning.services import occasions, registrations

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_monday_in_march():
    with time_machine.travel("2026-03-02T09:00:00+01:00", tick=False):
        yield


@pytest.fixture
def course(index_page):
    return make_course(index_page("utbildning"), title="Kurs", slug="kurs")


@pytest.fixture
def english(course, english_home):
    """The course and its list in English."""
    locale = Locale.objects.get(language_code="en")
    parent = course.get_parent().specific.copy_for_translation(locale)
    parent.save_revision().publish()
    page = course.copy_for_translation(locale)
    page.slug = "course"
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def text_of(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def form(occasion):
    return f'href="{reverse("anmalan:form", args=[occasion.pk])}"'


def top(text):
    """What the page begins with."""
    return text.split('<section class="section occasion">')[1].split("</section>")[0]


def tags(text):
    """The classes of the states in the list of further dates."""
    part = text.split('id="tillfallen"')[1].split("</section>")[0]
    return re.findall(r'<span class="tag ?(\w*)">', part)


def fill_up(occasion, more=0):
    for number in range(occasion.seats + more):
        register(occasion, number)


def test_a_course_without_dates_offers_to_tell(course, client):
    text = text_of(client, course.url)
    assert reverse("anmalan:wish_form", args=[course.pk]) in top(text)
    assert 'id="tillfallen"' not in text


def test_the_nearest_open_date_is_shown_big(course, client):
    held = make_occasion(course, in_days=-40)
    cancelled = make_occasion(course, in_days=10)
    occasions.cancel_occasion(cancelled.pk, reason="Sjukdom.")
    full = make_occasion(course, in_days=20, seats=2)
    fill_up(full)
    draft = make_occasion(course, in_days=25, status="draft")
    first = make_occasion(course, in_days=30, days=2, leader_title="modellförvaltaren", note="Ta med en dator.")
    later = make_occasion(course, in_days=60)
    text = text_of(client, course.url)
    begins = top(text)
    assert '<time datetime="2026-04-01">1–2 april 2026</time>' in begins
    assert form(first) in begins
    for words in ("Nacka stadshus</span>.", "modellförvaltaren.", "Ta med en dator.", "kurs/2026-04-01/kalender/"):
        assert words in begins
    assert tags(text) == ["stop", "warn", "ok"]
    for row in (cancelled, full, later, held):
        assert f'href="/utbildning/kurs/{row.slug}/"' in text
    assert draft.slug not in text
    assert form(later) not in text  # from its own page
    assert reverse("anmalan:wish_form", args=[course.pk]) in text


def test_the_seats_are_drawn_for_eyes_and_said_for_all(course, client):
    occasion = make_occasion(course, seats=12)
    register(occasion)
    drawing = re.search(r"<svg class=\"seats\".*?</svg>", text_of(client, course.url))[0]
    assert 'aria-hidden="true"' in drawing
    assert drawing.split('seats__taken" d="')[1].split('"')[0].count("M") == 1
    assert drawing.split('seats__free" d="')[1].split('"')[0].count("M") == 11
    assert "style" not in drawing
    assert re.search(r"</svg><p class=\"strong\">\D*11\D*12\D*</p>", text_of(client, course.url))
    occasions.set_capacity(occasion.pk, 41)
    assert '<svg class="seats"' not in text_of(client, course.url)
    assert re.search(r"<p class=\"strong\">\D*40\D*41\D*</p>", text_of(client, course.url))
    occasions.set_capacity(occasion.pk, None)
    assert '<svg class="seats"' not in text_of(client, course.url)


@pytest.mark.parametrize(
    ("values", "has_button"),
    [
        ({}, True),
        ({"opens_at": "2026-03-10T08:00:00+01:00"}, False),
        ({"closes_at": "2026-03-01T08:00:00+01:00"}, False),
        ({"status": "closed"}, False),
    ],
    ids=["open", "not yet", "closed", "closed by hand"],
)
def test_the_button_is_there_when_somebody_can_register(values, has_button, course, client):
    occasion = make_occasion(course)
    Occasion.objects.filter(pk=occasion.pk).update(**values)
    assert (form(occasion) in text_of(client, course.url)) == has_button


def test_a_full_course_says_how_many_wait_and_lets_more_join(course, client):
    occasion = make_occasion(course, seats=2)
    fill_up(occasion, more=3)
    begins = top(text_of(client, course.url))
    assert form(occasion) in begins
    assert re.search(r"<p class=\"strong\">[^<]*3[^<]*</p>", begins)


def test_a_cancelled_date_says_why(course, client):
    occasion = make_occasion(course)
    occasions.cancel_occasion(occasion.pk, reason="Kursledaren är <sjuk>.")
    begins = top(text_of(client, course.url))
    assert "Kursledaren är &lt;sjuk&gt;." in begins
    assert form(occasion) not in begins
    assert "kalender" not in begins


def test_the_link_to_the_meeting_is_for_those_who_have_a_seat(course, client):
    occasion = make_occasion(course, form="online", place="", link="https://moten.example.org/hemligt")
    for address in (course.url, f"{course.url}{occasion.slug}/", f"{course.url}{occasion.slug}/kalender/"):
        assert "moten.example.org" not in text_of(client, address)


def test_twenty_further_dates_a_page_and_five_earlier_ones(course, client):
    for number in range(31):
        make_occasion(course, in_days=number + 1)
    for number in range(7):
        make_occasion(course, in_days=-number - 1)
    first, second = text_of(client, course.url), text_of(client, f"{course.url}?page=2")
    assert (len(tags(first)), len(tags(second))) == (20, 10)
    assert "?page=2#tillfallen" in first
    assert top(first) == top(second)
    assert (
        len(
            re.findall(
                r'href="/utbildning/kurs/2026-0[23]-\d\d/"', first.split('id="tillfallen"')[1].split("</section>")[1]
            )
        )
        == 5
    )
    for odd in ("0", "-1", "x", "99999999999999999999"):
        text_of(client, f"{course.url}?page={odd}")


def test_both_languages_list_the_same_dates(course, english, client):
    first, later = make_occasion(course, in_days=30), make_occasion(course, in_days=60)
    text = text_of(client, english.url)
    assert "1 April 2026" in text
    assert f'href="/en/anmalan/tillfalle/{first.pk}/"' in text
    assert f'href="{english.url}{later.slug}/"' in text
    assert english.url.startswith("/en/")
    assert '<span lang="sv">Nacka stadshus</span>' in text
    assert "<span>Nacka stadshus</span>" in text_of(client, course.url)
    assert "/utbildning/kurs/" not in text.split("<main")[1].split("</main>")[0]
    own = text_of(client, f"{english.url}{first.slug}/")
    assert "Wednesday, at 09:00–16:00" in own
    assert f"{english.url}{first.slug}/kalender/" in own
    text_of(client, f"/en/utbildning/kurs/{first.slug}/", status=404)
    text_of(client, f"/utbildning/course/{first.slug}/", status=404)


def test_the_list_and_the_other_courses_show_the_next_date_of_each(course, index_page, client):
    other = CoursePageFactory(parent=index_page("utbildning"), title="Andra", slug="andra")
    CoursePageFactory(parent=index_page("utbildning"), title="Tredje", slug="tredje")
    make_occasion(course, in_days=30)
    full = make_occasion(other, in_days=40, seats=1)
    fill_up(full, more=2)
    text = text_of(client, "/utbildning/")
    assert [part.split('"')[0] for part in text.split('<span class="tag ')[1:]] == ["ok", "warn"]
    assert "1 april 2026" in text
    assert "11 april 2026" in text
    others = text_of(client, course.url).rsplit('<section class="section">', 1)[1]
    assert '<span class="tag warn">' in others
    assert others.count('<span class="tag') == 1  # the third has no date


# --- What depends on the visitor ----------------------------------------------------------------


def signed_up(user, occasion):
    return register(occasion, 7, person=person_for(user), email=user.email, source=Registration.Source.SIGNED_IN)


def test_whoever_has_registered_sees_it_and_nobody_else(course, as_user, cast):
    occasion = make_occasion(course)
    registration = signed_up(cast["staff"], occasion)
    receipt = reverse("anmalan:receipt", args=[registration.key])
    for address in (course.url, f"{course.url}{occasion.slug}/"):
        assert receipt in text_of(as_user("staff"), address)
        assert form(occasion) not in text_of(as_user("staff"), address)
        for who in (None, "editor"):
            assert receipt not in text_of(as_user(who), address)
            assert form(occasion) in text_of(as_user(who), address)
    registrations.cancel(registration.pk)
    assert form(occasion) in text_of(as_user("staff"), course.url)


def test_who_waits_reads_the_place_in_the_queue(course, as_user, cast):
    occasion = make_occasion(course, seats=1)
    fill_up(occasion, more=2)
    signed_up(cast["staff"], occasion)
    begins = top(text_of(as_user("staff"), course.url))
    assert re.search(r'<span class="tag ">[^<]*3[^<]*</span>', begins)


def test_an_anonymous_page_is_the_same_bytes_for_all(course, as_user, cast):
    occasion = make_occasion(course)
    for address in (
        course.url,
        f"{course.url}{occasion.slug}/",
        f"{course.url}{occasion.slug}/kalender/",
        "/utbildning/",
    ):
        before = as_user().get(address).content
        as_user("staff").get(address)
        response = as_user().get(address, headers={"Accept-Language": "en", "Cookie": "other=1"})
        assert response.content == before
        assert not response.cookies


def test_a_look_makes_no_person(course, as_user, cast):
    from personer.models import Person

    make_occasion(course)
    for address in (course.url, "/", "/mina-uppgifter/"):
        text_of(as_user("staff"), address)
    assert not Person.objects.exists()


def test_sql_of_the_pages(course, english, client):
    occasion = make_occasion(course, in_days=30)
    make_occasion(course, in_days=-30)
    make_occasion(CoursePageFactory(parent=course.get_parent(), title="Andra"), in_days=40)
    for address in (course.url, english.url, "/utbildning/", f"{course.url}{occasion.slug}/"):
        statements_of(client, address).check()
