"""While somebody else holds the database: a page that is only looked at never fails for what it would note."""

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils.translation import gettext

from grund import audit, throttle
from grund.models import AuditEvent
from tests.factories.courses import register
from tests.utbildning.lead_cast import make_leader, signed_in
from tests.utbildning.lead_cast import url as lead_url
from tests.utbildning.typed import main_of, url, words_of
from utbildning.models import Attendance
from utbildning.services import groups
from utbildning.views.attendance import code_of

pytestmark = pytest.mark.django_db
BUSY = "Many are registering right now. Nothing was saved; wait a moment and try again."


def is_held(*args, **kwargs):
    raise OperationalError("database is locked")


@pytest.fixture
def browser():
    return Client(raise_request_exception=False)


@pytest.fixture
def lead(occasion, django_user_model):
    client = signed_in(make_leader(occasion, django_user_model))
    client.raise_request_exception = False
    return client


def test_a_wrong_link_is_answered_without_being_counted(browser, monkeypatch, settings):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_GUESSES_PER_ADDRESS": 2}
    with monkeypatch.context() as patch:
        patch.setattr(throttle, "hit", is_held)
        pages = [
            url("link", word="fel"),
            url("confirm", word="fel"),
            url("wish", word="fel"),
            url("verify", number="fel"),
        ]
        for page in pages:
            assert browser.get(page).status_code == 404, page
            assert browser.post(page).status_code == 404, page
    assert [browser.get(pages[0]).status_code for _ in range(3)] == [404, 404, 429]


def test_a_refusal_is_a_404_without_its_note(as_user, monkeypatch, occasion):
    client = as_user("staff")
    client.raise_request_exception = False
    own = register(occasion, 1)
    pages = [lead_url("participants", occasion), lead_url("checkin", code=code_of(own))]
    for held in ("note", "hit"):
        with monkeypatch.context() as patch:
            patch.setattr(audit if held == "note" else throttle, held, is_held)
            assert {client.get(page).status_code for page in pages} == {404}, held
    assert not AuditEvent.objects.filter(action="access.refused").exists()
    assert client.get(pages[0]).status_code == 404
    assert AuditEvent.objects.filter(action="access.refused").count() == 1


def test_refusals_of_one_person_and_course_are_noted_once_a_minute(as_user, cast, occasion, course):
    from tests.factories.courses import make_occasion

    other = make_occasion(course, in_days=50)
    for _ in range(5):
        for name in ("staff", "editor"):
            for row in (occasion, other):
                assert as_user(name).get(lead_url("participants", row)).status_code == 404
    noted = AuditEvent.objects.filter(action="access.refused").values_list("by", "about")
    people = (cast["staff"].pk, cast["editor"].pk)
    assert sorted(noted) == sorted((key, row.about) for key in people for row in (occasion, other))


def test_no_list_leaves_without_its_note(lead, monkeypatch, occasion):
    page = lead_url("export", occasion)
    with monkeypatch.context() as patch:
        patch.setattr(audit, "note", is_held)
        response = lead.get(page, {"format": "csv"})
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert BUSY in main_of(response)
    assert lead.get(page, {"format": "csv"}).status_code == 200


def test_what_leaders_do_is_answered_in_words(lead, monkeypatch, occasion):
    own = register(occasion, 1)
    day = occasion.days.get()
    type(day).objects.filter(pk=day.pk).update(date=own.created_at.date())
    with monkeypatch.context() as patch:
        patch.setattr(groups, "lift", is_held)
        patch.setattr("utbildning.services.attendance.audit.note", is_held)
        held = [
            lead.post(lead_url("hold", occasion), {"do": "lift"}),
            lead.post(lead_url("checkin", code=code_of(own)), {"day": day.pk}),
        ]
    for response in held:
        assert response.status_code == 503
        assert int(response["Retry-After"]) > 0
        assert BUSY in main_of(response)
    assert not Attendance.objects.exists()


def test_another_error_is_not_called_busy(lead, monkeypatch, occasion):
    def broken(*args, **kwargs):
        raise OperationalError("disk I/O error")

    monkeypatch.setattr(audit, "note", broken)
    assert lead.get(lead_url("export", occasion), {"format": "csv"}).status_code == 500


def test_the_form_of_a_right_link_is_busy(browser, monkeypatch, occasion):
    register(occasion, 1)
    monkeypatch.setattr(throttle, "hit", is_held)
    response = browser.post(url("link_cancel", word=words_of("confirmed")[0]))
    assert response.status_code == 503
    assert gettext(BUSY) in main_of(response)
