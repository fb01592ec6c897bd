"""Register on behalf, write to a group, change seats, cancel, keep: each form of the leaders."""

import pytest

from grund.models import AuditEvent, OutboxMail, RetentionHold
from grund.retention import held
from personer.models import Person
from tests.factories.courses import make_occasion, register
from tests.utbildning.lead_cast import make_leader, signed_in, url
from utbildning.models import Occasion, Registration
from utbildning.refusals import Busy
from utbildning.services import groups, occasions, registrations

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def lead(occasion, django_user_model):
    return signed_in(make_leader(occasion, django_user_model))


def text_of(answer):
    return answer.content.decode()


def again(row):
    return type(row).objects.get(pk=row.pk)


# --- On behalf ----------------------------------------------------------------------------------


def test_somebody_from_elsewhere_is_registered_and_told(lead, occasion):
    data = {
        "name": "  Eva  Ek ",
        "email": "Eva@partner.example",
        "role_code": "other",
        "unit": "Partner",
        "form_key": KEY,
    }
    answer = lead.post(url("add", occasion), data)
    assert answer["Location"] == url("participants", occasion) + "?klart=anmald"
    row = Registration.objects.get()
    assert (row.name, row.email, row.source, row.state) == ("Eva Ek", "Eva@partner.example", "leader", "confirmed")
    assert row.registered_by.username == "ledare"
    assert OutboxMail.objects.get(about=row.about).to == "Eva@partner.example"
    assert 'role="status"' in text_of(lead.get(answer["Location"]))
    lead.post(url("add", occasion), data)
    assert Registration.objects.count() == OutboxMail.objects.count() == 1, "a double click registered twice"


def test_whoever_has_an_account_or_a_person_is_linked(lead, occasion):
    person = Person.objects.create(display_name="Kim", email="Kim@Example.org")
    lead.post(url("add", occasion), {"name": "Kim", "email": "kim@example.org"})
    assert Registration.objects.get().person == person


def test_a_full_course_asks_before_somebody_is_put_in_the_queue(lead, occasion):
    occasions.set_capacity(occasion.pk, 1)
    data = {"name": "Eva Ek", "email": "eva@example.org"}
    assert 'name="accept_waiting"' not in text_of(lead.get(url("add", occasion)))
    register(occasion, 1)  # between the GET and the POST
    answer = lead.post(url("add", occasion), data)
    assert answer.status_code == 422
    assert 'name="accept_waiting"' in text_of(answer)
    assert 'value="eva@example.org"' in text_of(answer)
    assert Registration.objects.count() == 1
    answer = lead.post(url("add", occasion), {**data, "accept_waiting": "on"})
    assert answer["Location"].endswith("?klart=vantar")
    assert Registration.objects.get(email="eva@example.org").state == "waiting"


