"""Courses and registrations: what this site decides of what ``utbildning.conf`` leaves open."""

from nackamodellen import env

# Work addresses that may register without an account; none named: only who is signed in may.
UTBILDNING_ALLOWED_DOMAINS = env.listing("COURSE_EMAIL_DOMAINS", [])
# Which decision the periods of retention rest on, for the protocol.
UTBILDNING_RETENTION_DECISION = env.text("COURSE_RETENTION_DECISION", "")
# Where whoever cannot register here may turn, as text.
UTBILDNING_CONTACT = env.text("COURSE_CONTACT", "")
# The page about personal data, linked from the form.
UTBILDNING_PRIVACY_URL = env.text("COURSE_PRIVACY_URL", "")
