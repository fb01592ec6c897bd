"""Whether a certificate is valid: yes or no, and nothing else."""

import pytest
from django.utils import timezone
from django.utils.translation import gettext, override

from tests.sql import statements_of
from tests.utbildning.typed import all_rows, main_of, url
from utbildning.models import CourseRecord
from utbildning.services.attendance import new_number

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(course):
    return CourseRecord.objects.create(
        course=course,
        course_title="Grundutbildning",
        holder="Åsa Öberg",
        days=["2026-03-25"],
        number=new_number(),
        gives_certificate=True,
        issued_at=timezone.now(),
    )


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_valid_one(client, record, language):
    response = client.get(url("verify", language, number=record.number))
    assert response.status_code == 200
    with override(language):
        assert gettext("The certificate is valid") in main_of(response)
    for personal in ("Åsa", "Öberg", "Grundutbildning", "2026"):
        assert personal not in main_of(response)


def test_however_the_number_was_typed(client, record):
    plain = record.number.replace("-", "")
    for typed in (record.number.lower(), plain, plain.lower(), f" {record.number} ", record.number.replace("-", " - ")):
        assert client.get(url("verify", number=typed)).status_code == 200, typed


def test_row_30_unknown_taken_back_and_without_certificate_are_the_same(client, record):
    answers = {client.get(url("verify", number=new_number())).content}
    CourseRecord.objects.update(gives_certificate=False)
    answers.add(client.get(url("verify", number=record.number)).content)
    CourseRecord.objects.update(gives_certificate=True, revoked_at=timezone.now())
    response = client.get(url("verify", number=record.number))
    answers.add(response.content)
    assert response.status_code == 404
    assert len(answers) == 1
    assert gettext("The certificate is not valid") in main_of(response)


def test_guesses_are_stopped(client, settings, record):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_GUESSES_PER_ADDRESS": 3}
    codes = [client.get(url("verify", number=new_number())).status_code for _ in range(5)]
    assert codes == [404, 404, 404, 429, 429]
    assert client.get(url("verify", number=record.number)).status_code == 429
    assert client.get(url("link", word="fel")).status_code == 404  # links are counted by themselves


def test_wrong_links_keep_nobody_from_verifying(client, settings, record):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_GUESSES_PER_ADDRESS": 1}
    assert [client.get(url("link", word="fel")).status_code for _ in range(2)] == [404, 429]
    assert client.get(url("verify", number=record.number)).status_code == 200


def test_looking_changes_nothing(client, record):
    before = all_rows()
    page = url("verify", number=record.number)
    for ask in (client.get, client.head, client.post):
        ask(page)
    assert all_rows() == before
    statements_of(client, page).check()
