"""Links in mails: a random word of which only the hash is kept."""

import secrets
from hashlib import sha256

BYTES = 24  # 192 bits


def new():
    """(the word for the link, the hash for the row)."""
    word = secrets.token_urlsafe(BYTES)
    return word, digest(word)


def digest(word):
    """The hash that the row holds. Plain SHA-256: a random word of 192 bits needs no slow hash."""
    return sha256(word.encode("utf-8", "surrogatepass")).hexdigest()
