"""What the browser tests about courses share: the demo's dates, and the mails that lie as files."""

import email
import email.policy
import re
import time
from pathlib import Path

from tests.browser.server import rows_of

OPEN, FULL, SHUT, CALLED_OFF = (
    "/utbildning/klassa-ett-system/",
    "/utbildning/objektplan-pa-en-halvdag/",
    "/utbildning/introduktion-for-objektagare/",
    "/utbildning/natverkstraff-systemspecialister/",
)


def occasion_of(folder: Path, path: str) -> int:
    """The key of the last occasion of the course at ``path``; those that other tests make are far in the future."""
    rows = rows_of(
        folder,
        "SELECT o.id FROM utbildning_occasion o JOIN wagtailcore_page p ON p.id = o.course_id"
        " WHERE p.url_path = ? AND o.first_day < '2090-01-01' ORDER BY o.first_day DESC",
        f"/start{path}",
    )
    return rows[0][0]


def link_in_mail(folder: Path, to: str, part: str, patience: float = 40) -> str:
    """The path of the newest link with ``part`` in it that was mailed to an address; waits for the worker."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        files = sorted((folder / "var/mail").glob("*"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files:
            message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            body = message.get_body(("plain",))
            found = body and re.search(rf"https?://[^/\s]+(/\S*{part}\S*)", body.get_content())
            if to in str(message["To"]) and found:
                return found[1]
        time.sleep(0.5)
    raise AssertionError(f"No mail to {to} with a link to {part}")
