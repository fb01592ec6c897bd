"""Words, roles, templates, dates, news, objects, courses and search, each brought by its own app."""

import json

import pytest
import time_machine
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Locale, Page, Site

from search.rebuild import rebuild
from tests.factories import (
    NewsPageFactory,
    ObjectPageFactory,
    RoleGuidePageFactory,
    StandardPageFactory,
    TemplateItemFactory,
    TermFactory,
    YearWheelEventFactory,
)
from tests.factories.courses import make_course, make_occasion, register
from tests.sql import statements_of

from .conftest import ROOT, is_problem

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_monday_in_march():
    with time_machine.travel("2026-03-02T09:00:00+01:00"):
        yield


@pytest.fixture
def words(site):
    """Three words, one of them discouraged and one in English too."""
    plan = TermFactory(uid="plan", term="Plan", definition="Vad som görs.", english="Plan")
    TermFactory(uid="ordning", term="Ärende", synonyms=json.dumps(
        [{"type": "synonym", "value": {"word": "fall", "use_in_search": True}, "id": "s"}]
    ))  # fmt: skip
    TermFactory(uid="gammal", term="Budgetbok", replaced_by=plan)
    english = Locale.objects.get(language_code="en")
    TermFactory(
        uid="plan", term="Object plan", definition="What is done.", locale=english, translation_key=plan.translation_key
    )
    return plan


def test_words_come_in_swedish_order_with_their_translations(ask, words):
    items = ask("/terms/")["items"]
    assert [item["term"] for item in items] == ["Budgetbok", "Plan", "Ärende"]
    assert items[1]["translations"] == [{"locale": "en", "term": "Object plan", "definition": "What is done."}]
    assert items[0]["replaced_by"] == "plan"
    assert items[2]["synonyms"] == ["fall"]
    assert items[1]["url"] == "/ordlista/#plan"
    assert "used_by" not in items[0]


def test_words_in_english_and_swedish_ones_where_there_is_none(ask, words):
    items = {item["uid"]: item for item in ask("/terms/", locale="en")["items"]}
    assert (items["plan"]["term"], items["plan"]["locale"]) == ("Object plan", "en")
    assert (items["ordning"]["term"], items["ordning"]["locale"]) == ("Ärende", "sv")


def test_a_word_says_which_pages_explain_it(ask, words, site):
    inner = [{"type": "term", "value": "plan", "id": "t"}]
    body = [{"type": "section", "value": {"heading": "Avsnitt", "body": inner}, "id": "s"}]
    page = StandardPageFactory(parent=site, title="Förklaring", body=json.dumps(body))
    StandardPageFactory(
        parent=site, title="Ordet plan", body=json.dumps([{"type": "text", "value": '"plan"', "id": "x"}])
    )
    assert [found["id"] for found in ask("/terms/plan/")["used_by"]] == [page.pk]
    used = {
        item["uid"]: [page["id"] for page in item["used_by"]] for item in ask("/terms/", include="used_by")["items"]
    }
    assert used == {"plan": [page.pk], "ordning": [], "gammal": []}


def test_a_word_that_is_not_there(ask, words):
    is_problem(ask.get("/terms/finns-inte/"), 404)
    is_problem(ask.get("/terms/" + "x" * 300 + "/"), 404)


def test_the_list_of_words_costs_the_same_however_many(ask, words, site):
    few = statements_of(ask.client, f"{ROOT}/terms/?include=used_by&limit=100")
    for number in range(40):
        TermFactory()
        body = json.dumps([{"type": "term", "value": f"nr-{number}", "id": "t"}])
        StandardPageFactory(parent=site, title=f"Sida {number}", body=body)
    many = statements_of(ask.client, f"{ROOT}/terms/?include=used_by&limit=100")
    many.check(4)
    assert len(many) == len(few)


def test_roles_come_in_the_models_order(ask, index_page):
    parent = index_page("roller")
    RoleGuidePageFactory(parent=parent, title="Objektledare IT", role="object_lead_it")
    owner = RoleGuidePageFactory(parent=parent, title="Objektägare", role="object_owner", decides="<p>Planen</p>")
    items = ask("/roles/")["items"]
    assert [(item["code"], item["name"], item["side"]) for item in items] == [
        ("object_owner", "Objektägare", ""), ("object_lead_it", "Objektledare IT", "it"),
    ]  # fmt: skip
    found = ask("/roles/object_owner/")
    assert found["page"]["id"] == owner.pk
    assert found["content"]["decides"] == "<p>Planen</p>"
    is_problem(ask.get("/roles/finns_inte/"), 404)


