"""What an error of the mail server means, and what of it may be written down."""

import re
import smtplib
import traceback
from pathlib import Path

# These say that the site may not send at all; the next mail would be answered the same.
_ABOUT_US = {421, 530, 534, 535, 538}
_ADDRESS = re.compile(r"[^\s<>@\"'(),;:]+@[^\s<>@\"'(),;:]+")
_GONE = "…"


def _answer(error):
    """(code, text) of the server's answer; (0, "") where it gave none."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        # Our mails have one recipient.
        return next(iter(error.recipients.values()), (0, ""))
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code, error.smtp_error
    return 0, ""


def is_about_the_server(error):
    """Whether the server is away or refuses us, whatever the mail."""
    if isinstance(error, smtplib.SMTPServerDisconnected) or _answer(error)[0] in _ABOUT_US:
        return True
    return isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException)


def is_for_good(error):
    """Whether another try of the same mail would end the same: the server said so, or we cannot even write it."""
    if isinstance(error, (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException)):
        return _answer(error)[0] >= 500
    # SMTPException is an OSError. What the server does not support is an address with letters beyond ASCII.
    return isinstance(error, smtplib.SMTPNotSupportedError) or not isinstance(error, OSError)


def sayable(error, row):
    """The error in a line that names neither the recipient nor an address: servers like to quote them.

    Of an error that is not the network's, only its kind and place: its text may quote anything.
    """
    kind = type(error).__name__
    if not isinstance(error, OSError):
        frames = traceback.extract_tb(error.__traceback__)
        return f"{kind} ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else kind
    code, text = _answer(error)
    if isinstance(text, bytes):
        text = text.decode("utf-8", errors="replace")
    said = f"{kind}: {code} {text}" if code else f"{kind}: {error}"
    said = said if code or not isinstance(error, smtplib.SMTPRecipientsRefused) else kind
    said = _ADDRESS.sub(_GONE, said)
    local = row.to.rpartition("@")[0]
    words = [row.to, row.to_name, *re.findall(r"\w{3,}", f"{local} {row.to_name}")]
    for word in sorted(filter(None, words), key=len, reverse=True):
        said = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", _GONE, said, flags=re.IGNORECASE)
    return " ".join(said.split())[:500]
