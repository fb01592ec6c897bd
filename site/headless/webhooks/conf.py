"""Settings of the webhooks, with what holds where a site says nothing."""

from django.conf import settings

DEFAULTS = {
    # Seconds for one delivery as a whole: name server, connection, encryption, answer.
    "TIMEOUT": 10.0,
    # Seconds after which a delivery of a worker that is gone passes to another. More than the timeout.
    "LEASE_SECONDS": 120,
    # Days that events and what came of them are kept.
    "KEEP_DAYS": 30,
}


def setting(name):
    return getattr(settings, f"HEADLESS_WEBHOOK_{name}", DEFAULTS[name])
