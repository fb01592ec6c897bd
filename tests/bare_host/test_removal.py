"""Everything of ours goes out of a site again, and the site goes on without us."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from grund import removal

pytestmark = pytest.mark.repo
ROOT = Path(__file__).resolve().parents[2]


def python(tmp_path, *words, **variables):
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"DJANGO_SETTINGS_MODULE": "tests.bare_host.removal_settings", "PYTHONWARNINGS": "ignore"}
    environment |= {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}", "DATABASE_FILE": str(tmp_path / "db.sqlite3")}
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment | variables, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


@pytest.mark.whole  # most of it is migrating there and back; `make plugin` does it too
def test_ours_go_and_the_host_stays(tmp_path):
    assert python(tmp_path, "-m", "tests.bare_host.remove_ours", str(tmp_path)).strip().endswith("done")
    without = """
import django; django.setup()
from django.core.management import call_command
call_command("check"); call_command("migrate", verbosity=0)
from django.test import Client
from django.contrib.auth import get_user_model
client = Client(); client.force_login(get_user_model().objects.get())
answers = [client.get(path).status_code for path in ("/", "/egen/", "/under/", "/objekt/", "/admin/", "/admin/reports/site-history/")]
print(answers)
"""
    output = python(tmp_path, "-c", without, WITHOUT_OURS="1")
    assert output.strip().endswith("[200, 200, 200, 404, 200, 200]"), output


def test_a_site_that_is_built_on_ours_is_told_what_must_go_first(site):
    with pytest.raises(CommandError, match=r"Parts of this site are built on ours: home\.HomePage, "):
        call_command("remove_nackamodellen", "--dry-run", stdout=StringIO())


def test_an_app_that_was_taken_out_too_early_is_put_back_first(db, monkeypatch):
    monkeypatch.setattr(removal, "installed", lambda: ["grund", "personer"])
    with pytest.raises(removal.RemovalError, match="headless, utbildning, objektsidor is not in INSTALLED_APPS"):
        removal.refuse_what_breaks()
