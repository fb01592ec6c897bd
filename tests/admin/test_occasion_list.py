"""The list of course dates, who may do what with them, questions, and the ways there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from grund.models import OutboxMail
from personer.models import Person
from personer.services import person_for
from tests.admin.conftest import told
from tests.admin.occasion_form import LIST, NEW, as_it_is, edit, filled, in_days
from tests.factories.courses import make_course, make_occasion, register
from tests.sql import Statements
from utbildning.models import Answer, CourseQuestion, Occasion

pytestmark = pytest.mark.django_db
LISTED = 14
QUESTIONS = "/admin/course_questions/"
# Roles without a right to the admin. A link from a mail opens one's own registration and nothing here.
STRANGERS = ("anonymous", "token holder", "staff", "participant", "leader", "other leader")


@pytest.fixture
def visitor(as_user, course, django_user_model):
    """``visitor("leader")``: a client as :func:`as_user` gives it, for the other roles, too."""

    def make(who):
        if who == "anonymous":
            return as_user()
        if who == "token holder":
            client = as_user()
            register(make_occasion(course, in_days=90), 31)
            word = OutboxMail.objects.get(kind="confirmed").secret
            assert client.get(reverse("anmalan:link", kwargs={"word": word})).status_code == 200
            OutboxMail.objects.all().delete()
            return client
        if who in ("participant", "leader", "other leader"):
            user = django_user_model.objects.create_user(who.split()[0], f"{who[:5]}@example.org", "lösenord-för-test")
            person_for(user)
            client = as_user()
            client.force_login(user)
            return client
        return as_user(who)

    return make


def is_turned_away(response):
    """Whether the answer leads to signing in, or back to the admin's own start with a word of refusal."""
    assert response.status_code == 302, response.status_code
    assert response["Location"].split("?")[0] in ("/logga-in/", "/admin/login/", "/admin/"), response["Location"]
    return True


class TestList:
    def test_the_coming_ones_first(self, manager, course):
        for number in (-10, 30, -40, 20):
            make_occasion(course, in_days=number)
        rows = manager.get(LIST).context["object_list"]
        assert [row.first_day for row in rows] == [in_days(number) for number in (20, 30, -10, -40)]

    def test_what_it_says(self, manager, course):
        full, free = make_occasion(course, seats=2), make_occasion(course, seats=None, in_days=50)
        for number in range(5):
            register(full, number)
        register(free)
        text = manager.get(LIST).content.decode()
        rows = [row for row in text.split("<tr") if "Grundutbildning" in row]
        assert "2 " in rows[0].replace("\n", " ")
        found = {row.pk: (row.taken, row.waiting) for row in manager.get(LIST).context["object_list"]}
        assert found == {full.pk: (2, 3), free.pk: (1, 0)}

    def test_one_course_in_any_language(self, manager, course, index_page, english_home):
        other = make_course(index_page("utbildning"), title="Annan", slug="annan")
        mine, theirs = make_occasion(course), make_occasion(other)
        english = course.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
        for page in (course, english):
            response = manager.get(LIST, {"course": page.pk})
            assert [row.pk for row in response.context["object_list"]] == [mine.pk]
            assert f"{NEW}?course={course.pk}" in response.content.decode()
        assert [row.pk for row in manager.get(LIST, {"course": other.pk}).context["object_list"]] == [theirs.pk]

    def test_one_status(self, manager, course):
        make_occasion(course)
        draft = make_occasion(course, status="draft")
        assert [row.pk for row in manager.get(LIST, {"status": "draft"}).context["object_list"]] == [draft.pk]

    @pytest.mark.parametrize("ordering", ["course__title", "-first_day", "status", "nonsense"])
    def test_another_order(self, manager, course, ordering):
        make_occasion(course)
        assert manager.get(LIST, {"ordering": ordering}).status_code == 200

    @pytest.mark.parametrize("who", ["training_manager", "model_manager"])
    def test_the_queries_do_not_grow_with_the_rows(self, as_user, course, index_page, who):
        client = as_user(who)

        def asked():
            client.get(LIST)
            with CaptureQueriesContext(connection) as captured:
                client.get(LIST)
            return Statements(query["sql"] for query in captured.captured_queries)

        person = Person.objects.create(display_name="Kim Exempel")
        make_occasion(course, leader=person)
        few = asked()
        for number in range(6):
            other = make_course(index_page("utbildning"), title=f"Kurs {number}", slug=f"kurs-{number}")
            leader = Person.objects.create(display_name=f"Ledare {number}")
            register(make_occasion(other, leader=leader), number)
        many = asked()
        assert len(many) == len(few), many.report()
        assert len(many) <= LISTED, many.report()


