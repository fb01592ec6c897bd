"""Many from a CSV file: a report for each row, all of them or those that can be registered."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from grund.models import AuditEvent, OutboxMail
from personer.models import Person
from tests.factories.courses import register
from tests.utbildning.lead_cast import make_leader, signed_in, url
from utbildning.models import Registration
from utbildning.services import occasions

pytestmark = pytest.mark.django_db
GOOD = "Namn;E-post;Enhet;Roll;Objekt\nÅsa Öberg;asa@example.org;Skolan;Objektledare IT;SAM\nBo Ek;bo@example.org;;;\n"


@pytest.fixture
def lead(occasion, django_user_model):
    return signed_in(make_leader(occasion, django_user_model))


def send(client, occasion, text, encoding="utf-8", **data):
    content = text if isinstance(text, bytes) else text.encode(encoding)
    data = {"mode": "all", "file": SimpleUploadedFile("deltagare.csv", content), **data}
    return client.post(url("import", occasion), data)


def body(answer):
    return answer.content.decode()


def many(number, bad=None):
    rows = [f"Person {n},person{n}@example.org" for n in range(number)]
    if bad is not None:
        rows[bad] = f"Person {bad},inte-en-adress"
    return "name,e-mail\n" + "\n".join(rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_row_25_a_file_is_read_as_a_spreadsheet_program_saves_it(lead, occasion, encoding, delimiter):
    answer = send(lead, occasion, GOOD.replace(";", delimiter), encoding)
    assert answer.status_code == 200
    rows = Registration.objects.order_by("pk")
    assert [(row.name, row.email, row.unit, row.role_code, row.object_code) for row in rows] == [
        ("Åsa Öberg", "asa@example.org", "Skolan", "object_lead_it", "SAM"),
        ("Bo Ek", "bo@example.org", "", "", ""),
    ]
    assert {row.source for row in rows} == {"import"}
    assert {row.registered_by.username for row in rows} == {"ledare"}
    assert OutboxMail.objects.filter(kind="confirmed").count() == 2
    assert "2 people got a seat." in body(answer)
    assert AuditEvent.objects.get(action="registration.imported").details == {"registered": 2, "waiting": 0, "wrong": 0}


def test_row_25_english_headers_and_names_of_roles_work_too(lead, occasion):
    text = "Name,E-mail,Unit,Role,Object\nEva Ek,eva@example.org,School,business system specialist,\n"
    assert send(lead, occasion, text).status_code == 200
    assert Registration.objects.get().role_code == "specialist_business"


def test_row_25_one_bad_row_of_two_hundred_stops_all_or_only_itself(lead, occasion):
    occasions.set_capacity(occasion.pk, 300)
    answer = send(lead, occasion, many(200, bad=150))
    assert answer.status_code == 422
    assert Registration.objects.count() == OutboxMail.objects.count() == 0
    assert occasion.__class__.objects.get(pk=occasion.pk).taken == 0
    text = body(answer)
    assert "Nobody was registered" in text
    row = text.split('data-label="Row">')[151]
    assert row.startswith("152<")
    assert "Write the whole e-mail address" in row
    assert text.count("Not saved, since another row is wrong") == 199

    answer = send(lead, occasion, many(200, bad=150), mode="some")
    assert answer.status_code == 200
    assert Registration.objects.count() == 199
    assert "199 people got a seat." in body(answer)
    assert "1 row could not be registered." in body(answer)

    answer = send(lead, occasion, many(200), mode="all")
    assert Registration.objects.count() == 200, "the mended file registers who was missing, and nobody twice"
    assert body(answer).count("Was registered already") == 199
    assert OutboxMail.objects.filter(kind="confirmed").count() == 200


def test_row_25_each_person_once_however_often_they_stand_there(lead, occasion):
    register(occasion, 1)
    text = "namn;e-post\nA;a@example.org\nA igen; A@EXAMPLE.ORG \nGammal;deltagare1@example.org\n"
    answer = send(lead, occasion, text)
    assert answer.status_code == 200
    assert Registration.objects.count() == 2
    assert "The same address as in row 2." in body(answer)
    assert "Was registered already" in body(answer)
    answer = send(lead, occasion, text)
    assert answer.status_code == 200
    assert Registration.objects.count() == 2
    assert "Nobody new was registered" in body(answer)


def test_whoever_gets_no_seat_waits_only_if_that_is_ticked(lead, occasion):
    occasions.set_capacity(occasion.pk, 1)
    answer = send(lead, occasion, GOOD)
    assert answer.status_code == 422
    assert "There is no seat." in body(answer)
    assert not Registration.objects.exists()
    answer = send(lead, occasion, GOOD, accept_waiting="on")
    assert answer.status_code == 200
    assert list(Registration.objects.order_by("pk").values_list("state", flat=True)) == ["confirmed", "waiting"]
    assert "1 person is in the queue." in body(answer)


def test_row_25_what_is_wrong_with_a_row_is_said_with_its_number(lead, occasion):
    text = (
        "namn;e-post;roll;enhet;objekt\n"
        ";tom@example.org;;;\n"
        "Roll;roll@example.org;Kung;;\n"
        f"Enhet;enhet@example.org;;{'x' * 201};\n"
        f"Objekt;objekt@example.org;;;{'x' * 21}\n"
        "Kort;kort@example.org\n"
        f"{'x' * 151};lang@example.org;;;\n"
        "Rätt;ratt@example.org;other;;\n"
    )
    answer = send(lead, occasion, text, mode="some")
    assert answer.status_code == 200
    assert [row.email for row in Registration.objects.all()] == ["ratt@example.org"]
    text = body(answer)
    for sentence in (
        "Write the name.",
        "That role does not exist.",
        "The unit can have 200 characters at most.",
        "The object can have 20 characters at most.",
        "The name can have 150 characters at most.",
        "6 rows could not be registered.",
    ):
        assert sentence in text
    assert text.count("Not registered") == 6


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"PK\x03\x04\x00\x00",
        b"namn;e-post\n",
        b"namn;telefon\nA;1\n",
        ("namn;e-post\n" + "A;a@example.org\n" * 501).encode(),
        b"namn;e-post\n" + b"x" * 1_000_001,
        b'namn;e-post\n"A;a@example.org\n',
    ],
)
def test_a_file_that_is_none_gets_a_sentence(lead, occasion, content):
    answer = send(lead, occasion, content)
    assert answer.status_code == 422
    assert 'id="id_file_error"' in body(answer) or "Not registered" in body(answer)
    assert not Registration.objects.exists()


def test_a_form_without_file_or_choice_says_so(lead, occasion):
    answer = lead.post(url("import", occasion), {"mode": "none"})
    assert answer.status_code == 422
    assert 'id="id_file_error"' in body(answer)
    assert 'id="id_mode_error"' in body(answer)


def test_people_who_are_known_are_linked(lead, occasion):
    person = Person.objects.create(display_name="Åsa", email="Asa@Example.org")
    send(lead, occasion, GOOD)
    assert Registration.objects.get(email="asa@example.org").person == person


def test_nobody_is_imported_into_a_cancelled_course(lead, occasion):
    occasions.cancel_occasion(occasion.pk, reason="Sjukdom")
    for mode in ("all", "some"):
        answer = send(lead, occasion, GOOD, mode=mode)
        assert "Nobody can be registered" in body(answer)
    assert not Registration.objects.exists()
    assert not AuditEvent.objects.filter(action="registration.imported").exists()


def test_row_8_and_10_what_stands_in_a_file_is_text(lead, occasion):
    send(lead, occasion, 'namn;e-post\n=HYPERLINK("x");f@example.org\n<script>x</script>;s@example.org\n')
    assert {row.name for row in Registration.objects.all()} == {'=HYPERLINK("x")', "<script>x</script>"}
    assert "<script>" not in body(send(lead, occasion, "namn;e-post\n<script>x</script>;s@example.org\n"))
