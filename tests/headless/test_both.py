"""The notes for ETags and the events for webhooks are made of the same changes, in the same transaction."""

import pytest
from django.db import transaction

from headless.models import ContentChange, WebhookEvent
from headless.webhooks import record
from tests.factories import NewsPageFactory
from tests.factories.courses import make_course, make_occasion, register

from .webhooks.conftest import told  # noqa: F401 (fixture)

pytestmark = pytest.mark.django_db


def counts():
    return ContentChange.objects.count(), WebhookEvent.objects.count()


def test_a_page_that_is_published_makes_both(told, index_page):  # noqa: F811
    notes, events = counts()
    NewsPageFactory(parent=index_page("nyheter"), title="Nyhet")
    assert [kind for kind, *_rest in told()] == ["page.published"]
    assert counts()[0] > notes
    assert counts()[1] == events + 1


def test_a_seat_that_is_taken_makes_both(told, index_page):  # noqa: F811
    occasion = make_occasion(make_course(index_page("utbildning")), seats=5)
    told()
    notes = ContentChange.objects.count()
    register(occasion)
    assert "course.seats_changed" in [kind for kind, *_rest in told()]
    assert ContentChange.objects.count() > notes


def test_both_are_rolled_back_together(told, index_page):  # noqa: F811
    parent, before = index_page("nyheter"), counts()
    with transaction.atomic():
        NewsPageFactory(parent=parent, title="Nyhet")
        assert counts() != before
        transaction.set_rollback(True)
    assert counts() == before


def test_what_webhooks_write_is_no_change_of_content(told, index_page):  # noqa: F811
    """Events, deliveries and what the outside knows are no part of any answer."""
    page = NewsPageFactory(parent=index_page("nyheter"), title="Nyhet")
    notes = ContentChange.objects.count()
    assert record.catch_up() == 0
    page.save_revision()
    assert ContentChange.objects.count() == notes
