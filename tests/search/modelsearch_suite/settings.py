"""Settings for modelsearch's own tests, which its wheel ships without what they need: `SUITE=sqlite|postgres|elasticsearch`.

Not the site's: modelsearch's tests bring models of their own.
"""

import os
from pathlib import Path

import dj_database_url

HERE = Path(__file__).parent
SUITE = os.environ["SUITE"]

SECRET_KEY = "of-no-worth"
USE_TZ = True
INSTALLED_APPS = [
    "modelsearch.test.testapp",
    "modelsearch",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
]
DATABASES = {"default": dj_database_url.config(default="sqlite://:memory:")}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    INSTALLED_APPS.append("django.contrib.postgres")
    DATABASES["default"]["TEST"] = {"NAME": f"test_modelsearch_{os.getpid()}"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
FIXTURE_DIRS = [HERE / "fixtures"]
MODELSEARCH_BACKENDS = {"default": {"BACKEND": f"search.backends.{SUITE}"}}
if SUITE == "elasticsearch":
    MODELSEARCH_BACKENDS["default"] |= {"URLS": [os.environ["ELASTICSEARCH_URL"]], "INDEX_PREFIX": "modelsearchtest_"}