def test_templates_come_with_their_documents(ask, site):
    document = get_document_model()(title="Fil", file_size=4)
    document.file.save("mall.txt", ContentFile(b"Text"), save=True)
    TemplateItemFactory(uid="mall", title="Mall för plan", document=document, version="4")
    [item] = ask("/templates/")["items"]
    assert (item["title"], item["version"]) == ("Mall för plan", "4")
    assert item["document"]["url"] == document.url
    assert item["document"]["size"] == 4
    assert ask("/templates/mall/") == item


def test_dates_fall_in_the_year_that_is_asked_for(ask, site):
    YearWheelEventFactory(uid="plan", title="Planen klar", start_month=4, start_day=15)
    YearWheelEventFactory(uid="slut", title="Sista dagen", start_month=12, start_day=31, roll=True)
    YearWheelEventFactory(
        uid="inventering", title="Inventering", kind="period", start_month=9, start_day=1, end_month=9, end_day=30
    )
    found = ask("/year-wheel/", year=2028)
    assert found["year"] == 2028
    dates = {item["uid"]: (item["start"], item["end"]) for item in found["items"]}
    assert dates["plan"] == ("2028-04-15", None)
    assert dates["inventering"] == ("2028-09-01", "2028-09-30")
    starts = [item["start"] for item in found["items"]]
    assert starts == sorted(starts)
    assert {start[:4] for start in starts} == {"2028"}
    assert ask("/year-wheel/")["year"] == 2026


@pytest.mark.parametrize("year", ["0", "1999", "2101", "9e9", "-1", str(2**63), "x", "%00"])
def test_a_year_that_cannot_be(ask, site, year):
    assert ask.client.get(f"{ROOT}/year-wheel/?year={year}").status_code in (400, 422)


def test_news_come_as_on_the_site(ask, index_page):
    parent = index_page("nyheter")
    about = StandardPageFactory(parent=Page.objects.get(slug="modellen"), title="Målet")
    NewsPageFactory(parent=parent, title="Gammal", published_on="2026-01-01", topic="system", related_page=about)
    NewsPageFactory(parent=parent, title="Ny", published_on="2026-02-01")
    NewsPageFactory(parent=parent, title="Först", published_on="2020-01-01", is_pinned=True)
    items = ask("/news/")["items"]
    assert [item["title"] for item in items] == ["Först", "Ny", "Gammal"]
    assert items[2]["about"]["title"] == "Målet"
    assert items[2]["published_on"] == "2026-01-01"
    [found] = ask("/news/", topic="system", include="content")["items"]
    assert found["content"]["topic"] == "system"
    is_problem(ask.get("/news/", topic="finns-inte"), 422)


def test_objects(ask, index_page):
    parent = index_page("objekt")
    ObjectPageFactory(parent=parent, title="Ärenden", code="ÄRE")
    ObjectPageFactory(parent=parent, title="Lärande", code="UTB")
    assert [item["code"] for item in ask("/objects/")["items"]] == ["UTB", "ÄRE"]
    assert ask("/objects/ÄRE/")["name"] == "Ärenden"
    is_problem(ask.get("/objects/XXX/"), 404)
    is_problem(ask.get("/objects/LÅNGKOD/"), 404)


def test_courses_say_how_many_seats_are_left_and_where_to_register(ask, index_page):
    course = make_course(index_page("utbildning"))
    occasion = make_occasion(course, seats=2, days=2)
    register(occasion, 1)
    [item] = ask("/courses/")["items"]
    [date] = item["dates"]
    assert (date["seats"], date["seats_left"], date["phase"], date["waiting"]) == (2, 1, "open", 0)
    assert date["registration_url"] == f"/anmalan/tillfalle/{occasion.pk}/"
    assert date["url"] == f"{course.url}{occasion.slug}/"
    assert [day["start"] for day in date["days"]] == ["09:00", "09:00"]
    assert ask.client.get(date["registration_url"]).status_code == 200
    register(occasion, 2)
    register(occasion, 3)
    [date] = ask(f"/courses/{course.pk}/")["dates"]
    assert (date["seats_left"], date["phase"], date["waiting"]) == (0, "full", 1)


def test_a_date_that_is_closed_has_no_registration_link(ask, index_page):
    course = make_course(index_page("utbildning"))
    make_occasion(course, status="closed")
    make_occasion(course, in_days=-10)
    [date] = ask(f"/courses/{course.pk}/")["dates"]
    assert date["phase"] == "closed"
    assert date["registration_url"] is None


