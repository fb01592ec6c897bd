"""Search: the index of the database always; Elasticsearch beside it where ELASTICSEARCH_URL names one."""

import re
from pathlib import Path

from nackamodellen import env

# With user and password in it, or with ELASTICSEARCH_API_KEY, or with neither. Empty: the index of the database answers.
ELASTICSEARCH_URL = env.server("ELASTICSEARCH_URL", "")
ELASTICSEARCH_API_KEY = env.text("ELASTICSEARCH_API_KEY", "")
if ELASTICSEARCH_API_KEY and "@" in ELASTICSEARCH_URL:
    raise env.EnvError("ELASTICSEARCH_URL har ett lösenord och ELASTICSEARCH_API_KEY är satt. Ange bara det ena.")
# Whom to believe besides the authorities that the machine knows.
ELASTICSEARCH_CA_FILE = env.text("ELASTICSEARCH_CA_FILE", "")
if ELASTICSEARCH_CA_FILE and not Path(ELASTICSEARCH_CA_FILE).is_file():
    raise env.EnvError(f"ELASTICSEARCH_CA_FILE pekar på en fil som inte finns: {ELASTICSEARCH_CA_FILE}.")
ELASTICSEARCH_SHARDS = env.integer("ELASTICSEARCH_SHARDS", 1, least=1, most=100)
ELASTICSEARCH_REPLICAS = env.integer("ELASTICSEARCH_REPLICAS", 0, most=20)
# Seconds that a visitor waits for it before the index of the database answers instead.
ELASTICSEARCH_TIMEOUT = 0.8
# What the names of its indices begin with; two sites on one Elasticsearch need two.
ELASTICSEARCH_INDEX = env.text("ELASTICSEARCH_INDEX", "nackamodellen")
if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,99}", ELASTICSEARCH_INDEX):
    raise env.EnvError(
        f"Variabeln ELASTICSEARCH_INDEX är {ELASTICSEARCH_INDEX!r} men får bara ha a–z, siffror, - och _, och börja med a–z"
        " eller en siffra."
    )

# How long the counts of what was searched are kept; nothing in them is personal.
SEARCH_LOG_DAYS = env.integer("SEARCH_LOG_DAYS", 365, least=1)

# The admin's own search always asks the database: it must find what was saved a moment ago, and publishing never waits
# for another server. Rebuilt without a transaction, which would hold SQLite's only write lock all the time.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backends.database", "ATOMIC_REBUILD": False}}
