"""Row 32 with a lock that another connection really holds."""

import threading

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import Q
from django.test import Client
from django.utils.translation import gettext

from grund.models import AuditEvent, OutboxMail
from personer.models import Person
from tests.factories.courses import make_course, make_occasion
from tests.utbildning.typed import filled, hidden_of, problems_of, url
from utbildning.models import CourseIndexPage, Occasion, Registration
from utbildning.services import seats

pytestmark = [pytest.mark.postgres, pytest.mark.race]
BUSY = "Many are registering right now. Nothing was saved; wait a moment and try again."


@pytest.fixture
def kept(committing):
    """An occasion and a user that other connections see; removed by name afterwards."""
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite there is one writer for the whole database")
    course = make_course(CourseIndexPage.objects.first(), slug="upptagen", title="Upptagen")
    occasion = make_occasion(course)
    user = get_user_model().objects.create_user("upptagen", "upptagen@example.org", "lösenord-för-test")
    about = occasion.about
    yield occasion, user
    Registration.objects.filter(occasion=occasion).delete()
    occasion.delete()
    course.delete()
    Person.objects.filter(user=user).delete()
    noted = AuditEvent.objects.filter(Q(by=user) | Q(about=about))
    noted._raw_delete(noted.db)  # nothing else may remove them
    Session.objects.all().delete()
    user.delete()


def test_row_32_a_lock_that_somebody_really_holds(kept, monkeypatch):
    monkeypatch.setattr(seats, "LOCK_MILLISECONDS", 200)
    occasion, user = kept
    client = Client()
    client.force_login(user)
    address = url("form", pk=occasion.pk)
    sent = filled(client, address, needs="Hörslinga")
    holds, done = threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic():
                Occasion.objects.select_for_update().get(pk=occasion.pk)
                holds.set()
                done.wait(20)
        finally:
            connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        assert holds.wait(10)
        response = client.post(address, sent)
    finally:
        done.set()
        thread.join()
    assert response.status_code == 503
    assert gettext(BUSY) in problems_of(response)
    assert not Registration.objects.filter(occasion=occasion).exists()
    assert not OutboxMail.objects.filter(to=user.email).exists()
    assert client.post(address, {**sent, **hidden_of(response), "opened": sent["opened"]}).status_code == 302
    assert Registration.objects.get(occasion=occasion).state == "confirmed"
