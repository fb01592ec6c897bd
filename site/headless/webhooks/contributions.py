"""What the webhooks give the worker: rows, jobs and retention."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from grund.contributions import gives
from grund.shapes import Job, RetentionRule

from . import delivery, endpoints, record
from .conf import setting


@gives("row_handler")
def handlers():
    return [("webhooks", delivery.send_due)]


@gives("job")
def jobs():
    hour = timedelta(hours=1)
    return [
        Job("headless.webhooks_catch_up", hour, record.catch_up),
        Job("headless.webhook_secrets", hour, endpoints.forget_old_secrets),
    ]


@gives("retention")
def retention():
    return [
        RetentionRule(
            name="headless.webhooks",
            keep=timedelta(days=setting("KEEP_DAYS")),
            purge=delivery.purge,
            reason=_("What webhooks told is of use only while somebody may ask why it did not arrive."),
        )
    ]
