"""A server: refuses to start without key, hosts, database and mail; TLS everywhere."""

from nackamodellen import env

from .base import *  # noqa: F403
from .base import database_settings

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise env.EnvError("Variabeln SECRET_KEY är för kort. Den ska ha minst 50 tecken.")
ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS")
if "*" in ALLOWED_HOSTS:
    raise env.EnvError("Variabeln ALLOWED_HOSTS är '*' men ska räkna upp webbplatsens namn.")
DATABASES = {"default": database_settings(env.database("DATABASE_URL"))}
WAGTAILADMIN_BASE_URL = env.address("BASE_URL", f"https://{ALLOWED_HOSTS[0].lstrip('.')}")
CSRF_TRUSTED_ORIGINS = env.listing("CSRF_TRUSTED_ORIGINS", [WAGTAILADMIN_BASE_URL])
globals().update(env.smtp("EMAIL_URL"))  # EMAIL_HOST and its kind
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.mailbox("DEFAULT_FROM_EMAIL")

SECURE_SSL_REDIRECT = env.boolean("SECURE_SSL_REDIRECT", True)
SECURE_HSTS_SECONDS = env.integer("SECURE_HSTS_SECONDS", 365 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.boolean("SECURE_HSTS_INCLUDE_SUBDOMAINS", True)
SECURE_HSTS_PRELOAD = env.boolean("SECURE_HSTS_PRELOAD", True)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SERVE_MEDIA = env.boolean("SERVE_MEDIA", False)
if env.boolean("BEHIND_TLS_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
