"""What editors do with a course page never touches who has registered: row 22 of the bad inputs."""

import pytest
from django.contrib.admin.utils import quote
from wagtail.models import Locale, Page

from tests.admin.conftest import told
from tests.admin.test_pages import sent
from tests.factories import CourseIndexPageFactory, CoursePageFactory
from tests.factories.courses import make_course, make_occasion, register
from utbildning.models import (
    CalendarItem,
    CourseIndexPage,
    CoursePage,
    CourseQuestion,
    CourseRecord,
    NewDateWish,
    Occasion,
    OccasionDay,
    Registration,
)

pytestmark = pytest.mark.django_db
KEPT = (Occasion, OccasionDay, Registration, CalendarItem, CourseQuestion)
SENTENCE = (
    "“%(page)s” or a page below it has course dates, questions or registrations, so it cannot be deleted. "
    "Unpublish it, or delete its dates and questions first."
)
PUBLISHED = "“%(page)s” or a page below it has been published, so it cannot be deleted. Unpublish it instead."


@pytest.fixture
def course(index_page):
    """A published course with an older draft, two dates, a question, two who have a seat and one who waits."""
    course = make_course(index_page("utbildning"))
    course.title = "Äldre utkast"
    course.save_revision()
    course = CoursePage.objects.get()
    course.lead = "Nyare"
    course.save_revision().publish()
    occasion = make_occasion(course, seats=2, days=2)
    for number in range(3):
        register(occasion, number)
    make_occasion(course, in_days=80, status="draft")
    CourseQuestion.objects.create(course=course, label="Vad?")
    return course


@pytest.fixture
def admin(as_user):
    return as_user("admin")


