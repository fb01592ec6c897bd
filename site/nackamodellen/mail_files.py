"""Mail as files, for a machine without a mail server: one .eml for each message, which any mail program opens."""

import os
import re
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


class EmailBackend(BaseEmailBackend):
    """Writes into the folder EMAIL_FILE_PATH. Django's own puts all mails of one connection into one file.

    A file is there as a whole or not at all, and only its owner may read it, since mail holds personal links.
    """

    def send_messages(self, email_messages):
        """How many messages were written. Raises OSError where the folder cannot be written to."""
        folder = Path(settings.EMAIL_FILE_PATH)
        written = 0
        for message in email_messages or ():
            if not message.recipients():
                continue
            built = message.message()
            folder.mkdir(parents=True, exist_ok=True)
            mark = re.sub(r"[^A-Za-z0-9.-]+", "-", str(built["Message-ID"]).strip("<>").split("@")[0])[:40]
            handle, temporary = tempfile.mkstemp(prefix=".", dir=folder)  # mode 0600
            with open(handle, "wb") as stream:
                stream.write(built.as_bytes())
            os.replace(temporary, folder / f"{timezone.localtime():%Y%m%d-%H%M%S-%f}-{mark}.eml")
            written += 1
        return written
