"""A receiver that listens, and what it was told."""

import json

import pytest

from grund.models import AuditEvent
from headless.models import PublicPage, PublicRedirect, WebhookDelivery, WebhookEndpoint, WebhookEvent
from headless.webhooks import endpoints
from tests.headless.webhooks.receiver import Receiver


def listen(url="https://hooks.example.org/in", name="Mottagare", **values):
    return endpoints.save(WebhookEndpoint(name=name, url=url, **values))


@pytest.fixture
def told(site):
    """Somebody listens from now on. ``told()`` gives what has happened since it was asked last, in order:
    [(type, page's key or None, path, path before)]."""
    listen()
    seen = set()

    def path(url):
        return url and url.removeprefix("http://testserver")

    def ask():
        rows = [row for row in WebhookEvent.objects.order_by("pk") if row.pk not in seen]
        seen.update(row.pk for row in rows)
        bodies = [json.loads(row.body) for row in rows]
        return [(b["type"], b["page"] and b["page"]["id"], path(b["url"]), path(b["previous_url"])) for b in bodies]

    return ask


@pytest.fixture
def receiver(settings):
    """A web server on this machine that the setting allows."""
    with Receiver() as made:
        settings.NACKAMODELLEN = {**settings.NACKAMODELLEN, "WEBHOOK_ALLOWED_HOSTS": [f"127.0.0.1:{made.port}"]}
        yield made


@pytest.fixture
def clean(committing):
    """For what several threads or processes do; what such a test may leave is removed."""
    yield
    for model in (WebhookDelivery, WebhookEvent, WebhookEndpoint, PublicPage, PublicRedirect):
        model.objects.all().delete()
    AuditEvent.objects.filter(about__startswith="headless/")._raw_delete("default")


def hurry():
    """As if the time until the next try had passed."""
    WebhookDelivery.objects.filter(state="retry").update(next_try_at="2000-01-01T00:00Z")
    WebhookEndpoint.objects.update(resting_until=None)
