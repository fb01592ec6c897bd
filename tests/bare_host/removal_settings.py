"""A bare host with everything of ours and a page type of its own, from which ours are removed again."""

import os

from .training_settings import *  # noqa: F403
from .training_settings import ALL

OURS = ("grund", "personer", "objektsidor", "utbildning", "headless")
INSTALLED_APPS = ["tests.bare_host.hostpages", "wagtail.contrib.redirects", *ALL]
if os.environ.get("WITHOUT_OURS"):
    INSTALLED_APPS = [app for app in INSTALLED_APPS if app not in OURS]
    ROOT_URLCONF = "tests.bare_host.removal_urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["DATABASE_FILE"]}}
