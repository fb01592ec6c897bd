"""The test settings for a served site: all its visitors come from one address, and none is told to wait for that."""

from nackamodellen.settings.test import *  # noqa: F403

ROOT_URLCONF = "tests.race.urls"
UTBILDNING_TRIES_PER_ADDRESS = UTBILDNING_GUESSES_PER_ADDRESS = UTBILDNING_MAILS_PER_RECIPIENT = 1_000_000
UTBILDNING_MAILS_PER_RECIPIENT_AND_ASKER = UTBILDNING_MAILS_PER_RECIPIENT
