"""Names and addresses as people type them: what is taken, what is tidied, and what is refused with a sentence."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

MOST_IN_LOCAL_PART = 64  # RFC 5321; Django's own check lets longer ones pass
MOST_IN_ADDRESS = 254


def clean_name(text: str) -> str:
    """A person's name with single blanks between its words and nothing that cannot be seen.

    Zero-width characters and those that turn the direction of writing go without a word: they come along when a name is
    copied from a document, and would let one name look like another. Everything else stays as typed, a leading = too.

    Raises ValidationError for other control characters, NUL and line breaks among them, and where nothing is left.
    """
    name = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in name.strip().replace("\t", " ")):
        raise ValidationError(
            _("The name holds a character that cannot be shown, for example a line break. Type the name by hand."),
            code="control",
        )
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not name:
        raise ValidationError(_("Write the name."), code="required")
    return name


def norm_email(text: str) -> str:
    """The form in which two addresses are compared: without surrounding blanks, in small letters, composed (NFC).

    ``kim+1@`` and ``kim+2@`` stay two: to treat them as one would be a guess about somebody else's mail server.
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text.strip()).casefold()).strip()


def check_email(text: str, domains: Iterable[str] = ()) -> None:
    """Whether mail can be sent to the address, and whether its domain may register.

    ``domains`` are those allowed, with or without a leading @; none means every one. A domain below an allowed one is
    another domain. Looks nothing up: the answer says nothing about who exists.

    Raises ValidationError with one sentence that says what to do.
    """
    address = text.strip()
    local, at, domain = address.rpartition("@")
    if any(c.isspace() or unicodedata.category(c).startswith("C") for c in address):
        message = _("An e-mail address has no blanks, line breaks or hidden characters. Type it by hand.")
        raise ValidationError(message, code="blank")
    if not (local and at and domain):
        raise _not_whole()
    if not local.isascii():
        message = _("Write the part before @ without å, ä, ö and accents, as it stands in the e-mail program.")
        raise ValidationError(message, code="local_letters")
    if len(local) > MOST_IN_LOCAL_PART:
        message = _("The part before @ can have %(most)d characters at most. Check the address.")
        raise ValidationError(message, code="local_length", params={"most": MOST_IN_LOCAL_PART})
    if max(len(address), len(norm_email(address))) > MOST_IN_ADDRESS:  # small letters may be more than large ones
        message = _("An e-mail address can have %(most)d characters at most. Check the address.")
        raise ValidationError(message, code="length", params={"most": MOST_IN_ADDRESS})
    try:
        validate_email(address)
    except ValidationError:
        raise _not_whole() from None
    allowed = sorted({norm_email(domain).lstrip("@") for domain in domains})
    if allowed and norm_email(domain) not in allowed:
        message = _("Only addresses that end in %(domains)s can be registered here. Use your work address.")
        raise ValidationError(message, code="domain", params={"domains": ", ".join(f"@{name}" for name in allowed)})


def _not_whole() -> ValidationError:
    return ValidationError(_("Write the whole e-mail address, for example namn@example.org."), code="not_whole")
