"""The worker: each job once when it is due, whatever happens to the worker that holds it."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail import hooks

from grund import jobs, throttle, worker
from grund.contributions import given
from grund.models import ScheduledJob, ThrottleCounter
from grund.shapes import Job
from sidor.models import ContactMessage
from tests.factories import NewsPageFactory
from tests.services import require
from tests.threads import all_at_once

ROOT = Path(__file__).resolve().parents[2]
HOUR = timedelta(hours=1)


@pytest.fixture
def only(monkeypatch):
    """``only(run, every)``: the one job that there is, called "one"; gives the times it ran."""

    def make(run=lambda: None, every=HOUR):
        ran = []

        def counted():
            ran.append(timezone.now())
            return run()

        monkeypatch.setattr(worker, "given", lambda kind: [Job("one", every, counted)])
        return ran

    return make


def row():
    return ScheduledJob.objects.get(name="one")


@pytest.mark.django_db
class TestDue:
    def test_a_job_that_nobody_knows_runs_at_once_and_then_when_it_is_due(self, only):
        ran = only()
        assert worker.run_due() == ["one"]
        assert worker.run_due() == []
        assert len(ran) == 1
        found = row()
        assert found.leased_by == ""
        assert found.leased_until is None
        assert found.last_error == ""
        assert found.due_at == found.last_finished_at + HOUR
        ScheduledJob.objects.update(due_at=timezone.now())
        assert worker.run_due() == ["one"]
        assert len(ran) == 2

    def test_a_job_that_another_holds_is_left(self, only):
        ran = only()
        now = timezone.now()
        ScheduledJob.objects.create(
            name="one", due_at=now - HOUR, leased_by="other", leased_until=now + timedelta(seconds=5)
        )
        assert worker.run_due("me") == []
        assert ran == []
        assert row().leased_by == "other"

    def test_a_lease_that_ran_out_is_taken(self, only):
        ran = only()
        now = timezone.now()
        ScheduledJob.objects.create(
            name="one", due_at=now - HOUR, leased_by="dead", leased_until=now - timedelta(seconds=1)
        )
        assert worker.run_due("me") == ["one"]
        assert len(ran) == 1
        assert row().leased_by == ""

    def test_while_it_runs_the_job_is_held_for_ten_minutes(self, only):
        seen = []
        only(lambda: seen.append(row()))
        before = timezone.now()
        worker.run_due("me")
        assert seen[0].leased_by == "me"
        assert before + timedelta(minutes=9) < seen[0].leased_until <= timezone.now() + worker.LEASE

    def test_a_worker_that_was_too_slow_leaves_the_row_of_its_successor_alone(self, only):
        until = timezone.now() + HOUR
        only(lambda: ScheduledJob.objects.update(leased_by="successor", leased_until=until))
        worker.run_due("slow")
        assert row().leased_by == "successor"
        assert row().leased_until == until
        assert row().last_finished_at is None

    def test_a_job_that_fails_is_noted_and_tried_again_soon(self, only):
        outcomes = [RuntimeError("no luck"), None]

        def run():
            if error := outcomes.pop(0):
                raise error

        only(run, every=timedelta(days=1))
        assert worker.run_due() == ["one"]
        found = row()
        assert "RuntimeError: no luck" in found.last_error
        assert found.leased_by == ""
        assert found.due_at == found.last_finished_at + worker.RETRY
        ScheduledJob.objects.update(due_at=timezone.now())
        worker.run_due()
        assert row().last_error == ""
        assert row().due_at > timezone.now() + timedelta(hours=23)

    def test_one_that_fails_keeps_no_other_from_running(self, monkeypatch):
        ran = []
        both = [Job("bad", HOUR, lambda: 1 / 0), Job("good", HOUR, lambda: ran.append(1))]
        monkeypatch.setattr(worker, "given", lambda kind: both)
        assert worker.run_due() == ["bad", "good"]
        assert ran == [1]

    def test_no_further_job_is_begun_once_it_is_told_to_stop(self, monkeypatch):
        stopped = []
        both = [Job("first", HOUR, lambda: stopped.append(1)), Job("second", HOUR, lambda: None)]
        monkeypatch.setattr(worker, "given", lambda kind: both)
        assert worker.run_due(stop=lambda: bool(stopped)) == ["first"]

    def test_a_job_that_an_app_gives_is_run(self):
        ran = []
        mine = [Job("of_a_made_up_app", HOUR, lambda: ran.append(1))]
        with hooks.register_temporarily("grund_gives_job", lambda: mine):
            assert "of_a_made_up_app" in worker.run_due()
        assert ran == [1]
        assert {"publish_scheduled", "retention", "throttle_sweep"} <= {job.name for job in given("job")}


@pytest.mark.django_db
class TestStandingJobs:
    def test_a_scheduled_page_is_published_and_one_that_is_over_is_closed(self, client, index_page):
        index, now = index_page("nyheter"), timezone.now()
        coming = NewsPageFactory(parent=index, title="Kommer", slug="kommer", live=False)
        later = NewsPageFactory(parent=index, title="Senare", slug="senare", live=False)
        over = NewsPageFactory(parent=index, title="Över", slug="over")
        for page, when in ((coming, now - timedelta(minutes=1)), (later, now + HOUR)):
            page.go_live_at = when
            page.save_revision(approved_go_live_at=when)
            page.save()
        over.expire_at = now - timedelta(minutes=1)
        over.save()
        assert client.get("/nyheter/kommer/").status_code == 404
        call_command("worker", once=True, verbosity=0)
        statuses = [client.get(f"/nyheter/{slug}/").status_code for slug in ("kommer", "senare", "over")]
        assert statuses == [200, 404, 404]
        over.refresh_from_db()
        assert over.expired

    def test_publishing_is_looked_at_every_minute(self):
        every = {job.name: job.every for job in jobs.standing_jobs()}
        assert every["publish_scheduled"] == timedelta(minutes=1)

    def test_messages_go_after_twelve_months_and_not_before(self):
        old, young = (ContactMessage.objects.create(message=text) for text in ("gammalt", "nytt"))
        now = timezone.now()
        ContactMessage.objects.filter(pk=old.pk).update(created_at=now - timedelta(days=365, minutes=1))
        ContactMessage.objects.filter(pk=young.pk).update(created_at=now - timedelta(days=364, hours=23))
        assert jobs.apply_retention()["sidor.contact_messages"] == 1
        assert list(ContactMessage.objects.all()) == [young]

    def test_every_rule_of_retention_says_why(self):
        for rule in given("retention"):
            assert rule.keep >= timedelta()  # nothing: its rows say themselves until when
            assert str(rule.reason)

    def test_counters_of_long_ago_are_swept(self):
        throttle.hit("scope", "old", limit=1, minutes=10)
        ThrottleCounter.objects.update(started_at=timezone.now() - timedelta(days=2))
        throttle.hit("scope", "new", limit=1, minutes=10)
        assert throttle.sweep() == 1
        assert ThrottleCounter.objects.count() == 1

    def test_once_says_what_ran_and_ends(self, capsys):
        call_command("worker", "--once")
        assert capsys.readouterr().out.split() == [job.name for job in given("job")]
        call_command("worker", "--once")
        assert capsys.readouterr().out == ""


def naive_take(name, holder, together):
    """What taking a job must not be: look, think, write."""
    found = ScheduledJob.objects.get(name=name)
    free = found.leased_until is None
    together.wait(10)
    if free:
        ScheduledJob.objects.filter(name=name).update(leased_by=holder, leased_until=timezone.now() + HOUR)
    return free


@pytest.mark.race
@pytest.mark.postgres
@pytest.mark.usefixtures("committing")
class TestTwoWorkers:
    MANY = 12

    @pytest.mark.parametrize("known", [True, False], ids=["a known job", "a new job"])
    def test_many_workers_run_a_job_once(self, only, known):
        require("postgresql")
        ran = only(lambda: time.sleep(0.2))
        if known:
            ScheduledJob.objects.create(name="one", due_at=timezone.now())

        def work(number, together):
            together.wait(10)
            return worker.run_due(f"worker-{number}")

        results = all_at_once(self.MANY, work)
        assert sorted(results) == [[]] * (self.MANY - 1) + [["one"]]
        assert len(ran) == 1
        assert ScheduledJob.objects.count() == 1

    def test_the_test_would_see_a_worker_that_looks_before_it_writes(self):
        require("postgresql")
        ScheduledJob.objects.create(name="one", due_at=timezone.now())
        results = all_at_once(self.MANY, lambda number, together: naive_take("one", f"worker-{number}", together))
        assert results.count(True) > 1


@pytest.mark.kill
@pytest.mark.pure
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_worker_and_a_database_without_tables_does_not(tmp_path, number):
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"DJANGO_SETTINGS_MODULE": "nackamodellen.settings.test", "VAR_DIR": str(tmp_path)}
    command = [sys.executable, "manage.py", "worker", "--pause", "0.2"]
    child = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        tries = 0
        for line in child.stderr:  # it goes on trying
            tries += "it tries again" in line
            if tries == 2:
                break
        assert child.poll() is None
        began = time.monotonic()
        child.send_signal(number)
        child.stderr.close()
        assert child.wait(10) == 0
        assert time.monotonic() - began < 5
    finally:
        child.kill()


@pytest.mark.django_db
def test_a_retention_rule_that_fails_keeps_no_other_from_being_applied():
    from datetime import timedelta

    from grund.shapes import RetentionRule

    def broken(before):
        raise ValueError("no table")

    asked = []
    rules = [
        RetentionRule("broken", timedelta(days=1), broken),
        RetentionRule("whole", timedelta(days=1), lambda before: asked.append(before) or 1),
    ]
    with (
        hooks.register_temporarily("grund_gives_retention", lambda: rules),
        pytest.raises(RuntimeError, match="broken"),
    ):
        jobs.apply_retention()
    assert len(asked) == 1
