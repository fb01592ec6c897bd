"""What happens to forms that come without a key, too often, from machines, or while the database is held."""

import re
from contextlib import contextmanager

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils.translation import gettext

from grund import csrf
from grund.models import OutboxMail
from tests.factories.courses import register
from tests.utbildning.typed import ABOUT, all_rows, filled, hidden_of, main_of, opened_ago, problems_of, url, words_of
from utbildning.models import PendingRegistration, Registration
from utbildning.services import registrations, seats

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("allowed")]
BUSY = "Many are registering right now. Nothing was saved; wait a moment and try again."


@pytest.fixture
def strict(client):
    """A client whose forms need their key, as in a browser."""
    return Client(enforce_csrf_checks=True)


def key_of(response):
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', main_of(response))[1]


# --- Row 28: forged, old and without cookies -----------------------------------------------------------


def test_row_28_an_old_key_keeps_what_was_typed_and_the_next_try_works(strict, address):
    sent = {**filled(strict, address), "email": "noa@example.org", "needs": "Hörslinga"}
    response = strict.post(address, {**sent, "csrfmiddlewaretoken": "x" * 64})
    assert response.status_code == 403
    assert gettext(str(csrf.TOO_OLD)) in problems_of(response)
    for typed in ("noa@example.org", "Hörslinga", ABOUT["unit"]):
        assert typed in main_of(response)
    assert not PendingRegistration.objects.exists()
    again = {**sent, **hidden_of(response), "csrfmiddlewaretoken": key_of(response)}
    assert strict.post(address, again).status_code == 302
    assert PendingRegistration.objects.count() == 1


def test_row_28_without_cookies_the_page_says_so(strict, address):
    sent = {**filled(strict, address), "email": "noa@example.org"}
    strict.cookies.clear()
    response = strict.post(address, {**sent, "csrfmiddlewaretoken": "x" * 64})
    assert response.status_code == 403
    assert gettext(str(csrf.NO_COOKIES)) in problems_of(response)
    assert "noa@example.org" in main_of(response)
    assert "csrftoken" in response.cookies  # and tries to set one


def test_row_28_a_foreign_origin_is_refused_and_our_own_taken(strict, address):
    sent = {**filled(strict, address), "email": "noa@example.org"}
    sent["csrfmiddlewaretoken"] = key_of(strict.get(address))
    assert strict.post(address, sent, headers={"origin": "https://evil.example"}).status_code == 403
    assert strict.post(address, sent, headers={"origin": "null"}).status_code == 403
    assert strict.post(address, sent, headers={"origin": "http://testserver"}).status_code == 302


def test_row_28_every_other_form_refuses_too(strict, occasion, course):
    mine = register(occasion, 1)
    link = OutboxMail.objects.get().secret
    registrations.request_by_email(occasion.pk, registrations.Applicant(name="Mio", email="mio@example.org"))
    confirm = words_of("please_confirm")[0]
    before = all_rows()
    pages = [
        url("confirm", word=confirm),
        url("link_cancel", word=link),
        url("link_edit", word=link),
        url("link_offer", word=link),
        url("lost_link"),
        url("wish_form", course=course.pk),
    ]
    for page in pages:
        strict.get(page)
        response = strict.post(page, {**ABOUT, "email": mine.email})
        assert response.status_code == 403, page
        assert 'id="errors"' in main_of(response), page
    assert all_rows() == before


def test_row_28_a_page_without_referrer_sends_the_origin_null(strict, occasion):
    """What browsers do on a page that sends no referrer; its form must work nevertheless, in TLS too."""
    register(occasion, 1)
    page = url("link_cancel", word=OutboxMail.objects.get().secret)
    key = key_of(strict.get(page, secure=True))
    assert (
        strict.post(
            page, {"csrfmiddlewaretoken": key}, headers={"origin": "https://evil.example"}, secure=True
        ).status_code
        == 403
    )
    assert strict.post(page, {}, headers={"origin": "null"}, secure=True).status_code == 403
    response = strict.post(page, {"csrfmiddlewaretoken": key}, headers={"origin": "null"}, secure=True)
    assert response.status_code == 302
    assert Registration.objects.get().state == "cancelled"


# --- Too often -----------------------------------------------------------------------------------------


def test_too_many_forms_wait_and_keep_their_text(client, settings, address):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_TRIES_PER_ADDRESS": 2}
    for number in (1, 2):
        assert client.post(address, filled(client, address, email=f"a{number}@example.org")).status_code == 302
    response = client.post(address, filled(client, address, email="a3@example.org"))
    assert response.status_code == 429
    assert response["Retry-After"] == "3600"
    assert "a3@example.org" in main_of(response)
    assert PendingRegistration.objects.count() == 2
    other = client.post(address, filled(client, address, email="a3@example.org"), REMOTE_ADDR="10.1.1.1")
    assert other.status_code == 302