class TestWho:
    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_every_screen_opens_in_both_languages(self, manager, cast, course, language):
        from wagtail.users.models import UserProfile

        profile = UserProfile.get_for_user(cast["training_manager"])
        profile.preferred_language = language
        profile.save()
        occasion, question = make_occasion(course), CourseQuestion.objects.create(course=course, label="Vad?")
        for path in (
            LIST,
            f"{LIST}results/",
            NEW,
            edit(occasion),
            f"/admin/course_dates/delete/{occasion.pk}/",
            f"/admin/course_dates/history/{occasion.pk}/",
            "/admin/course_questions/",
            "/admin/course_questions/new/",
            f"/admin/course_questions/edit/{question.pk}/",
            f"/admin/course_questions/delete/{question.pk}/",
        ):
            response = manager.get(path)
            assert response.status_code == 200, path
            assert "results" in path or f'<html lang="{language}"' in response.content.decode(), path

    @pytest.mark.parametrize(
        ("who", "sees", "writes"),
        [
            ("admin", True, True),
            ("training_manager", True, True),
            ("model_manager", True, False),
            ("editor", False, False),
            ("staff", False, False),
        ],
    )
    def test_rights(self, as_user, course, who, sees, writes):
        client, occasion = as_user(who), make_occasion(course)
        assert (client.get(LIST).status_code == 200) == sees
        assert (client.get(NEW).status_code == 200) == writes
        assert (client.get(edit(occasion)).status_code == 200) == writes
        client.post(NEW, filled(course))
        assert Occasion.objects.count() == 1 + writes
        client.post(edit(occasion), as_it_is(occasion, note="Ändrat"))
        occasion.refresh_from_db()
        assert (occasion.note == "Ändrat") == writes
        client.post(f"/admin/course_dates/delete/{occasion.pk}/")
        assert Occasion.objects.filter(pk=occasion.pk).exists() != writes

    @pytest.mark.parametrize("who", STRANGERS)
    def test_without_a_right_to_the_admin_one_is_asked_to_sign_in(self, visitor, course, who):
        """Who leads the course or takes part in it has nothing to do here either."""
        occasion, client = make_occasion(course), visitor(who)
        leader = Person.objects.filter(user__username="leader").first()
        Occasion.objects.filter(pk=occasion.pk).update(leader=leader)
        occasion.refresh_from_db()
        register(occasion, person=Person.objects.filter(user__username="participant").first())
        before = list(Occasion.objects.order_by("pk").values())
        for path, data in (
            (LIST, {}),
            (f"{LIST}results/", {}),
            (NEW, filled(course)),
            (edit(occasion), as_it_is(occasion, note="Ändrat")),
            (f"/admin/course_dates/delete/{occasion.pk}/", {}),
            (f"/admin/course_dates/history/{occasion.pk}/", {}),
        ):
            assert is_turned_away(client.get(path)), path
            assert is_turned_away(client.post(path, data)), path
        assert list(Occasion.objects.order_by("pk").values()) == before

    @pytest.mark.parametrize(
        ("who", "shown"), [("training_manager", True), ("model_manager", True), ("editor", False), ("admin", True)]
    )
    def test_the_menu_and_the_way_from_the_course_page(self, as_user, course, who, shown):
        client, way = as_user(who), f"{LIST}?course={course.pk}"
        assert (way in client.get(f"/admin/pages/{course.pk}/edit/").content.decode()) == shown
        assert (way in client.get(f"/admin/pages/{course.get_parent().pk}/").content.decode()) == shown
        assert (f'"{LIST}"' in client.get("/admin/").content.decode()) == shown

    def test_other_pages_have_no_such_way(self, as_user, index_page):
        assert (
            LIST + "?course"
            not in as_user("admin").get(f"/admin/pages/{index_page('nyheter').pk}/edit/").content.decode()
        )


