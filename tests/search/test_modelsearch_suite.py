"""modelsearch's own tests of a backend, run on each of ours in a process of its own: they bring models and settings.

Its wheel holds the tests but neither data nor settings for them; those in ``modelsearch_suite`` are ours. Stock skips 7 of
them on SQLite, 5 on PostgreSQL and 1 on Elasticsearch.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services import require

HERE = Path(__file__).parent
SITE = HERE.parents[1] / "site"


def outcome(name, **variables):
    """(tests that ran, tests that were skipped) of one suite; fails with what it printed where one failed."""
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"SUITE": name, "DJANGO_SETTINGS_MODULE": "settings", **variables}
    environment["PYTHONPATH"] = os.pathsep.join([str(SITE), str(HERE / "modelsearch_suite")])
    command = [sys.executable, "-W", "ignore", "-m", "django", "test", f"suite_{name}", "--noinput"]
    done = subprocess.run(command, env=environment, cwd=HERE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    ran = re.search(r"^Ran (\d+) tests", done.stderr, re.MULTILINE)
    skipped = re.search(r"^OK \(.*skipped=(\d+)", done.stderr, re.MULTILINE)
    assert ran, done.stderr
    return int(ran[1]), int(skipped[1]) if skipped else 0


@pytest.mark.pure
def test_sqlite():
    ran, skipped = outcome("sqlite")
    assert ran > 100
    assert skipped <= 2  # FTS5 has no weight for a field


@pytest.mark.postgres
def test_postgresql():
    require("postgresql")
    ran, skipped = outcome("postgres", DATABASE_URL=os.environ["DATABASE_URL"])
    assert ran > 100
    assert skipped == 0


@pytest.mark.pure
@pytest.mark.engine
@pytest.mark.whole
def test_elasticsearch(elasticsearch_url):
    ran, skipped = outcome("elasticsearch", ELASTICSEARCH_URL=elasticsearch_url)
    assert ran > 100
    assert skipped == 0