def test_no_inbox_is_flooded_and_the_page_stays_the_same(client, settings, occasion, address, caplog):
    caplog.set_level("WARNING")
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_MAILS_PER_RECIPIENT": 2}
    answers = [
        client.post(address, filled(client, address, email=email))
        for email in ("noa@example.org", "NOA@example.org", "noa@example.org", "noa@example.org")
    ]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, url("sent"))}
    assert OutboxMail.objects.count() == 2
    assert "noa@" not in caplog.text
    assert "no further one was put" in caplog.text
    assert client.post(address, filled(client, address, email="mio@example.org")).status_code == 302
    assert OutboxMail.objects.count() == 3


def test_a_lost_link_is_mailed_and_the_answer_tells_nothing(client, settings, occasion):
    own = register(occasion, 1)
    OutboxMail.objects.all().delete()
    page = url("lost_link")
    answers = [client.post(page, {"email": email}) for email in (own.email.upper(), "ingen@example.org", "x@annan.se")]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, f"{page}?skickat=1")}
    mail = OutboxMail.objects.get()
    assert mail.to == own.email
    assert client.get(url("link", word=mail.secret)).status_code == 200
    assert client.post(page, {"email": "fel"}).status_code == 422
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_MAILS_PER_RECIPIENT": 1}
    client.post(page, {"email": own.email})
    assert OutboxMail.objects.count() == 1


# --- Machines --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data, suspected",
    [
        ({}, False),
        ({"website": "https://köp.example"}, True),
        ({"website": "a\0b"}, True),
        ({"opened": "now"}, True),
        ({"opened": "old"}, False),
        ({"opened": "forged"}, True),
        ({"opened": ""}, True),
    ],
)
def test_a_machine_is_only_marked(as_user, address, data, suspected):
    client = as_user("staff")
    data = {name: {"now": opened_ago(0), "old": opened_ago(7200)}.get(value, value) for name, value in data.items()}
    assert client.post(address, filled(client, address, **data)).status_code == 302
    assert Registration.objects.get().suspected_machine is suspected


def test_the_trap_is_hidden_and_the_form_knows_when_it_was_opened(client, address):
    text = main_of(client.get(address))
    trap = text.split('<div class="trap" hidden>')[1].split("</div>")[0]
    assert 'name="website"' in trap
    assert "required" not in trap
    fresh = {**hidden_of(client.get(address)), **ABOUT, "email": "noa@example.org"}
    assert client.post(address, fresh).status_code == 302
    assert PendingRegistration.objects.get().data["suspected_machine"] is True


# --- Row 32: the database is held ---------------------------------------------------------------------------


@contextmanager
def held_by_somebody(monkeypatch):
    def refuse(occasion_id):
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(seats, "lock_occasion", refuse)
        yield


def test_row_32_a_held_lock_is_busy_and_saves_nothing(as_user, monkeypatch, occasion, address):
    client = as_user("staff")
    sent = filled(client, address, needs="Hörslinga")
    with held_by_somebody(monkeypatch):
        response = client.post(address, sent)
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert gettext(BUSY) in problems_of(response)
    assert "Hörslinga" in main_of(response)
    assert not Registration.objects.exists()
    assert not OutboxMail.objects.exists()
    assert client.post(address, {**sent, **hidden_of(response), "opened": sent["opened"]}).status_code == 302


def test_row_32_links_are_busy_too(client, monkeypatch, occasion):
    registrations.request_by_email(occasion.pk, registrations.Applicant(name="Mio", email="mio@example.org"))
    confirm = url("confirm", word=words_of()[0])
    with held_by_somebody(monkeypatch):
        response = client.post(confirm)
    assert response.status_code == 503
    assert gettext(BUSY) in problems_of(response)
    own = register(occasion, 1)
    link = OutboxMail.objects.get(kind="confirmed").secret
    with held_by_somebody(monkeypatch):
        assert client.post(url("link_cancel", word=link)).status_code == 503
        assert client.post(url("link_edit", word=link), ABOUT).status_code == 503
    own.refresh_from_db()
    assert own.state == "confirmed"


def test_another_error_of_the_database_is_not_called_busy(as_user, monkeypatch, address):
    def refuse(occasion_id):
        raise OperationalError("disk I/O error")

    client = as_user("staff")
    sent = filled(client, address)
    monkeypatch.setattr(seats, "lock_occasion", refuse)
    with pytest.raises(OperationalError):
        client.post(address, sent)
