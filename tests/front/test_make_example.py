"""`make example` says in a sentence what is missing, and fetches its packages once."""

import sys

import pytest

import front
import optional_services

pytestmark = [pytest.mark.pure, pytest.mark.front]


def pretend_node(folder, monkeypatch, says):
    program = folder / "node"
    program.write_text(f"#!/bin/sh\necho {says}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(optional_services, "ROOT", folder)
    return program


def test_a_node_that_is_too_old_gets_a_sentence(tmp_path, monkeypatch):
    pretend_node(tmp_path, monkeypatch, "v18.20.4")
    with pytest.raises(SystemExit, match=r"needs Node 20 or newer; this machine has 18\.20\.4\."):
        front.main([])
    assert "npm ci --prefix examples/front" in optional_services.missing("front")


def test_no_node_gets_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(optional_services, "ROOT", tmp_path)
    with pytest.raises(SystemExit, match="needs Node 20 or newer; this machine has none"):
        front.main([])


@pytest.mark.parametrize("says, version", [("v20.1.0", (20, 1, 0)), ("v22.0.11", (22, 0, 11)), ("sorry", ())])
def test_versions_are_read(tmp_path, monkeypatch, says, version):
    program = pretend_node(tmp_path, monkeypatch, says)
    assert optional_services.node_version(program) == version
    assert optional_services.node_path() == (program if version else None)


def test_a_node_that_was_fetched_does_where_the_systems_is_too_old(tmp_path, monkeypatch):
    pretend_node(tmp_path, monkeypatch, "v18.20.4")
    fetched = tmp_path / "var/tools/node/node_modules/node/bin"
    fetched.mkdir(parents=True)
    (fetched / "node").write_text("#!/bin/sh\necho v20.20.2\n")
    (fetched / "node").chmod(0o755)
    assert optional_services.node_path() == fetched / "node"


def test_packages_are_fetched_once_for_each_lock(tmp_path, monkeypatch):
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "package-lock.json").write_text("{}")
    npm = tmp_path / "npm"
    npm.write_text(f"#!{sys.executable}\nopen('{tmp_path}/calls', 'a').write('x')\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(front, "FRONT", tmp_path)
    monkeypatch.setattr(front, "STAMP", tmp_path / "node_modules/.installed")
    front.install()
    front.install()
    assert (tmp_path / "calls").read_text() == "x"
    (tmp_path / "package-lock.json").write_text("{ }")
    front.install()
    assert (tmp_path / "calls").read_text() == "xx"


def test_a_fetch_that_fails_or_no_npm_gets_a_sentence(tmp_path, monkeypatch):
    (tmp_path / "package-lock.json").write_text("{}")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(front, "FRONT", tmp_path)
    monkeypatch.setattr(front, "STAMP", tmp_path / "node_modules/.installed")
    with pytest.raises(SystemExit, match="npm is missing"):
        front.install()
    npm = tmp_path / "npm"
    npm.write_text(f"#!{sys.executable}\nraise SystemExit(1)\n")
    npm.chmod(0o755)
    with pytest.raises(SystemExit, match="could not be fetched"):
        front.install()
