"""The test settings for a served site: all its visitors come from one address, and none is told to wait for that."""

from nackamodellen.settings.test import *  # noqa: F403

ROOT_URLCONF = "tests.race.urls"
_LIMITS = ("TRIES_PER_ADDRESS", "GUESSES_PER_ADDRESS", "MAILS_PER_RECIPIENT", "MAILS_PER_RECIPIENT_AND_ASKER")
NACKAMODELLEN = {**NACKAMODELLEN, **{f"COURSE_{name}": 1_000_000 for name in _LIMITS}}  # noqa: F405
