"""The demo of another base year, loaded on a Saturday into a site that has content of its own."""

import datetime

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from grund.days import is_working_day
from modellen.models import ModelPage, RoleIndexPage
from nyheter.models import NewsPage
from objektsidor.models import ObjectPage
from sidor.models import AccessibilityStatementPage
from tests.factories import NewsPageFactory, ObjectPageFactory, StandardPageFactory
from tests.nackamodellen.conftest import rolled_back
from utbildning.models import CoursePage, Occasion

# It loads the demo, as tests/nackamodellen/test_demo.py does in the short suite.
pytestmark = [pytest.mark.django_db, pytest.mark.whole]
SATURDAY = datetime.date(2027, 1, 2)
LONG_AGO = datetime.datetime(2020, 5, 4, 8, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def demo_of_2027(django_db_setup, django_db_blocker):
    from nackamodellen.start import start_site

    with django_db_blocker.unblock(), rolled_back():
        Site.clear_site_root_paths_cache()
        home = start_site(hostname="testserver")
        NewsPageFactory(parent=home.get_children().get(slug="nyheter").specific, title="Vår egen nyhet", slug="egen")
        roles = home.get_children().get(slug="roller").specific
        roles.lead = "Våra egna roller."
        roles.save_revision().publish()
        model = home.get_children().get(slug="modellen").specific
        model.lead = "Ett utkast."
        model.save_revision()
        ObjectPageFactory(parent=home.get_children().get(slug="objekt").specific, title="Vårt objekt", slug="vart")
        StandardPageFactory(parent=home, title="Vår kontakt", slug="kontakt")
        AccessibilityStatementPage.objects.update(actor="Vår kommun")
        Page.objects.filter(depth__gt=1, live=True).update(first_published_at=LONG_AGO, last_published_at=LONG_AGO)
        call_command("demo", "--force", "--base-year", "2027", "--today", SATURDAY.isoformat(), verbosity=0)
        yield home
    Site.clear_site_root_paths_cache()


def test_what_was_there_is_kept(demo_of_2027, client):
    own = NewsPage.objects.get(slug="egen")
    assert own.live
    assert NewsPage.objects.count() == 9
    assert client.get("/nyheter/egen/").status_code == 200


def test_own_texts_and_days_are_kept(demo_of_2027):
    roles, statement = RoleIndexPage.objects.get(), AccessibilityStatementPage.objects.get()
    assert (roles.lead, roles.last_published_at) == ("Våra egna roller.", LONG_AGO)
    assert (statement.actor, statement.live) == ("Vår kommun", False)
    model = ModelPage.objects.get(locale__language_code="sv")
    assert (model.lead, model.get_latest_revision_as_object().lead) == ("", "Ett utkast.")
    assert Page.objects.get(slug="kontakt").title == "Vår kontakt"
    assert [page.title for page in ObjectPage.objects.filter(code="UTB")] == ["Vårt objekt"]
    assert NewsPage.objects.get(slug="egen").last_published_at == LONG_AGO
    assert Page.objects.get(slug="nyheter").last_published_at.date() == SATURDAY


def test_the_course_is_held_in_that_year(demo_of_2027):
    rows = CoursePage.objects.get(slug="grundutbildning").occasions.order_by("first_day")
    assert [(row.first_day, row.last_day) for row in rows] == [
        (datetime.date(2027, 3, 25), datetime.date(2027, 3, 26)),
        (datetime.date(2028, 3, 18), datetime.date(2028, 3, 19)),
    ]


def test_days_from_the_load_date_are_moved_off_weekends(demo_of_2027):
    found = Occasion.objects.exclude(course__slug="grundutbildning").values_list("first_day", flat=True)
    assert found
    for day in found:
        assert is_working_day(day), day
        assert 14 <= (day - SATURDAY).days <= 40


def test_no_text_still_speaks_of_the_first_base_year_where_it_means_the_base_year(demo_of_2027, client):
    text = client.get("/utbildning/grundutbildning/").content.decode().replace("\xa0", " ")
    assert "25–26 mars 2027" in text
    assert "mars 2026" not in text


def test_every_page_answers(demo_of_2027, client):
    for page in Page.objects.live().filter(depth__gt=1):
        assert client.get(page.url).status_code == 200, page.url
        assert "{year}" not in client.get(page.url).content.decode()
