"""One's own registrations for somebody signed in: receipt, change, cancel, the offered seat, and what one has passed."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext, override

from grund.models import OutboxMail
from personer.models import Person
from personer.services import person_for
from tests.factories.courses import make_course, make_occasion, register
from tests.sql import statements_of
from tests.utbildning.typed import ABOUT, all_rows, main_of, path_of, problems_of, url
from utbildning import certificates
from utbildning.models import Answer, CourseQuestion, CourseRecord, Needs, NewDateWish, Occasion, Registration
from utbildning.services import attendance, occasions, registrations

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(cast):
    return person_for(cast["staff"])


@pytest.fixture
def own(occasion, person):
    return register(occasion, 1, email="staff@example.org", person=person, **_ABOUT)


_ABOUT = {"name": "Noa Exempel", "unit": "Utbildningsförvaltningen", "role_code": "object_lead_it"}


def in_past(occasion, days=1):
    """The occasion as if it had begun some days ago."""
    first = timezone.localdate() - timedelta(days=days)
    for number, day in enumerate(occasion.days.all()):
        type(day).objects.filter(pk=day.pk).update(date=first + timedelta(days=number))
    Occasion.objects.filter(pk=occasion.pk).update(first_day=first, last_day=first)


def passed(person, occasion, **values):
    """A record of an occasion that was attended."""
    registration = register(occasion, 7, email=person.email, person=person, **values)
    in_past(occasion)
    for day in occasion.days.all():
        attendance.note_attendance(registration.pk, day.pk, True)
    return CourseRecord.objects.get(registration=registration)


# --- The receipt ------------------------------------------------------------------------------------------


def test_the_receipt_shows_what_was_registered(as_user, course, person):
    occasion = make_occasion(
        course, link="https://mote.example/1", note="Ta med en dator.", leader_title="Modellförvaltaren"
    )
    question = CourseQuestion.objects.create(
        course=course, label="Vilket system?", label_en="Which system?", purpose="-"
    )
    own = register(
        occasion,
        1,
        email="staff@example.org",
        person=person,
        needs="Hörslinga",
        answers={question.pk: "Planarkivet"},
        **_ABOUT,
    )
    text = main_of(as_user("staff").get(url("receipt", key=own.key)))
    shown = [
        "Noa Exempel",
        "staff@example.org",
        "Utbildningsförvaltningen",
        "Hörslinga",
        "Vilket system?",
        "Planarkivet",
    ]
    shown += [
        "https://mote.example/1",
        "Ta med en dator.",
        "Modellförvaltaren",
        "Nacka stadshus",
        f"{occasion.slug}/kalender/",
    ]
    for words in shown:
        assert words in text, words
    assert gettext("A confirmation is on its way to %(email)s.") % {"email": "staff@example.org"} in text
    english = main_of(as_user("staff").get(url("receipt", "en", key=own.key)))
    assert "Which system?" in english
    with override("en"):
        assert gettext("Thank you, you are registered") in english


def test_the_meeting_is_for_those_with_a_seat(as_user, course, person):
    occasion = make_occasion(course, seats=1, link="https://mote.example/1")
    register(occasion, 1)
    own = register(occasion, 2, email="staff@example.org", person=person)
    text = main_of(as_user("staff").get(url("receipt", key=own.key)))
    assert "https://mote.example/1" not in text
    assert gettext("You have place %(position)s in the queue") % {"position": 1} in text


def test_a_mail_that_failed_is_told(as_user, own):
    OutboxMail.objects.filter(kind="confirmed").update(state="failed")
    assert gettext("The mail could not be sent") in main_of(as_user("staff").get(url("receipt", key=own.key)))
    OutboxMail.objects.filter(kind="confirmed").update(state="sent")
    text = main_of(as_user("staff").get(url("receipt", key=own.key)))
    assert gettext("We have sent a confirmation to %(email)s.") % {"email": own.email} in text


def test_nobody_else_sees_it(as_user, own):
    names = ("receipt", "edit", "cancel", "offer")
    others = {name: as_user(name) for name in ("editor", "model_manager", "training_manager", "admin")}
    before = all_rows()
    for name in names:
        page = url(name, key=own.key)
        assert path_of(as_user(None).get(page)) == "/logga-in/"
        assert path_of(as_user(None).post(page, ABOUT)) == "/logga-in/"
        for other, client in others.items():
            assert client.get(page).status_code == 404, (name, other)
            assert client.post(page, ABOUT).status_code == 404, (name, other)
    assert all_rows() == before


def test_it_stays_when_the_course_page_goes(as_user, own, course):
    course.unpublish()
    response = as_user("staff").get(url("receipt", key=own.key))
    assert response.status_code == 200
    assert course.title in main_of(response)
    assert "/kalender/" not in main_of(response)


def test_answers_are_kept_by_no_cache(as_user, own):
    response = as_user("staff").get(url("receipt", key=own.key))
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


# --- Change ------------------------------------------------------------------------------------------------


def test_what_was_filled_in_can_be_changed_but_not_the_address(as_user, own, course):
    question = CourseQuestion.objects.create(course=course, label="Vilket system?", purpose="-")
    Answer.objects.create(registration=own, question=question, text="Planarkivet")
    Needs.objects.create(registration=own, text="Hörslinga")
    client = as_user("staff")
    page = url("edit", key=own.key)
    text = main_of(client.get(page))
    for words in ("Noa Exempel", "Planarkivet", "Hörslinga", "staff@example.org"):
        assert words in text
    assert 'name="email"' not in text
    data = {**ABOUT, "name": "Mio Exempel", "email": "x@example.org", "needs": "", f"question_{question.pk}": "Diariet"}
    assert path_of(client.post(page, data)) == url("receipt", key=own.key)
    own.refresh_from_db()
    assert (own.name, own.email) == ("Mio Exempel", "staff@example.org")
    assert not Needs.objects.exists()
    assert Answer.objects.get().text == "Diariet"


def test_a_change_with_errors_keeps_what_was_typed(as_user, own):
    response = as_user("staff").post(url("edit", key=own.key), {**ABOUT, "name": "", "needs": "Ny text"})
    assert response.status_code == 422
    assert gettext("Write your first name and surname.") in problems_of(response)
    assert "Ny text" in main_of(response)
    own.refresh_from_db()
    assert own.name == "Noa Exempel"


def test_nothing_is_changed_once_it_has_begun(as_user, own, occasion):
    in_past(occasion)
    client = as_user("staff")
    page = url("edit", key=own.key)
    assert path_of(client.get(page)) == url("receipt", key=own.key)
    response = client.post(page, {**ABOUT, "name": "Mio"})
    assert response.status_code == 409
    assert gettext("The course has begun, so the registration can no longer be changed here.") in problems_of(response)
    own.refresh_from_db()
    assert own.name == "Noa Exempel"


# --- Row 18: cancel -------------------------------------------------------------------------------------------


def test_row_18_cancelling_twice_is_one_receipt_and_one_mail(as_user, own):
    client = as_user("staff")
    page, receipt = url("cancel", key=own.key), url("receipt", key=own.key)
    assert gettext("Cancel my registration") in main_of(client.get(page))
    assert path_of(client.post(page)) == receipt
    assert path_of(client.post(page)) == receipt
    assert path_of(client.get(page)) == receipt
    own.refresh_from_db()
    assert own.state == "cancelled"
    assert OutboxMail.objects.filter(kind="cancelled").count() == 1
    text = main_of(client.get(receipt))
    assert gettext("Your registration is cancelled") in text
    assert url("form", pk=own.occasion_id) in text


def test_row_18_cancelling_after_the_start_is_refused_with_a_sentence(as_user, own, occasion):
    in_past(occasion)
    client = as_user("staff")
    sentence = gettext("The course has begun, so the registration can no longer be changed here.")
    looked, sent = client.get(url("cancel", key=own.key)), client.post(url("cancel", key=own.key))
    assert (looked.status_code, sent.status_code) == (200, 409)
    assert sentence in problems_of(sent)
    assert "<button" not in main_of(looked)
    own.refresh_from_db()
    assert own.state == "confirmed"


def test_row_18_an_erased_one_is_nowhere(as_user, own):
    page = url("cancel", key=own.key)
    own.delete()
    assert as_user("staff").post(page).status_code == 404


def test_a_cancelled_course_says_why(as_user, own, occasion):
    occasions.cancel_occasion(occasion.pk, reason="Ledaren är sjuk.")
    text = main_of(as_user("staff").get(url("receipt", key=own.key)))
    assert "Ledaren är sjuk." in text
    assert gettext("The course is cancelled, and your registration too.") in text


# --- The offered seat ------------------------------------------------------------------------------------------


@pytest.fixture
def offered(course, person):
    """Somebody who is offered a seat, since the course begins tomorrow."""
    occasion = make_occasion(course, in_days=2, seats=1)
    first = register(occasion, 1)
    waiting = register(occasion, 2, email="staff@example.org", person=person)
    registrations.cancel(first.pk)
    waiting.refresh_from_db()
    assert waiting.state == "offered"
    return waiting


def test_the_offered_seat_is_taken_once(as_user, offered):
    client = as_user("staff")
    receipt, page = url("receipt", key=offered.key), url("offer", key=offered.key)
    text = main_of(client.get(receipt))
    assert gettext("Yes, I take the seat") in text
    assert url("cancel", key=offered.key) in text
    before = all_rows()
    assert path_of(client.get(page)) == receipt
    assert all_rows() == before
    assert path_of(client.post(page)) == receipt
    assert path_of(client.post(page)) == receipt
    offered.refresh_from_db()
    assert offered.state == "confirmed"
    assert OutboxMail.objects.filter(kind="confirmed", to=offered.email).count() == 1


def test_an_offer_that_ran_out_is_refused(as_user, offered):
    Registration.objects.filter(pk=offered.pk).update(offered_until=timezone.now() - timedelta(minutes=1))
    response = as_user("staff").post(url("offer", key=offered.key))
    assert response.status_code == 409
    assert gettext("The offer has run out, so the seat is no longer yours.") in problems_of(response)
    registrations.expire_offers()
    text = main_of(as_user("staff").get(url("receipt", key=offered.key)))
    assert gettext("The time to say yes is over, so the seat is no longer yours.") in text


# --- Afterwards ------------------------------------------------------------------------------------------------


def test_after_the_course_attendance_and_certificate_are_shown(as_user, course, person):
    record = passed(person, make_occasion(course, gives_certificate=True))
    text = main_of(as_user("staff").get(url("receipt", key=record.registration.key)))
    assert gettext("you were there") in text
    assert url("certificate", number=record.number) in text


def test_the_certificate_is_a_pdf_for_its_holder_alone(as_user, course, person, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://modellen.example"
    record = passed(person, make_occasion(course, gives_certificate=True), name="Åsa Öberg")
    page = url("certificate", number=record.number)
    response = as_user("staff").get(page)
    if certificates.pdf_problem():
        assert "Åsa Öberg" in main_of(response)
        pytest.skip(certificates.pdf_problem())
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="intyg-{record.number}.pdf"'
    assert response.content.startswith(b"%PDF")
    assert path_of(as_user(None).get(page)) == "/logga-in/"
    for other in ("editor", "training_manager", "admin"):
        assert as_user(other).get(page).status_code == 404
    for guess in ("x", "%00", "a\0b", "å" * 300):
        assert as_user("staff").get(url("certificate", number=guess)).status_code == 404
    CourseRecord.objects.update(revoked_at=timezone.now())
    assert as_user("staff").get(page).status_code == 404


def test_without_a_pdf_the_page_says_why(as_user, course, person, monkeypatch):
    record = passed(person, make_occasion(course, gives_certificate=True), name="Åsa Öberg")
    monkeypatch.setattr("utbildning.views.records.pdf_problem", lambda: "Det går inte just nu.")
    text = main_of(as_user("staff").get(url("certificate", number=record.number)))
    for words in ("Det går inte just nu.", "Åsa Öberg", record.number, url("verify", number=record.number)):
        assert words in text


def test_a_course_without_certificate_has_none(as_user, course, person):
    record = passed(person, make_occasion(course))
    client = as_user("staff")
    assert client.get(url("certificate", number=record.number)).status_code == 404
    assert "/intyg/" not in main_of(client.get(url("mine")))


# --- Everything of one's own --------------------------------------------------------------------------------------


def test_my_courses(as_user, course, person):
    occasion = make_occasion(course, seats=1)
    register(occasion, 1)
    waiting = register(occasion, 2, email="STAFF@example.org")
    other = make_course(course.get_parent().specific, slug="annan", title="En annan kurs")
    record = passed(person, make_occasion(other, gives_certificate=True))
    NewDateWish.objects.create(
        course=course,
        email="staff@example.org",
        email_norm="staff@example.org",
        token_hash="x",
        confirmed_at=timezone.now(),
    )
    client = as_user("staff")
    text = main_of(client.get(url("mine")))
    assert gettext("You have place %(position)d in the queue") % {"position": 1} in text
    assert url("receipt", key=waiting.key) in text
    assert url("certificate", number=record.number) in text
    assert gettext("We write to you once, when the course has a new date.") in text
    with override("en"):
        assert gettext("My courses") in main_of(client.get(url("mine", "en")))


def test_my_courses_without_any(as_user, site):
    text = main_of(as_user("editor").get(url("mine")))
    assert gettext("You are registered for no course. The courses say when they are held.") in text
    assert gettext("No course is noted for you yet. It appears here when you have been there all days.") in text
    assert path_of(as_user(None).get(url("mine"))) == "/logga-in/"


def test_looking_makes_no_person_and_shows_nobody_elses(as_user, cast, occasion):
    register(occasion, 1, email="annan@example.org")
    other = Person.objects.create(display_name="Annan", email="editor@example.org", user=cast["admin"])
    register(occasion, 2, email="editor@example.org", person=other)
    client = as_user("editor")
    before = all_rows()
    text = main_of(client.get(url("mine")))
    assert gettext("You are registered for no course. The courses say when they are held.") in text
    assert all_rows() == before


# --- Budget ------------------------------------------------------------------------------------------------------


def test_pages_ask_little(as_user, course, person):
    question = CourseQuestion.objects.create(course=course, label="Vilket system?", purpose="-")
    occasion = make_occasion(course, days=2, seats=2)
    own = register(
        occasion, 1, email="staff@example.org", person=person, needs="x", answers={question.pk: "y"}, **_ABOUT
    )
    client = as_user("staff")
    for name in ("receipt", "edit", "cancel"):
        statements_of(client, url(name, key=own.key)).check()


def test_my_courses_ask_no_more_with_many(as_user, course, person):
    client = as_user("staff")
    for number in range(12):
        occasion = make_occasion(course, in_days=40 + number, seats=1)
        register(occasion, 1)
        register(occasion, 2, email="staff@example.org", person=person)
    passed(person, make_occasion(course, in_days=90, gives_certificate=True))
    statements_of(client, url("mine")).check()


@pytest.mark.parametrize("status", ["open", "closed"])
def test_the_seat_is_promised_to_the_queue_only_while_registration_is_open(as_user, occasion, own, status):
    occasions.change(occasion.pk, status=status)
    client = as_user("staff")
    receipt, cancel = (main_of(client.get(url(name, key=own.key))) for name in ("receipt", "cancel"))
    promised = (
        "If anybody waits, your seat goes to the next in the queue.",
        "If anybody waits, it goes to the next in the queue.",
    )
    for text, sentence in zip((receipt, cancel), promised, strict=True):
        assert (gettext(sentence) in text) == (status == "open")
    assert gettext("If you cannot come, cancel as soon as you know.") in receipt
    assert gettext("Nothing has changed before you press the button.") in cancel
