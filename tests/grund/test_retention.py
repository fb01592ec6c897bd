"""Retention: rules, their protocol, what a hold keeps."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail import hooks

from grund import audit, retention
from grund.models import AuditEvent, OutboxMail, RetentionHold, RetentionRecord, ThrottleCounter
from grund.shapes import RetentionRule

DAY = timedelta(days=1)


def purge(before):
    return ThrottleCounter.objects.filter(started_at__lt=before).delete()[0]


@pytest.fixture
def rules():
    """``rules(rule, …)``: apps give these as well, until the test is over."""
    undo = []

    def give(*found):
        context = hooks.register_temporarily("grund_gives_retention", lambda: list(found))
        context.__enter__()
        undo.append(context)

    yield give
    for context in undo:
        context.__exit__(None, None, None)


def counters(*days):
    for number, age in enumerate(days):
        ThrottleCounter.objects.create(key=str(number), started_at=timezone.now() - timedelta(days=age))


@pytest.mark.django_db
class TestRules:
    def test_what_was_removed_is_in_the_protocol(self, rules):
        counters(3, 3, 1)
        rules(RetentionRule("counters", 2 * DAY, purge, decision="KS 2027/12"))
        assert retention.apply()["counters"] == 2
        record = RetentionRecord.objects.get()
        assert (record.rule, record.removed, record.decision) == ("counters", 2, "KS 2027/12")
        assert record.ran_at - record.before == 2 * DAY
        assert retention.apply()["counters"] == 0
        assert RetentionRecord.objects.count() == 1

    def test_a_dry_run_counts_and_leaves_everything(self, rules, capsys):
        counters(3, 3)
        rules(RetentionRule("counters", 2 * DAY, purge))
        call_command("retention", "--dry-run")
        assert "counters: 2" in capsys.readouterr().out.splitlines()
        assert ThrottleCounter.objects.count() == 2
        assert not RetentionRecord.objects.exists()
        call_command("retention")
        assert "counters: 2" in capsys.readouterr().out.splitlines()
        assert ThrottleCounter.objects.count() == 0

    def test_one_that_fails_undoes_its_own_work_alone(self, rules, capsys):
        counters(3)

        def broken(before):
            purge(before)
            raise ValueError("asa@example.org cannot go")

        rules(RetentionRule("broken", 2 * DAY, broken), RetentionRule("whole", DAY, lambda before: 7))
        with pytest.raises(retention.RetentionError, match="broken: ValueError") as caught:
            retention.apply()
        assert "asa" not in str(caught.value)
        assert caught.value.removed["whole"] == 7
        assert "broken" not in caught.value.removed
        assert ThrottleCounter.objects.count() == 1
        assert list(RetentionRecord.objects.values_list("rule", flat=True)) == ["whole"]
        with pytest.raises(CommandError, match="broken"):
            call_command("retention")
        assert "whole: 7" in capsys.readouterr().out.splitlines()


@pytest.mark.django_db
class TestHolds:
    def test_a_hold_is_in_force_until_it_is_lifted(self):
        user = get_user_model().objects.create_user("anna", "anna@example.org", "x")
        made = retention.hold("utbildning/occasion/5", "Begärd utlämnad", user)
        retention.hold("utbildning/occasion/4/", "Begärd utlämnad", AnonymousUser())
        assert made.created_by == user
        assert retention.held() == ["utbildning/occasion/4/", "utbildning/occasion/5/"]
        assert retention.lift("utbildning/occasion/5/", user) == 1
        assert retention.lift("utbildning/occasion/5/", user) == 0
        assert retention.held() == ["utbildning/occasion/4/"]
        found = RetentionHold.objects.get(pk=made.pk)
        assert found.lifted_by == user
        assert found.lifted_at
        actions = AuditEvent.objects.filter(about="utbildning/occasion/5/").values_list("action", flat=True)
        assert sorted(actions) == ["retention.held", "retention.lifted"]

    def test_everything_cannot_be_held(self):
        with pytest.raises(ValueError, match="everything"):
            retention.hold("", "Allt", None)

    def test_rows_below_a_held_reference_are_kept(self):
        for number, about in enumerate(("a/5/", "a/5/b/1/", "a/55/", "")):
            OutboxMail.objects.create(kind="x", about=about, dedup_key=str(number), message_id=str(number))
        retention.hold("a/5/", "Begärd utlämnad", None)
        free = retention.not_held(OutboxMail.objects.order_by("pk"))
        assert [row.about for row in free] == ["a/55/", ""]

    def test_of_a_field_with_another_name(self):
        audit.note("x", "a/5/")
        retention.hold("a/5/", "Begärd utlämnad", None)
        assert not retention.not_held(RetentionHold.objects.all(), field="about").exists()
        assert retention.not_held(AuditEvent.objects.filter(action="x"), field="action").exists()
