"""Which event comes of what, whatever way it happened; and that it stands or falls with its transaction."""

import json
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from grund.contributions import given
from grund.worker import run_handlers
from headless.models import PublicPage, WebhookDelivery, WebhookEndpoint, WebhookEvent
from headless.webhooks import endpoints, record
from tests.factories import NewsPageFactory, StandardPageFactory
from tests.factories.courses import make_course, make_occasion, register
from tests.headless.webhooks.conftest import listen
from utbildning.services import occasions, registrations

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(index_page):
    return index_page("nyheter")


@pytest.fixture
def family(site, told):
    """A page and one below it, both public."""
    above = StandardPageFactory(parent=site, title="Stöd", slug="stod")
    below = StandardPageFactory(parent=above, title="Frågor", slug="fragor")
    told()
    return above, below


def test_a_page_is_published_and_published_again(news, told):
    page = NewsPageFactory(parent=news, title="Nytt", live=False)
    assert told() == []
    page.save_revision().publish()
    assert told() == [("page.published", page.pk, "/nyheter/nytt/", None)]
    page.refresh_from_db()
    page.save_revision()
    assert told() == []
    page.get_latest_revision().publish()
    assert told() == [("page.published", page.pk, "/nyheter/nytt/", None)]


def test_the_body_holds_no_content_and_names_the_page(news, told):
    page = NewsPageFactory(parent=news, title="Hemlig rubrik", slug="nytt", lead="Hemlig ingress")
    row = WebhookEvent.objects.get()
    body = json.loads(row.body)
    assert set(body) == {"id", "type", "occurred_at", "page", "url", "previous_url"}
    assert body["page"] == {"id": page.pk, "uid": str(page.translation_key), "language": "sv"}
    assert uuid.UUID(body["id"]) == row.uid
    assert body["occurred_at"].endswith("Z")
    assert "Hemlig" not in row.body


def test_withdrawing_takes_what_is_below_with_it(family, told):
    above, below = family
    above.unpublish()
    assert told() == [
        ("page.unpublished", above.pk, None, "/stod/"),
        ("page.unpublished", below.pk, None, "/stod/fragor/"),
    ]
    above.refresh_from_db()
    above.save_revision().publish()
    assert told() == [
        ("page.published", above.pk, "/stod/", None),
        ("page.published", below.pk, "/stod/fragor/", None),
    ]


def test_a_new_slug_moves_what_is_below(family, told):
    above, below = family
    above.slug = "hjalp"
    above.save_revision().publish()
    assert told() == [
        ("page.slug_changed", above.pk, "/hjalp/", "/stod/"),
        ("page.published", above.pk, "/hjalp/", None),
        ("page.moved", below.pk, "/hjalp/fragor/", "/stod/fragor/"),
    ]


def test_a_move(family, told, site):
    above, below = family
    target = StandardPageFactory(parent=site, title="Mer", slug="mer")
    told()
    above.move(target, "last-child")
    found = told()
    assert found[:2] == [
        ("page.moved", above.pk, "/mer/stod/", "/stod/"),
        ("page.moved", below.pk, "/mer/stod/fragor/", "/stod/fragor/"),
    ]
    assert found[2:] == [  # Wagtail makes them
        ("redirect.added", above.pk, "/mer/stod/", "/stod"),
        ("redirect.added", below.pk, "/mer/stod/fragor/", "/stod/fragor"),
    ]


def test_another_order_of_siblings_tells_nothing(family, told, site):
    above, _below = family
    above.move(site, "first-child")
    assert told() == []


def test_a_slug_that_wagtail_makes_redirects_for(family, told, django_capture_on_commit_callbacks):
    above, below = family
    above.slug = "hjalp"
    with django_capture_on_commit_callbacks(execute=True):
        above.save()
    assert told()[-2:] == [
        ("redirect.added", above.pk, "/hjalp/", "/stod"),
        ("redirect.added", below.pk, "/hjalp/fragor/", "/stod/fragor"),
    ]


@pytest.mark.parametrize("way", ["instance", "queryset"])
def test_deleting_takes_what_is_below_with_it(family, told, way):
    above, below = family
    keys = {above.pk, below.pk}
    Page.objects.get(pk=above.pk).delete() if way == "instance" else Page.objects.filter(pk=above.pk).delete()
    found = told()
    assert {(kind, key) for kind, key, _url, _before in found} == {("page.deleted", key) for key in keys}
    assert {before for _kind, _key, _url, before in found} == {"/stod/", "/stod/fragor/"}
    assert not PublicPage.objects.filter(page_id__in=keys).exists()


def test_a_restriction_is_the_end_to_the_outside(family, told):
    above, below = family
    closed = PageViewRestriction.objects.create(page=above, restriction_type="login")
    gone = [
        ("page.unpublished", above.pk, None, "/stod/"),
        ("page.unpublished", below.pk, None, "/stod/fragor/"),
    ]
    assert told() == gone
    closed.delete()
    assert [kind for kind, *_ in told()] == ["page.published"] * 2


def test_an_alias_shares_the_restriction(family, told, site):
    above, _below = family
    alias = above.create_alias(parent=site, update_slug="spegel")
    assert told() == [("page.published", alias.pk, "/spegel/", None)]
    PageViewRestriction.objects.create(page=above, restriction_type="login")
    assert ("page.unpublished", alias.pk, None, "/spegel/") in told()


def test_the_english_page_says_its_language(english_home, told):
    page = StandardPageFactory(parent=english_home, title="Help", slug="help", locale=english_home.locale)
    assert told() == [("page.published", page.pk, "/en/help/", None)]
    assert json.loads(WebhookEvent.objects.get().body)["page"]["language"] == "en"


