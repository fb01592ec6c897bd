"""The test settings for worker processes that send webhooks to the receiver of the test."""

import os

from tests.kill.settings import *  # noqa: F403

_LEASE = float(os.environ["LEASE_SECONDS"])
NACKAMODELLEN = {
    **NACKAMODELLEN,  # noqa: F405
    "WEBHOOK_ALLOWED_HOSTS": ["127.0.0.1"],
    "WEBHOOK_LEASE_SECONDS": _LEASE,
    "WEBHOOK_TIMEOUT": _LEASE / 2.5,
}
