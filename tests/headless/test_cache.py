"""What caches are told: strong ETags from keys, that change with the content and with nothing else."""

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, Locale, Page, PageViewRestriction

from headless import changes, kept
from headless.models import ContentChange
from tests.factories import NewsPageFactory, TermFactory
from tests.factories.courses import make_course, make_occasion, register
from tests.lists.conftest import restrict
from tests.sql import statements_of

from .conftest import ROOT, Asker, token_for
from .test_blocks import document, picture  # noqa: F401 (fixtures)

pytestmark = pytest.mark.django_db
PATHS = (
    "/pages/",
    "/terms/",
    "/courses/",
    "/navigation/",
    "/locales/",
    "/redirects/",
    "/news/",
    "/objects/",
    "/roles/",
)


@pytest.fixture(autouse=True)
def a_monday_in_march():
    with time_machine.travel("2026-03-02T09:00:00+01:00", tick=False):
        yield


@pytest.fixture
def page(index_page):
    return NewsPageFactory(parent=index_page("nyheter"), title="Nyhet")


def tag(path, **headers):
    return Client().get(ROOT + path, headers=headers)["ETag"]


def again(path, known):
    return Client().get(ROOT + path, headers={"If-None-Match": known}).status_code


@pytest.mark.parametrize("path", PATHS)
def test_what_has_not_changed_is_not_sent_again(page, path):
    known = tag(path)
    assert known.startswith('"')
    response = Client().get(ROOT + path, headers={"If-None-Match": f'"x", {known}'})
    assert response.status_code == 304
    assert response.content == b""
    assert response["ETag"] == known
    assert response["Cache-Control"] == "public, max-age=60"
    assert "Authorization" in response["Vary"]


def test_a_star_finds_only_what_there_is(page):
    """Whatever the reader has holds only where there is an answer: not for what is nowhere, closed or asked for wrongly."""
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    for path, status in (("/pages/", 304), (f"/pages/{page.pk}/", 404), ("/pages/999999/", 404), ("/terms/x/", 404)):
        response = Client().get(ROOT + path, headers={"If-None-Match": "*"})
        assert response.status_code == status, path
        assert response["Cache-Control"] == ("public, max-age=60" if status == 304 else "no-store")
        assert "Authorization" in response["Vary"]


def test_what_is_not_there_is_never_unchanged(page):
    """A tag is made from the address; nobody who makes one, or had one while the page was open, is told 304."""
    known = tag(f"/pages/{page.pk}/")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    for path in (f"/pages/{page.pk}/", "/pages/999999/"):
        for text in (known, "W/" + known):
            response = Client().get(ROOT + path, headers={"If-None-Match": text})
            assert response.status_code == 404
            assert "ETag" not in response


@pytest.mark.parametrize("path", ["/", *PATHS])
def test_nothing_for_a_reader_with_a_token_is_kept_by_caches(page, cast, path):
    """Neither the answers nor the page for people, which has the site's menu, nor a 304."""
    ask = Asker(token_for(cast["editor"]))
    response = ask.get(path)
    assert set(response["Cache-Control"].split(", ")) == {"private", "no-store"}
    assert "Authorization" in response["Vary"]
    if "ETag" in response:
        response = ask.get(path, headers={"If-None-Match": response["ETag"]})
        assert response.status_code == 304
        assert set(response["Cache-Control"].split(", ")) == {"private", "no-store"}


CHANGES = {
    "published": lambda page: page.save_revision().publish(),
    "unpublished": lambda page: page.unpublish(),
    "moved": lambda page: page.move(Page.objects.get(slug="roller"), pos="last-child"),
    "deleted": lambda page: page.delete(),
    "restricted": lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
    "a picture": lambda page: picture_changed(),
}


def picture_changed():
    made = get_document_model()(title="Ny")
    made.file.save("ny.txt", ContentFile(b"Text"), save=True)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_content_makes_another_tag(page, change):
    known = tag("/pages/")
    assert again("/pages/", known) == 304
    CHANGES[change](Page.objects.get(pk=page.pk).specific)
    assert again("/pages/", known) == 200


