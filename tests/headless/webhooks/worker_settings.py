"""The test settings for worker processes that send webhooks to the receiver of the test."""

import os

from tests.kill.settings import *  # noqa: F403

HEADLESS_WEBHOOK_ALLOWED_HOSTS = ["127.0.0.1"]
HEADLESS_WEBHOOK_LEASE_SECONDS = float(os.environ["LEASE_SECONDS"])
HEADLESS_WEBHOOK_TIMEOUT = HEADLESS_WEBHOOK_LEASE_SECONDS / 2.5
