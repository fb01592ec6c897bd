"""One machine, one person: SQLite, no TLS, the key in var/. What ``make run`` serves; DEBUG is off unless asked for."""

from nackamodellen import env

from .base import *  # noqa: F403
from .base import VAR_DIR


def _secret_key():
    """The key that ``make run`` made once, or one made now for a first command on a new checkout."""
    file = VAR_DIR / "secret-key"
    if not file.exists():
        from django.core.management.utils import get_random_secret_key

        VAR_DIR.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(get_random_secret_key(), encoding="utf-8")
    return file.read_text(encoding="utf-8").strip()


DEBUG = env.boolean("DEBUG", False)
SECRET_KEY = env.text("SECRET_KEY", "") or _secret_key()
ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
SERVE_MEDIA = True
# Without a mail server each mail becomes a file that any mail program opens.
EMAIL_BACKEND = "nackamodellen.mail_files.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
globals().update(env.smtp("EMAIL_URL", ""))  # EMAIL_HOST and its kind
# Those of the demo.
NACKAMODELLEN["COURSE_PRIVACY_URL"] = env.text("COURSE_PRIVACY_URL", "/personuppgifter/")
NACKAMODELLEN["COURSE_EMAIL_DOMAINS"] = env.listing("COURSE_EMAIL_DOMAINS", ["nacka.se", "example.org"])