@pytest.mark.parametrize(
    "data",
    [
        {"name": "", "email": "eva@example.org"},
        {"name": "Eva", "email": "eva@"},
        {"name": "Eva", "email": "eva@example.org\nBcc: x@example.org"},
        {"name": "Eva", "email": "å@example.org"},
        {"name": "Eva", "email": "x" * 65 + "@example.org"},
        {"name": "x" * 151, "email": "eva@example.org"},
        {"name": "Eva\0", "email": "eva@example.org"},
        {"name": "Eva", "email": "eva@example.org", "unit": "x" * 201},
        {"name": "Eva", "email": "eva@example.org", "role_code": "king"},
        {"name": "Eva", "email": "DELTAGARE1@example.org "},
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_stays(lead, occasion, data):
    register(occasion, 1)
    answer = lead.post(url("add", occasion), data)
    assert answer.status_code == 422
    assert 'class="error"' in text_of(answer)
    assert 'id="errors"' in text_of(answer)
    assert Registration.objects.count() == 1


def test_nobody_is_registered_for_what_is_cancelled_or_has_begun(lead, occasion):
    occasions.cancel_occasion(occasion.pk, reason="Sjukdom")
    answer = lead.post(url("add", occasion), {"name": "Eva", "email": "eva@example.org"})
    assert answer.status_code == 422
    assert not Registration.objects.exists()


def test_a_lock_that_somebody_holds_is_said_and_nothing_saved(lead, occasion, monkeypatch):
    def busy(*args, **kwargs):
        raise Busy

    row = register(occasion, 1)
    monkeypatch.setattr("utbildning.services.groups.locked", busy)
    monkeypatch.setattr("utbildning.services.registrations.locked", busy)
    monkeypatch.setattr("utbildning.services.occasions.locked", busy)
    monkeypatch.setattr("utbildning.services.imports.locked", busy)
    day = occasion.days.first().pk
    for page, data in (
        (url("add", occasion), {"name": "Eva", "email": "eva@example.org"}),
        (url("seats", occasion), {"seats": "3"}),
        (url("remove", occasion, key=row.key), {"version": row.version}),
        (url("cancel_occasion", occasion), {"reason": "Sjukdom"}),
        (url("hold", occasion), {"reason": "Dnr 1"}),
        (url("message", occasion), {"group": "confirmed", "subject": "a", "body": "b", "step": "send"}),
        (url("resend", occasion, mail=OutboxMail.objects.first().pk), {}),
        (url("attendance_day", occasion, day=day), {}),
    ):
        answer = lead.post(page, data)
        assert answer.status_code == 503, page
        assert answer["Retry-After"]
        assert "Nothing was saved" in text_of(answer), page
    assert Registration.objects.count() == 1


# --- Write to a group ---------------------------------------------------------------------------


def test_a_message_is_seen_before_it_is_sent_and_goes_once(lead, occasion):
    occasions.set_capacity(occasion.pk, 2)
    rows = [register(occasion, number) for number in (1, 2, 3)]
    OutboxMail.objects.all().delete()
    data = {"group": "confirmed", "subject": "Ta med dator", "body": "Hej!\r\n\r\nVi ses <snart>.", "form_key": KEY}
    answer = lead.post(url("message", occasion), {**data, "step": "preview"})
    assert answer.status_code == 200
    assert "To 2 people" in text_of(answer)
    assert "Vi ses &lt;snart&gt;." in text_of(answer)
    assert f'value="{KEY}"' in text_of(answer)
    assert not OutboxMail.objects.exists(), "a preview sent something"
    for _press in range(2):
        answer = lead.post(url("message", occasion), {**data, "step": "send"})
        assert answer["Location"].endswith("?klart=meddelande&antal=2")
    mails = OutboxMail.objects.order_by("pk")
    assert [mail.about for mail in mails] == [row.about for row in rows[:2]]
    assert "Ta med dator" in mails[0].subject
    assert [row.tokens.count() for row in rows] == [2, 2, 1], "the second press made links for nothing"
    event = AuditEvent.objects.get(action="occasion.message")
    assert event.details == {"group": "confirmed", "mails": 2}
    lead.post(url("message", occasion), {**data, "form_key": KEY[::-1], "step": "send"})
    assert OutboxMail.objects.count() == 4, "a message of its own was taken for the first one"


def test_the_text_can_be_changed_after_the_preview(lead, occasion):
    register(occasion)
    data = {"group": "active", "subject": "Hej", "body": "Text", "form_key": KEY, "step": "edit"}
    text = text_of(lead.post(url("message", occasion), data))
    assert ">\nText</textarea>" in text
    assert f'value="{KEY}"' in text


def test_an_empty_group_is_refused_with_a_sentence(lead, occasion):
    register(occasion)
    for step in ("preview", "send"):
        data = {"group": "waiting", "subject": "Hej", "body": "Text", "step": step}
        answer = lead.post(url("message", occasion), data)
        assert answer.status_code == 422
        assert "Nobody is in that group" in text_of(answer)
        assert ">\nText</textarea>" in text_of(answer)


@pytest.mark.parametrize(
    "change", [{"subject": ""}, {"body": ""}, {"group": "x"}, {"body": "x" * 5001}, {"subject": "\0"}]
)
@pytest.mark.parametrize("step", ["preview", "send"])
def test_a_message_that_lacks_something_is_not_sent(lead, occasion, step, change):
    register(occasion)
    before = OutboxMail.objects.count()
    data = {"group": "confirmed", "subject": "Hej", "body": "Text", "step": step, **change}
    assert lead.post(url("message", occasion), data).status_code == 422
    assert OutboxMail.objects.count() == before


def test_groups_are_who_they_say(course):
    from datetime import timedelta

    from django.utils import timezone

    from utbildning.services.attendance import note_attendance

    past = timezone.now() - timedelta(days=20)
    occasion = make_occasion(course, in_days=-1, seats=4)
    rows = [register(occasion, number, now=past) for number in range(1, 6)]
    registrations.cancel(rows[3].pk, now=past)  # the fifth moves up
    late = register(occasion, 6, now=past)
    day = occasion.day_list[0].pk
    note_attendance(rows[0].pk, day, True)
    note_attendance(rows[1].pk, day, False)

    def keys(group):
        return set(groups.members(occasion, group).values_list("pk", flat=True))

    seated = {rows[0].pk, rows[1].pk, rows[2].pk, rows[4].pk}
    assert keys("confirmed") == seated
    assert keys("waiting") == {late.pk}
    assert keys("present") == {rows[0].pk}
    assert keys("absent") == {rows[1].pk}
    assert keys("active") == seated | {late.pk}


# --- Seats --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        {"seats": "0"},
        {"seats": "-3"},
        {"seats": ""},
        {},
        {"seats": "1000000000"},
        {"seats": "9" * 5000},
        {"seats": "1"},
        {"seats": "tolv"},
        {"seats": "2.5"},
        {"seats": "\0"},
    ],
)
def test_row_20_a_number_of_seats_that_cannot_be_gets_a_sentence(lead, occasion, data):
    register(occasion, 1)
    register(occasion, 2)
    answer = lead.post(url("seats", occasion), data)
    assert answer.status_code == 422
    assert 'id="id_seats_error"' in text_of(answer)
    assert again(occasion).seats == 12


