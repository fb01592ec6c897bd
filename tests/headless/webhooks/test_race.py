"""Many at the same moment: keys rise with the commits, each event is sent once, a page's events keep their order."""

import time
from collections import Counter

import pytest
from django.db import transaction

from headless.models import WebhookDelivery, WebhookEndpoint, WebhookEvent
from headless.webhooks import delivery, record
from tests.headless.webhooks.conftest import listen
from tests.headless.webhooks.receiver import Receiver
from tests.headless.webhooks.test_kill import in_order, put
from tests.services import require
from tests.threads import at_the_same_moment

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("clean")]
WRITERS, EACH, EVENTS, SENDERS = 4, 8, 60, 4


def write_what_is_seen(locked=True):
    """Threads that each note how many events they see; a key that rises with the commits is one more each time."""

    def work():
        for _ in range(EACH):
            with transaction.atomic():
                if locked:
                    record.lock()
                count = WebhookEvent.objects.count()
                event = record.make("page.published", "page:1", url=str(count))
                record.write([event])
                time.sleep(0.002)

    broken = [result for result in at_the_same_moment(WRITERS, work) if isinstance(result, Exception)]
    assert not broken, broken
    return [int(url) for url in WebhookEvent.objects.order_by("pk").values_list("url", flat=True)]


@pytest.mark.postgres
def test_keys_rise_in_the_order_of_the_commits():
    require("postgresql")
    listen()
    assert write_what_is_seen() == list(range(WRITERS * EACH))


@pytest.mark.postgres
def test_control_without_the_lock_they_do_not():
    require("postgresql")
    listen()
    assert write_what_is_seen(locked=False) != list(range(WRITERS * EACH))


@pytest.mark.postgres
def test_several_senders_send_each_event_once_and_in_order(settings):
    require("postgresql")
    with Receiver() as receiver:
        settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "WEBHOOK_ALLOWED_HOSTS": ["127.0.0.1"]}
        listen(receiver.url)
        put(EVENTS)
        names = iter(f"sender-{number}" for number in range(SENDERS))
        results = at_the_same_moment(SENDERS, lambda: delivery.send_due(holder=next(names)))
        while WebhookDelivery.objects.filter(state__in=WebhookDelivery.UNFINISHED).exists():
            delivery.send_due(holder="the last")
        counts = Counter(got.uid for got in receiver.got)
        assert len(counts) == EVENTS
        assert set(counts.values()) == {1}
        assert in_order(receiver.got)
        assert sum(bool(count) for count in results) > 1, "only one of them sent anything"
    assert WebhookEndpoint.objects.get().failures == 0