def rows():
    """Everything that must not change, as it stands in the tables."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in KEPT}


@pytest.fixture
def untouched(course):
    """Compares the tables after the test with those before it."""
    before = rows()
    assert [len(found) for found in before.values()] == [2, 3, 3, 4, 1]
    assert [row["taken"] for row in before["Occasion"]] == [2, 0]
    yield
    assert rows() == before


@pytest.mark.usefixtures("untouched")
class TestUntouched:
    def test_row_22_an_older_draft_is_published(self, admin, course):
        old = course.revisions.get(content__title="Äldre utkast")
        old.publish()
        assert CoursePage.objects.get(pk=course.pk).title == "Äldre utkast"

    def test_row_22_an_older_revision_is_reverted_to_in_the_admin(self, admin, course):
        old = course.revisions.get(content__title="Äldre utkast")
        form = admin.get(f"/admin/pages/{course.pk}/revisions/{old.pk}/revert/")
        data = sent(form, CoursePage, revision=old.pk, **{"action-publish": "x"})
        response = admin.post(f"/admin/pages/{course.pk}/edit/", data)
        assert response.status_code == 302, response.context["form"].errors
        assert CoursePage.objects.get(pk=course.pk).title == "Äldre utkast"

    def test_row_22_it_is_copied_with_every_revision(self, admin, course):
        data = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": course.get_parent().pk}
        response = admin.post(f"/admin/pages/{course.pk}/copy/", {**data, "publish_copies": "on"})
        assert response.status_code == 302
        copy = CoursePage.objects.get(slug="kopia")
        assert not Occasion.objects.of_course(copy).exists()
        assert not copy.questions.exists()

    def test_row_22_it_is_moved(self, admin, course, site):
        elsewhere = CourseIndexPageFactory(parent=site, title="Arkiv", slug="arkiv")
        response = admin.post(f"/admin/pages/{course.pk}/move/{elsewhere.pk}/confirm/")
        assert response.status_code == 302
        moved = CoursePage.objects.get(pk=course.pk)
        assert moved.get_parent().pk == elsewhere.pk
        assert Occasion.objects.of_course(moved).count() == 2

    def test_row_22_it_is_unpublished(self, admin, course):
        admin.post(f"/admin/pages/{course.pk}/unpublish/")
        assert not CoursePage.objects.get(pk=course.pk).live

    def test_row_22_it_is_translated(self, course, english_home):
        english = course.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
        assert not english.occasions.exists()
        assert not english.questions.exists()
        # Its own are those of the course.
        assert Occasion.objects.of_course(english).count() == 2

    def test_row_22_it_is_translated_with_the_add_on(self, admin, course, english_home):
        english = Locale.objects.get(language_code="en")
        parent = course.get_parent()
        for page in (parent, course):
            response = admin.post(f"/admin/localize/submit/page/{page.pk}/", {"locales": english.pk})
            assert response.status_code == 302
        translation = CoursePage.objects.get(locale=english)
        translation.save_revision().publish()
        assert not translation.occasions.exists()
        assert Occasion.objects.of_course(translation).count() == 2

    def test_row_22_the_translation_may_go(self, admin, course, english_home):
        english = course.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
        admin.post(f"/admin/pages/{english.pk}/delete/")
        assert not CoursePage.objects.filter(pk=english.pk).exists()


def single(client, page):
    return client.post(f"/admin/pages/{page.pk}/delete/", follow=True)


def bulk(client, page):
    return client.post(f"/admin/bulk/wagtailcore/page/delete/?id={quote(page.pk)}&next=/admin/pages/", follow=True)


@pytest.mark.parametrize("way", [single, bulk])
class TestDeleting:
    @pytest.mark.parametrize("who", ["training_manager", "editor", "admin"])
    def test_row_22_a_published_course_stays(self, as_user, course, untouched, way, who):
        response = way(as_user(who), course)
        assert response.status_code == 200
        assert told(response, PUBLISHED, page="Grundutbildning")
        assert CoursePage.objects.filter(pk=course.pk).exists()

    @pytest.mark.parametrize("above", [False, True], ids=["itself", "the page above"])
    def test_row_22_a_draft_with_a_date_stays(self, admin, site, way, above):
        index = CourseIndexPageFactory(parent=site, title="Arkiv", slug="arkiv", live=False)
        draft = CoursePageFactory(parent=index, title="Utkast", live=False)
        make_occasion(draft, status="draft")
        page = index if above else draft
        response = way(admin, page)
        assert response.status_code == 200
        assert told(response, SENTENCE, page=page.title)
        assert CoursePage.objects.filter(pk=draft.pk).exists()
        assert CourseIndexPage.objects.filter(pk=index.pk).exists()
        assert Occasion.objects.count() == 1

    @pytest.mark.parametrize("kind", ["question", "record", "wish"])
    def test_row_22_a_draft_with_anything_else_of_ours_stays(self, admin, index_page, way, kind):
        from django.utils import timezone

        draft = CoursePageFactory(parent=index_page("utbildning"), title="Utkast", live=False)
        if kind == "question":
            CourseQuestion.objects.create(course=draft, label="Vad?")
        elif kind == "record":
            CourseRecord.objects.create(course=draft, number="1", issued_at=timezone.now())
        else:
            NewDateWish.objects.create(course=draft, email="kim@example.org", email_norm="kim@example.org")
        assert told(way(admin, draft), SENTENCE, page="Utkast")
        assert CoursePage.objects.filter(pk=draft.pk).exists()

    def test_a_draft_without_anything_may_go(self, admin, index_page, course, way):
        draft = CoursePageFactory(parent=index_page("utbildning"), title="Utkast", live=False)
        way(admin, draft)
        assert not Page.objects.filter(pk=draft.pk).exists()
        assert Registration.objects.count() == 3


def test_asking_first_gets_the_sentence_too(admin, index_page):
    draft = CoursePageFactory(parent=index_page("utbildning"), title="Utkast", live=False)
    make_occasion(draft, status="draft")
    assert told(admin.get(f"/admin/pages/{draft.pk}/delete/", follow=True), SENTENCE, page="Utkast")
