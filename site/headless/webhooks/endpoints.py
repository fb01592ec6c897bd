"""What is done with receivers: the verbs, each in a transaction and noted in the audit log without any secret."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from grund import audit
from headless.models import WebhookDelivery, WebhookEndpoint

from . import record, signing


def about(endpoint):
    return f"headless/webhook/{endpoint.pk}/"


@transaction.atomic
def save(endpoint, *, by=None):
    """Save a new receiver or a changed one. The first that listens hears of what happens from now on."""
    record.lock()
    new = endpoint.pk is None
    others = WebhookEndpoint.objects.filter(active=True).exclude(pk=endpoint.pk)
    was_active = not new and WebhookEndpoint.objects.filter(pk=endpoint.pk, active=True).exists()
    if endpoint.active and not was_active and not others.exists():
        record.begin()
    if was_active and not endpoint.active:
        WebhookDelivery.objects.filter(endpoint=endpoint, state__in=WebhookDelivery.UNFINISHED).update(
            state=WebhookDelivery.State.DROPPED, leased_by="", leased_until=None
        )
    if new:
        endpoint.save()
    else:
        # Never the secrets, which another may have renewed since this form was opened.
        endpoint.failures, endpoint.resting_until = 0, None
        endpoint.save(update_fields=["name", "url", "events", "active", "failures", "resting_until"])
    audit.note("webhook.created" if new else "webhook.changed", about(endpoint), by=by, active=endpoint.active)
    return endpoint


@transaction.atomic
def renew_secret(pk, hours, *, by=None):
    """Give the receiver a new secret and return it. The old one signs too for ``hours`` hours; 0: no longer."""
    endpoint = WebhookEndpoint.objects.select_for_update().get(pk=pk)
    now = timezone.now()
    endpoint.earlier_secret, endpoint.earlier_until = "", None
    if hours:
        endpoint.earlier_secret, endpoint.earlier_until = endpoint.secret, now + timedelta(hours=hours)
    endpoint.secret = signing.new_secret()
    endpoint.save(update_fields=["secret", "earlier_secret", "earlier_until"])
    audit.note("webhook.secret_renewed", about(endpoint), by=by, overlap_hours=hours)
    return endpoint.secret


@transaction.atomic
def put_test(endpoint, *, by=None):
    """Queue an event that tells of nothing, for this receiver alone. Returns its delivery."""
    record.lock()
    event = record.make(record.TEST, f"test:{endpoint.pk}")
    made = record.write([event], [endpoint])[0]
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(resting_until=None)
    audit.note("webhook.tested", about(endpoint), by=by)
    return made


@transaction.atomic
def remove(endpoint, *, by=None):
    """Remove the receiver and the log of what it was sent."""
    audit.note("webhook.removed", about(endpoint), by=by)
    endpoint.delete()


def forget_old_secrets():
    """Blank secrets whose overlap is over. A job of the worker. Returns how many."""
    over = WebhookEndpoint.objects.filter(earlier_until__lte=timezone.now())
    return over.update(earlier_secret="", earlier_until=None)
