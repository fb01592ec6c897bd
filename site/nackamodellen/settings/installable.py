"""What this site decides of what the installable apps leave open. Names and defaults stand in the ``conf.py`` of each."""

from nackamodellen import env

NACKAMODELLEN = {
    "BASE_TEMPLATE": "base.html",
    "INDEX_PARENTS": ["home.HomePage"],
    # How many proxies in front of the site add to X-Forwarded-For; 0 trusts the connection alone.
    "TRUSTED_PROXIES": env.integer("TRUSTED_PROXIES", 0, most=5),
    # Work addresses that may register without an account; none named: only who is signed in may.
    "COURSE_EMAIL_DOMAINS": env.listing("COURSE_EMAIL_DOMAINS", []),
    # Which decision the periods of retention rest on, for the protocol.
    "COURSE_RETENTION_DECISION": env.text("COURSE_RETENTION_DECISION", ""),
    # Where whoever cannot register here may turn, as text.
    "COURSE_CONTACT": env.text("COURSE_CONTACT", ""),
    # The page about personal data, linked from the form.
    "COURSE_PRIVACY_URL": env.text("COURSE_PRIVACY_URL", ""),
    "API_TITLE": "Nackamodellen: innehåll",
    "API_CORS_ORIGINS": env.listing("API_CORS_ORIGINS", []),
    "API_REQUESTS_ANONYMOUS": env.integer("API_REQUESTS_ANONYMOUS", 300, least=1),
    "API_REQUESTS_TOKEN": env.integer("API_REQUESTS_TOKEN", 1200, least=1),
    "API_PREVIEW_URL": env.text("API_PREVIEW_URL", ""),
    # Hosts, "localhost" or "localhost:8099", that may be reached by http and in a private network. `check --deploy` warns.
    "WEBHOOK_ALLOWED_HOSTS": env.listing("WEBHOOK_ALLOWED_HOSTS", []),
    "WEBHOOK_KEEP_DAYS": env.integer("WEBHOOK_KEEP_DAYS", 30, least=2, most=3650),
}
