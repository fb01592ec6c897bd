"""Links in mails: they show and never act by themselves, and whoever guesses learns nothing. Rows 17 to 19."""

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext

from grund.models import OutboxMail
from tests.factories.courses import make_occasion, register
from tests.short import amount
from tests.sql import statements_of
from tests.utbildning.typed import ABOUT, all_rows, main_of, path_of, problems_of, url, words_of
from utbildning import tokens
from utbildning.models import AccessToken, CourseRecord, NewDateWish, PendingRegistration, Registration
from utbildning.services import attendance, occasions, registrations, wishes
from utbildning.services.retention import purge_registrations

pytestmark = pytest.mark.django_db
NAMES = ("link", "link_edit", "link_cancel", "link_offer", "link_certificate", "confirm", "wish", "wish_withdraw")
GONE = "The link no longer works"


@pytest.fixture
def own(occasion):
    return register(occasion, 1)


@pytest.fixture
def word(own):
    return words_of("confirmed")[0]


@pytest.fixture
def requested(occasion):
    registrations.request_by_email(
        occasion.pk, registrations.Applicant(name="Mio", email="mio@example.org", unit="Enheten", role_code="other")
    )
    return words_of("please_confirm")[0]


@pytest.fixture
def wished(course):
    wishes.wish(course, "kim@example.org", language="sv", confirmed=False)
    return words_of("confirm_wish")[0]


def pages_of(word, requested, wished):
    words = {"confirm": requested, "wish": wished, "wish_withdraw": wished}
    return [url(name, word=words.get(name, word)) for name in NAMES]


# --- Row 17 -----------------------------------------------------------------------------------------------


def test_row_17_looking_changes_nothing(client, word, requested, wished):
    before = all_rows()
    for page in pages_of(word, requested, wished):
        for ask in (client.get, client.head, client.options, client.put, client.delete):
            assert ask(page).status_code in (200, 302, 404, 405), page
    assert all_rows() == before


def test_what_a_link_opens(client, own, word):
    text = main_of(client.get(url("link", word=word)))
    assert gettext("Thank you, you are registered") in text
    assert url("link_cancel", word=word) in text
    assert url("mine") not in text
    response = client.post(url("link_edit", word=word), {**ABOUT, "name": "Nytt Namn", "role": "other"})
    assert path_of(response) == url("link", word=word)
    assert path_of(client.post(url("link_cancel", word=word))) == url("link", word=word)
    own.refresh_from_db()
    assert (own.name, own.state) == ("Nytt Namn", "cancelled")


def test_an_offered_seat_is_taken_by_link(client, course):
    occasion = make_occasion(course, in_days=2, seats=1)
    first, second = register(occasion, 1), register(occasion, 2)
    registrations.cancel(first.pk)
    client.post(url("link_offer", word=words_of("offered")[0]))
    second.refresh_from_db()
    assert second.state == "confirmed"


def test_the_certificate_by_link(client, course):
    occasion = make_occasion(course, in_days=-1, gives_certificate=True)  # over, whatever the hour
    own = register(occasion, 1, now=timezone.now() - timedelta(days=3))
    day = occasion.days.get().pk
    attendance.note_attendance(own.pk, day, True)
    assert CourseRecord.objects.get().gives_certificate
    # The link of the registration ends a day after the course, the one of the certificate's mail lives on.
    page = url("link_certificate", word=words_of("certificate")[0])
    assert client.get(page).status_code == 200
    attendance.note_attendance(own.pk, day, None)
    assert client.get(page).status_code == 404


# --- Row 18 -----------------------------------------------------------------------------------------------


def test_row_18_by_link(client, own, word, occasion):
    page = url("link_cancel", word=word)
    assert path_of(client.post(page)) == path_of(client.post(page)) == url("link", word=word)
    assert OutboxMail.objects.filter(kind="cancelled").count() == 1
    purge_registrations(timezone.now() + timedelta(days=999))
    for response in (client.get(page), client.post(page)):
        assert response.status_code == 404
        assert gettext(GONE) in main_of(response)


def test_row_18_by_link_after_the_start(client, own, word, occasion):
    occasion.days.update(date=timezone.localdate() - timedelta(days=1))
    response = client.post(url("link_cancel", word=word))
    assert response.status_code == 409
    assert gettext("The course has begun, so the registration can no longer be changed here.") in problems_of(response)


# --- Row 19 -----------------------------------------------------------------------------------------------