def test_more_seats_move_the_first_of_the_queue_up_and_say_how_many(lead, occasion):
    occasions.set_capacity(occasion.pk, 1)
    rows = [register(occasion, number) for number in range(1, 5)]
    answer = lead.post(url("seats", occasion), {"seats": "3"})
    assert answer["Location"].endswith("?klart=uppflyttade&antal=2")
    assert "2 people moved up" in text_of(lead.get(answer["Location"]))
    assert [again(row).state for row in rows] == ["confirmed", "confirmed", "confirmed", "waiting"]
    answer = lead.post(url("seats", occasion), {"seats": "", "unlimited": "on"})
    assert answer["Location"].endswith("?klart=uppflyttade&antal=1")
    assert again(occasion).seats is None


# --- Cancel one, cancel all ---------------------------------------------------------------------


def test_cancelling_asks_first_and_passes_the_seat_on(lead, occasion):
    occasions.set_capacity(occasion.pk, 1)
    row, next_one = register(occasion, 1), register(occasion, 2)
    page = url("remove", occasion, key=row.key)
    assert f'name="version" value="{row.version}"' in text_of(lead.get(page))
    assert again(row).is_active
    assert lead.post(page, {"version": row.version})["Location"].endswith("?klart=avbokad")
    assert (again(row).state, again(row).cancelled_by) == ("cancelled", "leader")
    assert again(next_one).state == "confirmed"
    assert OutboxMail.objects.filter(about=row.about, kind="cancelled").count() == 1


