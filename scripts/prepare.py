"""What must be in place before `make run` can serve: tables, demo content, search index, static files.

One process for all of it, so that a second start costs one start-up of Django.
"""

import hashlib
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "site"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nackamodellen.settings.dev")


def static_fingerprint() -> str:
    """What the collected static files depend on: the files of our own, the lock and the settings."""
    own = [path for folder in (ROOT / "site").rglob("static") for path in folder.rglob("*") if path.is_file()]
    other = [ROOT / "requirements" / "site.txt", *(ROOT / "site/nackamodellen/settings").glob("*.py")]
    found = hashlib.sha256()
    for path in sorted(own + other):
        facts = path.stat()
        found.update(f"{path.relative_to(ROOT)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return found.hexdigest()


def collect_static(root: Path) -> None:
    """Collect the static files, unless nothing changed since the last time."""
    from django.core.management import call_command

    stamp, fingerprint = root / ".fingerprint", static_fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    step("Collecting static files")
    call_command("collectstatic", interactive=False, clear=root.exists(), verbosity=0)
    stamp.write_text(fingerprint)


def step(text: str) -> None:
    print(f"{text} …", flush=True)


def main() -> None:
    began = time.monotonic()
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError, call_command

    try:
        django.setup()
        from django.conf import settings
        from wagtail.models import Page

        step("Bringing the database up to date (about half a minute the first time)")
        call_command("migrate", interactive=False, verbosity=0)
        before = Page.objects.count()
        call_command("demo", if_empty=True)
        if Page.objects.count() != before:
            step("Building the search index")
            call_command("update_index", verbosity=0)
            call_command("search_rebuild", verbosity=0)
        else:
            call_command("search_rebuild", if_empty=True, verbosity=0)
        collect_static(Path(settings.STATIC_ROOT))
    except (ImproperlyConfigured, CommandError) as error:
        sys.exit(f"Webbplatsen startar inte. {error}")
    print(f"Prepared in {time.monotonic() - began:.0f} s.", flush=True)


if __name__ == "__main__":
    main()
