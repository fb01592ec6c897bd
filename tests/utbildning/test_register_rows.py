"""The form of an occasion: the bad inputs that registration must answer, one test or more for each row."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext

from grund.models import OutboxMail
from personer.models import Person
from tests.factories.courses import make_course, make_occasion, register
from tests.utbildning.typed import (
    ABOUT,
    all_rows,
    by_mail,
    confirmed,
    filled,
    hidden_of,
    main_of,
    path_of,
    problems_of,
    url,
    words_of,
)
from utbildning.models import CourseQuestion, Needs, PendingRegistration, Registration
from utbildning.services import occasions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("allowed")]


def test_row_01_sent_twice_is_one_registration_one_mail_and_one_receipt(as_user, occasion, address):
    client = as_user("staff")
    sent = filled(client, address)
    first, second = client.post(address, sent), client.post(address, sent)
    assert first["Location"] == second["Location"]
    assert Registration.objects.count() == 1
    assert OutboxMail.objects.count() == 1


def test_row_01_a_request_sent_twice_is_one_request_and_one_mail(client, address):
    response, sent = by_mail(client, address)
    again = client.post(address, sent)
    assert (again.status_code, again["Location"]) == (response.status_code, response["Location"])
    assert PendingRegistration.objects.count() == 1
    assert OutboxMail.objects.count() == 1
    word = words_of()[0]
    links = [path_of(confirmed(client, word)), path_of(confirmed(client, word))]
    assert Registration.objects.count() == 1
    assert OutboxMail.objects.filter(kind="confirmed").count() == 1
    assert all(client.get(link).status_code == 200 for link in links)


def test_row_02_the_last_seat(as_user, course):
    occasion = make_occasion(course, seats=1)
    address = url("form", pk=occasion.pk)
    first, second = as_user("staff"), as_user("editor")
    assert gettext("You have a seat") in main_of(first.post(address, filled(first, address), follow=True))
    page = main_of(second.get(address))
    assert (
        gettext("The course is full. You get place %(position)d in the queue if you register.") % {"position": 1}
        in page
    )
    assert gettext("Join the queue") in page
    text = main_of(second.post(address, filled(second, address), follow=True))
    assert gettext("You have place %(position)s in the queue") % {"position": 1} in text
    states = Registration.objects.order_by("pk").values_list("state", "queue_number")
    assert list(states) == [("confirmed", None), ("waiting", 1)]
    assert set(OutboxMail.objects.values_list("kind", "to")) == {
        ("confirmed", "staff@example.org"),
        ("waiting", "editor@example.org"),
    }


@pytest.mark.parametrize("typed", ["deltagare1@example.org", "DELTAGARE1@Example.ORG", "deltagare1@example.org "])
def test_row_03_a_known_address_gets_the_same_page_and_its_owner_a_mail(client, occasion, address, typed):
    unknown, _sent = by_mail(client, address, email="ny@example.org")
    own = register(occasion, 1)
    known, _sent = by_mail(client, address, email=typed)
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert known.content == unknown.content
    assert list(Registration.objects.all()) == [own]
    assert OutboxMail.objects.get(kind="already").to == own.email


def test_row_04_plus_addresses_are_two_people(client, address):
    for email in ("a+1@example.org", "a+2@example.org"):
        by_mail(client, address, email=email)
    for word in words_of("please_confirm"):
        confirmed(client, word)
    assert set(Registration.objects.values_list("email", flat=True)) == {"a+1@example.org", "a+2@example.org"}


@pytest.mark.parametrize(
    "email, sentence",
    [
        ("x@example.org\nBcc: y@example.org", "An e-mail address has no blanks, line breaks or hidden characters. Type it by hand."),
        ("å@example.org", "Write the part before @ without å, ä, ö and accents, as it stands in the e-mail program."),
        ("noa@", "Write the whole e-mail address, for example namn@example.org."),
        ("", "Write your e-mail address."),
    ],
)  # fmt: skip
def test_rows_05_and_06_an_address_that_cannot_be_gets_a_sentence(client, address, email, sentence):
    response, _sent = by_mail(client, address, email=email)
    assert response.status_code == 422
    assert gettext(sentence) in problems_of(response)
    assert 'href="#id_email"' in problems_of(response)
    assert ABOUT["unit"] in main_of(response)
    assert not OutboxMail.objects.exists()


def test_row_06_a_long_local_part(client, address):
    response, _sent = by_mail(client, address, email=f"{'a' * 65}@example.org")
    assert response.status_code == 422
    assert "64" in problems_of(response)


def test_row_07_another_domain_is_named_and_nobody_is_looked_up(client, address):
    Person.objects.create(display_name="Kim", email="kim@annan.se")
    answers = [by_mail(client, address, email=email)[0] for email in ("kim@annan.se", "mik@annan.se")]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert all("@example.org" in problems_of(answer) for answer in answers)
    assert problems_of(answers[0]) == problems_of(answers[1])


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+46", "-1", "@x"])
def test_row_08_a_name_like_a_formula_is_kept_as_typed(as_user, address, name):
    client = as_user("staff")
    client.post(address, filled(client, address, name=name))
    assert Registration.objects.get().name == name


def test_row_09_hidden_characters(as_user, address):
    client = as_user("staff")
    for bad in ("Noa\x00", "No\x07a", "Noa\nBcc: x"):
        response = client.post(address, filled(client, address, name=bad))
        assert response.status_code == 422, repr(bad)
        assert 'href="#id_name"' in problems_of(response)
    client.post(address, filled(client, address, name="No\u202ea\u200b Exempel", unit="En\u202ehet"))
    registration = Registration.objects.get()
    assert (registration.name, registration.unit) == ("Noa Exempel", "Enhet")


def test_row_10_markup_is_only_text(client, course, address):
    question = CourseQuestion.objects.create(course=course, label="<script>q</script>", purpose="<script>p</script>")
    bad = "<script>alert(1)</script>"
    data = {"name": bad, "unit": bad, "needs": bad, f"question_{question.pk}": bad}
    response = client.post(address, {**filled(client, address), **data, "email": bad, "role": bad, "form_key": bad})
    assert response.status_code == 422
    assert "<script>" not in main_of(response)
    by_mail(client, address, **data)
    word = words_of()[0]
    assert "<script>" not in main_of(client.get(url("confirm", word=word)))
    link = confirmed(client, word)["Location"]
    for page in (link, f"{link}andra/", f"{link}avboka/"):
        text = main_of(client.get(page))
        assert "<script>" not in text
    assert text
    assert "&lt;script&gt;" in main_of(client.get(link))
    assert Registration.objects.get().name == bad


def test_row_11_too_long_and_too_much(client, as_user, address):
    client = as_user("staff")
    sent = filled(client, address)
    response = client.post(address, {**sent, "name": "N" * 300})
    assert response.status_code == 422
    assert "N" * 300 in main_of(response)
    assert "300" in problems_of(response)
    many = {f"x{number}": "1" for number in range(5000)}
    assert client.post(address, {**sent, **many, "name": ""}).status_code == 422
    assert client.post(address, {**sent, **{f"y{number}": "1" for number in range(10_001)}}).status_code == 400
    large = client.post(address, "name=" + "N" * 10_000_000, content_type="application/x-www-form-urlencoded")
    assert large.status_code in (400, 413)
    assert not Registration.objects.exists()


def test_row_11_halves_of_characters_are_answered(client, address):
    body = '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n+2AA-\r\n--x--\r\n'
    response = client.generic("POST", address, body, content_type="multipart/form-data; boundary=x; charset=utf-7")
    assert response.status_code in (400, 422)


def test_row_12_the_same_404_for_everything_that_is_not_shown(client, index_page, occasion):
    draft = make_occasion(occasion.course, status="draft")
    hidden = make_course(index_page("utbildning"), slug="dold", title="Dold", live=False)
    unpublished = make_occasion(hidden)
    numbers = [draft.pk, unpublished.pk, unpublished.pk + 999, 0, 10**30]
    for language in ("sv", "en"):
        texts = set()
        for number in numbers:
            address = url("form", language, pk=number)
            for response in (client.get(address), client.post(address, ABOUT)):
                assert response.status_code == 404, number
                texts.add(main_of(response).replace(f' {number}"', ' N"'))
        assert len(texts) == 1
    assert client.get(url("form", pk=occasion.pk)).status_code == 200


def test_row_12_another_site_and_a_closed_page(client, as_user, index_page, occasion):
    from wagtail.models import PageViewRestriction, Site

    from home.models import HomePage
    from tests.factories import CourseIndexPageFactory, HomePageFactory

    root = HomePage.objects.first().get_parent()
    foreign = HomePageFactory(parent=root, title="Annan", slug="annan")
    Site.objects.create(hostname="annan.example", root_page=foreign)
    other = make_occasion(make_course(CourseIndexPageFactory(parent=foreign, title="Kurser", slug="kurser")))
    assert client.get(url("form", pk=other.pk)).status_code == 404
    address = url("form", pk=occasion.pk)
    PageViewRestriction.objects.create(page=occasion.course, restriction_type="login")
    assert client.get(address).status_code == 404
    assert client.post(address, ABOUT).status_code == 404
    assert as_user("staff").get(address).status_code == 200


def test_row_13_opened_before_the_deadline_and_sent_after(as_user, occasion, address):
    client = as_user("staff")
    sent = filled(client, address, needs="Hörslinga")
    occasions.change(occasion.pk, closes_at=timezone.now() - timedelta(minutes=1))
    response = client.post(address, sent)
    assert response.status_code == 409
    text = main_of(response)
    assert (
        gettext("Registration is closed, so you have not been registered. Ask the organiser if you still want to come.")
        in text
    )
    assert "utbildning@example.org" in text
    assert "Hörslinga" in text
    assert ABOUT["unit"] in text
    assert not Registration.objects.exists()


def test_row_14_full_between_is_asked_and_never_silently_queued(as_user, course):
    occasion = make_occasion(course, seats=1)
    address = url("form", pk=occasion.pk)
    client = as_user("staff")
    sent = filled(client, address)
    assert "accept_waiting" not in sent
    register(occasion, 1)
    response = client.post(address, sent)
    assert response.status_code == 409
    assert 'href="#id_accept_waiting"' in problems_of(response)
    assert 'type="checkbox" name="accept_waiting"' in main_of(response)
    assert Registration.objects.count() == 1
    assert client.post(address, {**sent, **hidden_of(response)}).status_code == 409  # not ticked
    client.post(address, {**sent, **hidden_of(response), "accept_waiting": "on"})
    assert Registration.objects.get(email="staff@example.org").state == "waiting"


def test_row_14_full_between_mail_and_button(client, course):
    occasion = make_occasion(course, seats=1)
    by_mail(client, url("form", pk=occasion.pk))
    address = url("confirm", word=words_of()[0])
    sent = hidden_of(client.get(address))
    register(occasion, 1)
    response = client.post(address, sent)
    assert response.status_code == 409
    assert 'type="checkbox" name="accept_waiting"' in main_of(response)
    assert client.post(address, {**sent, "accept_waiting": "on"}).status_code == 302
    assert Registration.objects.get(source="email").state == "waiting"


def test_row_15_moved_between(as_user, occasion, address):
    client = as_user("staff")
    sent = filled(client, address, needs="Hörslinga")
    occasions.move(occasion.pk, None, place="Rådhuset")
    response = client.post(address, sent)
    assert response.status_code == 409
    assert "Rådhuset" in main_of(response)
    assert "Hörslinga" in main_of(response)
    assert gettext(
        "The day, time or place has changed since you opened the form. Check it and send the form again."
    ) in problems_of(response)
    assert not Registration.objects.exists()
    assert client.post(address, {**sent, **hidden_of(response)}).status_code == 302
    assert Registration.objects.exists()


def test_row_15_moved_between_is_told_beside_other_errors(as_user, occasion, address):
    client = as_user("staff")
    sent = filled(client, address, unit="")
    occasions.move(occasion.pk, None, place="Rådhuset")
    response = client.post(address, sent)
    assert response.status_code == 422
    assert gettext(
        "The day, time or place has changed since you opened the form. Check it and send the form again."
    ) in problems_of(response)


def test_row_15_moved_between_mail_and_button(client, occasion, address):
    by_mail(client, address)
    page = url("confirm", word=words_of()[0])
    sent = hidden_of(client.get(page))
    occasions.move(occasion.pk, None, place="Rådhuset")
    response = client.post(page, sent)
    assert response.status_code == 409
    assert "Rådhuset" in main_of(response)
    assert gettext("Something has changed") in main_of(client.get(page))
    assert client.post(page, hidden_of(response)).status_code == 302


def test_row_15_cancelled_between(as_user, client, occasion, address):
    signed = as_user("staff")
    sent = filled(signed, address)
    by_mail(client, address)
    occasions.cancel_occasion(occasion.pk, reason="Ledaren är sjuk.")
    for response in (signed.post(address, sent), confirmed(client, words_of()[0])):
        assert response.status_code == 409
        assert "Ledaren är sjuk." in main_of(response)
    assert not Registration.objects.exists()


def test_row_16_what_the_form_does_not_ask_is_not_taken(as_user, course):
    occasion = make_occasion(course, seats=1)
    register(occasion, 1)
    address = url("form", pk=occasion.pk)
    client = as_user("staff")
    forged = {"state": "confirmed", "seats": "99", "queue_number": "0", "price": "0", "person": "1", "source": "leader"}
    client.post(address, {**filled(client, address), **forged})
    registration = Registration.objects.get(source="signed_in")
    occasion.refresh_from_db()
    assert (registration.state, registration.queue_number) == ("waiting", 1)
    assert (occasion.seats, occasion.taken) == (1, 1)


def test_row_16_page_values_that_were_changed_harm_nobody(as_user, client, occasion, address):
    first = as_user("staff")
    sent = filled(first, address)
    first.post(address, sent)
    other = as_user("editor")
    stolen = {**filled(other, address), "form_key": sent["form_key"], "facts_version": "x", "opened": "x"}
    other.post(address, stolen)
    assert Registration.objects.count() == 2
    assert Registration.objects.get(email="editor@example.org").suspected_machine is True


def test_row_31_needs_are_short_and_stay_in_their_table(as_user, address):
    client = as_user("staff")
    response = client.post(address, filled(client, address, needs="x" * 10_000))
    assert response.status_code == 422
    assert "10000" in problems_of(response)
    assert "x" * 10_000 in main_of(response)
    client.post(address, filled(client, address, needs="Nötallergi, säger Kim"))
    assert Needs.objects.get().text == "Nötallergi, säger Kim"
    rows = all_rows()
    rows.pop("utbildning.Needs")
    assert "Nötallergi" not in repr(rows)
