"""What is left of people without an account who used the pages themselves, when every period has passed: nothing."""

import logging
import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from grund import outbox
from grund.contributions import given
from grund.models import ThrottleCounter
from tests.factories.courses import make_course, make_occasion
from tests.utbildning import lead_cast
from tests.utbildning.traces import EMAIL, NAME, OTHER_NAME, TRACES, dump, files, told, traces
from tests.utbildning.typed import ABOUT, by_mail, confirmed, filled, path_of, url
from utbildning.models import CourseQuestion, Occasion, Registration

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def mailed(mailoutbox, page):
    """The word of the link to ``page`` in the mail that came last."""
    outbox.send_due()
    return re.search(rf"/{page}/([\w-]{{20,}})/", mailoutbox[-1].body)[1]


def registered(client, address, mailoutbox, **data):
    """Fill in the form, open the mail, press the button; gives the word of the link to the registration."""
    assert path_of(by_mail(client, address, **data)[0]) == url("sent")
    receipt = path_of(confirmed(client, mailed(mailoutbox, "bekrafta")))
    assert client.get(receipt).status_code == 200
    return receipt.strip("/").rpartition("/")[2]


@pytest.fixture
def visited(course, settings, caplog, mailoutbox, django_user_model):
    caplog.set_level(logging.DEBUG)
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "COURSE_EMAIL_DOMAINS": ["example.org"]}
    question = CourseQuestion.objects.create(course=course, label="Vem är din chef?", purpose="Plan")
    occasion = make_occasion(course, gives_certificate=True)
    leader = lead_cast.signed_in(lead_cast.make_leader(occasion, django_user_model))
    address, own = url("form", pk=occasion.pk), {f"question_{question.pk}": f"Chefen {NAME}"}
    first = {"name": NAME, "email": EMAIL, "needs": "Tål inte selleri", **own}
    # Sent without the form's key; with an address that is none; then as it should be.
    client, strict = Client(), Client(enforce_csrf_checks=True)
    refused = strict.post(address, {**ABOUT, **first})
    assert refused.status_code == 403
    assert NAME in refused.content.decode()
    assert client.post(address, filled(client, address, **{**first, "email": "quistzander@"})).status_code == 422
    word = registered(client, address, mailoutbox, **first)
    changed = {**first, "name": f"{NAME} Selleriallergiker"}
    edit = url("link_edit", word=word)
    assert path_of(client.post(edit, filled(client, edit, **changed))) == url("link", word=word)
    # Somebody else changes her mind, and a third one is cancelled by the leader.
    other = Client()
    theirs = registered(other, address, mailoutbox, name=OTHER_NAME, email="bo.xylofonsson@example.org")
    assert other.post(url("link_cancel", word=theirs)).status_code == 302
    third = {"name": "Xylofonsson", "email": "tre.xylofonsson@example.org"}
    registered(Client(), address, mailoutbox, **third)
    row = Registration.objects.get(email=third["email"])
    listed = leader.get(lead_cast.url("participants", occasion))
    assert NAME in listed.content.decode()
    assert leader.get(lead_cast.url("export", occasion), {"format": "csv"}).status_code == 200
    removal = lead_cast.url("remove", occasion, key=row.key)
    assert leader.post(removal, {"version": row.version}).status_code == 302
    # Never confirmed; a lost link; a wish; a search; a link that is none.
    assert by_mail(client, address, name=NAME, email="annan.quistzander@example.org")[0].status_code == 302
    assert client.post(url("lost_link"), {"email": EMAIL}).status_code == 302
    wished = url("wish_form", course=make_course(course.get_parent(), slug="annan").pk)
    assert client.post(wished, {"email": EMAIL}).status_code == 302
    client.get("/sok/", {"q": NAME})
    assert client.get(url("link", word="quistzander")).status_code == 404
    outbox.send_due()
    states = Registration.objects.order_by("pk").values_list("state", "cancelled_by")
    assert list(states) == [("confirmed", ""), ("cancelled", "self"), ("cancelled", "leader")]
    return occasion


def test_nothing_names_them_any_more(visited, caplog):
    before = dump()
    named = {"grund_outboxmail", "utbildning_answer", "utbildning_needs", "utbildning_newdatewish"}
    assert {*named, "utbildning_pendingregistration", "utbildning_registration"} <= set(traces(before))
    assert ThrottleCounter.objects.exists()
    assert any(line.startswith("django_session: {") for line in before)
    for pause in (timedelta(0), 31 * DAY):  # the second time for the texts of what went the first time
        with time_machine.travel(timezone.now() + 11 * 366 * DAY + pause):
            outbox.send_due()
            for job in given("job"):
                job.run()
    lines = dump()
    assert traces(lines) == []
    assert not ThrottleCounter.objects.exists()
    assert not any(trace in text.lower() for trace in TRACES for text in files())
    records = [*caplog.get_records("setup"), *caplog.records]
    assert {"Forbidden", "Unprocessable Entity"} <= {
        record.getMessage().split(":")[0] for record in records if record.name == "django.request"
    }
    assert told(records) == []
    found = Occasion.objects.get(pk=visited.pk)
    assert found.statistics == {"confirmed": 1, "cancelled": 2, "attended_days": 0, "missed_days": 0}