def test_row_24_two_leaders_at_the_same_person_make_one_effect(lead, occasion, cast):
    """One has the page open while another promotes the person, and then cancels."""
    other = signed_in(cast["training_manager"])
    occasions.set_capacity(occasion.pk, 1)
    register(occasion, 1)
    row, last = register(occasion, 2), register(occasion, 3)
    page = url("remove", occasion, key=row.key)
    assert "Place 1 in the queue" in text_of(lead.get(page))
    other.post(url("seats", occasion), {"seats": "2"})
    assert again(row).state == "confirmed"

    answer = lead.post(page, {"version": row.version})
    assert answer.status_code == 409
    assert again(row).state == "confirmed", "cancelled on what the page no longer showed"
    assert "Somebody else has changed this" in text_of(answer)
    assert f'name="version" value="{again(row).version}"' in text_of(answer)

    version = again(row).version
    assert lead.post(page, {"version": version})["Location"].endswith("?klart=avbokad")
    answer = other.post(page, {"version": version})
    assert answer["Location"].endswith("?klart=redan")
    assert "cancelled already" in text_of(other.get(page))
    assert OutboxMail.objects.filter(about=row.about, kind="cancelled").count() == 1
    assert again(last).state == "confirmed"
    assert again(occasion).taken == 2
    assert AuditEvent.objects.filter(action="registration.cancelled").count() == 1


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "²"])
def test_a_version_that_nobody_was_shown_cancels_nothing(lead, occasion, version):
    row = register(occasion)
    assert lead.post(url("remove", occasion, key=row.key), {"version": version}).status_code == 409
    assert again(row).is_active


def test_the_whole_course_is_cancelled_with_a_reason_and_everybody_told(lead, occasion):
    rows = [register(occasion, 1), register(occasion, 2)]
    page = url("cancel_occasion", occasion)
    assert "2 people who have registered get a mail" in text_of(lead.get(page))
    answer = lead.post(page, {"reason": "  "})
    assert answer.status_code == 422
    assert again(occasion).status == "open"
    assert lead.post(page, {"reason": "Läraren är sjuk."})["Location"].endswith("?klart=installd")
    assert again(occasion).status == Occasion.Status.CANCELLED
    assert {again(row).cancelled_by for row in rows} == {"occasion"}
    assert "Läraren är sjuk." in text_of(lead.get(url("participants", occasion)))
    mails = OutboxMail.objects.filter(kind="cancelled").count()
    lead.post(page, {"reason": "En gång till"})
    assert OutboxMail.objects.filter(kind="cancelled").count() == mails == 2
    assert again(occasion).cancel_reason == "Läraren är sjuk."


# --- Kept for disclosure ------------------------------------------------------------------------


def test_a_disclosure_that_was_asked_for_stops_erasure_until_it_is_lifted(lead, occasion):
    page = url("hold", occasion)
    assert lead.post(page, {"reason": ""}).status_code == 422
    assert held() == []
    for reason in ("KFKS 2026/12", "En till"):
        assert lead.post(page, {"reason": reason})["Location"].endswith("?klart=hallet")
    assert held() == [occasion.about]
    assert RetentionHold.objects.count() == 1
    text = text_of(lead.get(page))
    assert "KFKS 2026/12" in text
    assert "ledare" in text
    assert "asked to have it handed out" in text_of(lead.get(url("participants", occasion)))
    assert lead.post(page, {"do": "lift"})["Location"].endswith("?klart=slappt")
    assert held() == []
    assert RetentionHold.objects.get().lifted_by.username == "ledare"


@pytest.mark.parametrize("query", ["klart=x", "klart=meddelande&antal=x", "klart=narvaro&antal=" + "9" * 50, "klart="])
def test_a_made_up_confirmation_breaks_nothing(lead, occasion, query):
    assert lead.get(f"{url('participants', occasion)}?{query}").status_code == 200


@pytest.mark.parametrize("status", ["open", "closed"])
def test_the_page_promises_the_seat_to_the_queue_only_while_registration_is_open(lead, occasion, status):
    row = register(occasion)
    occasions.change(occasion.pk, status=status)
    text = text_of(lead.get(url("remove", occasion, key=row.key)))
    assert ("goes to the next in the queue" in text) == (status == "open")
    assert "It cannot be taken back." in text
