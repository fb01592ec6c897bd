"""The form of an occasion, signed in and by e-mail: what it asks, what it says and what it costs."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import gettext, override

from grund.models import OutboxMail
from personer.models import OrganisationUnit, Person
from tests.factories.courses import make_occasion, register
from tests.short import amount
from tests.sql import Statements, statements_of
from tests.utbildning.typed import (
    ABOUT,
    all_rows,
    by_mail,
    confirmed,
    filled,
    main_of,
    path_of,
    problems_of,
    url,
    words_of,
)
from utbildning.models import CourseQuestion, PendingRegistration, Registration
from utbildning.services import occasions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("allowed")]


# --- Signed in ------------------------------------------------------------------------------------------


def test_two_clicks_from_the_course_to_the_receipt(as_user, occasion, address):
    client = as_user("staff")
    response = client.post(address, filled(client, address, name="Noa Exempel"))
    registration = Registration.objects.get()
    assert (registration.state, registration.source) == ("confirmed", "signed_in")
    assert (registration.email, registration.person.user.username) == ("staff@example.org", "staff")
    assert registration.suspected_machine is False
    assert path_of(response) == url("receipt", key=registration.key)
    assert OutboxMail.objects.filter(kind="confirmed").count() == 1
    text = main_of(client.get(response["Location"]))
    assert gettext("Thank you, you are registered") in text
    assert "staff@example.org" in text


def test_the_account_fills_in_and_its_address_cannot_be_changed(as_user, cast, occasion, address):
    unit = OrganisationUnit.objects.create(name="Digitaliseringsenheten", code="DIGI")
    Person.objects.create(user=cast["staff"], display_name="Kim Exempel", email="kim@example.org", unit=unit)
    client = as_user("staff")
    text = main_of(client.get(address))
    assert 'value="Kim Exempel"' in text
    assert 'value="Digitaliseringsenheten"' in text
    assert "staff@example.org" in text
    assert "kim@example.org" not in text  # what somebody wrote about the person is no address of the account
    assert 'name="email"' not in text
    client.post(address, filled(client, address, email="annan@example.org"))
    assert Registration.objects.get().email == "staff@example.org"


@pytest.fixture
def addressless(as_user, cast):
    """Somebody signed in whose account has no address; the person's is no proof of one."""
    cast["staff"].email = ""
    cast["staff"].save()
    Person.objects.create(user=cast["staff"], display_name="Kim Exempel", email="kim@example.org")
    return as_user("staff")


def test_an_account_without_address_confirms_the_one_that_was_typed(addressless, occasion, address):
    client = addressless
    assert 'name="email"' in main_of(client.get(address))
    assert client.post(address, filled(client, address)).status_code == 422
    response = client.post(address, filled(client, address, email="noa@example.org"))
    assert path_of(response) == url("sent")
    assert not Registration.objects.exists()
    confirmed(client, words_of("please_confirm")[0])
    registration = Registration.objects.get()
    assert (registration.email, registration.person, registration.source) == ("noa@example.org", None, "email")


def test_an_account_without_address_learns_nothing_about_others(addressless, occasion, address):
    other = register(occasion, 1)
    client = addressless
    answers = [
        client.post(address, filled(client, address, email=email)) for email in (other.email, "ingen@example.org")
    ]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, url("sent"))}
    assert Registration.objects.get() == other
    assert OutboxMail.objects.filter(kind="already", to=other.email).count() == 1


def test_whoever_is_registered_is_led_to_the_receipt(as_user, occasion, address):
    client = as_user("staff")
    sent = filled(client, address)
    client.post(address, sent)
    receipt = url("receipt", key=Registration.objects.get().key)
    assert path_of(client.get(address)) == receipt
    assert path_of(client.post(address, {**sent, "form_key": "another"})) == receipt


def test_what_was_registered_by_mail_is_found_before_there_is_a_person(as_user, occasion, address):
    own = register(occasion, 1, email="STAFF@example.org")
    client = as_user("staff")
    before = all_rows()
    assert path_of(client.get(address)) == url("receipt", key=own.key)
    assert client.get(url("receipt", key=own.key)).status_code == 200
    assert all_rows() == before


# --- By e-mail ------------------------------------------------------------------------------------------


def test_an_address_of_the_domain_is_confirmed_by_link(client, occasion, address):
    response, _sent = by_mail(client, address)
    assert path_of(response) == url("sent")
    assert response["Location"] == url("sent")  # no address in the address
    assert not Registration.objects.exists()
    text = main_of(client.get(url("confirm", word=words_of()[0])))
    assert "noa@example.org" in text
    assert ABOUT["unit"] in text
    response = confirmed(client, words_of()[0])
    registration = Registration.objects.get()
    assert (registration.state, registration.source, registration.person) == ("confirmed", "email", None)
    assert "noa@example.org" in main_of(client.get(response["Location"]))


def test_without_domains_one_has_to_sign_in(client, settings, occasion, address):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_EMAIL_DOMAINS": []}
    text = main_of(client.get(address))
    assert "<form" not in text
    assert f"/logga-in/?next={address.replace('/', '%2F')}" in text
    response = client.post(address, {**ABOUT, "email": "noa@example.org"})
    assert response.status_code == 403
    assert ABOUT["unit"] in main_of(response)
    assert not PendingRegistration.objects.exists()


