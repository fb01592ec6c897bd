"""Signatures as in the Standard Webhooks specification: HMAC-SHA256 over id, time stamp and body."""

import base64
import hmac
import secrets
from hashlib import sha256

PREFIX = "whsec_"
ID, TIMESTAMP, SIGNATURE = "Webhook-Id", "Webhook-Timestamp", "Webhook-Signature"


def new_secret() -> str:
    """``whsec_`` and 32 random bytes in base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def signature(secret: str, uid: str, timestamp: int, body: bytes) -> str:
    """``v1,`` and the signature in base64."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{uid}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, sha256).digest()).decode()


def headers(used: list[str], uid: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The three headers; one signature for each secret, parted by blanks."""
    return {
        ID: uid,
        TIMESTAMP: str(timestamp),
        SIGNATURE: " ".join(signature(secret, uid, timestamp, body) for secret in used),
    }
