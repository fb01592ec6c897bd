"""The installable apps start and migrate in a Wagtail site that is not ours. `.ci/run` does it on the oldest versions too."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.repo
ROOT = Path(__file__).resolve().parents[2]


def python(*words, settings="settings", **variables):
    """Python with the settings of a bare host; gives exit code and output."""
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"DJANGO_SETTINGS_MODULE": f"tests.bare_host.{settings}", **variables}
    environment |= {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}", "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, *words]
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
    code, output = python("-m", "django", *words)
    assert code == 0, output


@pytest.mark.parametrize(
    "subset",
    [
        "grund,personer,objektsidor",
        pytest.param("grund,objektsidor", marks=pytest.mark.whole),
        pytest.param("grund,personer,utbildning", marks=pytest.mark.whole),  # test_training has headless besides
        pytest.param("grund,headless", marks=pytest.mark.whole),  # test_webhooks does most of it
    ],
)
def test_some_of_the_apps_will_do(subset):
    code, output = python("-m", "tests.bare_host.use_a_subset", settings="subset_settings", SUBSET=subset)
    assert output.strip().endswith("done"), output
    assert code == 0


def test_an_app_without_what_it_needs_says_so_in_a_sentence():
    code, output = python("-m", "django", "check", settings="subset_settings", SUBSET="grund,utbildning")
    assert code == 1
    assert output.rstrip().endswith(
        "The app utbildning needs personer: add it to INSTALLED_APPS, or take utbildning out."
    )
