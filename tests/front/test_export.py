"""The example in Python writes what is published."""

import importlib.util
import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.front
SCRIPT = Path(__file__).resolve().parents[2] / "examples/python/export.py"


def run(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False)


def asked(address: str) -> dict:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return json.load(answer)


@pytest.mark.whole
def test_all_words_and_the_model_become_markdown(address, tmp_path):
    done = run(address, str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")

    def read(name: str) -> str:
        return (tmp_path / name).with_suffix(".md").read_text(encoding="utf-8")

    for code in ("sv", "en"):
        total = asked(f"{address}/api/innehall/v1/terms/?locale={code}&limit=1")["meta"]["total"]
        glossary = read(f"{code}/glossary")
        assert total > 20, "one part of the list would be all of it"
        assert glossary.count("\n## ") + 1 == total
    model = read("sv/modellen")
    page = asked(f"{address}/api/innehall/v1/pages/by-path/?path=/modellen/")["page"]
    for section in page["content"]["body"]:
        assert f"\n## {section['value']['heading']}\n" in model
    assert "[Lärande](/objekt/larande/)" in model
    assert "<p>" not in model
    assert "| --- |" in model
    assert read("en/model").startswith("# About the model\n")


def test_without_an_address_it_says_how_it_is_used():
    done = run()
    assert done.returncode == 1
    assert "export.py ADDRESS FOLDER" in done.stderr


def test_what_stands_in_a_table_stays_in_its_cell():
    spec = importlib.util.spec_from_file_location("export", SCRIPT)
    export = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(export)
    rows = [{"cells": ["a|b", "två\nrader"]}]
    table = export.markdown({"type": "table", "value": {"caption": "Tal", "columns": ["x", "y"], "rows": rows}})
    assert table.splitlines()[-1] == r"| a\|b | två rader |"
