"""Webhooks: what this site decides of what ``headless.webhooks.conf`` leaves open."""

from nackamodellen import env

# Hosts, "localhost" or "localhost:8099", that may be reached by http and in a private network. `check --deploy` warns.
HEADLESS_WEBHOOK_ALLOWED_HOSTS = env.listing("WEBHOOK_ALLOWED_HOSTS", [])
HEADLESS_WEBHOOK_KEEP_DAYS = env.integer("WEBHOOK_KEEP_DAYS", 30, least=2, most=3650)
