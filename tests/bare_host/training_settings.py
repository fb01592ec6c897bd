"""A bare host that installs the courses alone, and serves them."""

from .settings import *  # noqa: F403
from .settings import INSTALLED_APPS as ALL

INSTALLED_APPS = [app for app in ALL if app != "objektsidor"]
ALLOWED_HOSTS = ["testserver"]
LOGIN_URL = "/admin/login/"
DEFAULT_FROM_EMAIL = "Kurser <kurser@example.org>"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
NACKAMODELLEN = {"COURSE_EMAIL_DOMAINS": ["example.org"]}
LANGUAGE_CODE = "sv"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
