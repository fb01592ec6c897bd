"""The test settings for worker processes: the test database, mail to the sink of the test, a short lease."""

import os

from django.core.mail.utils import DNS_NAME

from nackamodellen.settings.test import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["SINK_PORT"])
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = "Kurser <kurser@example.org>"
NACKAMODELLEN = {**NACKAMODELLEN, "MAIL_LEASE_SECONDS": float(os.environ["LEASE_SECONDS"])}  # noqa: F405


def name_myself():
    """Greet the mail server with the process's number, so that the sink knows whom to kill."""
    DNS_NAME._fqdn = f"worker-{os.getpid()}"


name_myself()
