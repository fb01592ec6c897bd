"""How often: an account is counted by itself, and nobody alone can keep mail from somebody."""

import pytest
from django.test import Client
from django.utils.translation import gettext

from grund.models import OutboxMail
from tests.factories.courses import register
from tests.utbildning.typed import filled, main_of, url
from utbildning.conf import setting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("allowed")]
NOTHING_CAME = "Have you got nothing? Look for an earlier mail, or try again in an hour."


def ask(address, email="noa@example.org", network="10.0.0.1"):
    client = Client(REMOTE_ADDR=network)
    return client.post(address, filled(client, address, email=email))


def test_the_defaults_suit_a_municipality_behind_one_address():
    assert setting("GUESSES_PER_ADDRESS") == 600
    assert (setting("MAILS_PER_RECIPIENT_AND_ASKER"), setting("MAILS_PER_RECIPIENT")) == (10, 30)


def test_accounts_behind_one_address_are_counted_one_by_one(as_user, settings, occasion):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_TRIES_PER_ADDRESS": 1}
    address = url("form", pk=occasion.pk)
    for name in ("staff", "editor", "training_manager"):
        client = as_user(name)
        assert client.post(address, filled(client, address)).status_code == 302, name
    assert client.post(url("lost_link"), {"email": "noa@example.org"}).status_code == 429
    assert ask(address, network="127.0.0.1").status_code == 302  # whoever has no account still has the network's own
    assert ask(address, "mio@example.org", network="127.0.0.1").status_code == 429


def test_one_network_cannot_silence_an_address(occasion, settings):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_MAILS_PER_RECIPIENT_AND_ASKER": 2}
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_MAILS_PER_RECIPIENT": 5}
    address = url("form", pk=occasion.pk)
    answers = [ask(address) for _ in range(10)]
    assert OutboxMail.objects.count() == 2
    answers += [ask(address, network=f"10.0.0.{number}") for number in (2, 2, 2)]
    assert OutboxMail.objects.count() == 4
    answers += [ask(address, network=f"10.0.0.{number}") for number in (3, 4)]
    assert OutboxMail.objects.count() == 5
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, url("sent"))}


def test_everybody_reads_what_to_do_when_nothing_came(client, course, occasion):
    known = register(occasion, 1).email
    wish, lost = url("wish_form", course=course.pk), url("lost_link")
    for email in (known, "ingen@example.org"):
        for address in (wish, lost):
            assert gettext(NOTHING_CAME) in main_of(client.get(client.post(address, {"email": email})["Location"]))
        assert gettext(NOTHING_CAME) in main_of(client.get(ask(url("form", pk=occasion.pk), email)["Location"]))
