"""What the short suite leaves out is known by name, so that the list does not outlive the tests."""

import ast
from pathlib import Path
from types import SimpleNamespace

import pytest

import slow_tests
from tests.short import KEPT, leave_to_the_whole, slow

pytestmark = pytest.mark.repo
ROOT = Path(__file__).resolve().parents[2]


def functions_of(path):
    return {node.name for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if hasattr(node, "name")}


def test_every_slow_test_is_there():
    for name in slow() | KEPT:
        path, *parts = name.split("::")
        assert (ROOT / path).exists(), f"{name}: take it out of tests/slow.txt"
        assert set(parts) <= functions_of(ROOT / path), f"{name}: take it out of tests/slow.txt"


def an_item(nodeid, *marks):
    added = list(marks)
    return SimpleNamespace(
        nodeid=nodeid,
        added=added,
        add_marker=lambda mark: added.append(mark.name),
        get_closest_marker=lambda name: name if name in added else None,
    )


def test_the_first_case_of_several_stays_and_all_that_touch_no_database():
    items = [an_item(f"tests/a/test_b.py::test_c[{case}]", *marks) for case, marks in enumerate([["whole"], [], []])]
    items += [an_item(f"tests/a/test_b.py::test_d[{case}]", "pure") for case in range(2)]
    leave_to_the_whole(items)
    assert ["whole" in item.added for item in items] == [True, False, True, False, False]


def test_the_list_is_made_from_reports(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(slow_tests, "LIST", tmp_path / "slow.txt")
    monkeypatch.setattr(slow_tests, "ROOT", tmp_path)
    reports = []
    for number, seconds in enumerate(
        [{"test_c[1]": 30, "test_d": 0.1}, {"test_c[2]": 0.1, "test_c[3]": 9, "test_e": 3}]
    ):
        cases = [
            f'<testcase classname="tests.a.test_b.TestF" name="{name}" time="{s}"/>' for name, s in seconds.items()
        ]
        reports.append(tmp_path / f"{number}.xml")
        reports[-1].write_text(f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>")
    assert slow_tests.main([str(report) for report in reports]) == 0
    lines = [line for line in (tmp_path / "slow.txt").read_text().splitlines() if line[0] != "#"]
    assert lines == ["tests/a/test_b.py::TestF::test_e"]
    assert "Wrote 1 of 3" in capsys.readouterr().out
