"""Workers that are killed between the sending and the note of it: every event arrives, with the same id, in order."""

import contextlib
import os
import random
import signal
import threading
import time
from collections import Counter, defaultdict
from datetime import timedelta

import pytest
import time_machine
from django.db import connections, transaction
from django.utils import timezone

from headless.models import WebhookDelivery, WebhookEndpoint, WebhookEvent
from headless.webhooks import delivery, endpoints, record
from tests.headless.webhooks.conftest import listen
from tests.headless.webhooks.receiver import Receiver
from tests.kill.test_outbox_kill import LEASE, Killed, alive, forked_workers, wait_until
from tests.services import require
from tests.short import amount

pytestmark = pytest.mark.kill
EVENTS, KILLS, STREAMS = amount(600, 90), amount(40, 6), 12


def put(count):
    with transaction.atomic():
        record.lock()
        record.write([record.make("page.published", f"page:{number % STREAMS}") for number in range(count)])


def in_order(got):
    """Whether each page's events came first in the order in which they happened."""
    streams = dict(WebhookEvent.objects.values_list("uid", "stream"))
    streams = {str(uid): stream for uid, stream in streams.items()}
    firsts = defaultdict(list)
    for one in got:
        if one.uid not in firsts[streams[one.uid]]:
            firsts[streams[one.uid]].append(one.uid)
    expected = defaultdict(list)
    for uid, stream in WebhookEvent.objects.order_by("pk").values_list("uid", "stream"):
        expected[stream].append(str(uid))
    return dict(firsts) == dict(expected)


@pytest.mark.django_db
def test_twenty_deaths_in_one_process(receiver, monkeypatch):
    """The same in small, also on SQLite: the receiver has the event, the worker dies before it notes so."""
    listen(receiver.url)
    put(30)
    real, deaths = delivery._complete, []

    def complete(row, state, **values):
        if len(deaths) < 20 and row.attempts <= 2 and row.pk % 2:
            deaths.append(row.pk)
            raise Killed
        real(row, state, **values)

    monkeypatch.setattr(delivery, "_complete", complete)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        while WebhookDelivery.objects.filter(state__in=WebhookDelivery.UNFINISHED).exists():
            with contextlib.suppress(Killed):
                delivery.send_due(holder=f"worker-{len(deaths)}")
            clock.shift(timedelta(seconds=121) if deaths else timedelta(seconds=1))
    counts = Counter(got.uid for got in receiver.got)
    assert len(deaths) == 20
    assert sum(counts.values()) == 30 + 20
    assert len(counts) == 30
    assert in_order(receiver.got)
    # One body and one id, however often it came.
    assert len({(got.uid, got.body) for got in receiver.got}) == 30


@pytest.mark.django_db
def test_control_events_that_do_not_wait_come_out_of_order(receiver, monkeypatch):
    listen(receiver.url)
    put(30)
    monkeypatch.setattr(delivery, "Exists", lambda rows: delivery.Q(pk__isnull=True))
    receiver.answers.extend([500] * 5)
    for _ in range(9):
        delivery.send_due()
        WebhookEndpoint.objects.update(resting_until=None)
    WebhookDelivery.objects.update(next_try_at=timezone.now())
    delivery.send_due()
    assert len({got.uid for got in receiver.got}) == 30
    assert not in_order(receiver.got[5:])


class Killer:
    """Kills the worker that sends: before it has its answer, or some milliseconds after, while it notes it."""

    def __init__(self):
        self.moment, self.hit, self.killed, self.lock = None, threading.Event(), [], threading.Lock()

    def aim(self, moment):
        self.hit.clear()
        self.moment = moment

    def __call__(self, _handler, got):
        with self.lock:
            moment, self.moment = self.moment, None
        if moment:
            holder = WebhookDelivery.objects.filter(event__uid=got.uid).values_list("leased_by", flat=True).get()
            connections.close_all()
            worker = int(holder.rpartition(":")[2])
            if moment == "before":
                self._kill(worker)
            else:
                threading.Timer(random.uniform(0, 0.004), self._kill, [worker]).start()
        time.sleep(0.004)
        return 204

    def _kill(self, worker):
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
            self.killed.append(worker)
        self.hit.set()


@pytest.mark.postgres
@pytest.mark.usefixtures("clean")
def test_workers_killed_in_the_middle_of_a_delivery_lose_nothing(monkeypatch):
    require("postgresql")
    monkeypatch.setenv("WORKER_SETTINGS", "tests.headless.webhooks.worker_settings")
    killer, hits = Killer(), 0
    with Receiver() as receiver, forked_workers(1) as start:
        receiver.otherwise = killer
        endpoints.save(WebhookEndpoint(name="Mottagare", url=receiver.url))
        put(EVENTS)
        for _ in range(2):
            start()
        for kill in range(KILLS):
            seen = len(receiver.got)
            more = seen + random.randint(1, EVENTS // KILLS - 3)
            wait_until(lambda more=more: len(receiver.got) >= more, 60)
            killer.aim("before" if kill % 3 else "after")
            wait_until(killer.hit.is_set, 60)
            worker = killer.killed[-1]
            wait_until(lambda worker=worker: not alive(worker), 10)
            hits += WebhookDelivery.objects.filter(state="sending", leased_by__endswith=f":{worker}").count()
            WebhookEndpoint.objects.update(resting_until=None)
            start()
        wait_until(lambda: not WebhookDelivery.objects.filter(state__in=WebhookDelivery.UNFINISHED).exists(), 90)
    counts = Counter(got.uid for got in receiver.got)
    again = WebhookDelivery.objects.filter(attempts__gt=1).count()
    print(
        f"\n{EVENTS} events, {len(killer.killed)} kills, {hits} of them hit a delivery, {again} tried again, "
        f"{sum(counts.values()) - len(counts)} duplicates, lease {LEASE} s"
    )
    assert set(counts) == {str(uid) for uid in WebhookEvent.objects.values_list("uid", flat=True)}
    assert set(WebhookDelivery.objects.values_list("state", flat=True)) == {"delivered"}
    assert len({(got.uid, got.body) for got in receiver.got}) == EVENTS
    assert in_order(receiver.got)
    assert sum(counts.values()) - len(counts) <= hits
    # Else nothing was tested: a worker that is killed while it starts loses nothing.
    assert len(killer.killed) == KILLS
    assert hits >= KILLS // 2
    assert again >= KILLS // 2
