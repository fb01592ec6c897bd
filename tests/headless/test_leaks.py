"""Nothing that is closed is given out: every state × every endpoint × everybody who may ask."""

import json

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction

from modellen.models import GlossaryPage, TemplateLibraryPage, YearWheelPage
from search.rebuild import rebuild
from tests.factories import (
    CoursePageFactory,
    NewsPageFactory,
    ObjectPageFactory,
    RoleGuidePageFactory,
    StandardPageFactory,
    TemplateItemFactory,
    TermFactory,
    YearWheelEventFactory,
)
from tests.factories.courses import make_course, make_occasion
from tests.lists.conftest import FINDS, WORDS, documents, in_all_states, restrict, restricted  # noqa: F401 (fixtures)

from .conftest import ROOT

pytestmark = pytest.mark.django_db
ASKERS = (None, "staff", "editor", "admin")


@pytest.fixture(autouse=True)
def a_monday_in_march():
    with time_machine.travel("2026-03-02T09:00:00+01:00"):
        yield


@pytest.fixture
def with_password(index_page):
    """A page behind a shared password: nobody's here, since no password is sent."""
    page = NewsPageFactory(parent=index_page("nyheter"), title="Lösenordslilja")
    restrict(page, "password")
    return page


def states_in(response):
    text = response.content.decode()
    return {state for state, word in WORDS.items() if word in text or word in text.encode().decode("unicode_escape")}


@pytest.fixture
def pages(in_all_states, index_page, site, with_password):  # noqa: F811
    """A piece of news in each state, and a page that leads to all of them in every way there is."""
    made = in_all_states(NewsPageFactory, index_page("nyheter"))
    links = "".join(f'<a linktype="page" id="{page.pk}">dit</a>' for page in made.values())
    body = [
        {"type": "text", "value": f"<p>{links}</p>", "id": "a"},
        {"type": "related", "value": [page.pk for page in made.values()], "id": "b"},
    ]
    made["leading"] = StandardPageFactory(parent=site, title="Dit", body=json.dumps(body))
    rebuild()
    return made


LISTS = [
    "/pages/?limit=100",
    "/pages/?limit=100&include=translations,breadcrumb",
    "/pages/?limit=100&type=nyheter.NewsPage&include=content",
    "/pages/?limit=100&locale=en&fallback=sv",
    "/pages/?limit=100&updated_since=2020-01-01",
    "/news/?limit=100",
    "/news/?limit=100&include=content",
]


@pytest.mark.parametrize("name", ASKERS)
def test_lists_hold_what_the_asker_may_see(pages, ask_as, name):
    ask = ask_as(name)
    for path in LISTS:
        response = ask.client.get(ROOT + path)
        assert states_in(response) == FINDS[name], path
        assert "Lösenordslilja" not in response.content.decode()
        counted = response.json()["meta"]["total"]
        assert counted == len(response.json()["items"]), path


@pytest.mark.parametrize("name", ASKERS)
def test_one_page_and_one_path(pages, ask_as, with_password, name):
    ask = ask_as(name)
    for state, page in pages.items():
        if state == "leading":
            continue
        expected = 200 if state in FINDS[name] else 404
        assert ask.get(f"/pages/{page.pk}/").status_code == expected, state
        assert ask.get(f"/pages/{page.pk}/", include="html").status_code == expected, state
        path = Page.objects.get(pk=page.pk).url_path.replace("/start/", "/")
        assert ask.get("/pages/by-path/", path=path).status_code == expected, state
        assert ask.get("/pages/", parent=page.pk).status_code == expected, state
    for include in (
        {},
        {"include": "html,translations,breadcrumb"},
        {"locale": "sv"},
        {"locale": "en", "fallback": "sv"},
    ):
        assert ask.get(f"/pages/{with_password.pk}/", **include).status_code == 404
        for path in (with_password.url, with_password.url.rstrip("/"), f"{with_password.url}?x=1#y"):
            response = ask.get("/pages/by-path/", path=path, **include)
            assert response.status_code == 404, path
            assert "Lösenordslilja" not in response.content.decode()
    assert ask("/search/", q="Lösenordslilja", exact="true")["hits"] == []
    assert ask("/search/", q="lösenordsliljan")["hits"] == []
    assert ask("/search/suggestions/", q="Lösenords")["items"] == []


def test_who_gave_the_password_on_the_site_gets_no_more_here(with_password, site):
    """The session that the site remembers it in counts for nothing."""
    client = Client()
    restriction = with_password.view_restrictions.get()
    session = client.session
    session[PageViewRestriction.passed_view_restrictions_session_key] = [restriction.pk]
    session.save()
    for path in (f"/pages/{with_password.pk}/", f"/pages/{with_password.pk}/?include=html"):
        assert client.get(ROOT + path).status_code == 404
    assert client.get(f"{ROOT}/pages/by-path/", {"path": with_password.url}).status_code == 404


