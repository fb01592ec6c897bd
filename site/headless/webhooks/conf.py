"""What a host may decide about webhooks: names in the setting ``NACKAMODELLEN`` that begin with ``WEBHOOK_``, with defaults."""

from grund.host_settings import declare

DEFAULTS = {
    # Seconds for one delivery as a whole: name server, connection, encryption, answer.
    "TIMEOUT": 10.0,
    # Seconds after which a delivery of a worker that is gone passes to another. More than the timeout.
    "LEASE_SECONDS": 120.0,
    # Days that events and what came of them are kept.
    "KEEP_DAYS": 30,
    # Hosts, "localhost" or "localhost:8099", that may be reached by http and in a private network. `check --deploy` warns.
    "ALLOWED_HOSTS": [],
}

setting = declare("WEBHOOK_", DEFAULTS, least={"KEEP_DAYS": 2})