def test_files_that_are_put_into_a_closed_collection_many_at_once(site, as_user, page):
    """Wagtail writes that without a signal."""
    model = get_document_model()
    made = model(title="Mall")
    made.file.save("mall.txt", ContentFile(b"Text"), save=True)
    closed = Collection.get_first_root_node().add_child(name="Sluten")
    known = tag("/pages/")
    action = reverse("wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, "add_to_collection"])
    as_user("admin").post(f"{action}?id={made.pk}", {"collection": closed.pk})
    made.refresh_from_db()
    assert made.collection_id == closed.pk
    assert again("/pages/", known) == 200


def test_a_rendition_that_is_purged(picture, page):  # noqa: F811
    rendition = picture.get_rendition("width-100")
    known = tag("/pages/")
    rendition.delete()
    assert again("/pages/", known) == 200


def test_a_draft_changes_nothing(page):
    known = tag("/pages/")
    page.title = "Utkast"
    page.save_revision()
    assert again("/pages/", known) == 304


def test_groups_of_a_restriction_are_content(page):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    known = tag("/pages/")
    restriction.groups.add(Group.objects.first())
    assert again("/pages/", known) == 200


def test_a_word_makes_another_tag(page):
    known = tag("/terms/")
    term = TermFactory()
    assert again("/terms/", known) == 200
    known = tag("/terms/")
    term.delete()
    assert again("/terms/", known) == 200


def test_a_seat_that_is_taken_makes_another_tag(index_page):
    occasion = make_occasion(make_course(index_page("utbildning")))
    known = tag("/courses/")
    assert again("/courses/", known) == 304
    register(occasion)
    assert again("/courses/", known) == 200


def test_courses_are_made_anew_each_minute_and_all_else_each_day(page):
    known, courses = tag("/pages/"), tag("/courses/")
    with time_machine.travel("2026-03-02T09:01:00+01:00"):
        assert again("/pages/", known) == 304
        assert again("/courses/", courses) == 200
    with time_machine.travel("2026-03-03T09:00:00+01:00"):
        assert again("/pages/", known) == 200


def test_each_address_and_each_reader_has_another_tag(page, cast):
    everybody = tag("/pages/")
    assert tag("/pages/?limit=5") != everybody
    assert tag("/pages/?locale=en") != everybody
    editor, staff = token_for(cast["editor"]), token_for(cast["staff"])
    tags = {Asker(text).get("/pages/")["ETag"] for text in (editor, staff)} | {everybody}
    assert len(tags) == 3
    known = Asker(staff).get("/pages/")["ETag"]
    cast["staff"].groups.add(Group.objects.get(name="Redaktör"))
    assert Asker(staff).get("/pages/")["ETag"] != known


def test_a_page_is_found_by_its_surrogate_key(page):
    response = Client().get(f"{ROOT}/pages/{page.pk}/")
    assert response["Surrogate-Key"].split() == ["pages", f"page-{page.pk}"]


def test_search_has_no_tag(page):
    response = Client().get(f"{ROOT}/search/?q=plan")
    assert "ETag" not in response
    assert response["Cache-Control"] == "public, max-age=60"


def test_what_is_rolled_back_leaves_no_trace(page):
    from django.db import transaction

    known = tag("/pages/")
    with transaction.atomic():
        page.save_revision().publish()
        transaction.set_rollback(True)
    assert again("/pages/", known) == 304


def test_old_changes_are_removed_but_the_last(page):
    ContentChange.objects.update(at="2026-02-01T00:00:00Z")
    number = ContentChange.objects.count()
    assert number > 1
    assert changes.prune() == number - 1
    assert ContentChange.objects.count() == 1


def test_no_cookie_is_set_and_none_is_read(page):
    response = Client().get(f"{ROOT}/pages/")
    assert not response.cookies
    assert "Cookie" not in response["Vary"]


def test_an_answer_names_the_language_that_it_is_in(english_home, index_page, ask):
    """Also where the address names none: a page brings its own."""
    course = make_course(index_page("utbildning"), title="Grundkurs")
    english = course.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.save_revision().publish()
    slug = make_occasion(course).slug
    for path, language in {
        f"/pages/{course.pk}/": "sv",
        f"/pages/{english.pk}/": "en",
        f"/pages/by-path/?path={english.get_url()}": "en",
        f"/courses/{english.pk}/": "en",
        f"/courses/{english.pk}/dates/{slug}/": "en",
        f"/courses/{course.pk}/dates/{slug}/": "sv",
        "/terms/?locale=en": "en",
        "/navigation/?locale=en": "en",
        "/calendar/?locale=en": "en",
        "/terms/": "sv",
        "/locales/": "sv",
    }.items():
        response = ask.client.get(ROOT + path)
        assert response.status_code == 200, path
        assert response["Content-Language"] == language, path
        tag = response["ETag"]
        same = ask.client.get(ROOT + path, headers={"If-None-Match": tag})
        assert (same.status_code, same["Content-Language"]) == (304, language), path


# --- What a process keeps ---------------------------------------------------------------------------------


@pytest.fixture
def keeping(settings):
    settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "API_KEPT_ANSWERS": 200_000}
    kept.answers.clear()
    yield kept.answers
    kept.answers.clear()


def test_an_answer_is_made_once(keeping, index_page):
    page = NewsPageFactory(parent=index_page("nyheter"), title="Före")
    address = f"{ROOT}/pages/{page.pk}/?include=breadcrumb"
    first = Client().get(address)
    second = Client().get(address)
    assert keeping.size == len(first.content) + kept.BESIDE
    for name in ("ETag", "Content-Type", "Content-Language", "Surrogate-Key", "Cache-Control", "Vary"):
        assert first[name] == second[name], name
    assert first.content == second.content
    statements_of(Client(), address).check(1)
    page.title = "Efter"
    page.save_revision().publish()
    assert Client().get(address).json()["title"] == "Efter"
    page.unpublish()
    assert Client().get(address).status_code == 404


def test_what_few_may_see_is_not_kept(keeping, index_page, cast):
    page = NewsPageFactory(parent=index_page("nyheter"))
    restrict(page, "login")
    reader = Client(headers={"Authorization": f"Bearer {token_for(cast['staff'])}"})
    assert reader.get(f"{ROOT}/pages/{page.pk}/").status_code == 200
    assert keeping.size == 0
    assert Client().get(f"{ROOT}/pages/{page.pk}/").status_code == 404
    assert keeping.size == 0  # nor what was refused


def test_what_is_kept_has_an_end(keeping, index_page):
    for number in range(20):
        NewsPageFactory(parent=index_page("nyheter"), title=f"Nyhet {number}", lead="x" * 200)
    for number in range(20):
        assert Client().get(f"{ROOT}/pages/?limit=100&updated_since=20{number:02}-01-01").status_code == 200
        assert keeping.size <= 200_000
        assert keeping.size == sum(
            len(content) + kept.BESIDE for content, _headers, _language in keeping.answers.values()
        )
    assert 0 < len(keeping.answers) < 20
