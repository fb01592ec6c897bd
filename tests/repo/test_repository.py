"""The repository keeps its rules, and every rule can fail: each has an example that breaks it."""

import subprocess
from pathlib import Path

import pytest

from tests.repo import rules

pytestmark = pytest.mark.repo
ROOT = Path(__file__).resolve().parents[2]
HOST = "https://py" + "pi.org/simple"


def replaced(path, old, new):
    """A plant that changes an existing file; the words must be there, or the example shows nothing."""

    def plant(tree):
        assert old in tree[path], f"{path} no longer holds {old!r}: write a new example"
        return {path: tree[path].replace(old, new)}

    return plant


def added(path, text=""):
    return lambda tree: {path: tree.get(path, "") + text}


RULES = [
    (rules.no_package_in_the_source_root, added("site/__init__.py")),
    (rules.no_long_file, added("site/home/views.py", "x = 1\n" * 401)),
    (rules.no_long_file, added("site/nackamodellen/settings/more.py", "x = 1\n" * 251)),
    (rules.no_registry_host, added("requirements/site.txt", f"\n--index-url {HOST}\n")),
    (rules.no_machine_path, added("docs/operations.md", "\n/ro" + "ot/site\n")),
    (rules.no_unknown_document, added("site/home/models.py", "\n# see SECRET-PLAN.md\n")),
    (rules.installable_migrations_run_anywhere, added("site/grund/migrations/0999_x.py", '"nackamodellen.User"')),
    (rules.installable_migrations_run_anywhere, added("site/grund/migrations/0999_x.py", "WAGTAIL_PAGE_MODEL")),
    (rules.installable_migrations_run_anywhere, added("site/grund/migrations/0999_x.py", '("wagtailcore", "0098_x")')),
    (rules.installable_apps_name_no_other, added("site/grund/x.py", 'parent_page_types = ["home.HomePage"]')),
    (rules.no_inline_script_or_style, added("site/templates/x.html", "<script>run()</script>")),
    (rules.no_inline_script_or_style, added("site/templates/x.html", '<p class="a" style="color: red">')),
    (rules.no_inline_script_or_style, added("site/templates/x.html", '<a href="#" onclick="run()">')),
    (rules.env_example_is_complete, added("site/nackamodellen/settings/base.py", '\nX = env.text("NEW_ONE", "")\n')),
    (rules.env_example_is_complete, added(".env.example", "\nOLD_ONE=1\n")),
    (rules.compose_reads_known_variables, added("compose.yaml", "\n# ${UNKNOWN}\n")),
    (rules.env_example_keeps_the_defaults, replaced(".env.example", "LOG_LEVEL=\n", "LOG_LEVEL=INFO\n")),
    (rules.compose_passes_every_variable, replaced("compose.yaml", "    LOG_LEVEL: ${LOG_LEVEL:-}\n", "")),
    (rules.compose_passes_every_variable, added(".env.example", "\nNEW_ONE=\n")),
    (rules.compose_is_sound, replaced("compose.yaml", "read_only: true", "read_only: false")),
    (rules.compose_is_sound, replaced("compose.yaml", "  worker:\n", "  helper:\n")),
    (rules.compose_is_sound, added("compose.yaml", "\n      POSTGRES_PASSWORD: hunter2\n")),
    (rules.dockerfile_is_sound, replaced("Dockerfile", "USER nackamodellen", "USER root")),
    (rules.dockerfile_is_sound, replaced("Dockerfile", "--require-hashes", "")),
    (rules.dockerfile_is_sound, replaced("Dockerfile", "FROM python:3.11-slim", "FROM python")),
    (rules.dockerfile_is_sound, replaced("Dockerfile", "COPY locale locale", "COPY lokal locale")),
    (rules.documented_commands_exist, added("README.md", "\nRun `make coffee` first.\n")),
    (rules.commands_have_their_scripts, added("Makefile", "\n\tscripts/gone.py\n")),
    (rules.links_lead_somewhere, added("README.md", "\n[more](docs/gone.md)\n")),
    (rules.dependencies_have_reasons, added("requirements/site.in", "\nleft-pad>=1\n")),
    (rules.contracts_cover_every_app, added("site/kaffe/apps.py")),
    (rules.contracts_cover_every_app, replaced("pyproject.toml", '"site/personer", ', "")),
    (rules.installable_apps_keep_to_themselves, added("site/grund/templates/base.html")),
]


@pytest.fixture(scope="module")
def tree():
    """{path: text} of everything that is or would be committed; files that are no text count as empty."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    found = {}
    for name in filter(None, names):
        if (ROOT / name).is_file():
            content = (ROOT / name).read_bytes()
            found[name] = "" if b"\0" in content else content.decode("utf-8", errors="replace")
    return found


@pytest.mark.parametrize("rule", dict.fromkeys(rule for rule, _ in RULES), ids=lambda rule: rule.__name__)
def test_the_repository_keeps_the_rule(tree, rule):
    assert list(rule(tree)) == []


@pytest.mark.parametrize("rule, plant", RULES, ids=lambda value: getattr(value, "__name__", ""))
def test_the_rule_sees_an_offence(tree, rule, plant):
    before = set(rule(tree))
    assert set(rule({**tree, **plant(tree)})) - before


def test_every_rule_is_used():
    written = {value for value in vars(rules).values() if callable(value) and value.__module__ == rules.__name__}
    assert written - {rules.lines} == {rule for rule, _ in RULES}


def test_no_link_is_committed():
    """A link leads to a place of one machine; ``var`` made into one would take everybody's folder away."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "--stage"]
    lines = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(lines) > 500
    assert [line for line in lines if line.startswith("120000")] == []
