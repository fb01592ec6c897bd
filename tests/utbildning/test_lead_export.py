"""The list as a file: formula-safe, without needs, noted."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from grund.models import AuditEvent, OutboxMail
from tests.factories.courses import make_occasion, register
from tests.sql import statements_of
from tests.utbildning.lead_cast import make_leader, signed_in, url
from utbildning.models import CourseQuestion
from utbildning.services import registrations
from utbildning.services.attendance import note_attendance

pytestmark = pytest.mark.django_db
FORMULAS = ['=HYPERLINK("http://x")', "+46 8", "-1+1", "@SUM(A1)", "\t=1", "＝1+1"]


@pytest.fixture
def lead(occasion, django_user_model):
    return signed_in(make_leader(occasion, django_user_model))


def rows_of(client, occasion, kind, **extra):
    answer = client.get(url("export", occasion), {"format": kind, **extra})
    assert answer.status_code == 200
    if kind == "csv":
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    return [["" if cell.value is None else cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_row_8_nothing_in_the_file_is_taken_for_a_formula(lead, occasion, course, kind):
    question = CourseQuestion.objects.create(course=course, label="=1+1", purpose="x")
    for number, text in enumerate(FORMULAS):
        row = register(occasion, number, name=text, unit=text, object_code="=1", answers={question.pk: text})
        assert row.name == text, "stored as typed"
    rows = rows_of(lead, occasion, kind, more=f"q{question.pk}")
    assert len(rows) == len(FORMULAS) + 1
    for row in rows:
        for cell in row:
            assert not str(cell).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "＝")), cell
    if kind == "xlsx":
        answer = lead.get(url("export", occasion), {"format": "xlsx", "more": f"q{question.pk}"})
        sheet = load_workbook(io.BytesIO(answer.content)).active
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_row_10_markup_stays_the_text_it_is(lead, occasion, kind):
    register(occasion, 1, name="<script>alert(1)</script>")
    assert rows_of(lead, occasion, kind)[1][0] == "<script>alert(1)</script>"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_row_31_needs_are_in_no_file_mail_or_event(lead, occasion, course, kind):
    question = CourseQuestion.objects.create(course=course, label="Fråga", purpose="x")
    register(occasion, 1, needs="Jordnötsallergi", answers={question.pk: "Svar"})
    ticks = ["registered", "cancelled", f"q{question.pk}"]
    rows = rows_of(lead, occasion, kind, more=ticks)
    assert "Svar" in str(rows)
    assert "Jordnöt" not in str(rows)
    assert lead.get(url("export", occasion), {"format": kind, "more": "needs"}).status_code == 422
    lead.post(url("message", occasion), {"group": "active", "subject": "a", "body": "b", "step": "send"})
    kept = [str(row) for model in (OutboxMail, AuditEvent) for row in model.objects.values()]
    assert len(kept) >= 4
    assert not any("Jordnöt" in row for row in kept)


def test_the_columns_are_those_that_are_said_and_ticked(lead, course, django_user_model):
    past = timezone.now() - timedelta(days=20)
    occasion = make_occasion(course, in_days=-1, days=2)
    client = signed_in(make_leader(occasion, django_user_model, "kursledare"))
    question = CourseQuestion.objects.create(course=course, label="Fråga", purpose="x")
    a = register(
        occasion, 1, now=past, unit="Skolan", role_code="other", object_code="SAM", answers={question.pk: "Ja"}
    )
    gone = register(occasion, 2, now=past)
    registrations.cancel(gone.pk, now=past)
    first, second = occasion.day_list
    note_attendance(a.pk, first.pk, True)
    note_attendance(a.pk, second.pk, False)
    header, *rows = rows_of(client, occasion, "csv")
    assert len(header) == 8
    assert header[-2:] == [f"Attendance {first.date}", f"Attendance {second.date}"]
    assert len(rows) == 1
    assert rows[0][0:2] + rows[0][2:3] + rows[0][4:5] == [a.name, a.email, "Skolan", "SAM"]
    assert rows[0][-2:] == ["present", "absent"]
    header, *rows = rows_of(client, occasion, "csv", more=["registered", "cancelled", f"q{question.pk}"])
    assert header[-1] == "Fråga"
    assert len(header) == 10
    assert [row[-1] for row in rows] == ["Ja", ""]
    local = timezone.localtime(a.created_at)
    assert rows[0][-2] == f"{local:%Y-%m-%d %H:%M}"


def test_a_file_is_named_for_its_course_and_day_and_is_noted_without_names(lead, occasion):
    register(occasion)
    answer = lead.get(url("export", occasion), {"format": "xlsx"})
    assert answer["Content-Disposition"] == f'attachment; filename="grundutbildning-{occasion.first_day}.xlsx"'
    assert "no-store" in answer["Cache-Control"]
    event = AuditEvent.objects.get(action="occasion.exported")
    assert (event.by.username, event.about) == ("ledare", occasion.about)
    assert event.details == {"format": "xlsx", "rows": 1, "columns": 7}


def test_the_page_offers_choices_and_a_wrong_one_gets_a_sentence(lead, occasion, course):
    assert lead.get(url("export", occasion)).status_code == 200
    other = CourseQuestion.objects.create(course=make_other(course), label="Annan kurs", purpose="x")
    for query in ({"format": "pdf"}, {"format": ""}, {"format": "csv", "more": f"q{other.pk}"}):
        answer = lead.get(url("export", occasion), query)
        assert answer.status_code == 422
        assert 'class="error"' in answer.content.decode()
    assert not AuditEvent.objects.filter(action="occasion.exported").exists()


def make_other(course):
    from tests.factories.courses import make_course

    return make_course(course.get_parent(), title="Annan", slug="annan")


def test_the_file_asks_no_more_for_many(lead, occasion):
    address = url("export", occasion) + "?format=csv"
    register(occasion, 1)
    few = statements_of(lead, address)
    for number in range(2, 12):
        register(occasion, number)
    many = statements_of(lead, address)
    many.check()
    assert len(many) == len(few)
