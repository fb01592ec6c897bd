"""``manage.py demo``: what it holds, that loading again adds nothing, and that it is the same every time."""

import datetime
import io
import json
import zipfile

import pytest
import time_machine
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from wagtail.models import Page, Site

from grund.days import next_working_day
from grund.text import lix
from modellen.models import ModelPage, RoleGuidePage, TemplateItem, Term, YearWheelEvent
from nackamodellen.models import SiteSettings
from nyheter.models import NewsPage
from objektsidor.models import ObjectPage
from personer.models import Person
from sidor.models import AccessibilityStatementPage
from tests.nackamodellen.conftest import TODAY, rolled_back
from utbildning.models import CoursePage, Occasion, Registration

pytestmark = pytest.mark.django_db
SWEDISH = {"locale__language_code": "sv"}


def counts():
    return {model._meta.label: model._default_manager.count() for model in apps.get_models(include_auto_created=True)}


def block_ids(raw):
    """Every id in a stream, in its order."""
    if isinstance(raw, list | tuple):
        for item in raw:
            yield from block_ids(item)
    elif isinstance(raw, dict):
        yield from ([raw["id"]] if "type" in raw and "id" in raw else [])
        for value in raw.values():
            yield from block_ids(value)


def dump():
    """What must be the same every time: addresses, titles, days, ids of blocks; no keys of the database."""
    found = {}
    for page in Page.objects.filter(depth__gt=1).specific():
        streams = {
            field.name: list(block_ids(list(getattr(page, field.name).raw_data)))
            for field in page._meta.get_fields()
            if type(field).__name__ == "StreamField"
        }
        days = [page.first_published_at, page.last_published_at, page.go_live_at, page.expire_at]
        days.append(getattr(page, "published_on", None))
        found[f"{page.locale.language_code}{page.url_path}"] = [page.title, page.live, page.expired, days, streams]
    for model, name in ((Term, "term"), (TemplateItem, "title"), (YearWheelEvent, "title")):
        for row in model.objects.select_related("locale"):
            key = f"{model.__name__} {row.uid} {row.locale.language_code}"
            found[key] = [getattr(row, name), row.live, row.first_published_at, row.last_published_at]
    for row in Occasion.objects.select_related("course"):
        people = Registration.objects.filter(occasion=row).order_by("pk")
        known = people.values_list("name", "state", "queue_number", "created_at", "confirmed_at", "source")
        days = [str(day) for day in row.day_list]
        found[str(row)] = [row.slug, row.status, row.seats, row.taken, row.closes_at, days, list(known)]
    return json.dumps(found, default=str, sort_keys=True, ensure_ascii=False, indent=1)


@pytest.fixture(scope="module")
def earlier(django_db_setup, django_db_blocker):
    """The dump of a load that is gone again."""
    with django_db_blocker.unblock(), rolled_back():
        Site.clear_site_root_paths_cache()
        call_command("demo", today=TODAY, base_year=2026, verbosity=0)
        return dump()


@pytest.mark.whole
def test_it_is_the_same_every_time(earlier, demo):
    assert dump() == earlier


def test_loading_again_adds_nothing(demo, capsys):
    before, was = counts(), dump()
    call_command("demo", today=TODAY + datetime.timedelta(days=40))
    assert capsys.readouterr().out == "Exempeldata är laddade: 0 nya sidor.\n"
    assert counts() == before
    assert dump() == was


def test_loading_if_empty_does_nothing_where_it_is_loaded(demo, capsys):
    before = counts()
    call_command("demo", if_empty=True)
    assert "laddas inte" in capsys.readouterr().out
    assert counts() == before


def test_a_page_that_has_moved_is_no_trouble(demo):
    news = Page.objects.get(slug="nyheter").specific
    news.slug = "aktuellt"
    news.save_revision().publish()
    before = Page.objects.count()
    call_command("demo", today=TODAY, verbosity=0)
    assert Page.objects.count() == before


def test_the_model_has_twelve_sections(demo):
    page = ModelPage.objects.get(**SWEDISH)
    assert len(page.body) == 12
    assert all(block.block_type == "section" and len(block.value["body"]) for block in page.body)