@pytest.mark.parametrize("name", ASKERS)
def test_where_a_page_stood_below_something_closed_is_not_told(index_page, site, restricted, ask_as, name):  # noqa: F811
    """Wagtail makes redirects by itself, whose paths name what they led through."""
    section = StandardPageFactory(parent=site, title="Klubbstarr", slug="klubbstarr-omorganisation")
    restricted(section, "group")
    page = StandardPageFactory(parent=section, title="Planen", slug="planen")
    page.move(site, pos="last-child")
    assert Redirect.objects.get().old_path == "/klubbstarr-omorganisation/planen"
    paths = [item["path"] for item in ask_as(name)("/redirects/")["items"]]
    assert paths == (["/klubbstarr-omorganisation/planen"] if "group" in FINDS[name] else [])


@pytest.mark.parametrize("path", ["/", "/modellen/", "/utbildning/", "/objekt/", "/nyheter/", "/roller/"])
def test_blocks_as_html_are_the_same_for_who_is_signed_in(site, as_user, path):
    asked = {"path": path, "include": "html"}
    answers = [client.get(f"{ROOT}/pages/by-path/", asked).content for client in (Client(), as_user("admin"))]
    assert answers[0] == answers[1]


@pytest.mark.parametrize("name", ASKERS)
@pytest.mark.parametrize("text", ["html", "markdown"])
def test_what_a_page_leads_to(pages, ask_as, name, text):
    ask = ask_as(name)
    for include in ({}, {"include": "html,translations,breadcrumb"}):
        response = ask.get(f"/pages/{pages['leading'].pk}/", text=text, **include)
        assert states_in(response) == FINDS[name]
        for state, page in pages.items():
            if state not in FINDS[name] and state != "leading":
                assert page.slug not in response.content.decode(), state


@pytest.mark.parametrize("name", ASKERS)
def test_search_facets_and_suggestions(pages, ask_as, name):
    ask = ask_as(name)
    for state, word in WORDS.items():
        found = ask("/search/", q=word, exact="true")
        seen = state in FINDS[name]
        assert (word in [hit["title"] for hit in found["hits"]]) == seen, state
        if not seen:
            assert (
                all(choice["count"] == 0 for facet in found["facets"] for choice in facet["choices"]) or found["total"]
            )
            assert word not in json.dumps(found["hits"], ensure_ascii=False)
        offered = [item["text"] for item in ask("/search/suggestions/", q=word[:6])["items"]]
        assert (word in offered) == seen, state


@pytest.mark.parametrize("name", ASKERS)
@pytest.mark.parametrize(
    "factory, parent, path, fields",
    [
        (ObjectPageFactory, "objekt", "/objects/", lambda state, number: {"code": "ABCDEFG"[number] * 3}),
        (CoursePageFactory, "utbildning", "/courses/", lambda state, number: {}),
    ],
)
def test_records_that_are_pages(in_all_states, index_page, ask_as, name, factory, parent, path, fields):  # noqa: F811
    made = in_all_states(factory, index_page(parent), fields)
    ask = ask_as(name)
    assert states_in(ask.get(path, limit=100)) == FINDS[name]
    for state, page in made.items():
        key = page.code if path == "/objects/" else page.pk
        assert ask.get(f"{path}{key}/").status_code == (200 if state in FINDS[name] else 404), state


@pytest.mark.parametrize("name", ASKERS)
def test_role_guides(index_page, restricted, ask_as, name):  # noqa: F811
    guide = RoleGuidePageFactory(parent=index_page("roller"), title="Klubbstarr", role="object_owner")
    RoleGuidePageFactory(parent=index_page("roller"), title="Utkastvide", role="specialist_it", live=False)
    restricted(guide, "group")
    ask = ask_as(name)
    seen = "group" in FINDS[name]
    assert [item["name"] for item in ask("/roles/", include="content")["items"]] == (["Klubbstarr"] if seen else [])
    assert ask.get("/roles/object_owner/").status_code == (200 if seen else 404)
    assert ask.get("/roles/specialist_it/").status_code == 404


@pytest.mark.parametrize("name", ASKERS)
@pytest.mark.parametrize(
    "page_type, factory, path, fields",
    [
        (GlossaryPage, TermFactory, "/terms/", "term"),
        (TemplateLibraryPage, TemplateItemFactory, "/templates/", "title"),
        (YearWheelPage, YearWheelEventFactory, "/year-wheel/", "title"),
    ],
)
def test_records_are_shown_where_their_page_is(site, restricted, ask_as, name, page_type, factory, path, fields):  # noqa: F811
    factory(uid="oppen", **{fields: "Gullregn"})
    factory(uid="utkast", live=False, **{fields: "Utkastvide"})
    ask = ask_as(name)
    assert states_in(ask.get(path)) == {"live"}
    restricted(page_type.objects.get(), "group")
    assert states_in(ask.get(path)) == ({"live"} if "group" in FINDS[name] else set())
    if path != "/year-wheel/":
        assert ask.get(f"{path}oppen/").status_code == (200 if "group" in FINDS[name] else 404)
        assert ask.get(f"{path}utkast/").status_code == 404
    page_type.objects.update(live=False)
    assert states_in(ask.get(path)) == set()


