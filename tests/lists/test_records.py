"""Words, templates and dates of the year are records with drafts of their own."""

import json
import re

import pytest
import time_machine
from wagtail.models import Locale

from tests.factories import (
    ModelPageFactory,
    RoleGuidePageFactory,
    TemplateItemFactory,
    TermFactory,
    YearWheelEventFactory,
)

from .conftest import FINDS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_monday_in_march():
    with time_machine.travel("2026-03-02T09:00:00+01:00"):
        yield


@pytest.fixture
def english():
    return lambda: Locale.objects.get(language_code="en")


def texts(client, *addresses):
    return [client.get(address).content.decode() for address in addresses]


@pytest.fixture(params=[None, "admin"])
def reader(request, as_user):
    """A draft is nobody's on the site itself, not even the administrator's."""
    return as_user(request.param)


def test_the_glossary_shows_published_words(site, reader):
    TermFactory(uid="gullregn", term="Gullregn", definition="Ett ord.")
    TermFactory(uid="utkast", term="Utkastvide", definition="Ett utkast.", live=False)
    for text in texts(reader, "/ordlista/", "/sok/?q=gullregn", "/sok/?q=utkastvide"):
        assert "Ett utkast." not in text
    assert "Ett ord." in texts(reader, "/ordlista/")[0]
    assert "Ett ord." in texts(reader, "/sok/?q=gullregn")[0]


def test_a_word_that_is_replaced_by_a_draft_does_not_show_it(site, reader):
    heir = TermFactory(uid="arvtagare", term="Utkastvide", definition="Ett utkast.", live=False)
    TermFactory(uid="gammalt", term="Gammalt ord", definition="Avrått.", replaced_by=heir)
    for text in texts(reader, "/ordlista/", "/sok/?q=gammalt+ord"):
        assert "Avrått." in text
        assert "utkastvide" not in text.lower()
        assert "#arvtagare" not in text


def test_an_explained_word_shows_published_words(site, reader):
    TermFactory(uid="gullregn", term="Gullregn", definition="Ett ord.")
    TermFactory(uid="utkast", term="Utkastvide", definition="Ett utkast.", live=False)
    body = [{"type": "term", "value": uid, "id": uid} for uid in ("gullregn", "utkast", "finns-inte")]
    section = {"type": "section", "value": {"heading": "Avsnitt", "body": body}, "id": "s"}
    page = ModelPageFactory(parent=site, title="Orden", body=json.dumps([section]))
    (text,) = texts(reader, page.url)
    assert "Ett ord." in text
    assert "Ett utkast." not in text
    assert text.count("<details") == text.count("</details>")


def test_the_template_library_shows_published_templates(site, index_page, reader):
    TemplateItemFactory(uid="gullregn", title="Gullregn")
    TemplateItemFactory(uid="utkast", title="Utkastvide", live=False)
    guide = RoleGuidePageFactory(parent=index_page("roller"), title="Objektägare")
    guide.templates = json.dumps([{"type": "template", "value": uid, "id": uid} for uid in ("gullregn", "utkast", "x")])
    guide.save()
    for text in texts(reader, "/mallar/", guide.url):
        assert "Gullregn" in text
        assert "Utkastvide" not in text


def test_a_template_whose_document_is_closed_is_left_out(documents, index_page, as_user):
    for state, document in documents.items():
        TemplateItemFactory(uid=state, title=f"Mall för {state}", document=document)
    TemplateItemFactory(uid="utan-fil", title="Mall utan fil")
    guide = RoleGuidePageFactory(parent=index_page("roller"), title="Objektägare")
    chosen = [*documents, "utan-fil"]
    guide.templates = json.dumps([{"type": "template", "value": uid, "id": uid} for uid in chosen])
    guide.save()
    for who, states in FINDS.items():
        for text in texts(as_user(who), "/mallar/", guide.url):
            assert {state for state in documents if f"Mall för {state}" in text} == states, who
            assert {state for state, document in documents.items() if document.url in text} == states, who
            assert "Mall utan fil" in text


def test_a_guide_whose_templates_are_all_closed_has_no_heading_for_them(documents, index_page, as_user):
    TemplateItemFactory(uid="sluten", document=documents["group"])
    guide = RoleGuidePageFactory(parent=index_page("roller"), title="Objektägare")
    guide.templates = json.dumps([{"type": "template", "value": "sluten", "id": "1"}])
    guide.save()
    for who, states in FINDS.items():
        assert ('id="mallar"' in texts(as_user(who), guide.url)[0]) == ("group" in states), who


def test_the_wheel_the_start_page_and_the_calendar_show_published_dates(site, reader):
    YearWheelEventFactory(uid="gullregn", title="Gullregn")
    YearWheelEventFactory(uid="utkast", title="Utkastvide", live=False)
    for text in texts(reader, "/arshjul/", "/", "/arshjul/kalender/"):
        assert "Gullregn" in text
        assert "Utkastvide" not in text


@pytest.mark.parametrize("live", [True, False])
def test_english_rows_stand_on_english_pages_once_they_are_published(live, site, english_home, english, client):
    rows = [
        TermFactory(uid="ord", term="Gullregn", definition="Svensk förklaring"),
        YearWheelEventFactory(uid="dag", title="Svensk dag"),
    ]
    for row, name in zip(rows, ("term", "title"), strict=True):
        other = row.copy_for_translation(english())
        setattr(other, name, "Laburnum")
        other.live = live
        other.save()
    start = client.get("/en/").content.decode()
    assert ("Laburnum" in start) is live
    assert ("Svensk dag" in start) is not live  # the Swedish row stands in
    assert "Laburnum" not in client.get("/").content.decode()


def test_the_calendar_file_is_whole_and_its_uids_stay(site, client):
    YearWheelEventFactory(uid="lunch", title="Lunch, och \\ mer; ö" * 3, start_month=2, start_day=29)
    first, second = texts(client, "/arshjul/kalender/", "/arshjul/kalender/")
    assert first == second
    assert re.findall(r"^UID:(.*)\r$", first, re.M) == [
        f"arshjul-lunch-{year}@localhost:8000" for year in (2025, 2026, 2027)
    ]
    assert all(len(line.encode()) <= 75 for line in first.split("\r\n"))
