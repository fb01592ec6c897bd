"""Several senders at the same moment: each mail goes once. The control shows that twice would be seen."""

import threading
import time
from collections import Counter

import pytest

from grund import outbox
from grund.models import OutboxMail
from tests.kill.test_outbox_kill import put
from tests.services import require
from tests.threads import at_the_same_moment

pytestmark = [pytest.mark.race, pytest.mark.postgres, pytest.mark.usefixtures("committing")]
MAILS, SENDERS = 45, 4


@pytest.fixture
def sent(monkeypatch):
    """Runs the senders at once against a server that takes its time; gives {Message-ID: how often it came}."""
    require("postgresql")
    came, one_at_a_time = Counter(), threading.Lock()

    class Server:
        def open(self):
            return False

        def send_messages(self, messages):
            time.sleep(0.002)
            with one_at_a_time:
                came.update(message.message()["Message-ID"] for message in messages)
            return len(messages)

        def close(self):
            pass

    monkeypatch.setattr(outbox, "get_connection", Server)

    def send():
        put(MAILS)
        # In one process they have one name, and a row says only by it who holds it.
        names = iter(f"sender-{number}" for number in range(SENDERS))
        results = at_the_same_moment(SENDERS, lambda: outbox.send_due(holder=next(names)))
        broken = [result for result in results if isinstance(result, Exception)]
        assert not broken, broken
        return came, results

    return send


def test_each_mail_goes_once(sent):
    came, results = sent()
    while OutboxMail.objects.filter(state__in=OutboxMail.UNFINISHED).exists():
        outbox.send_due(holder="the last")  # those whose stream was busy when all the others had ended
    assert len(came) == MAILS
    assert set(came.values()) == {1}
    assert sum(count > 0 for count in results) > 1, "only one of them sent anything"


def test_control_a_claim_without_its_guard_sends_twice(sent, monkeypatch):
    """Look, then write what was seen, whoever has written since."""

    def claim(holder):
        row = OutboxMail.objects.filter(state=OutboxMail.State.QUEUED).order_by("pk").first()
        if row is None:
            return None
        row.state, row.attempts, row.leased_by, row.abandoned = (
            OutboxMail.State.SENDING,
            row.attempts + 1,
            holder,
            False,
        )
        row.save(update_fields=["state", "attempts", "leased_by"])
        return row

    monkeypatch.setattr(outbox, "_claim", claim)
    came, _results = sent()
    print(f"\nControl, claimed without a guard: {sum(came.values())} sendings of {MAILS} mails")
    assert max(came.values()) > 1
