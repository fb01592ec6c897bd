"""The jobs that the ground floor itself gives the worker."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from . import throttle
from .contributions import given, gives
from .shapes import Job


def publish_scheduled():
    """Publish and expire what is due."""
    call_command("publish_scheduled", verbosity=0)


def apply_retention():
    """Remove what the registered rules say is too old. Returns the number of rows per rule."""
    now, removed, failed = timezone.now(), {}, []
    for rule in given("retention"):
        try:
            removed[rule.name] = rule.purge(now - rule.keep)
        except Exception as error:  # one rule that cannot be kept keeps no other from being so
            failed.append(f"{rule.name}: {error!r}")
    if failed:
        raise RuntimeError("; ".join(failed))
    return removed


@gives("job")
def standing_jobs():
    """What the worker always does."""
    return [
        Job("publish_scheduled", timedelta(minutes=1), publish_scheduled),
        Job("retention", timedelta(days=1), apply_retention),
        Job("throttle_sweep", timedelta(days=1), throttle.sweep),
    ]
