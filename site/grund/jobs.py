"""What the ground floor itself gives the worker: jobs, the outbox, the retention of its own rows."""

from datetime import timedelta

from django.apps import apps
from django.core.management import call_command
from django.utils.translation import gettext_lazy as _

from . import outbox, retention, throttle
from .conf import setting
from .contributions import gives
from .shapes import Job, RetentionRule


def publish_scheduled():
    """Publish and expire what is due."""
    call_command("publish_scheduled", verbosity=0)


def apply_retention():
    """Remove what the registered rules say is too old. Returns the number of rows per rule."""
    return retention.apply()


def sweep_sessions():
    """Remove sessions that have run out, where they lie in the database."""
    if apps.is_installed("django.contrib.sessions"):
        call_command("clearsessions", verbosity=0)


@gives("job")
def standing_jobs():
    """What the worker always does."""
    return [
        Job("publish_scheduled", timedelta(minutes=1), publish_scheduled),
        Job("retention", timedelta(days=1), apply_retention),
        Job("sessions_sweep", timedelta(days=1), sweep_sessions),
        Job("throttle_sweep", timedelta(days=1), throttle.sweep),
    ]


@gives("row_handler")
def handlers():
    """The rows that the worker works off."""
    return [("mail", outbox.send_due)]


@gives("retention")
def retention_rules():
    """How long the ground floor keeps what it holds."""
    return [
        RetentionRule(
            name="grund.mail_bodies",
            keep=timedelta(days=setting("MAIL_BODY_DAYS")),
            purge=outbox.forget_bodies,
            reason=_("The text and the recipient of a mail are of no use once it has been sent."),
        )
    ]
