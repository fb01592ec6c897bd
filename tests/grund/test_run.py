"""What `make run` says on the console once the site is served."""

import os

import pytest

import children
import run

pytestmark = pytest.mark.pure


class Child:
    """A process that was well when it was looked at first, and has ended the next time."""

    returncode = 3

    def __init__(self):
        self.looks = iter([None, self.returncode])

    def wait(self):
        return 0

    def poll(self):
        return next(self.looks)


def test_it_says_where_the_mail_lies_and_how_to_sign_in(monkeypatch, tmp_path, capsys):
    started = []

    def start(command, **_options):
        started.append(command)
        return Child()

    monkeypatch.setattr(children, "start", start)
    monkeypatch.setattr(run, "wait_until_served", lambda port, running: None)
    monkeypatch.setattr(run, "VAR", tmp_path / "var")
    ended = run.serve(8123, [])
    said = capsys.readouterr().out
    assert f"it lies as files in {tmp_path / 'var' / 'mail'}{os.sep}" in said
    assert "unless EMAIL_URL is set" in said
    assert "http://localhost:8123" in said
    assert run.secret("demo-password", 12) in said
    # The worker that writes those files is one of the two that are started.
    assert [command[-1] == "worker" for command in started] == [False, True, False]
    assert ended == "The worker ended by itself with code 3; the rest is stopped too."
