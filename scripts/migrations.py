"""Make migrations (`make migrations`), each app's where its migrations must run.

The installable apps get theirs in a bare host on the oldest Wagtail and Django they promise: Wagtail 8 writes things into
a migration that Wagtail 7.4 does not have, and our own site would write its user model's name. The site's own apps get
theirs in the site. Arguments go to makemigrations: `make migrations ARGS="--check --dry-run"`.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements/oldest.txt"
VENV = ROOT / "var/oldest-venv"
INSTALLABLE = ("grund", "personer", "objektsidor", "utbildning", "headless")
OWN = ("nackamodellen", "home", "search", "modellen", "nyheter", "sidor")


def oldest_python() -> Path:
    """The Python of an environment that holds the oldest lock; made or renewed when the lock changed."""
    python, stamp = VENV / "bin/python", VENV / "installed"
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != digest:
        print("Installing the oldest versions into var/oldest-venv.", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        subprocess.run([*pip, "--require-hashes", "-r", LOCK], check=True)
        stamp.write_text(digest)
    return python


def makemigrations(python: Path, settings: str, apps: tuple[str, ...], arguments: list[str]) -> int:
    """Run Django's command for some apps with some settings."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}"}
    command = [python, "-m", "django", "makemigrations", *apps, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def main(arguments: list[str]) -> int:
    runs = [
        (oldest_python(), "tests.bare_host.settings", INSTALLABLE),
        (Path(sys.executable), "nackamodellen.settings.test", OWN),
    ]
    codes = [makemigrations(python, settings, apps, arguments) for python, settings, apps in runs]
    return max(codes)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError:
        sys.exit("The environment var/oldest-venv could not be made; what went wrong stands above.")
