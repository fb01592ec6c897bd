"""What this site decides about the content interface; the other settings keep their defaults."""

from nackamodellen import env

HEADLESS = {
    "TITLE": "Nackamodellen: innehåll",
    "CORS_ORIGINS": env.listing("API_CORS_ORIGINS", []),
    "REQUESTS_ANONYMOUS": env.integer("API_REQUESTS_ANONYMOUS", 300, least=1),
    "REQUESTS_TOKEN": env.integer("API_REQUESTS_TOKEN", 1200, least=1),
    "PREVIEW_URL": env.text("API_PREVIEW_URL", ""),
}