def test_search_gives_hits_facets_and_excerpts(ask, site, index_page, words):
    NewsPageFactory(parent=index_page("nyheter"), title="Objektplanen är klar", lead="Nu är <planen> beslutad.")
    rebuild()
    found = ask("/search/", q="planen")
    hit = next(hit for hit in found["hits"] if hit["title"] == "Objektplanen är klar")
    assert hit["url"] == "/nyheter/objektplanen-ar-klar/"
    assert "<mark>" in hit["excerpt"]
    assert "&lt;" in hit["excerpt"]
    facets = {facet["name"]: facet for facet in found["facets"]}
    assert facets.keys() == {"kind", "role", "object", "year"}
    narrowed = ask("/search/", q="planen", kind=["news", "term"])
    assert {hit["kind"] for hit in narrowed["hits"]} <= {"news", "term"}
    assert ask("/search/", q="plan")["term"]["uid"] == "plan"
    assert ask("/search/suggestions/", q="objektpl")["items"][0]["text"] == "Objektplanen är klar"


@pytest.mark.parametrize(
    "query, status",
    [
        ("", 422),
        ("q=", 200),
        ("q=%20%20", 200),
        ("q=plan%00", 400),
        ("q=%ED%A0%80", 400),
        ("q=" + "a" * 201, 422),
        ("q=" + "ord%20" * 33, 200),
        ("q=(AND%20OR%20NOT%20NEAR%20*%20%5E)", 200),
        ("q=plan&page=0", 422),
        ("q=plan&page=900", 422),
        (f"q=plan&page={2**63}", 422),
        ("q=plan&kind=finns-inte", 422),
        ("q=plan&kind=" + "x" * 61, 422),
        ("q=plan&year=20x6", 422),
        ("q=plan&role=", 422),
        ("q=plan&exact=kanske", 422),
        ("q=plan&q=objekt", 422),
        ("q=plan&typ=news", 422),
        ("q=plan&" + "&".join(f"kind={n}" for n in range(30)), 422),
    ],
)
def test_bad_searches(ask, words, query, status):
    rebuild()
    response = ask.client.get(f"{ROOT}/search/?{query}")
    if status == 200:
        assert response.status_code == 200
    else:
        is_problem(response, status)


def test_the_number_of_statements(ask, site, index_page, words):
    course = make_course(index_page("utbildning"))
    for number in range(12):
        NewsPageFactory(parent=index_page("nyheter"), title=f"Plan {number}", related_page=course)
        YearWheelEventFactory(link_page=course)
        make_occasion(course, in_days=30 + number)
    rebuild()
    for path, most in (
        ("/search/?q=plan", 6),
        ("/search/suggestions/?q=pl", 2),
        ("/news/?limit=100&include=content", 8),
        ("/courses/", 4),
        (f"/courses/{course.pk}/", 6),
        ("/year-wheel/", 4),
        ("/templates/", 4),
        ("/roles/?include=content", 5),
        ("/objects/", 3),
    ):
        statements_of(ask.client, ROOT + path).check(most)


def test_records_of_another_site_are_not_of_this_one(ask, index_page):
    ObjectPageFactory(parent=index_page("objekt"), title="Vårt", code="UTB")
    other = Page.get_first_root_node().add_child(instance=Page(title="Annan", slug="annan"))
    Site.objects.create(hostname="annan.example.org", root_page=other)
    theirs = ObjectPageFactory(parent=other, title="Deras", code="ANN")
    assert [item["name"] for item in ask("/objects/")["items"]] == ["Vårt"]
    is_problem(ask.get("/objects/ANN/"), 404)
    assert theirs.live


def test_an_app_that_nobody_knows_of_is_mounted(monkeypatch, site):
    from ninja import Router

    from grund.shapes import ApiRouter
    from headless import api, checks

    router = Router(tags=["Plants"])

    @router.get("/", summary="Plants")
    def plants(request):
        return {"items": ["pelargon"]}

    given = [ApiRouter("/plants", router)]
    monkeypatch.setattr(api, "given", lambda kind: given)
    assert [str(pattern.pattern) for pattern in api.make().urls[0]][:1] == ["plants/"]
    monkeypatch.setattr(checks, "given", lambda kind: given * 2)
    assert [error.id for error in checks.check_routers()] == ["headless.E002"]
    monkeypatch.setattr(checks, "given", lambda kind: [("/plants", router)])
    assert [error.id for error in checks.check_routers()] == ["headless.E001"]
