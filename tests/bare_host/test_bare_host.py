"""The installable apps start and migrate in a Wagtail site that is not ours. `.ci/run` does it on the oldest versions too."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.repo
ROOT = Path(__file__).resolve().parents[2]


def manage(*words):
    """Django's command line in the bare host; gives exit code and output."""
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"DJANGO_SETTINGS_MODULE": "tests.bare_host.settings"}
    environment |= {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}", "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "django", *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        pytest.param(("migrate", "--verbosity=0"), marks=pytest.mark.whole),  # test_training migrates too
        ("makemigrations", "--check", "--dry-run", "grund", "personer", "objektsidor", "utbildning", "headless"),
    ],
    ids=lambda words: words[0],
)
def test_a_bare_host_can_use_the_installable_apps(words):
    code, output = manage(*words)
    assert code == 0, output