class TestQuestions:
    def data(self, course=None, **values):
        data = {"label": "Vad vill du lära dig?", "purpose": "För planeringen", "keep_days": "30", "order": "0"}
        return data | ({"course": course.pk} if course else {}) | {"active": "on"} | values

    def test_it_is_written_and_corrected(self, manager, course):
        response = manager.post("/admin/course_questions/new/", self.data(course))
        assert response.status_code == 302, response.context["form"].errors
        question = CourseQuestion.objects.get()
        assert (question.course_id, question.keep_days) == (course.pk, 30)
        manager.post(f"/admin/course_questions/edit/{question.pk}/", self.data(label="Varför?"))
        question.refresh_from_db()
        assert (question.label, question.course_id) == ("Varför?", course.pk)

    def test_only_so_many_are_in_use(self, manager, course):
        rows = [CourseQuestion.objects.create(course=course, label=f"Fråga {n}") for n in range(CourseQuestion.MOST)]
        sentence = "A course can have %(most)d questions in use at the same time. Untick another one first."
        response = manager.post("/admin/course_questions/new/", self.data(course))
        assert told(response, sentence, most=CourseQuestion.MOST)
        assert list(response.context["form"].errors) == ["active"]
        assert CourseQuestion.objects.count() == CourseQuestion.MOST
        # One of them can be changed, and another one kept out of use.
        assert manager.post(f"/admin/course_questions/edit/{rows[0].pk}/", self.data()).status_code == 302
        assert manager.post("/admin/course_questions/new/", self.data(course, active="")).status_code == 302

    def test_one_with_answers_is_not_deleted(self, manager, course):
        question = CourseQuestion.objects.create(course=course, label="Vad?")
        Answer.objects.create(question=question, registration=register(make_occasion(course)), text="Allt")
        for method in ("get", "post"):
            response = getattr(manager, method)(f"/admin/course_questions/delete/{question.pk}/", follow=True)
            assert response.status_code == 200
            sentence = "People have answered the question, so it cannot be deleted. Untick “in use” instead."
            assert told(response, sentence)
        assert CourseQuestion.objects.exists()

    def test_one_without_may_go(self, manager, course):
        question = CourseQuestion.objects.create(course=course, label="Vad?")
        manager.post(f"/admin/course_questions/delete/{question.pk}/")
        assert not CourseQuestion.objects.exists()

    @pytest.mark.parametrize("who", [*STRANGERS, "editor", "model_manager", "training_manager", "admin"])
    def test_rights(self, visitor, course, who):
        """Questions are for who arranges the courses; whoever else is in the admin does not even see them."""
        client, writes = visitor(who), who in ("training_manager", "admin")
        question = CourseQuestion.objects.create(course=course, label="Vad?", purpose="Plan")
        for path in (QUESTIONS, f"{QUESTIONS}new/", f"{QUESTIONS}edit/{question.pk}/"):
            response = client.get(path)
            assert (response.status_code == 200) == writes, path
            assert writes or is_turned_away(response), path
        client.post(f"{QUESTIONS}new/", self.data(course))
        assert CourseQuestion.objects.count() == 1 + writes
        client.post(f"{QUESTIONS}edit/{question.pk}/", self.data(label="Ändrat"))
        question.refresh_from_db()
        assert question.label == ("Ändrat" if writes else "Vad?")
        assert (client.get(f"{QUESTIONS}delete/{question.pk}/").status_code == 200) == writes
        client.post(f"{QUESTIONS}delete/{question.pk}/")
        assert CourseQuestion.objects.filter(pk=question.pk).exists() != writes


class TestPeople:
    """A person whom a course needs stays, with a sentence; the others may go."""

    SENTENCE = (
        "“%(person)s” is named elsewhere, for example in a course, so the person cannot be deleted. "
        "Untick “active” instead."
    )

    @pytest.mark.parametrize("how", ["leads", "takes part"])
    def test_one_who_is_needed(self, as_user, course, how):
        person = Person.objects.create(display_name="Kim Exempel", email="kim@example.org")
        if how == "leads":
            make_occasion(course, leader=person)
        else:
            register(make_occasion(course), person=person)
        response = as_user("admin").post(f"/admin/people/delete/{person.pk}/", follow=True)
        assert response.status_code == 200
        assert told(response, self.SENTENCE, person="Kim Exempel")
        assert Person.objects.filter(pk=person.pk).exists()

    def test_one_who_is_not(self, as_user, site):
        person = Person.objects.create(display_name="Kim Exempel")
        as_user("admin").post(f"/admin/people/delete/{person.pk}/")
        assert not Person.objects.exists()
