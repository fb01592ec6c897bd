"""The site's own settings, with stock search beside ours. Only the benchmark uses them."""

from pathlib import Path

from nackamodellen.settings.test import *  # noqa: F403
from nackamodellen.settings.test import INSTALLED_APPS, TEMPLATES

INSTALLED_APPS = [*INSTALLED_APPS, "wagtail.contrib.search_promotions"]
ROOT_URLCONF = "benchmarks.search_parts.urls"
# Stock's own classes; without a transaction around a rebuild, as on the site.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "ATOMIC_REBUILD": False}}
SEARCH_LOG_THREAD = True  # as in production: what it costs is measured too
TEMPLATES = [{**TEMPLATES[0], "DIRS": [*TEMPLATES[0]["DIRS"], Path(__file__).parent / "templates"]}]
# A busy machine is no server that is away: what is measured must be Elasticsearch's answer.
ELASTICSEARCH_TIMEOUT = 20.0
