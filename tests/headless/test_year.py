"""The year as the site shows it: everything dated, whoever gives it, as list and as drawings."""

import pytest
import time_machine
from wagtail.models import Page, PageViewRestriction, Site

from modellen.models import YearWheelPage
from tests.factories import StandardPageFactory, YearWheelEventFactory
from tests.factories.courses import make_course, make_occasion
from tests.sql import statements_of

from .conftest import ROOT, is_problem

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_monday_in_march():
    with time_machine.travel("2026-03-02T09:00:00+01:00"):
        yield


@pytest.fixture
def year(site, index_page):
    """A day that has passed, an arc, a period that runs, and a course in ten days."""
    YearWheelEventFactory(uid="slut", title="Planen avslutas", start_month=1, start_day=15)
    YearWheelEventFactory(
        uid="par",
        title="Paret skriver",
        kind="period",
        track="pair",
        start_month=6,
        start_day=1,
        end_month=10,
        end_day=15,
    )
    YearWheelEventFactory(
        uid="lager", title="Inventering", kind="period", start_month=3, start_day=1, end_month=5, end_day=31
    )
    course = make_course(index_page("utbildning"))
    make_occasion(course, in_days=10, days=2)
    return course


def test_the_year_holds_the_dates_of_courses_too_with_the_numbers_of_the_wheel(ask, year):
    found = ask("/calendar/")
    assert (found["year"], found["first_year"], found["last_year"]) == (2026, 2023, 2029)
    rows = [(item["title"], item["number"], item["start"]) for item in found["items"]]
    assert rows == [
        ("Planen avslutas", 1, "2026-01-15"),
        ("Inventering", 2, "2026-03-01"),
        (year.title, 3, "2026-03-12"),
        ("Paret skriver", None, "2026-06-01"),
    ]
    course = found["items"][2]
    assert (course["kind"], course["kind_label"], course["end"]) == ("training", "Utbildning", "2026-03-13")
    assert course["page"]["id"] == year.pk
    assert course["url"] == f"{year.url}2026-03-12/"
    assert ask("/calendar/", locale="en")["items"][0]["kind_label"] in ("Last day", "Information", "Meeting")
    assert [item["title"] for item in ask("/calendar/", year=2027)["items"]] == [
        "Planen avslutas",
        "Inventering",
        "Paret skriver",
    ]


def test_a_year_that_the_wheel_does_not_reach(ask, year):
    assert "from 2023 to 2029" in is_problem(ask.get("/calendar/", year=2022), 422)["detail"]
    is_problem(ask.get("/calendar/wheel/", year=2030), 422)
    is_problem(ask.get("/calendar/", year="x"), 422)


def test_what_comes_next_is_what_is_not_over_without_the_arcs(ask, year):
    assert [item["title"] for item in ask("/calendar/upcoming/")["items"]] == ["Inventering", year.title]
    assert [item["title"] for item in ask("/calendar/upcoming/", limit=1)["items"]] == ["Inventering"]
    is_problem(ask.get("/calendar/upcoming/", limit=101), 422)


def test_what_comes_next_about_one_page(ask, year, site):
    plain = StandardPageFactory(parent=site, title="Sida")
    YearWheelEventFactory(uid="sidan", title="Om sidan", start_month=4, start_day=1, link_page=plain)
    assert [item["title"] for item in ask("/calendar/upcoming/", page=year.pk)["items"]] == [year.title]
    assert [item["title"] for item in ask("/calendar/upcoming/", page=plain.pk)["items"]] == ["Om sidan", "Om sidan"]
    Page.objects.filter(pk=plain.pk).update(live=False)
    is_problem(ask.get("/calendar/upcoming/", page=plain.pk), 404)
    is_problem(ask.get("/calendar/upcoming/", page=999999), 404)
    is_problem(ask.get("/calendar/upcoming/", page=0), 422)


def test_a_course_that_is_closed_or_a_draft_is_not_in_it(ask, year):
    PageViewRestriction.objects.create(page=year, restriction_type="login")
    assert year.title not in str(ask("/calendar/")["items"])
    PageViewRestriction.objects.all().delete()
    assert year.title in str(ask("/calendar/")["items"])
    Page.objects.filter(pk=year.pk).update(live=False)
    assert year.title not in str(ask("/calendar/")["items"])


def test_where_the_wheel_is_closed_there_is_no_year(ask, year):
    PageViewRestriction.objects.create(page=YearWheelPage.objects.get(), restriction_type="login")
    assert ask("/calendar/")["items"] == []
    assert ask("/calendar/upcoming/")["items"] == []
    is_problem(ask.get("/calendar/wheel/"), 404)
    is_problem(ask.get("/calendar/line/"), 404)


def test_a_course_of_another_site_is_not_in_it(ask, year):
    other = Page.get_first_root_node().add_child(instance=Page(title="Annan", slug="annan"))
    Site.objects.create(hostname="annan.example.org", root_page=other)
    theirs = make_course(other, title="Deras kurs")
    make_occasion(theirs, in_days=12)
    titles = [item["title"] for item in ask("/calendar/")["items"]]
    assert year.title in titles
    assert "Deras kurs" not in titles


def test_the_drawings_are_one_svg_each_without_script_or_style(ask, year):
    wheel = ask("/calendar/wheel/")
    for svg in (wheel["svg"], ask("/calendar/line/")["svg"]):
        assert svg.startswith("<svg")
        assert svg.endswith("</svg>")
        assert svg.count("<svg") == 1
        assert "<script" not in svg
        assert "style=" not in svg
    assert wheel["year"] == 2026
    assert {"sort": "track", "name": "pair", "label": "Paret skriver tillsammans"} in wheel["legend"]
    assert "Årshjul 2026" in wheel["svg"]
    assert "Year wheel 2025" in ask("/calendar/wheel/", year=2025, locale="en")["svg"]


def test_the_number_of_statements(ask, year, index_page):
    for number in range(12):
        YearWheelEventFactory(link_page=year)
        make_occasion(year, in_days=30 + number)
    for path in ("/calendar/", "/calendar/upcoming/", f"/calendar/upcoming/?page={year.pk}", "/calendar/wheel/"):
        statements_of(ask.client, ROOT + path).check(8)
