"""What a host may decide about courses: names in the setting ``NACKAMODELLEN`` that begin with ``COURSE_``, with defaults."""

from grund.host_settings import declare

DEFAULTS = {
    # Domains of work addresses that may register without an account. None: only who is signed in may.
    "EMAIL_DOMAINS": [],
    # Where links in mails lead; empty: Wagtail's own address.
    "BASE_URL": "",
    # Shown where something cannot be done here, for example an address.
    "CONTACT": "",
    # Page about personal data, linked from the form: an address.
    "PRIVACY_URL": "",
    # Before this many working days somebody who waits gets a free seat at once; after it, an offer with a time limit.
    "CUTOFF_WORKING_DAYS": 3,
    "OFFER_HOURS": 24,
    # How long the link lives that confirms an address.
    "PENDING_HOURS": 24,
    # Reminders go out this many days before the first day.
    "REMINDER_DAYS": (7, 1),
    # Retention, in days after the last day of the course; records count from the day they are issued.
    "KEEP_REGISTRATION_DAYS": 365,
    "KEEP_NEEDS_DAYS": 7,
    "KEEP_RECORD_DAYS": 3650,
    "KEEP_WISH_DAYS": 365,
    # The decision that retention rests on, for the protocol.
    "RETENTION_DECISION": "",
    # All within MINUTES: how often an account, or all without one behind a network address, may send a form. A whole
    # municipality may have one address.
    "TRIES_PER_ADDRESS": 300,
    # How many links, or numbers of certificates, that do not exist a network address may try. Guessing is hopeless anyhow.
    "GUESSES_PER_ADDRESS": 600,
    # How many mails a recipient gets that somebody else may have asked for: in all, and for one account or network.
    "MAILS_PER_RECIPIENT": 30,
    "MAILS_PER_RECIPIENT_AND_ASKER": 10,
    "MINUTES": 60,
}

_AT_LEAST_ONE = (
    "OFFER_HOURS", "PENDING_HOURS", "KEEP_REGISTRATION_DAYS", "KEEP_RECORD_DAYS", "MINUTES", "TRIES_PER_ADDRESS",
    "GUESSES_PER_ADDRESS", "MAILS_PER_RECIPIENT", "MAILS_PER_RECIPIENT_AND_ASKER",
)  # fmt: skip
# A hundred years: what lies further off cannot be reckoned with for ever.
_DAYS = [name for name in DEFAULTS if name.endswith("_DAYS") and name != "REMINDER_DAYS"]
_MOST = dict.fromkeys(_DAYS, 36_500) | dict.fromkeys(("OFFER_HOURS", "PENDING_HOURS"), 8_760) | {"MINUTES": 1_440}
setting = declare("COURSE_", DEFAULTS, least=dict.fromkeys(_AT_LEAST_ONE, 1), most=_MOST)
