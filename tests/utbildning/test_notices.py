"""What courses give other apps: the notice about the basic training, my courses, offers, and the dates."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from personer.services import person_for
from tests.factories import NewsPageFactory, RoleGuidePageFactory
from tests.factories.courses import make_course, make_occasion, register
from tests.sql import Statements
from utbildning.models import CourseRecord, Occasion, Registration
from utbildning.services import attendance, occasions, registrations

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_monday_in_march():
    with time_machine.travel("2026-03-02T09:00:00+01:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def course(index_page):
    return make_course(index_page("utbildning"), is_basic=True)


@pytest.fixture
def guide(index_page):
    return RoleGuidePageFactory(parent=index_page("roller"), title="Objektägare", slug="objektagare")


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def signed_up(user, occasion, **values):
    return register(
        occasion, 7, person=person_for(user), email=user.email, source=Registration.Source.SIGNED_IN, **values
    )


def notice(client, address):
    """What stands in the notices of a page; "" without any."""
    text = text_of(client, address)
    return text.split('<div class="wrap notices">')[1].split("</div>\n</div>")[0] if "wrap notices" in text else ""


def test_it_names_the_next_date_that_can_be_registered_for(course, guide, as_user):
    full = make_occasion(course, in_days=20, seats=1)
    register(full)
    occasion, _later = make_occasion(course, in_days=30), make_occasion(course, in_days=50)
    for address in ("/", guide.url):
        shown = notice(as_user("staff"), address)
        assert reverse("anmalan:form", args=[occasion.pk]) in shown
        assert "1 april 2026" in shown
        assert notice(as_user(), address) == ""


def test_a_full_date_is_better_than_none_and_a_wish_better_than_nothing(course, guide, as_user):
    assert reverse("anmalan:wish_form", args=[course.pk]) in notice(as_user("staff"), guide.url)
    full = make_occasion(course, in_days=20, seats=1)
    register(full)
    assert reverse("anmalan:form", args=[full.pk]) in notice(as_user("staff"), guide.url)
    occasions.cancel_occasion(full.pk, reason="Sjukdom.")
    assert reverse("anmalan:wish_form", args=[course.pk]) in notice(as_user("staff"), guide.url)


def test_nobody_is_told_where_no_course_is_the_basic_one(index_page, guide, as_user):
    make_occasion(make_course(index_page("utbildning")))
    assert notice(as_user("staff"), guide.url) == ""


def test_other_pages_do_not_speak_of_it(course, index_page, as_user):
    make_occasion(course)
    news = NewsPageFactory(parent=index_page("nyheter"), title="Nytt")
    for address in (news.url, course.url, "/roller/", "/objekt/"):
        assert notice(as_user("staff"), address) == ""


def test_who_has_registered_is_left_in_peace(course, guide, as_user, cast):
    occasion = make_occasion(course, in_days=30)
    registration = signed_up(cast["staff"], occasion)
    assert notice(as_user("staff"), guide.url) == ""
    assert notice(as_user("editor"), guide.url) != ""
    registrations.cancel(registration.pk)
    assert notice(as_user("staff"), guide.url) != ""


def test_who_has_taken_it_is_not_told_until_the_record_is_revoked(course, guide, as_user, cast, a_monday_in_march):
    occasion = make_occasion(course, in_days=1)
    registration = signed_up(cast["staff"], occasion)
    a_monday_in_march.shift(timedelta(days=2))
    assert notice(as_user("staff"), guide.url) != ""
    attendance.note_attendance(registration.pk, occasion.day_list[0].pk, True)
    assert notice(as_user("staff"), guide.url) == ""
    CourseRecord.objects.update(revoked_at=timezone.now())
    assert notice(as_user("staff"), guide.url) != ""


def test_a_course_that_is_closed_to_the_visitor_is_not_named(course, guide, as_user):
    from wagtail.models import PageViewRestriction

    make_occasion(course)
    PageViewRestriction.objects.create(page=course, restriction_type="groups")
    assert notice(as_user("staff"), guide.url) == ""


# --- My tasks -----------------------------------------------------------------------------------


def test_my_courses(course, as_user, cast):
    occasion = make_occasion(course, in_days=30)
    registration = signed_up(cast["staff"], occasion)
    text = text_of(as_user("staff"), "/mina-uppgifter/")
    assert reverse("anmalan:receipt", args=[registration.key]) in text
    assert reverse("anmalan:cancel", args=[registration.key]) in text
    assert '<span class="tag ok">' in text
    assert "1 april 2026" in text
    assert str(registration.key) not in text_of(as_user("editor"), "/mina-uppgifter/")


def test_one_registered_by_mail_before_there_was_an_account_is_mine_too(course, as_user, cast):
    register(make_occasion(course), 1, email="STAFF@example.org ")
    person_for(cast["staff"])
    assert '<span class="tag ok">' in text_of(as_user("staff"), "/mina-uppgifter/")


def test_what_is_over_or_cancelled_is_not_there(course, as_user, cast, a_monday_in_march):
    occasion, gone = make_occasion(course, in_days=5), make_occasion(course, in_days=30)
    signed_up(cast["staff"], occasion)
    signed_up(cast["staff"], gone)
    occasions.cancel_occasion(gone.pk, reason="Sjukdom.")
    text = text_of(as_user("staff"), "/mina-uppgifter/")
    assert text.count('<span class="tag ok">') == 1
    a_monday_in_march.shift(timedelta(days=6))
    assert '<span class="tag ok">' not in text_of(as_user("staff"), "/mina-uppgifter/")


def test_an_offer_waits_for_an_answer(course, as_user, cast):
    occasion = make_occasion(course, in_days=2, seats=1)
    first = register(occasion, 1)
    registration = signed_up(cast["staff"], occasion)
    assert registration.state == Registration.State.WAITING
    registrations.cancel(first.pk)  # later than the cutoff: offered, not given
    registration.refresh_from_db()
    assert registration.state == Registration.State.OFFERED
    todo = text_of(as_user("staff"), "/mina-uppgifter/").split('<ul class="list stated"')[1].split("</ul>")[0]
    assert reverse("anmalan:receipt", args=[registration.key]) in todo
    assert "3 mars 2026" in todo  # the last day to answer


def test_what_i_have_taken(course, as_user, cast, a_monday_in_march):
    occasion = make_occasion(course, in_days=1, days=2, gives_certificate=True)
    registration = signed_up(cast["staff"], occasion)
    a_monday_in_march.shift(timedelta(days=3))
    for day in occasion.day_list:
        attendance.note_attendance(registration.pk, day.pk, True)
    text = text_of(as_user("staff"), "/mina-uppgifter/")
    assert "3–4 mars 2026" in text
    assert reverse("anmalan:certificate", args=[CourseRecord.objects.get().number]) in text


def test_my_tasks_ask_little(course, index_page, as_user, cast):
    client = as_user("staff")

    def asked():
        client.get("/mina-uppgifter/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/mina-uppgifter/")
        return Statements(query["sql"] for query in captured.captured_queries)

    signed_up(cast["staff"], make_occasion(course))
    few = asked()
    few.check()
    for number in range(6):
        other = make_course(index_page("utbildning"), title=f"Kurs {number}", slug=f"kurs-{number}")
        occasion = make_occasion(other, seats=1)
        register(occasion, 1)
        signed_up(cast["staff"], occasion)
    many = asked()
    many.check()
    assert len(many) == len(few), many.report()


# --- Dates --------------------------------------------------------------------------------------


def test_dates_reach_the_wheel_the_start_page_and_news_and_cancelled_ones_do_not(course, index_page, client):
    occasion = make_occasion(course, in_days=30, days=2)
    gone = make_occasion(course, in_days=20)
    occasions.cancel_occasion(gone.pk, reason="Sjukdom.")
    make_occasion(course, in_days=10, status="draft")
    news = NewsPageFactory(parent=index_page("nyheter"), title="Nytt", related_page=course)
    address = f'href="{course.url}{occasion.slug}/"'
    for page in ("/", "/arshjul/"):
        assert address in text_of(client, page)
        assert gone.slug not in text_of(client, page)
    assert f'<time datetime="{occasion.slug}">1–2 april 2026</time>' in text_of(client, news.url)
    Occasion.objects.filter(pk=occasion.pk).update(status="draft")
    assert address not in text_of(client, "/arshjul/")