def test_row_19_wrong_truncated_expired_and_foreign_are_one_page(
    client, settings, as_user, own, word, requested, wished
):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_GUESSES_PER_ADDRESS": 1000}
    AccessToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    PendingRegistration.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    bad = [word, requested, word[:-1], "x", "å" * 40, "%00", "a" * 3000, str(own.key), str(own.pk)]
    answers = set()
    for name in NAMES:
        for guess in bad:
            for response in (client.get(url(name, word=guess)), client.post(url(name, word=guess), ABOUT)):
                assert response.status_code == 404, (name, guess)
                answers.add(main_of(response))
    assert len(answers) == 1
    text = answers.pop()
    assert gettext(GONE) in text
    assert url("lost_link") in text
    assert Registration.objects.get().state == "confirmed"


def test_row_19_a_word_of_another_kind_opens_nothing(client, word, requested, wished):
    assert client.get(url("link", word=requested)).status_code == 404
    assert client.get(url("confirm", word=word)).status_code == 404
    assert client.get(url("wish", word=word)).status_code == 404
    assert client.post(url("link_cancel", word=wished)).status_code == 404


def test_row_19_the_link_of_one_is_not_the_key_of_another(as_user, client, own, word, occasion):
    other = register(occasion, 2)
    assert client.get(url("link", word=word)).status_code == 200
    assert as_user("staff").get(url("receipt", key=other.key)).status_code == 404
    assert as_user("staff").get(url("receipt", key=own.key)).status_code == 404


def test_row_19_a_thousand_guesses(client, settings, word):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_GUESSES_PER_ADDRESS": 60}
    guesses = amount(whole=1000, short=150)
    codes = [client.get(url("link", word=tokens.new()[0])).status_code for _ in range(guesses)]
    assert codes[:60] == [404] * 60
    assert codes[60:] == [429] * (guesses - 60)
    right, wrong = client.get(url("link", word=word)), client.get(url("link", word="x"))
    assert (right.status_code, wrong.status_code) == (429, 429)
    assert right.content == wrong.content
    assert right["Retry-After"] == "3600"
    assert client.post(url("link_cancel", word=word)).status_code == 429
    assert Registration.objects.get().state == "confirmed"
    assert client.get(url("link", word=word), REMOTE_ADDR="10.1.1.1").status_code == 200


def test_right_links_are_never_counted(client, settings, word):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_GUESSES_PER_ADDRESS": 3}
    assert {client.get(url("link", word=word)).status_code for _ in range(10)} == {200}


# --- What is known of them elsewhere -------------------------------------------------------------------------


def test_no_cache_engine_or_referrer_learns_the_address(client, word, requested, wished):
    pages = [*pages_of(word, requested, wished), url("link", word="fel"), url("verify", number="fel")]
    for page in pages:
        for response in (client.get(page), client.put(page)):
            assert response["Referrer-Policy"] == "no-referrer", page
            assert "no-store" in response["Cache-Control"], page
            assert response["X-Robots-Tag"] == "noindex", page


def test_no_log_learns_the_address(caplog, word):
    client = Client(enforce_csrf_checks=True)
    client.get(url("link_cancel", word=word))  # gives the cookie, without which nothing is read
    caplog.set_level(logging.DEBUG)
    client.get(url("link", word="hemligt-ord"))
    client.put(url("link", word="hemligt-ord"))
    client.post(
        url("link_cancel", word="hemligt-ord"), "x=" + "1" * 6_000_000, content_type="application/x-www-form-urlencoded"
    )
    client.post(url("link_cancel", word=word), "x=" + "1" * 6_000_000, content_type="application/x-www-form-urlencoded")
    assert "hemligt-ord" not in caplog.text
    assert word not in caplog.text
    client.get("/anmalan/finns-inte/")
    assert "finns-inte" in caplog.text  # else this test would see no log at all


def test_a_form_too_large_is_answered(word):
    client = Client(enforce_csrf_checks=True)
    client.get(url("link_cancel", word=word))  # gives the cookie, without which nothing is read
    large = client.post(
        url("link_cancel", word=word), "x=" + "1" * 6_000_000, content_type="application/x-www-form-urlencoded"
    )
    assert large.status_code == 400
    assert Registration.objects.get().state == "confirmed"


def test_pages_ask_little(client, occasion, word, requested, wished):
    for page in (
        url("link", word=word),
        url("link_edit", word=word),
        url("confirm", word=requested),
        url("wish", word=wished),
    ):
        statements_of(client, page).check()
    statements_of(client, url("link", word="fel"), status=404)


def test_what_is_asked_for_is_shown_before_the_button(client, requested, occasion):
    page = url("confirm", word=requested)
    text = main_of(client.get(page))
    for words in ("mio@example.org", "Enheten", "Nacka stadshus"):
        assert words in text
    client.post(page)
    assert gettext("You have confirmed this registration already.") in main_of(client.get(page))
    occasions.cancel_occasion(occasion.pk, reason="Sjuk.")
    assert client.post(page).status_code == 302
    assert Registration.objects.count() == 1
    assert not NewDateWish.objects.exists()
