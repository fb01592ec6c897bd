"""Write the OpenAPI document of the content interface to docs/openapi.json (`make openapi`); --check only compares."""

import os
import sys

from generated import ROOT, settle

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
    complaint = "docs/openapi.json is not what the site serves. Run `make openapi` and commit the file."
    return settle(FILE, document(), arguments, complaint)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
