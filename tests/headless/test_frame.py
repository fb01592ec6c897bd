"""What a front end needs round the content: the site's name and foot, drawings, words of choices, one date of a course."""

import pytest
import time_machine
from wagtail.models import Page, Site

from nackamodellen.models import SiteSettings
from search.rebuild import rebuild
from tests.factories import NewsPageFactory, ObjectPageFactory, RoleGuidePageFactory, StandardPageFactory, TermFactory
from tests.factories.courses import make_course, make_occasion
from tests.sql import statements_of

from .conftest import ROOT, is_problem

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_monday_in_march():
    with time_machine.travel("2026-03-02T09:00:00+01:00"):
        yield


def test_the_name_and_the_foot_of_the_site(ask, site):
    contact = StandardPageFactory(parent=site, title="Kontakt", slug="kontakt")
    own = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    own.municipality, own.contact_page_id, own.has_example_data = "Nacka", contact.pk, True
    own.save()
    found = ask("/site/")
    assert found["municipality"] == "Nacka"
    assert found["contact_url"] == "/kontakt/"
    assert found["demo_notice"].startswith("Exempeldata")
    assert ask("/site/", locale="en")["demo_notice"].startswith("Example data")
    links = {link["url"] for column in found["footer"] for link in column["links"]}
    assert {"/kontakt/", "/nyheter/flode/"} <= links
    Page.objects.filter(pk=contact.pk).update(live=False)
    assert ask("/site/")["contact_url"] == ""
    statements_of(ask.client, f"{ROOT}/site/").check(6)


def test_the_drawing_of_an_object(ask, site):
    svg = ask("/drawings/one-object/")["svg"]
    assert svg.startswith("<svg")
    assert svg.endswith("</svg>")
    assert "Verksamheten leder" in svg
    assert "The business leads" in ask("/drawings/one-object/", locale="en")["svg"]


def test_the_map_of_the_objects(ask, index_page):
    is_problem(ask.get("/drawings/object-map/"), 404)
    ObjectPageFactory(parent=index_page("objekt"), title="Lärande", code="UTB")
    hidden = ObjectPageFactory(parent=index_page("objekt"), title="Hemligt", code="HEM", live=False)
    svg = ask("/drawings/object-map/")["svg"]
    assert "UTB" in svg
    assert "HEM" not in svg
    assert 'aria-hidden="true"' in svg
    assert "object-map--only" in ask("/drawings/object-map/", only="UTB")["svg"]
    for code in ("XXX", "HEM"):
        is_problem(ask.get("/drawings/object-map/", only=code), 404)
    is_problem(ask.get("/drawings/object-map/", only="LÅNGKOD"), 422)
    assert not hidden.live
    statements_of(ask.client, f"{ROOT}/drawings/object-map/").check(4)


def test_the_map_shows_no_object_of_another_site(ask, index_page):
    ObjectPageFactory(parent=index_page("objekt"), title="Vårt", code="UTB")
    other = Page.get_first_root_node().add_child(instance=Page(title="Annan", slug="annan"))
    Site.objects.create(hostname="annan.example.org", root_page=other)
    ObjectPageFactory(parent=other, title="Deras", code="ANN")
    svg = ask("/drawings/object-map/")["svg"]
    assert "UTB" in svg
    assert "ANN" not in svg


def test_a_value_that_is_one_of_several_has_its_words(ask, index_page):
    NewsPageFactory(parent=index_page("nyheter"), title="Ny", topic="system")
    found = ask("/news/", include="content")
    assert found["items"][0]["topic_label"] == "System"
    assert found["items"][0]["content"]["topic_label"] == "System"
    assert [topic["value"] for topic in found["topics"]] == ["object", "template", "system", "training", "model"]
    assert ask("/news/", locale="en")["topics"][2]["label"] == "Systems"
    RoleGuidePageFactory(parent=index_page("roller"), title="Objektledare IT", role="object_lead_it")
    [role] = ask("/roles/", include="content")["items"]
    assert (role["side_label"], role["content"]["role_label"]) == ("IT", "Objektledare IT")


def test_a_page_says_the_day_it_was_updated_where_the_site_is(ask, site):
    page = StandardPageFactory(parent=site, title="Sidan")
    Page.objects.filter(pk=page.pk).update(last_published_at="2026-02-28T23:30:00Z")
    assert ask(f"/pages/{page.pk}/")["updated_on"] == "2026-03-01"
    Page.objects.filter(pk=page.pk).update(last_published_at=None, first_published_at=None)
    assert ask(f"/pages/{page.pk}/")["updated_on"] is None


def test_a_course_says_what_its_page_says(ask, index_page):
    course = make_course(index_page("utbildning"))
    make_occasion(course, in_days=-20)
    make_occasion(course, in_days=5, status="cancelled")
    place = {"place": "Stadshuset", "leader_title": "modellförvaltaren", "note": "Ta med dator"}
    open_one = make_occasion(course, in_days=20, seats=3, days=2, **place)
    found = ask(f"/courses/{course.pk}/")
    assert [date["phase"] for date in found["dates"]] == ["cancelled", "open"]
    assert found["next_date"] == open_one.pk
    assert [date["phase"] for date in found["earlier"]] == ["over"]
    assert found["wish_url"].startswith("/anmalan/")
    date = found["dates"][1]
    assert date["day_lines"] == ["Söndag och måndag, klockan 9.00–16.00"]
    assert date["seats_label"] == "3 av 3 platser kvar"
    assert date["register_by"]
    assert date["calendar_url"] == f"{date['url']}kalender/"
    assert (date["leader_title"], date["note"], date["form_label"]) == ("modellförvaltaren", "Ta med dator", "På plats")
    assert found["dates"][0]["calendar_url"] is None
    assert found["dates"][0]["register_by"] == ""
    [item] = ask("/courses/")["items"]
    assert "earlier" not in item
    assert item["next_date"] == open_one.pk
    statements_of(ask.client, f"{ROOT}/courses/{course.pk}/").check(6)


def test_one_date_of_a_course_by_its_present_or_former_address(ask, index_page):
    course = make_course(index_page("utbildning"))
    occasion = make_occasion(course, in_days=20)
    draft = make_occasion(course, in_days=30, status="draft")
    occasion.earlier_slugs = ["2026-01-01"]
    occasion.save()
    found = ask(f"/courses/{course.pk}/dates/{occasion.slug}/")
    assert found["id"] == occasion.pk
    assert ask(f"/courses/{course.pk}/dates/2026-01-01/")["url"] == found["url"]
    for slug in (draft.slug, "finns-inte", "x" * 50, "å b"):
        is_problem(ask.get(f"/courses/{course.pk}/dates/{slug}/"), 404)
    Page.objects.filter(pk=course.pk).update(live=False)
    is_problem(ask.get(f"/courses/{course.pk}/dates/{occasion.slug}/"), 404)


def test_a_search_says_the_other_names_of_its_word(ask, site):
    TermFactory(uid="plan", term="Plan", definition="Vad som görs.", english="Scheme", abbreviation="OPL")
    rebuild()
    found = ask("/search/", q="plan")
    assert found["words"] == ["plan"]
    assert (found["term"]["english"], found["term"]["also"], found["term"]["locale"]) == ("Scheme", ["OPL"], "sv")
    assert found["all_kinds"] >= ask("/search/", q="plan", kind=["term"])["total"]
    assert ask("/search/", q="?")["words"] == []
