"""The OpenAPI document: kept in the repository, whole, and shown to people without anything from elsewhere."""

import json
import re
import subprocess
import sys

import pytest
from django.test import Client

import openapi
from headless.openapi import PROBLEMS, document, text

from .conftest import ROOT

pytestmark = pytest.mark.django_db


def test_the_document_in_the_repository_is_what_the_site_serves():
    assert openapi.FILE.read_text(encoding="utf-8") == text(), "Run `make openapi` and commit docs/openapi.json."
    served = Client().get(f"{ROOT}/openapi.json")
    assert served.content.decode() == text()
    assert served["Content-Type"] == "application/json; charset=utf-8"
    assert Client().get(f"{ROOT}/openapi.json", headers={"If-None-Match": served["ETag"]}).status_code == 304


def test_the_document_is_in_english_whoever_asks_first():
    words = json.dumps(document(), ensure_ascii=False).replace("Nackamodellen: innehåll", "").replace("ÅÄÖ", "")
    assert re.findall("[åäö]", words) == []
    code = (
        f"import os, sys; sys.path.insert(0, {str(openapi.ROOT / 'site')!r})\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'nackamodellen.settings.test'\n"
        "import django; django.setup()\n"
        "from django.utils import translation; translation.activate('sv')\n"
        "from headless.openapi import text; sys.stdout.buffer.write(text().encode())"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, check=True)
    assert done.stdout.decode() == text()


def test_make_openapi_tells_the_difference(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(openapi, "FILE", tmp_path / "openapi.json")
    monkeypatch.setattr(openapi, "ROOT", tmp_path)
    monkeypatch.setattr(openapi, "document", lambda: "{}")
    assert openapi.main(["--check"]) == 1
    assert "make openapi" in capsys.readouterr().out
    assert openapi.main([]) == 0
    assert openapi.main(["--check"]) == 0


def test_it_is_3_1_and_every_reference_leads_somewhere():
    found = document()
    assert found["openapi"].startswith("3.1")
    for reference in re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(found)):
        place = found
        for part in reference.split("/"):
            place = place[part]


def test_every_operation_names_its_problems_and_headers():
    operations = [one for path in document()["paths"].values() for one in path.values()]
    assert len(operations) >= 18
    assert len({one["operationId"] for one in operations}) == len(operations)
    for one in operations:
        assert set(PROBLEMS) | {"200", "304"} <= one["responses"].keys()
        assert one["responses"]["200"]["content"]["application/json"]["schema"]
        assert one["summary"]
        assert one["tags"]


def test_nothing_is_left_open():
    """Each schema of ours says all that it may hold."""
    schemas = document()["components"]["schemas"]
    open_ones = [name for name, one in schemas.items() if one.get("properties") == {} or "properties" not in one]
    assert open_ones == []


def test_the_page_for_people_needs_no_script_and_nothing_from_elsewhere(site):
    response = Client().get(f"{ROOT}/")
    assert response.status_code == 200
    html = response.content.decode()
    main = html.split("<main")[1].split("</main>")[0]
    assert "<script" not in main
    assert "style=" not in main
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', html)
    assert "script-src 'self'" in response["Content-Security-Policy"]
    for path in document()["paths"]:
        assert path.replace("<", "&lt;") in main
    assert f'href="{ROOT}/openapi.json"' in main


def test_an_unknown_parameter_of_the_document_is_refused(site):
    assert Client().get(f"{ROOT}/openapi.json?a=b").status_code == 422
    assert Client().get(f"{ROOT}/?a=b").status_code == 422
