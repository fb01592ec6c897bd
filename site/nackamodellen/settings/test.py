"""Production's shape without its cost: cheap hashing, plain static files, files in a folder of the run."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="nackamodellen-test-"))
os.environ.setdefault("LOG_LEVEL", "ERROR")

from .base import *  # noqa: F403
from .base import STORAGES

DEBUG = False
SECRET_KEY = "test-only-" + "x" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="nackamodellen-media-"))
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SERVE_MEDIA = True
NACKAMODELLEN = {
    **NACKAMODELLEN,
    "API_THREAD": False,
    "API_KEPT_ANSWERS": 0,  # numbers of statements are those of making answers
    "COURSE_EMAIL_DOMAINS": ["nacka.se", "example.org"],
}
SEARCH_LOG_THREAD = False  # a test writes the notes itself
