"""The house rules about page types: each can fail, and a host's own pages are none of their business."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from wagtail.models import Page

from grund import checks
from grund.models import BasePage
from modellen.models import GlossaryPage

pytestmark = pytest.mark.pure
ROOT = Path(__file__).resolve().parents[2]


def planted(without=(), **changes):
    """A copy of a sound page type that lacks or changes something; no model that Django would know."""
    members = {name: vars(GlossaryPage)[name] for name in checks.REQUIRED}
    members |= {name: getattr(GlossaryPage, name) for name in ("_meta", "promote_panels", "updated_on")}
    members |= changes
    for name in without:
        del members[name]
    return type("Planted", (), members)


def ids(page_type):
    return [found.id for found in checks.check_page_types(types=[page_type])]


def without_panel(name):
    kept = [panel for panel in GlossaryPage.content_panels if getattr(panel, "field_name", panel) != name]
    if name in ("content_owner", "content_owner_user", "review_date"):
        return {"promote_panels": Page.promote_panels}
    return {"content_panels": kept}


def test_all_page_types_of_the_site_are_sound():
    assert len(checks.page_types()) == 15
    assert checks.check_page_types() == []
    assert ids(planted()) == []


@pytest.mark.parametrize("name", [name for name in checks.REQUIRED if name != "content_panels"])
def test_a_declaration_that_is_missing_is_e001(name):
    found = checks.check_page_types(types=[planted(without=[name])])
    assert [error.id for error in found] == ["grund.E001"]
    assert name in found[0].msg
    assert name in found[0].hint


def test_a_declaration_of_the_base_alone_is_e001_too():
    child = type("Child", (planted(),), {})
    assert ids(child) == ["grund.E001"] * len(checks.REQUIRED)


def test_a_template_that_does_not_exist_is_e002():
    found = checks.check_page_types(types=[planted(template="gone/gone.html")])
    assert [error.id for error in found] == ["grund.E002"]
    assert "gone/gone.html" in found[0].msg


@pytest.mark.parametrize("name", ["lead", "content_owner", "content_owner_user", "review_date"])
def test_a_field_without_panel_is_e003(name):
    found = checks.check_page_types(types=[planted(**without_panel(name))])
    assert {error.id for error in found} == {"grund.E003"}
    assert any(error.msg.endswith(f"no panel for {name}.") for error in found)


@pytest.mark.parametrize("value", [None, "2026-03-02"])
def test_a_page_that_does_not_say_when_it_was_updated_is_e004(value):
    assert ids(planted(updated_on=value)) == ["grund.E004"]


def test_only_pages_on_our_base_are_looked_at():
    assert Page not in checks.page_types()
    assert all(issubclass(model, BasePage) for model in checks.page_types())


PLANTED_APP = """
from django.db import models
from wagtail.models import Page
from grund.models import BasePage


class BarePage(BasePage):
    template = "gone.html"


class HostPage(Page):
    pass
"""


def test_manage_py_check_refuses_a_planted_type_and_leaves_a_hosts_own_alone(tmp_path):
    (tmp_path / "planted").mkdir()
    (tmp_path / "planted/__init__.py").touch()
    (tmp_path / "planted/models.py").write_text(PLANTED_APP, encoding="utf-8")
    (tmp_path / "planted_settings.py").write_text(
        "from nackamodellen.settings.test import *\nINSTALLED_APPS = [*INSTALLED_APPS, 'planted']\n", encoding="utf-8"
    )
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"DJANGO_SETTINGS_MODULE": "planted_settings", "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "manage.py", "check", "--tag", "grund"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    for name in ("parent_page_types", "subpage_types", "search_fields", "api_fields", "content_panels"):
        assert f"planted.BarePage does not declare {name}." in done.stderr
    assert "(grund.E002) planted.BarePage names no existing template: gone.html." in done.stderr
    assert "HostPage" not in done.stderr