def test_redirects(family, told):
    above, _below = family
    row = Redirect.add_redirect("/gammal/", redirect_to=above)
    assert told() == [("redirect.added", above.pk, "/stod/", "/gammal")]
    row.redirect_page, row.redirect_link = None, "https://www.example.org/ny"
    row.save()
    assert told() == [("redirect.changed", None, "https://www.example.org/ny", "/gammal")]
    row.delete()
    assert told() == [("redirect.removed", None, None, "/gammal")]


def test_a_redirect_comes_and_goes_with_its_page(family, told):
    above, _below = family
    Redirect.add_redirect("/gammal/", redirect_to=above)
    told()
    above.unpublish()
    assert ("redirect.removed", None, None, "/gammal") in told()


class TestCourses:
    @pytest.fixture
    def course(self, index_page, told):
        made = make_course(index_page("utbildning"))
        told()
        return made

    def kinds(self, told):
        return [kind for kind, *_ in told()]

    def test_a_date_and_its_seats(self, course, told):
        occasion = make_occasion(course, seats=2)
        assert self.kinds(told) == ["course.changed", "course.seats_changed"]
        registration = register(occasion)
        assert told() == [("course.seats_changed", course.pk, "/utbildning/grundutbildning/", None)]
        registrations.cancel(registration.pk, cancelled_by="leader")
        assert self.kinds(told) == ["course.seats_changed"]
        occasions.cancel_occasion(occasion.pk, reason="Snö")
        assert "course.changed" in self.kinds(told)

    def test_a_draft_tells_nothing_until_it_is_shown(self, course, told):
        occasion = make_occasion(course, status="draft")
        assert told() == []
        occasions.change(occasion.pk, status="open")
        assert "course.changed" in self.kinds(told)

    def test_nobody_hears_who_registered(self, course, told):
        register(make_occasion(course), 7)
        for row in WebhookEvent.objects.all():
            assert "Deltagare" not in row.body
            assert "deltagare7" not in row.body
            assert set(json.loads(row.body)) == {"id", "type", "occurred_at", "page", "url", "previous_url"}

    def test_a_course_that_is_not_public_tells_nothing(self, course, told):
        PageViewRestriction.objects.create(page=course, restriction_type="login")
        told()
        register(make_occasion(course))
        assert told() == []


class TestTransactions:
    def test_what_is_rolled_back_was_never_told(self, news, told):
        with transaction.atomic():
            NewsPageFactory(parent=news, title="Nytt")
            assert len(told()) == 1
            transaction.set_rollback(True)
        assert told() == []
        assert not WebhookDelivery.objects.exists()
        assert not PublicPage.objects.filter(url__contains="nytt").exists()

    def test_nobody_listens_nothing_is_written(self, news):
        NewsPageFactory(parent=news, title="Nytt")
        assert not WebhookEvent.objects.exists()
        assert not PublicPage.objects.exists()

    def test_who_begins_to_listen_hears_of_nothing_that_was(self, news, told):
        assert told() == []
        assert PublicPage.objects.count() == Page.objects.filter(depth__gt=1, live=True).count() > 5

    def test_who_listens_again_hears_of_nothing_in_between(self, news, told):
        endpoint = WebhookEndpoint.objects.get()
        endpoint.active = False
        endpoints.save(endpoint)
        page = NewsPageFactory(parent=news, title="Nytt")
        endpoint.active = True
        endpoints.save(endpoint)
        assert told() == []
        page.unpublish()
        assert told() == [("page.unpublished", page.pk, None, "/nyheter/nytt/")]

    def test_only_what_was_chosen_is_delivered(self, news, told):
        listen(name="Bara borttaget", events=["page.deleted"])
        page = NewsPageFactory(parent=news, title="Nytt")
        assert WebhookDelivery.objects.count() == 1
        page.delete()
        assert WebhookDelivery.objects.filter(endpoint__name="Bara borttaget").count() == 1


class TestCatchingUp:
    def test_what_no_signal_told_of(self, family, told):
        above, _below = family
        Page.objects.filter(pk=above.pk).update(live=False)
        assert told() == []
        assert record.catch_up() == 2
        assert [kind for kind, *_ in told()] == ["page.unpublished"] * 2
        assert record.catch_up() == 0

    def test_a_site_with_a_new_name(self, family, told):
        Site.objects.update(hostname="www.example.org")
        Site.clear_site_root_paths_cache()
        count = PublicPage.objects.count()
        assert record.catch_up() == count
        assert {kind for kind, *_ in told()} == {"page.moved"}

    def test_without_a_change_there_is_no_event(self, family, told):
        assert record.catch_up() == 0
        assert told() == []

    def test_it_is_a_job(self):
        assert {"headless.webhooks_catch_up", "headless.webhook_secrets"} <= {job.name for job in given("job")}
        assert "webhooks" in run_handlers()


def test_scheduled_publishing_and_expiry(news, told):
    page = NewsPageFactory(parent=news, title="Senare", live=False)
    page.go_live_at, page.expire_at = timezone.now() + timedelta(hours=1), timezone.now() + timedelta(hours=3)
    page.save_revision().publish()
    assert told() == []
    for hours, kinds in ((0.5, []), (2, ["page.published"]), (2.5, []), (4, ["page.unpublished"])):
        with time_machine.travel(timezone.now() + timedelta(hours=hours)):
            call_command("publish_scheduled", verbosity=0)
        assert [kind for kind, *_ in told()] == kinds


def test_while_nobody_listens_a_saved_page_costs_one_question(news, django_assert_num_queries):
    from headless.webhooks import signals

    page = NewsPageFactory(parent=news, title="Nytt")
    with django_assert_num_queries(1):
        signals._page_saved(type(page), page)