def test_200_made_up_addresses_leave_the_course_as_open_as_before(client, occasion, address):
    number_of_them = amount(whole=200, short=30)
    for number in range(number_of_them):
        response, _sent = by_mail(client, address, email=f"påhitt{number}@example.org".replace("å", "a"))
        assert response.status_code == 302
    occasion.refresh_from_db()
    assert PendingRegistration.objects.count() == number_of_them
    assert (occasion.taken, occasion.last_queue_number) == (0, 0)
    assert gettext("The course is full.") not in main_of(client.get(address))


# --- What the page says ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language, heading", [("sv", "Grundutbildning"), ("en", "Grundutbildning")])
def test_both_languages(client, english_home, occasion, language, heading):
    response = client.get(url("form", language, pk=occasion.pk))
    with override(language):
        assert gettext("Registration for %(course)s") % {"course": heading} in response.content.decode()
    assert response["Content-Language"] == language


@pytest.mark.parametrize(
    "change, heading",
    [
        ({"opens_at": timezone.now() + timedelta(days=1)}, "Registration is not open yet"),
        ({"closes_at": timezone.now() - timedelta(days=1)}, "Registration is closed"),
        ({"status": "closed"}, "Registration is closed"),
        ({"status": "held"}, "The course has been held"),
    ],
)
def test_no_form_while_nobody_can_register(client, occasion, address, change, heading):
    occasions.change(occasion.pk, **change)
    text = main_of(client.get(address))
    assert gettext(heading) in text
    assert "<form" not in text


def test_a_cancelled_date_says_why(client, occasion, address):
    occasions.cancel_occasion(occasion.pk, reason="För få anmälda.")
    text = main_of(client.get(address))
    assert "För få anmälda." in text
    assert "<form" not in text


def test_fields_say_who_they_are_for(client, settings, address):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_PRIVACY_URL": "/om/personuppgifter/"}
    text = main_of(client.get(address))
    for name in ("name", "email", "organization"):
        assert f'autocomplete="{name}"' in text
    assert 'href="/om/personuppgifter/"' in text
    assert "12" in text
    assert "förvaltningsledare" in text
    assert 'name="object"' not in text  # nothing gives objects


def test_objects_are_a_choice_where_there_are_any(as_user, index_page, address):
    from tests.factories import ObjectPageFactory

    ObjectPageFactory(parent=index_page("objekt"), title="Lärande", slug="larande", code="LAR")
    client = as_user("staff")
    assert '<option value="LAR">Lärande</option>' in main_of(client.get(address))
    assert client.post(address, filled(client, address, object="XYZ")).status_code == 422
    client.post(address, filled(client, address, object="LAR"))
    assert Registration.objects.get().object_code == "LAR"


def test_the_questions_of_the_course(as_user, course, address):
    question = CourseQuestion.objects.create(
        course=course, label="Vilket system?", label_en="Which system?", purpose="För övningen", required=True
    )
    CourseQuestion.objects.create(course=course, label="Ställs inte", purpose="-", active=False)
    client = as_user("staff")
    text = main_of(client.get(address))
    assert "Vilket system?" in text
    assert "För övningen" in text
    assert "Ställs inte" not in text
    assert "Which system?" in main_of(client.get(f"/en{address}"))
    response = client.post(address, filled(client, address))
    assert f'href="#id_question_{question.pk}"' in problems_of(response)
    client.post(address, filled(client, address, **{f"question_{question.pk}": "Planarkivet"}))
    assert Registration.objects.get().answers.get().text == "Planarkivet"


# --- Budget ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [None, "staff"])
def test_the_page_asks_little(as_user, course, who):
    occasion = make_occasion(course, days=2)
    CourseQuestion.objects.create(course=course, label="Vilket system?", purpose="-")
    statements_of(as_user(who), url("form", pk=occasion.pk)).check()


def spent(client, address, sent):
    """The statements of a form that is sent, those that only begin and end parts of a transaction left out."""
    with CaptureQueriesContext(connection) as captured:
        assert client.post(address, sent).status_code == 302
    return Statements(row["sql"] for row in captured.captured_queries if "SAVEPOINT" not in row["sql"])


def test_registering_asks_little(as_user, cast, course):
    Person.objects.create(user=cast["staff"], display_name="Kim Exempel", email="staff@example.org")
    client = as_user("staff")
    addresses = [url("form", pk=make_occasion(course, in_days=days, days=2).pk) for days in (40, 50)]
    client.post(addresses[0], filled(client, addresses[0]))
    spent(client, addresses[1], filled(client, addresses[1])).check(25)


def test_asking_by_mail_asks_little(client, address):
    by_mail(client, address)
    spent(client, address, filled(client, address, email="mio@example.org")).check(25)


def test_a_moved_day_is_shown(as_user, occasion, address):
    day = occasion.first_day + timedelta(days=1)
    occasions.move(occasion.pk, [(day, time(13), time(15))])
    assert "13.00–15.00" in main_of(Client().get(address))
