"""An app that nobody else knows of is found and shown: it is installed, and not a line is changed elsewhere."""

import importlib
import json
import sys

import pytest
import time_machine
from django.utils import timezone
from wagtail import hooks

from grund import worker
from grund.contributions import KINDS, given, gives
from grund.jobs import apply_retention
from grund.models import ScheduledJob
from grund.visitors import Visitor
from search import engine
from search.rebuild import rebuild
from tests.factories import NewsPageFactory, RoleGuidePageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db
APP = "tests.contributions.madeup"


@pytest.fixture
def madeup(site):
    """The made-up app, installed for one test as Wagtail does it: by importing its hooks. Gives its contributions.

    INSTALLED_APPS itself cannot be changed in a running process: Wagtail's own API refuses to start twice.
    """
    hooks.search_for_hooks()
    before = {name: list(functions) for name, functions in hooks._hooks.items()}
    with time_machine.travel("2026-03-02T09:00:00+01:00"):
        importlib.import_module(f"{APP}.wagtail_hooks")
        rebuild()
        yield sys.modules[f"{APP}.contributions"]
    hooks._hooks.clear()
    hooks._hooks.update(before)
    for name in [name for name in sys.modules if name.startswith(APP)]:
        del sys.modules[name]


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_without_the_app_nothing_is_shown(site, client):
    for address in ("/", "/arshjul/", "/objekt/", "/sok/?q=pelargon", "/sok/?q=v%C3%A4xthus"):
        text = text_of(client, address)
        for word in ("Trädgård", "Odling", "Pelargon", "Ett hus av glas"):
            assert word not in text, (address, word)


@pytest.mark.parametrize("query", ["växthus", "VÄXTHUS", "glashus", "drivbänk"])
def test_its_words_are_found(query, madeup, client):
    text = text_of(client, f"/sok/?q={query}")
    assert "Ett hus av glas." in text
    assert 'href="/vaxthus/"' in text
    assert "Avrått ord." not in text


def test_its_words_can_be_explained_on_a_page(madeup, site, client):
    body = [{"type": "term", "value": "nytt-ord", "id": "t"}]
    page = StandardPageFactory(parent=site, title="Förklaring", body=json.dumps(body))
    text = text_of(client, page.url)
    assert "växthus" in text.split("<summary>")[-1].split("</summary>")[0]
    assert "Ett hus av glas." in text


def test_its_words_can_be_chosen_by_editors(madeup):
    from grund.blocks.text import term_choices

    assert ("nytt-ord", "Växthus") in term_choices()


def test_its_notice_stands_on_the_page_it_is_about(madeup, index_page, client):
    owner = RoleGuidePageFactory(parent=index_page("roller"), title="Objektägare", role="object_owner")
    lead = RoleGuidePageFactory(parent=index_page("roller"), title="Objektledare", role="object_lead_it")
    text = text_of(client, owner.url)
    assert '<div class="notice warn">' in text
    assert "Du har inte gått trädgårdskursen" in text
    assert '<a href="/kurs/">Till kursen</a>' in text
    assert "trädgårdskursen" not in text_of(client, lead.url)


def test_its_dates_are_on_the_wheel_the_start_page_the_calendar_and_news_about_them(madeup, site, index_page, client):
    for address in ("/arshjul/", "/arshjul/?ar=2027", "/"):
        assert "Trädgårdens dag" in text_of(client, address), address
        assert 'href="/tradgard/"' in text_of(client, address), address
    calendar = text_of(client, "/arshjul/kalender/").replace("\r\n ", "")
    assert "UID:tradgard-2026@" in calendar
    assert "LOCATION:Växthuset" in calendar
    garden = StandardPageFactory(parent=site, title="Trädgården")
    news = NewsPageFactory(parent=index_page("nyheter"), title="Nytt", related_page=garden)
    assert '<time datetime="2026-05-20">' in text_of(client, news.url)


def test_its_object_is_in_the_list_and_on_the_map(madeup, client):
    for address in ("/objekt/", "/"):
        text = text_of(client, address)
        assert 'href="/odling/"' in text
        assert ">ODL</text>" in text


def test_its_hits_are_found_by_whoever_may_see_them(madeup, client, as_user):
    text = text_of(client, "/sok/?q=Pelargon")
    assert '<a href="/vaxter/pelargon/" data-rank="1">Pelargon &amp; &lt;b&gt;murgröna&lt;/b&gt;</a>' in text
    assert "Växter" in text
    assert "Hemlig" not in text
    assert "Hemlig" not in client.get("/sok/forslag/?q=hemlig").content.decode()
    assert engine.find("pelargon", Visitor(), "sv").facets[0].choices[0].count == 1
    staff = as_user("staff")
    assert "Hemlig pelargon" in text_of(staff, "/sok/?q=Pelargon&typ=plant")
    assert "Hemlig pelargon" in staff.get("/sok/forslag/?q=hemlig").content.decode()
    assert "Pelargon &amp;" not in text_of(client, "/sok/?q=tulpan")


def test_its_to_dos_wait_for_the_one_who_signed_in(madeup, as_user):
    text = text_of(as_user("staff"), "/mina-uppgifter/")
    assert "Vattna åt staff" in text
    assert "1 juni 2026" in text
    assert text.index("Vattna åt staff") < text.index("Skörda")  # what has a last day comes first


def test_what_is_the_visitors_own_stands_beside_it(madeup, as_user):
    text = text_of(as_user("staff"), "/mina-uppgifter/")
    own = text.split(">Mina odlingar</h2>")[1].split("</section>")[0]
    assert '<a href="/krage/">Pallkrage &lt;4&gt;</a>' in own
    assert "Vid muren." in own
    assert '<span class="tag ok">Sådd</span>' in own
    assert '<a href="/krage/lamna/">Lämna<span class="hide">: Pallkrage &lt;4&gt;</span></a>' in own


def test_its_job_is_run_by_the_worker_when_it_is_due(madeup):
    assert "madeup.water" in worker.run_due("one")
    assert "madeup.water" not in worker.run_due("two")
    assert madeup.RAN.count("water") == 1
    row = ScheduledJob.objects.get(name="madeup.water")
    assert row.last_error == ""
    assert row.due_at > timezone.now()


def test_its_rows_are_removed_when_they_are_too_old(madeup):
    assert apply_retention()["madeup.leaves"] == 3
    assert (timezone.now() - madeup.RAN[-1]).days == 30


@pytest.mark.parametrize("kind", ["", "term", "Terms", "calender", "unknown"])
def test_a_kind_that_does_not_exist_is_an_error(kind):
    with pytest.raises(LookupError, match="Known kinds: api_router, calendar"):
        gives(kind)
    with pytest.raises(LookupError, match="No contribution of kind"):
        given(kind)


def test_nothing_given_is_nothing(monkeypatch):
    monkeypatch.setattr(hooks, "get_hooks", lambda name: [])
    about = {
        "terms": {"visitor": Visitor(), "language": "sv"},
        "calendar": {"visitor": Visitor(), "year": 2026, "page": None},
    }
    for kind in KINDS:
        assert given(kind, **about.get(kind, {})) == []
