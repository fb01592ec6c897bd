"""The Nu HTML checker finds no error in any page of the demo."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.browser.places import PLACES, sitemap_paths
from tests.services import require

pytestmark = [pytest.mark.browser, pytest.mark.java]

FAULTY = '<!doctype html><html lang="sv"><head><title>x</title></head><body><ul><p>x</p></ul></body></html>'


def errors(folder: Path) -> list[str]:
    """One line per error in the files of ``folder``."""
    java, jar = require("java"), require("vnu")
    command = [java, "-Xmx512m", "-jar", jar, "--errors-only", "--format", "json", *sorted(folder.glob("*.html"))]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    messages = json.loads(answer.stderr)["messages"]
    return [
        f"{message.get('url', '').rsplit('/', 1)[-1]}: {message['message']} … {message.get('extract', '')!r}"
        for message in messages
    ]


@pytest.mark.whole
def test_no_page_of_the_demo_has_an_error(new_page, sign_in, demo_folder, tmp_path):
    require("java")
    require("vnu")
    page = new_page()
    paths = sitemap_paths(page)
    for path in paths:
        name = path.strip("/").replace("/", "-") or "start"
        (tmp_path / f"{name}.html").write_bytes(page.request.get(path).body())
    for place in PLACES:
        if place.steps or place.signed_in or place.path not in paths:
            page.context.clear_cookies()
            page.set_extra_http_headers({})
            page.unroute_all()
            (tmp_path / f"place-{place.name}.html").write_text(place.open(page, sign_in, demo_folder).text())
    assert len(list(tmp_path.glob("*.html"))) > 100
    assert errors(tmp_path) == []


def test_a_faulty_page_is_found_out(tmp_path):
    (tmp_path / "faulty.html").write_text(FAULTY)
    assert "Element “p” not allowed" in errors(tmp_path)[0]
