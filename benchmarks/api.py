"""The content interface beside Wagtail's v2, over the same pages and in one run: `python benchmarks/api.py`.

Prints requests per second of both, and SQL statements, for a list of 20 with all there is and for one page; ends with 1
where a bar is missed. Ours is measured twice: as it runs, with the answers that a process keeps, which is what the bar is
about; and made anew each time, which is the first question after a change.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)
sys.path[1:1] = [str(ROOT / "site"), str(ROOT / "scripts")]

PAGES = 60
BARS = {"list of 20, all fields": 4.0, "one page": 2.0}


def fill():
    """PAGES pages of one type, each with every common block, links, a document and a picture of its own."""
    from django.core.files.base import ContentFile
    from django.core.files.images import ImageFile
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model
    from wagtail.images.tests.utils import get_test_image_file
    from wagtail.models import Site

    from tests.factories import StandardPageFactory, TermFactory
    from tests.headless.test_blocks import one_of_each

    home = Site.objects.get(is_default_site=True).root_page.specific
    TermFactory(uid="plan", term="Plan", definition="Vad som görs.")
    pages = []
    for number in range(PAGES):
        file = ImageFile(get_test_image_file(size=(1300, 900)), name=f"bild-{number}.png")
        picture = get_image_model().objects.create(title=f"Bild {number}", description="En yta", file=file)
        document = get_document_model()(title=f"Mall {number}")
        document.file.save(f"mall-{number}.txt", ContentFile(b"Text"), save=True)
        goal = StandardPageFactory(parent=home, title=f"Mål {number}")
        values = one_of_each(picture, document, goal)
        body = [{"type": kind, "value": value, "id": f"b-{kind}"} for kind, value in values.items()]
        pages.append(StandardPageFactory(parent=home, title=f"Sida {number}", body=json.dumps(body)).pk)
    return pages


def measure(addresses, rounds, seconds):
    """{name: [requests per second of each round]}: all take turns, in an order that turns too."""
    from django.test import Client

    from headless.kept import answers

    client, found = Client(), {name: [] for name in addresses}
    for address in [one for several in addresses.values() for one in several]:
        response = client.get(address)  # renditions are made, caches are warm
        assert response.status_code == 200, (address, response.content[:300])
    for number in range(rounds):
        names = list(addresses)
        for name in names[number % len(names) :] + names[: number % len(names)]:
            for address in [] if "anew" in name else addresses[name]:
                client.get(address)  # what was made anew in between has emptied what is kept
            asked, spent, began = 0, time.process_time(), time.monotonic()
            while time.monotonic() - began < seconds or asked < 3:
                if "anew" in name:
                    answers.clear()
                client.get(addresses[name][asked % len(addresses[name])])
                asked += 1
            # Of the process's own time, since others may use the machine; SQLite answers within it.
            found[name].append(asked / (time.process_time() - spent))
    return found


def statements(address):
    from django.test import Client

    from tests.sql import statements_of

    return len(statements_of(Client(), address))


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=2.0, help="of each round")
    parser.add_argument("--json", metavar="FILE", help="where the figures are written, too")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-api-") as folder:
        os.environ |= {"DATABASE_URL": f"sqlite:///{folder}/site.sqlite3", "VAR_DIR": folder}
        os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.api_parts.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("start_site", verbosity=0)
        keys = fill()
        ours, stock = "/api/innehall/v1/pages/", "/stock/v2/pages/"
        everything = "type=sidor.StandardPage&order=-title&limit=20&include=content,translations,breadcrumb"
        addresses = {
            "ours: list of 20, all fields": [f"{ours}?{everything}"],
            "ours, anew: list of 20, all fields": [f"{ours}?{everything}"],
            "stock: list of 20, all fields": [f"{stock}?type=sidor.StandardPage&fields=*&order=-title&limit=20"],
            "ours: one page": [f"{ours}{key}/?include=translations,breadcrumb" for key in keys],
            "ours, anew: one page": [f"{ours}{key}/?include=translations,breadcrumb" for key in keys],
            "stock: one page": [f"{stock}{key}/" for key in keys],
        }
        figures = measure(addresses, asked.rounds, asked.seconds)
        missed = report(addresses, figures)
    if asked.json:
        Path(asked.json).write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return int(missed)


def report(addresses, figures):
    """Print a table and whether each bar holds; whether one is missed."""
    missed = False
    for name, rates in figures.items():
        middle, low, high = statistics.median(rates), min(rates), max(rates)
        print(f"{name:36} {middle:8.1f} requests per second of CPU ({low:.1f}-{high:.1f}), ", end="")
        print(f"{statements(addresses[name][0])} SQL")
    for name, bar in BARS.items():
        kept, anew, stock = (statistics.median(figures[f"{who}: {name}"]) for who in ("ours", "ours, anew", "stock"))
        holds = kept >= bar * stock
        missed = missed or not holds
        print(f"{'holds ' if holds else 'MISSED'} {name}: {kept / stock:.1f}x stock (bar {bar:.0f}x); ", end="")
        print(f"made anew {anew / stock:.2f}x")
    return missed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
