"""The settings of the tests, with Wagtail's own v2 beside the content interface."""

from nackamodellen.settings.test import *  # noqa: F403
from nackamodellen.settings.test import INSTALLED_APPS, NACKAMODELLEN

INSTALLED_APPS = [*INSTALLED_APPS, "wagtail.api.v2", "rest_framework"]
ROOT_URLCONF = "benchmarks.api_parts.urls"
NACKAMODELLEN = {**NACKAMODELLEN, "API_REQUESTS_ANONYMOUS": 10**8, "API_KEPT_ANSWERS": 16_000_000}
