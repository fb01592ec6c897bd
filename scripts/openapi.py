"""Write the OpenAPI document of the content interface to docs/openapi.json (`make openapi`); --check only compares."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "docs/openapi.json"


def document() -> str:
    """The document as the site serves it; no database is asked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nackamodellen.settings.test")
    sys.path.insert(0, str(ROOT / "site"))
    import django

    django.setup()
    from headless.openapi import text

    return text()


def main(arguments: list[str]) -> int:
    made = document()
    if "--check" not in arguments:
        FILE.write_text(made, encoding="utf-8")
        print(f"Wrote {FILE.relative_to(ROOT)}.")
        return 0
    same = FILE.exists() and FILE.read_text(encoding="utf-8") == made
    if not same:
        print("docs/openapi.json is not what the site serves. Run `make openapi` and commit the file.")
    return int(not same)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