def test_the_numbers_of_everything(demo):
    assert RoleGuidePage.objects.count() == len(set(RoleGuidePage.objects.values_list("role", flat=True))) == 5
    assert Term.objects.filter(live=True, **SWEDISH).count() == 71
    assert Term.objects.filter(live=True, locale__language_code="en").count() == 71
    assert ObjectPage.objects.live().count() == 6
    assert CoursePage.objects.live().filter(**SWEDISH).count() == 5
    assert AccessibilityStatementPage.objects.live().count() == 1
    assert not Page.objects.filter(depth__gt=2, live=False).not_type(NewsPage).exists()
    assert SiteSettings.objects.get().has_example_data


def test_eight_questions_with_answers(demo):
    asked = [
        question["question"]
        for section in ModelPage.objects.get(**SWEDISH).body
        for block in section.value["body"]
        if block.block_type == "faq"
        for question in block.value
    ]
    assert len(asked) == len(set(asked)) == 8
    assert all(question.endswith("?") for question in asked)


def test_eight_news_of_which_one_is_coming_one_is_over_and_one_is_on_top(demo, client):
    news = NewsPage.objects.all()
    assert news.count() == 8
    coming = news.get(go_live_at__isnull=False)
    assert not coming.live
    assert coming.approved_schedule
    assert coming.go_live_at.date() > TODAY
    over = news.get(expired=True)
    assert not over.live
    assert over.expire_at.date() < TODAY
    pinned = news.get(is_pinned=True)
    assert pinned.live
    assert news.live().count() == 6
    text = client.get("/nyheter/").content.decode()
    assert text.index(pinned.title) < min(text.index(item.title) for item in news.live() if item != pinned)
    assert coming.title not in text
    assert over.title not in text
    for page in (coming, over):
        assert client.get(page.url).status_code == 404


def test_seven_templates_with_documents_that_open(demo, client):
    items = TemplateItem.objects.filter(live=True, **SWEDISH)
    assert items.count() == 7
    library = client.get("/mallar/").content.decode()
    for item in items:
        response = client.get(item.document.url)
        assert response.status_code == 200
        content = b"".join(response.streaming_content)
        assert item.document.url in library
        assert len(content) == item.document.file_size
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            assert file.testzip() is None
            assert "word/document.xml" in file.namelist()


def test_the_course_is_held_on_25_and_26_march(demo, client):
    course = CoursePage.objects.get(slug="grundutbildning")
    first = course.occasions.first()
    assert (first.first_day, first.last_day) == (datetime.date(2026, 3, 25), datetime.date(2026, 3, 26))
    with time_machine.travel(f"{TODAY}T09:00:00+01:00"):
        text = client.get(course.url).content.decode().replace("\xa0", " ")
    assert "25–26 mars 2026" in text


def test_the_other_courses_are_held_on_working_days_to_come(demo):
    days = Occasion.objects.exclude(course__slug="grundutbildning").values_list("first_day", flat=True)
    assert len(days) == 4
    for day in days:
        assert day > TODAY
        assert day == next_working_day(day)


def test_every_page_is_easy_to_read(demo):
    hard = {}
    for page in Page.objects.filter(depth__gt=1, **SWEDISH).specific():
        text = page.get_search_text()
        if len(text.split()) >= 30 and lix(text) > 50:
            hard[page.url_path] = round(lix(text))
    assert hard == {}


def test_what_is_in_english(demo, client):
    assert {page.url for page in Page.objects.filter(locale__language_code="en")} == {
        "/en/",
        "/en/model/",
        "/en/training/",
        "/en/training/basic-training/",
    }
    assert client.get("/en/model/").status_code == 200
    assert client.get("/en/nyheter/").status_code == 404


def test_every_page_answers(demo, client):
    for page in Page.objects.live().filter(depth__gt=1):
        assert client.get(page.url).status_code == 200, page.url


def test_people_to_sign_in_as(demo, client, settings):
    password = (settings.VAR_DIR / "demo-password").read_text().strip()
    names = ["modellforvaltare", "redaktor", "utbildningsansvarig", "objektledare", "admin"]
    assert sorted(get_user_model().objects.values_list("username", flat=True)) == sorted(names)
    for name in names:
        assert client.login(username=name, password=password)
    assert (settings.VAR_DIR / "demo-password").stat().st_mode & 0o077 == 0
    assert not Person.objects.filter(is_example=False).exists()


def test_the_banner_says_that_the_data_are_made_up(demo, client):
    assert '<div class="demo">' in client.get("/").content.decode()
