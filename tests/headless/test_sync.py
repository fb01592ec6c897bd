"""Who keeps a copy hears of what is gone, as far as the reader could see it, and of what came to stand elsewhere."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from headless import traces
from headless.models import PageTrace
from tests.factories import NewsPageFactory, StandardPageFactory
from tests.lists.conftest import FINDS, in_all_states, restrict, restricted  # noqa: F401 (fixtures)
from tests.sql import statements_of

from .conftest import ROOT, is_problem
from .test_leaks import ASKERS

pytestmark = pytest.mark.django_db
SINCE = "2026-03-02"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-03-02T09:00:00+01:00") as moved:
        yield moved


def published(page):
    """As one that was published, whatever its state is now."""
    Page.objects.filter(pk=page.pk).update(first_published_at=timezone.now(), last_published_at=timezone.now())
    return Page.objects.get(pk=page.pk).specific


@pytest.fixture
def pages(in_all_states, index_page):  # noqa: F811
    made = in_all_states(NewsPageFactory, index_page("nyheter"))
    made = {state: published(page) for state, page in made.items()}
    PageTrace.objects.all().delete()  # of how they came to their states
    return made


def told(ask, pages, **parameters):
    """The states of ``pages`` whose end is told."""
    keys = {page.pk: state for state, page in pages.items()}
    answer = ask("/pages/gone/", since=SINCE, limit=100, **parameters)
    assert answer["meta"]["total"] == len(answer["items"])
    return {keys[item["id"]] for item in answer["items"] if item["id"] in keys}


WAYS = {
    "deleted": lambda page: page.delete(),
    "unpublished": lambda page: page.unpublish(),
    "closed": lambda page: restrict(page, "password"),
    "moved below something closed": lambda page: page.move(_closed(), pos="last-child"),
}


def _closed():
    if made := Page.objects.filter(slug="slutet").first():
        return made
    section = StandardPageFactory(parent=Page.objects.get(depth=2, locale__language_code="sv").specific, title="Slutet")
    restrict(section, "password")
    return Page.objects.get(pk=section.pk)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ASKERS)
def test_what_was_seen_and_goes(pages, ask_as, name, way):
    ask = ask_as(name)
    assert told(ask, pages) == set()
    for page in pages.values():
        if Page.objects.filter(pk=page.pk).exists():
            WAYS[way](Page.objects.get(pk=page.pk).specific)
    assert told(ask, pages) == FINDS[name]


@pytest.mark.parametrize("way", ["deleted", "unpublished"])
def test_with_all_that_stands_below(site, ask, way):
    top = published(StandardPageFactory(parent=site, title="Överst"))
    below = published(StandardPageFactory(parent=top, title="Under"))
    never = StandardPageFactory(parent=top, title="Aldrig", live=False)
    Page.objects.filter(pk=never.pk).update(first_published_at=None)
    WAYS[way](Page.objects.get(pk=top.pk).specific)
    found = {item["id"]: item for item in ask("/pages/gone/", since=SINCE)["items"]}
    assert set(found) == {top.pk, below.pk}
    assert found[below.pk]["locale"] == "sv"
    assert found[below.pk]["translation_key"] == str(below.translation_key)


def test_what_comes_back_is_not_gone(pages, ask, clock):
    page = pages["live"]
    page.save_revision()
    page.unpublish()
    assert told(ask, pages) == {"live"}
    clock.shift(timedelta(hours=1))
    Page.objects.get(pk=page.pk).specific.save_revision().publish()
    assert told(ask, pages) == set()


def test_an_unpublished_page_that_is_deleted_is_told_once(pages, ask, clock):
    pages["live"].unpublish()
    [first] = ask("/pages/gone/", since=SINCE)["items"]
    clock.shift(timedelta(hours=1))
    Page.objects.get(pk=pages["live"].pk).delete()
    assert ask("/pages/gone/", since=SINCE)["items"] == [first]


@pytest.mark.parametrize("name", ASKERS)
def test_who_loses_a_page_by_its_groups(index_page, ask_as, name, restricted):  # noqa: F811
    """From everybody to a group, and from that group to another."""
    page = published(NewsPageFactory(parent=index_page("nyheter")))
    group, other = Group.objects.get(name="Redaktör"), Group.objects.create(name="Andra")
    restriction = restrict(page, "groups", group)
    ask = ask_as(name)
    key = {page.pk} if name in (None, "staff") else set()
    assert {item["id"] for item in ask("/pages/gone/", since=SINCE)["items"]} == key
    restriction.groups.set([other])
    key = set() if name == "admin" else {page.pk}
    assert {item["id"] for item in ask("/pages/gone/", since=SINCE)["items"]} == key
    other.pageviewrestriction_set.clear()  # by way of the group
    assert PageTrace.objects.filter(audience=f"groups:{other.pk}").exists()


def test_an_alias_is_closed_with_its_source(site, ask):
    source = published(StandardPageFactory(parent=site, title="Källa"))
    alias = published(source.create_alias(parent=site, update_slug="spegel"))
    restrict(source, "login")
    assert {item["id"] for item in ask("/pages/gone/", since=SINCE)["items"]} == {source.pk, alias.pk}


def standard_pages_since(ask, since):
    return {item["id"] for item in ask("/pages/", updated_since=since, type="sidor.StandardPage")["items"]}


def test_a_new_alias_is_updated(site, ask, clock):
    """It bears the dates of its source."""
    source = published(StandardPageFactory(parent=site, title="Källa"))
    clock.shift(timedelta(hours=1))
    since = timezone.now().isoformat()
    alias = source.create_alias(parent=site, update_slug="spegel")
    assert standard_pages_since(ask, since) == {alias.pk}
    assert ask("/pages/gone/", since=SINCE)["items"] == []


def test_an_alias_of_something_closed_that_stands_on_its_own_is_open(site, ask, clock):
    source = published(StandardPageFactory(parent=site, title="Källa"))
    alias = source.create_alias(parent=site, update_slug="spegel")
    restrict(source, "login")
    clock.shift(timedelta(hours=1))
    since = timezone.now().isoformat()
    alias.alias_of = None
    alias.save(update_fields=["alias_of"])
    assert standard_pages_since(ask, since) == {alias.pk}


def test_what_leaves_the_site(site, ask):
    page = published(StandardPageFactory(parent=site, title="Bort"))
    page.move(Page.get_first_root_node(), pos="last-child")
    assert [item["id"] for item in ask("/pages/gone/", since=SINCE)["items"]] == [page.pk]


def test_another_site_is_not_told_of(site, ask, clock):
    other = Page.get_first_root_node().add_child(instance=Page(title="Annan", slug="annan"))
    below = published(other.add_child(instance=Page(title="Hemlig", slug="hemlig")))
    made = Site.objects.create(hostname="annan.example.org", root_page=other)
    below.delete()
    assert PageTrace.objects.filter(page_id=below.pk).exists()
    assert ask("/pages/gone/", since=SINCE)["items"] == []
    PageTrace.objects.all().delete()
    made.delete()
    assert PageTrace.objects.filter(page_id=other.pk).exists()


def test_what_moves_or_opens_is_updated(site, ask, clock):
    """Neither publishes it anew, so its own date does not say so."""
    section = published(StandardPageFactory(parent=site, title="Avdelning"))
    below = published(StandardPageFactory(parent=section, title="Under"))
    goal = published(StandardPageFactory(parent=site, title="Mål"))
    restriction = restrict(section, "login")

    def updated(since):
        return standard_pages_since(ask, since)

    clock.shift(timedelta(hours=1))
    later = timezone.now().isoformat()
    assert updated(later) == set()
    restriction.delete()
    assert updated(later) == {section.pk, below.pk}
    clock.shift(timedelta(hours=1))
    later = timezone.now().isoformat()
    Page.objects.get(pk=section.pk).move(Page.objects.get(pk=goal.pk), pos="last-child")
    assert updated(later) == {section.pk, below.pk}
    clock.shift(timedelta(hours=1))
    later = timezone.now().isoformat()
    page = Page.objects.get(pk=goal.pk).specific
    page.slug = "annat"
    page.save_revision().publish()
    assert updated(later) == {goal.pk, section.pk, below.pk}
    clock.shift(timedelta(hours=1))
    later = timezone.now().isoformat()
    Page.objects.get(pk=goal.pk).specific.unpublish()
    clock.shift(timedelta(hours=1))
    back = timezone.now().isoformat()
    assert updated(later) == set()
    Page.objects.get(pk=goal.pk).specific.save_revision().publish()
    assert updated(back) == {goal.pk, section.pk, below.pk}


def test_another_page_or_a_draft_leaves_no_trace(pages, index_page):
    page = pages["live"]
    page.title = "Nytt namn"
    page.save_revision()
    page.save()
    NewsPageFactory(parent=index_page("nyheter"))
    assert not PageTrace.objects.exists()


def test_a_change_that_is_taken_back_leaves_none(pages):
    with transaction.atomic():
        pages["live"].unpublish()
        assert PageTrace.objects.exists()
        transaction.set_rollback(True)
    assert not PageTrace.objects.exists()


def test_how_long_they_are_kept(pages, ask, clock):
    pages["live"].unpublish()
    clock.shift(traces.KEPT - timedelta(hours=1))
    traces.prune()
    assert told(ask, pages) == {"live"}
    clock.shift(timedelta(days=2, hours=2))
    traces.prune()
    assert not PageTrace.objects.exists()
    clock.shift(timedelta(days=2))
    document = is_problem(ask.get("/pages/gone/", since=SINCE), 422)
    assert "180 days" in document["detail"]
    assert document["errors"][0]["parameter"] == "since"


def test_pages_of_the_answer(site, ask):
    made = [published(StandardPageFactory(parent=site, title=f"Sida {number}")) for number in range(5)]
    for page in made:
        page.delete()
    first = ask("/pages/gone/", since=SINCE, limit=2)
    assert first["meta"]["total"] == 5
    second = ask("/pages/gone/", since=SINCE, limit=2, offset=2)
    keys = [item["id"] for item in (*first["items"], *second["items"])]
    assert len(set(keys)) == 4
    is_problem(ask.get("/pages/gone/", since=SINCE, offset=5), 422)


@pytest.mark.parametrize("since", ["", "igår", "2026-02-30", "2026-13-01T00:00:00Z", "9" * 30, "١٢٣"])
def test_a_moment_that_is_none(ask, since):
    assert is_problem(ask.get("/pages/gone/", since=since), 422)["errors"][0]["parameter"] == "since"


def test_a_moment_is_needed(ask):
    assert is_problem(ask.get("/pages/gone/"), 422)["errors"][0]["parameter"] == "since"


def test_the_cost_is_the_same_for_many(site, ask):
    for number in range(30):
        page = published(StandardPageFactory(parent=site, title=f"Sida {number}"))
        restrict(page, "login")
    statements_of(ask.client, f"{ROOT}/pages/gone/?since={SINCE}&limit=100").check(6)
    statements_of(ask.client, f"{ROOT}/sitemap/").check(6)


# --- The sitemap ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ASKERS)
def test_the_sitemap_holds_what_the_asker_may_see(pages, ask_as, name):
    answer = ask_as(name)("/sitemap/")
    keys = {page.pk: state for state, page in pages.items()}
    assert {keys[item["id"]] for item in answer["items"] if item["id"] in keys} == FINDS[name]
    assert answer["meta"]["total"] == len(answer["items"])


def test_the_sitemap_names_translations(site, english_home, ask):
    page = published(StandardPageFactory(parent=site, title="Sida"))
    english = page.copy_for_translation(Locale.objects.get(language_code="en"))
    found = {item["id"]: item for item in ask("/sitemap/")["items"]}
    assert found[page.pk]["alternates"] == []  # a draft is nobody's
    english.save_revision().publish()
    found = {item["id"]: item for item in ask("/sitemap/")["items"]}
    assert found[page.pk]["alternates"] == [{"locale": "en", "html_url": found[english.pk]["html_url"]}]
    assert found[english.pk]["url"].startswith("/en/")


def test_the_sitemap_in_parts(site, ask):
    for number in range(3):
        StandardPageFactory(parent=site, title=f"Sida {number}")
    whole = ask("/sitemap/")
    parts = [ask("/sitemap/", limit=1, offset=number)["items"][0] for number in range(whole["meta"]["total"])]
    assert parts == whole["items"]
    is_problem(ask.get("/sitemap/", limit=1001), 422)
    is_problem(ask.get("/sitemap/", offset=whole["meta"]["total"]), 422)
