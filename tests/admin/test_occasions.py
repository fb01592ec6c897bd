"""Course dates in the admin, through its forms: what is typed reaches the services, and what they refuse its field."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Locale

from grund.models import AuditEvent, OutboxMail
from personer.models import Person
from tests.admin.conftest import told
from tests.admin.occasion_form import LIST, NEW, as_it_is, edit, errors, filled, in_days
from tests.factories.courses import make_course, make_occasion, register
from utbildning.models import Occasion, Registration
from utbildning.services import occasions

pytestmark = pytest.mark.django_db


class TestAdding:
    def test_two_days(self, manager, cast, course):
        first, second = in_days(40), in_days(41)
        data = filled(course, [(second, "09:00", "15:00"), (first, "09:00", "16:00")], gives_certificate="on")
        response = manager.post(NEW, data)
        assert response.status_code == 302, errors(response)
        assert response["Location"] == f"{LIST}?course={course.pk}"
        occasion = Occasion.objects.get()
        assert [(day.date, day.end_time) for day in occasion.day_list] == [(first, time(16)), (second, time(15))]
        assert (occasion.course_id, occasion.seats, occasion.status) == (course.pk, 12, "open")
        assert (occasion.first_day, occasion.last_day, occasion.slug) == (first, second, first.isoformat())
        assert (occasion.place, occasion.leader_title) == ("Nacka stadshus", "Ledaren")
        assert occasion.gives_certificate
        assert occasion.created_by == cast["training_manager"]
        # The service has done it, not the form: the log is what only the service writes.
        assert AuditEvent.objects.filter(action="occasion.created", by=cast["training_manager"]).count() == 1

    def test_no_limit_is_ticked(self, manager, course):
        manager.post(NEW, filled(course, seats="", unlimited="on"))
        assert Occasion.objects.get().seats is None

    def test_the_way_from_the_course_fills_it_in(self, manager, course):
        assert f'<option value="{course.pk}" selected>' in manager.get(f"{NEW}?course={course.pk}").content.decode()

    @pytest.mark.parametrize("wrong", ["x", "", "999999", "-1", "9" * 30, "²"])
    def test_a_way_that_leads_nowhere_is_an_empty_form(self, manager, course, wrong):
        for address in (NEW, LIST):
            assert manager.get(address, {"course": wrong}).status_code == 200

    def test_a_course_in_another_language_stands_for_the_one_in_the_source_language(
        self, manager, course, english_home
    ):
        english = course.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
        text = manager.get(f"{NEW}?course={english.pk}").content.decode()
        assert f'<option value="{course.pk}" selected>' in text
        assert f'<option value="{english.pk}"' not in text
        manager.post(NEW, filled(english))
        assert Occasion.objects.get().course_id == course.pk

    def test_a_course_that_has_no_page_in_the_source_language_is_taken_as_it_is(self, manager, course):
        course.locale = Locale.objects.get(language_code="en")
        course.save()
        manager.post(NEW, filled(course))
        assert Occasion.objects.get().course_id == course.pk


class TestChanging:
    def test_more_seats_move_the_queue_up(self, manager, course):
        """Row 23 from the screen: three more seats, five waiting."""
        occasion = make_occasion(course, seats=1)
        for number in range(6):
            register(occasion, number)
        OutboxMail.objects.all().delete()
        assert manager.post(edit(occasion), as_it_is(occasion, seats="4")).status_code == 302
        states = list(Registration.objects.order_by("pk").values_list("state", flat=True))
        assert states == ["confirmed"] * 4 + ["waiting"] * 2
        assert sorted(OutboxMail.objects.values_list("to", flat=True)) == [
            f"deltagare{number}@example.org" for number in (1, 2, 3)
        ]

    def test_another_day_is_told_to_everybody(self, manager, course):
        occasion = make_occasion(course, days=2)
        for number in range(2):
            register(occasion, number)
        OutboxMail.objects.all().delete()
        data = as_it_is(occasion) | {"days-0-date": str(in_days(50)), "days-1-date": str(in_days(51))}
        assert manager.post(edit(occasion), data).status_code == 302
        occasion = Occasion.objects.get()
        assert (occasion.first_day, occasion.last_day, occasion.facts_version) == (in_days(50), in_days(51), 2)
        assert set(OutboxMail.objects.values_list("to", flat=True)) == {
            "deltagare0@example.org",
            "deltagare1@example.org",
        }
        assert {"REQUEST"} == set(OutboxMail.objects.values_list("calendar_method", flat=True))

    def test_a_day_goes_and_another_comes(self, manager, course):
        occasion = make_occasion(course, days=2)
        days = list(occasion.days.all())
        data = as_it_is(occasion) | {"days-1-DELETE": "on", "days-TOTAL_FORMS": 3}
        data |= {"days-2-date": str(in_days(60)), "days-2-start_time": "13:00", "days-2-end_time": "15:00"}
        response = manager.post(edit(occasion), data)
        assert response.status_code == 302, errors(response)
        assert [day.date for day in Occasion.objects.get().day_list] == [days[0].date, in_days(60)]

    def test_somebody_else_has_taken_a_day_away_meanwhile(self, manager, course):
        occasion = make_occasion(course, days=2)
        typed = as_it_is(occasion, place="Annan plats")
        occasions.change(occasion.pk, days=[(in_days(40), time(9), time(16))])
        response = manager.post(edit(occasion), typed)
        assert response.status_code == 200
        assert told(response, "Somebody else has changed the days meanwhile. Open the course date again.")
        assert Occasion.objects.get().place == "Nacka stadshus"

    def test_the_way_to_the_participants_and_to_cancelling(self, manager, course):
        occasion = make_occasion(course)
        for address in (LIST, edit(occasion)):
            text = manager.get(address).content.decode()
            assert f'"{reverse("anmalan:participants", args=[occasion.pk])}"' in text
            assert f'"{reverse("anmalan:cancel_occasion", args=[occasion.pk])}"' in text
        occasions.cancel_occasion(occasion.pk, reason="Sjukdom")
        for address in (LIST, edit(occasion)):
            assert reverse("anmalan:cancel_occasion", args=[occasion.pk]) not in manager.get(address).content.decode()

    def test_a_site_without_those_pages_has_no_way_to_them(self, manager, course, monkeypatch):
        monkeypatch.setattr("utbildning.admin_views.NAMESPACE", "nowhere")
        occasion = make_occasion(course)
        for address in (LIST, edit(occasion)):
            response = manager.get(address)
            assert response.status_code == 200
            assert "/anmalan/ledare/" not in response.content.decode()

    def test_a_remark_is_told_to_nobody(self, manager, course):
        occasion = make_occasion(course)
        register(occasion)
        OutboxMail.objects.all().delete()
        assert manager.post(edit(occasion), as_it_is(occasion, note="Ta med dator")).status_code == 302
        occasion.refresh_from_db()
        assert (occasion.note, occasion.facts_version) == ("Ta med dator", 1)
        assert not OutboxMail.objects.exists()

    def test_nothing_changed_changes_nothing(self, manager, course):
        occasion = make_occasion(course, seats=None, days=2)
        register(occasion)
        before = [*Occasion.objects.values(), *occasion.days.values(), *Registration.objects.values()]
        assert manager.post(edit(occasion), as_it_is(occasion)).status_code == 302
        after = [*Occasion.objects.values(), *occasion.days.values(), *Registration.objects.values()]
        for row in (*before, *after):
            row.pop("updated_at", None)
        assert before == after

    @pytest.mark.parametrize("field", ["course", "taken", "slug", "last_queue_number", "cancel_reason", "created_by"])
    def test_what_the_form_does_not_ask_for_is_not_taken(self, manager, course, index_page, field):
        other = make_course(index_page("utbildning"), title="Annan", slug="annan")
        occasion = make_occasion(course)
        before = Occasion.objects.values(f"{field}").get()
        value = other.pk if field == "course" else "1"
        assert manager.post(edit(occasion), as_it_is(occasion, **{field: value})).status_code == 302
        assert Occasion.objects.values(f"{field}").get() == before

    def test_with_people_it_is_not_a_draft_again(self, manager, course):
        occasion = make_occasion(course)
        register(occasion)
        response = manager.post(edit(occasion), as_it_is(occasion, status="draft"))
        assert list(errors(response)) == ["status"]

    def test_a_cancelled_one_stays_cancelled(self, manager, course):
        occasion = make_occasion(course)
        occasions.cancel_occasion(occasion.pk, reason="Sjukdom")
        text = manager.get(edit(occasion)).content.decode()
        assert "Sjukdom" in text
        assert '<option value="open"' not in text
        response = manager.post(edit(occasion), as_it_is(occasion, status="open"))
        assert list(errors(response)) == ["status"]
        occasion.refresh_from_db()
        assert occasion.status == "cancelled"

    def test_somebody_who_has_left_stays_leader_until_another_is_chosen(self, manager, course):
        leader = Person.objects.create(display_name="Kim Exempel")
        occasion = make_occasion(course, leader=leader)
        Person.objects.update(active=False)
        Person.objects.create(display_name="Sam Slutat", active=False)
        text = manager.get(edit(occasion)).content.decode()
        assert "Kim Exempel" in text
        assert "Sam Slutat" not in text
        manager.post(edit(occasion), as_it_is(occasion, leader=leader.pk))
        assert Occasion.objects.get().leader == leader

    def test_it_does_not_exist(self, manager):
        assert manager.get("/admin/course_dates/edit/999999/").status_code == 404


class TestDeleting:
    def delete(self, client, occasion):
        return client.post(f"/admin/course_dates/delete/{occasion.pk}/", follow=True)

    def test_one_that_nobody_registered_for_may_go(self, manager, course):
        occasion = make_occasion(course, days=2)
        self.delete(manager, occasion)
        assert not Occasion.objects.exists()
        assert AuditEvent.objects.filter(action="occasion.removed").exists()

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_one_with_people_stays_with_a_sentence(self, manager, course, method):
        occasion = make_occasion(course)
        register(occasion)
        response = getattr(manager, method)(f"/admin/course_dates/delete/{occasion.pk}/", follow=True)
        assert response.status_code == 200
        assert told(response, "People have registered, so it cannot be deleted. Cancel it instead.")
        assert Registration.objects.count() == 1

    def test_somebody_registers_while_it_is_being_deleted(self, manager, course, monkeypatch):
        from utbildning.admin_views import OccasionDeleteView

        occasion = make_occasion(course)
        register(occasion)
        monkeypatch.setattr(OccasionDeleteView, "refusal", lambda self: "")
        response = self.delete(manager, occasion)
        assert told(response, "People have registered, so it cannot be deleted. Cancel it instead.")
        assert Registration.objects.count() == 1


def test_the_date_in_the_form_is_one_that_it_takes_back(manager, course):
    """The screen's own way of writing days and times, sent back unchanged, is no change."""
    occasion = make_occasion(course, closes_at=timezone.now() + timedelta(days=3))
    form = manager.get(edit(occasion)).context["form"]
    data = {
        f"days-{name}": form.formsets["days"].management_form[name].value() for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    for field in (*form, *form.formsets["days"].forms[0]):
        widget_value = (
            field.field.widget.format_value(field.value()) if hasattr(field.field.widget, "format_value") else None
        )
        value = widget_value if isinstance(widget_value, str) else field.value()
        if value not in (None, "", False, []):
            data[field.html_name] = getattr(value, "pk", value)
    response = manager.post(edit(occasion), data)
    assert response.status_code == 302, errors(response)
    again = Occasion.objects.get()
    assert again.facts_version == 1
    assert date_format(again.closes_at, "Y-m-d H:i") == date_format(occasion.closes_at, "Y-m-d H:i")
