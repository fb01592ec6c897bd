"""What we write to people who register. Everything here gives mails for the outbox; nothing here sends any."""

from .letters import Letters
from .requests import confirm_wish, new_date, please_confirm
from .words import address, base_url, day_words, evaluation_key, reminder_key

__all__ = [
    "Letters",
    "address",
    "base_url",
    "confirm_wish",
    "day_words",
    "evaluation_key",
    "new_date",
    "please_confirm",
    "reminder_key",
]
