"""What `make race` runs, and what it says where PostgreSQL is missing."""

import subprocess

import pytest

import optional_services
import run_race

pytestmark = pytest.mark.pure


@pytest.fixture
def commands(monkeypatch):
    """The runs of pytest that it would start: [(command, environment)]; each ends with the next of ``codes``."""
    found = []

    def run(command, cwd, env, check):
        found.append((command, env))
        return subprocess.CompletedProcess(command, run_codes.pop(0) if run_codes else 0)

    run_codes = []
    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@elsewhere/theirs")
    return found, run_codes


def test_it_runs_whole_on_both_databases_and_never_on_anybody_elses(commands, monkeypatch):
    monkeypatch.setattr(optional_services, "missing", lambda name: None)
    found, _codes = commands
    assert run_race.main(["-k", "sixty"]) == 0
    (sqlite, _), (postgresql, _) = found
    assert "scripts/postgres.py" not in sqlite
    assert "scripts/postgres.py" in postgresql
    for command, environment in found:
        assert "race or kill or fault" in command
        # The figures that the tests print are shown, which workers of pytest would swallow.
        assert "-s" in command
        assert command[command.index("-n") + 1] == "0"
        assert command[-2:] == ["-k", "sixty"]
        assert environment["WHOLE_SUITE"] == "1"
        assert "DATABASE_URL" not in environment


def test_without_postgresql_it_says_so_and_has_not_shown_it(commands, monkeypatch, capsys):
    monkeypatch.setattr(optional_services, "missing", lambda name: "PostgreSQL is missing.")
    found, _codes = commands
    assert run_race.main([]) == 1
    assert len(found) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "PostgreSQL is missing."


@pytest.mark.parametrize("codes, expected", [([1], 1), ([0, 1], 1), ([run_race.NOTHING_COLLECTED, 0], 0)])
def test_a_failure_is_a_failure(commands, monkeypatch, codes, expected):
    monkeypatch.setattr(optional_services, "missing", lambda name: None)
    commands[1].extend(codes)
    assert run_race.main([]) == expected
