"""What `make plugin` looks for in the wheel, and that the settings which are documented are those that are read."""

import ast
import re
from pathlib import Path

import pytest

import newest_python
import plugin
from grund.host_settings import KNOWN

pytestmark = [pytest.mark.repo, pytest.mark.pure]
ROOT = Path(__file__).resolve().parents[2]


def wheel_of(names):
    return set(names) | {"x-1.dist-info/METADATA", "x-1.dist-info/licenses/LICENSE"}


def test_a_wheel_that_holds_the_apps_and_nothing_else_is_sound():
    wanted = plugin.tracked()
    assert plugin.problems_of_wheel(400_000, wheel_of(wanted), wanted) == []
    assert not [name for name in wanted if "test" in name.partition("/")[0]]


@pytest.mark.parametrize(
    "missing, words",
    [
        ("grund/static/grund/css/base.css", "The wheel lacks grund/static/grund/css/base.css."),
        ("utbildning/locale/sv/LC_MESSAGES/django.mo", "The wheel has no Swedish texts of utbildning."),
        ("personer/migrations/0001_initial.py", "The wheel has no personer/migrations/0001_initial.py."),
        ("objektsidor/templates/objektsidor/object_page.html", "The wheel lacks objektsidor/templates/"),
    ],
)
def test_a_file_that_is_missing_is_named(missing, words):
    wanted = plugin.tracked()
    assert missing in wanted
    assert any(words in problem for problem in plugin.problems_of_wheel(1, wheel_of(wanted - {missing}), wanted))


def test_a_file_that_does_not_belong_there_is_named():
    wanted = plugin.tracked()
    (problem,) = plugin.problems_of_wheel(1, wheel_of(wanted | {"home/models.py"}), wanted)
    assert problem == "The wheel holds home/models.py, which is no file of the apps."
    (problem,) = plugin.problems_of_wheel(2_000_001, wheel_of(wanted), wanted)
    assert problem == "The wheel has 2000001 bytes, more than 2000000."
    assert plugin.problems_of_wheel(1, set(wanted), wanted) == ["The wheel has no licence."]


def test_every_two_values_meet_in_the_short_list(monkeypatch):
    """But for what does not go together: Django 6.1 needs Wagtail 8 and a new Python."""
    fields = ("python", "wagtail", "django", "database", "localize")

    def pairs(cells):
        return {
            ((one, getattr(cell, one)), (other, getattr(cell, other)))
            for cell in cells
            for one in fields
            for other in fields
            if one < other
        }

    versions = {"old": (3, 11, 2), "new": (3, 13, 0)}
    monkeypatch.setattr(newest_python, "version", versions.get)
    every = plugin.every_cell({"oldest": "old", "newest": "new"})
    assert set(plugin.SHORT[1:]) <= set(every)
    assert not [cell for cell in every if cell.django == "6.1" and (cell.wagtail == "7.4" or cell.python == "oldest")]
    left = pairs(every) - pairs(plugin.SHORT)
    assert len(left) <= 6, left


def test_every_setting_stands_in_the_documentation_with_its_default():
    text = (ROOT / "docs/plugin.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| `(.*?)` \|", text, re.MULTILINE))
    assert {name: ast.literal_eval(value) for name, value in rows.items()} == {
        name: default for name, (default, *_limits) in KNOWN.items()
    }


def test_every_check_stands_in_the_documentation():
    text = (ROOT / "docs/plugin.md").read_text(encoding="utf-8")
    for app in plugin.APPS:
        for file in (ROOT / "site" / app).rglob("*.py"):
            for number in re.findall(rf'"{app}\.([EW]\d\d\d)"', file.read_text(encoding="utf-8")):
                shown = re.findall(rf"^\| `{app}\..*", text, re.MULTILINE)
                assert any(number in row for row in shown), f"{app}.{number}"
