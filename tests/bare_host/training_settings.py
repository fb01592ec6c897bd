"""A bare host that installs the courses alone, and serves them."""

from .settings import *  # noqa: F403
from .settings import INSTALLED_APPS as ALL

INSTALLED_APPS = [app for app in ALL if app not in ("objektsidor", "headless")]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
del BASE_TEMPLATE  # noqa: F821 (the ground floor's own frame is used)
ALLOWED_HOSTS = ["testserver"]
LOGIN_URL = "/admin/login/"
DEFAULT_FROM_EMAIL = "Kurser <kurser@example.org>"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
UTBILDNING_ALLOWED_DOMAINS = ["example.org"]
LANGUAGE_CODE = "sv"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
