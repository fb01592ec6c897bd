"""The webhooks work in a site where no other app of ours is installed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.repo
ROOT = Path(__file__).resolve().parents[2]


def test_a_bare_host_tells_of_its_pages():
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"DJANGO_SETTINGS_MODULE": "tests.bare_host.webhook_settings", "PYTHONWARNINGS": "ignore"}
    environment |= {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}"}
    command = [sys.executable, "-m", "tests.bare_host.hear_of_a_page"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.strip().endswith("done"), done.stdout[-2000:] + done.stderr[-4000:]
