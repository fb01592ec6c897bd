"""Attendance: the sheet of a day, printed codes, certificates."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from grund.models import AuditEvent
from tests.factories.courses import make_occasion, register
from tests.sql import statements_of
from tests.utbildning.lead_cast import make_leader, signed_in, url
from utbildning.models import Attendance, CourseRecord, Registration
from utbildning.services import registrations
from utbildning.services.attendance import note_attendance
from utbildning.views.attendance import code_of, registration_of_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(course, django_user_model):
    """A course of two days, yesterday and today, that gives a certificate; gives (occasion, leader, [registrations])."""
    return _held(course, django_user_model, in_days=-1)


def _held(course, django_user_model, in_days):
    occasion = make_occasion(course, in_days=in_days, days=2, gives_certificate=True, seats=3)
    leader = make_leader(occasion, django_user_model)
    before = timezone.now() - timedelta(days=20)
    return occasion, leader, [register(occasion, number, now=before) for number in (1, 2, 3)]


def noted(registration):
    return dict(Attendance.objects.filter(registration=registration).values_list("day_id", "present"))


def sheet(*changes):
    """What a browser sends: [(registration, what stood there, what is chosen)]."""
    data = {}
    for registration, was, status in changes:
        data |= {f"was_{registration.pk}": was, f"status_{registration.pk}": status}
    return data


def test_one_button_saves_what_was_changed_and_undo_is_not_noted(held):
    occasion, leader, (a, b, c) = held
    client, day = signed_in(leader), occasion.day_list[0]
    page = url("attendance_day", occasion, day=day.pk)
    answer = client.post(page, sheet((a, "none", "present"), (b, "none", "absent"), (c, "none", "none")))
    assert answer.status_code == 302
    assert answer["Location"].endswith("?klart=narvaro&antal=2")
    assert (noted(a), noted(b), noted(c)) == ({day.pk: True}, {day.pk: False}, {})
    text = client.get(answer["Location"]).content.decode()
    assert f'id="p{a.pk}" value="present" checked' in text
    assert f'id="a{b.pk}" value="absent" checked' in text
    client.post(page, sheet((a, "present", "none")))
    assert noted(a) == {}


def test_saving_twice_changes_nothing_the_second_time(held):
    occasion, leader, (a, _b, _c) = held
    client, day = signed_in(leader), occasion.day_list[0]
    data = sheet((a, "none", "present"))
    client.post(url("attendance_day", occasion, day=day.pk), data)
    events = AuditEvent.objects.filter(action="attendance.noted").count()
    answer = client.post(url("attendance_day", occasion, day=day.pk), data)
    assert answer["Location"].endswith("?klart=oforandrat")
    assert AuditEvent.objects.filter(action="attendance.noted").count() == events == 1


def test_two_leaders_at_once_write_only_what_each_changed(held):
    occasion, leader, (a, b, c) = held
    client, day = signed_in(leader), occasion.day_list[0]
    note_attendance(a.pk, day.pk, True)  # by the other leader, after this page was opened
    note_attendance(b.pk, day.pk, False)
    answer = client.post(
        url("attendance_day", occasion, day=day.pk),
        sheet((a, "none", "none"), (b, "none", "present"), (c, "none", "present")),
    )
    assert answer.status_code == 409
    assert noted(a) == {day.pk: True}, "what this leader left alone was overwritten"
    assert noted(b) == {day.pk: False}, "what somebody else noted in the meantime was overwritten"
    assert noted(c) == {day.pk: True}
    text = answer.content.decode()
    assert b.name in text.split("<ul>")[1].split("</ul>")[0]
    assert f'id="a{b.pk}" value="absent" checked' in text


def test_row_30_attendance_without_a_seat_is_refused_and_twice_is_once(held):
    occasion, leader, (a, b, _c) = held
    client, day = signed_in(leader), occasion.day_list[0]
    before = timezone.now() - timedelta(days=20)
    waiting = register(occasion, 4, now=before)
    assert waiting.state == "waiting"
    registrations.cancel(b.pk, now=before)
    Registration.objects.filter(pk=waiting.pk).update(state="waiting")
    page = url("attendance_day", occasion, day=day.pk)
    answer = client.post(page, sheet((waiting, "none", "present"), (b, "none", "present"), (a, "none", "present")))
    assert answer.status_code == 422
    assert noted(waiting) == noted(b) == {}
    assert noted(a) == {day.pk: True}
    text = answer.content.decode()
    assert f"{waiting.name}: " in text
    assert f"{b.name}: " in text
    note_attendance(a.pk, day.pk, True)
    assert Attendance.objects.count() == 1


def test_row_30_a_certificate_for_somebody_absent_is_refused_with_the_reason(course, django_user_model):
    occasion, leader, (a, b, c) = _held(course, django_user_model, in_days=-2)  # over, whatever the hour
    client = signed_in(leader)
    first, second = occasion.day_list
    for day in (first, second):
        note_attendance(a.pk, day.pk, True)
        note_attendance(b.pk, day.pk, day == first)
    answers = {row: client.get(url("leader_certificate", occasion, key=row.key)) for row in (a, b, c)}
    assert answers[b].status_code == answers[c].status_code == 409
    assert "absence is noted" in answers[b].content.decode()
    assert "not noted" in answers[c].content.decode()
    assert answers[a].status_code == 200
    assert answers[a].content.startswith(b"%PDF-")
    assert ".pdf" in answers[a]["Content-Disposition"]
    assert client.get(url("attendance_day", occasion, day=first.pk)).content.decode().count("/intyg/") == 1
    note_attendance(a.pk, second.pk, None)
    assert client.get(url("leader_certificate", occasion, key=a.key)).status_code == 409
    assert not CourseRecord.objects.valid().exists()


def test_a_day_that_has_not_come_says_so_and_takes_nothing(occasion, django_user_model):
    client, day = signed_in(make_leader(occasion, django_user_model)), occasion.days.first()
    row = register(occasion)
    page = url("attendance_day", occasion, day=day.pk)
    text = client.get(page).content.decode()
    assert "The day has not come yet" in text
    assert 'type="radio"' not in text
    assert 'class="square"' in text
    assert client.post(page, sheet((row, "none", "present"))).status_code == 422
    assert noted(row) == {}


def test_changed_fields_are_passed_over(held):
    occasion, leader, (a, _b, _c) = held
    client, day = signed_in(leader), occasion.day_list[0]
    data = {f"status_{a.pk}": "present", "status_x": "present", "was_x": "none", f"was_{a.pk}": "kanske"}
    data |= {"status_" + "9" * 50: "present", "was_" + "9" * 50: "none", "status_²": "present", "was_²": "none"}
    answer = client.post(url("attendance_day", occasion, day=day.pk), data)
    assert answer["Location"].endswith("?klart=oforandrat")
    assert not Attendance.objects.exists()


def test_the_list_leads_to_today_else_to_the_first_day(held, occasion, django_user_model):
    today, leader, _rows = held
    answer = signed_in(leader).get(url("attendance", today))
    assert answer["Location"] == url("attendance_day", today, day=today.day_list[1].pk)
    other = signed_in(make_leader(occasion, django_user_model, "annan"))
    assert other.get(url("attendance", occasion))["Location"] == url(
        "attendance_day", occasion, day=occasion.days.first().pk
    )


# --- Printed codes ------------------------------------------------------------------------------


def test_a_code_notes_by_its_button_alone_and_can_be_taken_back(held):
    occasion, leader, (a, _b, _c) = held
    client, day = signed_in(leader), occasion.day_list[1]
    page = url("checkin", code=code_of(a))
    for method in (client.get, client.head):
        assert method(page).status_code == 200
    assert noted(a) == {}, "to open the page must not note anything"
    assert a.name in client.get(page).content.decode()
    answer = client.post(page, {"day": day.pk, "do": "present"})
    assert answer["Location"].endswith("?klart=noterad")
    client.post(page, {"day": day.pk, "do": "present"})
    assert noted(a) == {day.pk: True}
    assert 'value="undo"' in client.get(page).content.decode()
    client.post(page, {"day": day.pk, "do": "undo"})
    assert noted(a) == {}


def test_a_code_is_of_no_use_to_anybody_else(held, cast):
    occasion, leader, (a, b, _c) = held
    page = url("checkin", code=code_of(a))
    assert "/logga-in/" in Client().get(page)["Location"]
    data = {"day": occasion.day_list[1].pk, "do": "present"}
    assert signed_in(cast["staff"]).get(page).status_code == 404
    assert signed_in(cast["staff"]).post(page, data).status_code == 404
    client = signed_in(leader)
    key, signature = code_of(a).split(":")
    other_key = code_of(b).split(":")[0]
    for code in (f"{other_key}:{signature}", key, f"{key}:", "x", "å" * 40, f"{key}:{signature}x"):
        assert client.get(url("checkin", code=code)).status_code == 404, code
        assert registration_of_code(code) is None
    assert not Attendance.objects.exists()


def test_a_code_of_somebody_cancelled_or_of_another_day_notes_nothing(held, occasion, django_user_model):
    today, leader, (a, _b, _c) = held
    client = signed_in(leader)
    registrations.cancel(a.pk, now=timezone.now() - timedelta(days=20))
    page = url("checkin", code=code_of(a))
    text = client.get(page).content.decode()
    assert "No seat in this course" in text
    assert client.post(page, {"day": today.day_list[1].pk}).status_code == 422
    make_leader(occasion, django_user_model, "annan")
    later = register(occasion, 9)
    other = signed_in(occasion.leader.user)
    assert "no day today" in other.get(url("checkin", code=code_of(later))).content.decode()
    assert other.post(url("checkin", code=code_of(later)), {"day": today.day_list[1].pk}).status_code == 404
    assert other.post(url("checkin", code=code_of(later)), {"day": occasion.days.first().pk}).status_code == 422
    assert not Attendance.objects.exists()


def test_labels_hold_a_code_and_the_plain_name_of_those_with_a_seat(held):
    occasion, leader, (a, b, c) = held
    before = timezone.now() - timedelta(days=20)
    waiting = register(occasion, 4, now=before)
    text = signed_in(leader).get(url("badges", occasion)).content.decode().split("<main")[1]
    assert text.count('role="img"') == 3
    assert all(row.name in text for row in (a, b, c))
    assert waiting.name not in text
    assert "@" not in text.split("</main>")[0]


def test_the_sheet_asks_no_more_for_many(held):
    occasion, leader, _rows = held
    client, page = signed_in(leader), url("attendance_day", occasion, day=occasion.day_list[0].pk)
    few = statements_of(client, page)
    few.check()
    type(occasion).objects.filter(pk=occasion.pk).update(seats=100)
    before = timezone.now() - timedelta(days=20)
    for number in range(10, 50):
        register(occasion, number, now=before)
    many = statements_of(client, page)
    many.check()
    assert len(many) == len(few)