@pytest.mark.parametrize("name", ASKERS)
def test_the_use_of_a_word_and_the_page_of_a_date(pages, ask_as, name):
    TermFactory(uid="plan", term="Plan")
    for page in pages.values():
        page.body = json.dumps([{"type": "term", "value": "plan", "id": "t"}])
        page.save()
    ask = ask_as(name)
    assert states_in(ask.get("/terms/plan/")) == FINDS[name]
    assert states_in(ask.get("/terms/", include="used_by")) == FINDS[name]
    for number, page in enumerate(pages.values()):
        YearWheelEventFactory(uid=f"dag-{number}", title=f"Dag {number}", link_page=page)
    assert states_in(ask.get("/year-wheel/")) == FINDS[name]


@pytest.mark.parametrize("name", ASKERS)
def test_documents(documents, site, ask_as, name):  # noqa: F811
    for state, document in documents.items():
        TemplateItemFactory(uid=state, title=f"Mall {state}", document=document)
    body = [
        {"type": "documents", "value": [document.pk for document in documents.values()], "id": "d"},
        {
            "type": "text",
            "value": "".join(f'<a linktype="document" id="{d.pk}">x</a>' for d in documents.values()),
            "id": "t",
        },
    ]
    page = StandardPageFactory(parent=site, title="Filer", body=json.dumps(body))
    ask = ask_as(name)
    for include in ({}, {"include": "html"}):
        assert states_in(ask.get(f"/pages/{page.pk}/", **include)) == FINDS[name]
    assert states_in(ask.get("/pages/", type="sidor.StandardPage", include="content")) == FINDS[name]
    assert states_in(ask.get("/templates/")) == FINDS[name]
    for state in documents:
        assert ask.get(f"/templates/{state}/").status_code == (200 if state in FINDS[name] else 404)


@pytest.mark.parametrize("name", ASKERS)
def test_pictures_of_a_closed_collection(site, ask_as, name):
    closed = Collection.get_first_root_node().add_child(name="Sluten")
    rule = CollectionViewRestriction.objects.create(collection=closed, restriction_type="groups")
    rule.groups.set([Group.objects.get(name="Redaktör")])
    inner = Collection.objects.get(pk=closed.pk).add_child(name="Inre")
    file = ImageFile(get_test_image_file(size=(30, 20)), name="klubbstarr.png")
    picture = get_image_model().objects.create(
        title="Klubbstarr", description="Klubbstarr", file=file, collection=inner
    )
    value = {"image": {"image": picture.pk, "decorative": False, "alt_text": ""}, "caption": ""}
    page = StandardPageFactory(
        parent=site, body=json.dumps([{"type": "figure", "value": value, "id": "f"}]), title="Bild"
    )
    for _time in range(2):  # before and after its renditions are made
        answer = ask_as(name)(f"/pages/{page.pk}/")
        assert (answer["content"]["body"][0]["value"]["image"] is not None) == ("group" in FINDS[name])
        ask_as("admin")(f"/pages/{page.pk}/")


def test_dates_of_courses_tell_nothing_of_people_nor_of_drafts(index_page, ask_as, cast):
    from personer.models import Person

    course = make_course(index_page("utbildning"))
    leader = Person.objects.create(display_name="Ledaren Lo", email="lo@example.org")
    shown = make_occasion(
        course, seats=3, leader=leader, leader_title="modellförvaltaren", link="https://mote.example.org/hemligt"
    )
    make_occasion(course, in_days=50, status="draft", place="Hemligt rum")
    for name in ASKERS:
        for path in ("/courses/", f"/courses/{course.pk}/", f"/pages/{course.pk}/"):
            text = ask_as(name).get(path).content.decode()
            for word in ("Ledaren", "lo@example.org", "mote.example.org", "Hemligt rum"):
                assert word not in text, (name, path)
    [date] = ask_as(None)(f"/courses/{course.pk}/")["dates"]
    assert date["id"] == shown.pk


def test_a_draft_is_nobodys(pages, ask_as, index_page):
    """Not even a superuser's token gives what is not published: a changed page is given as it was published."""
    page = pages["live"]
    page.title = "Ändrad men inte publicerad"
    page.save_revision()
    answer = ask_as("admin")(f"/pages/{page.pk}/")
    assert answer["title"] == WORDS["live"]


def test_an_english_draft_does_not_stand_in(pages, english_home, ask_as):
    english = pages["live"].copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.title = "Utkastvide"
    english.save()
    assert not english.live
    for name in ASKERS:
        response = ask_as(name).get(f"/pages/{pages['live'].pk}/", locale="en", fallback="sv", include="translations")
        assert states_in(response) == {"live"}
        assert ask_as(name).get(f"/pages/{pages['live'].pk}/", locale="en").status_code == 404


def test_a_file_that_is_gone_is_left_out(site, ask_as):
    body = json.dumps([{"type": "documents", "value": [999999], "id": "d"}])
    page = StandardPageFactory(parent=site, title="Filer", body=body)
    assert ask_as(None)(f"/pages/{page.pk}/")["content"]["body"][0]["value"] == []
