"""Workers that are killed while they send: nothing is lost, and what comes twice is seen to be the same mail."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from grund import outbox
from grund.models import OutboxMail
from tests.kill.sink import Sink
from tests.services import require

pytestmark = pytest.mark.kill
ROOT = Path(__file__).resolve().parents[2]
WHOLE = os.environ.get("WHOLE_SUITE") == "1"
MAILS, KILLS = (2000, 60) if WHOLE else (150, 10)
LEASE = 2.0
METHODS = ["REQUEST", "REQUEST", "CANCEL"]
EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//SV
METHOD:{method}
BEGIN:VEVENT
UID:{uid}
SEQUENCE:{sequence}
DTSTAMP:20270101T080000Z
DTSTART:20270326T080000Z
SUMMARY:Möte på Åkern
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def put(count, first=0):
    """Mails in streams of three: two invitations and the word that it is cancelled."""
    mails = []
    for number in range(first, first + count):
        stream, step = divmod(number, len(METHODS))
        calendar = EVENT.format(method=METHODS[step], uid=f"uid-{stream}@example.org", sequence=step)
        mails.append(
            outbox.Mail(
                kind="invitation",
                to=f"mottagare-{number}@example.org",
                subject=f"Kallelse {number} till mötet på Åkern",
                text="Välkommen! https://example.org/[[secret]]",
                html="<p>Välkommen!</p>",
                dedup_key=f"kill:{number}",
                stream=f"kill:{stream}",
                calendar=calendar,
                calendar_method=METHODS[step],
                secret=f"hemlig-{number}",
            )
        )
    with transaction.atomic():
        outbox.put(*mails)


def environment(port):
    database = connection.settings_dict
    address = f"postgres://{database['USER']}@{quote(database['HOST'], safe='')}/{database['NAME']}"
    return {
        **os.environ,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": os.environ.get("WORKER_SETTINGS", "tests.kill.settings"),
        "SINK_PORT": str(port),
        "LEASE_SECONDS": str(LEASE),
    }


def alive(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(true, seconds):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "It took too long"
        time.sleep(0.005)


def all_settled():
    return not OutboxMail.objects.filter(state__in=OutboxMail.UNFINISHED).exists()


@contextlib.contextmanager
def forked_workers(port):
    """``start()`` starts a worker and gives its number; those that are left are ended politely."""
    started = []
    command = [sys.executable, "tests/kill/fork_workers.py"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, env=environment(port), text=True, **pipes) as server:

        def start():
            server.stdin.write("\n")
            server.stdin.flush()
            started.append(int(server.stdout.readline()))
            return started[-1]

        try:
            yield start
            left = [number for number in started if alive(number)]
            for number in left:
                os.kill(number, signal.SIGTERM)
            wait_until(lambda: not any(alive(number) for number in left), 10)
        finally:
            # Its children are waited for by their parent alone, so a number cannot have passed to a stranger's.
            for number in filter(alive, started):
                os.kill(number, signal.SIGKILL)
            server.kill()


def mails_in_hand(worker):
    """The rows that this process was sending when it died. (Its name is the machine's and its number.)"""
    return OutboxMail.objects.filter(state="sending", leased_by__endswith=f":{worker}").count()


def in_order(received):
    """Whether each stream's mails came first in the order in which they were put."""
    firsts = defaultdict(list)
    for mail in received:
        _method, uid, sequence = mail.calendar
        if sequence not in firsts[uid]:
            firsts[uid].append(sequence)
    return all(sequences == sorted(sequences) for sequences in firsts.values())


class Killed(BaseException):
    """Ends the worker as a kill does: nothing of ours catches it."""


@pytest.mark.django_db
def test_what_a_dead_worker_held_is_sent_by_the_next_when_the_lease_is_over(monkeypatch):
    """The same in small, also on SQLite: the server has the mail, the worker dies before it notes so."""
    taken, deaths = [], [Killed]

    class Server:
        def open(self):
            return False

        def send_messages(self, messages):
            taken.extend(message.message() for message in messages)
            if deaths:
                raise deaths.pop()

        def close(self):
            pass

    monkeypatch.setattr(outbox, "get_connection", Server)
    put(1)
    with pytest.raises(Killed):
        outbox.send_due(holder="dead")
    assert outbox.send_due(holder="next") == 0
    with time_machine.travel(timezone.now() + timedelta(seconds=119)):
        assert outbox.send_due(holder="next") == 0
    with time_machine.travel(timezone.now() + timedelta(seconds=121)):
        assert outbox.send_due(holder="next") == 1
    row = OutboxMail.objects.get()
    assert (row.state, row.attempts) == ("sent", 2)
    assert [message["Message-ID"] for message in taken] == [row.message_id] * 2


@pytest.mark.postgres
@pytest.mark.usefixtures("committing")
def test_workers_killed_in_the_middle_of_a_send_lose_nothing():
    require("postgresql")
    began = time.monotonic()
    put(MAILS)
    hits = 0
    with Sink() as sink, forked_workers(sink.port) as start:
        for _ in range(2):
            start()
        for kill in range(KILLS):
            seen = len(sink.received)
            wait_until(lambda seen=seen: len(sink.received) >= seen + random.randint(1, MAILS // KILLS - 3), 60)
            sink.aim("before" if kill % 3 else "after")
            wait_until(sink.hit.is_set, 60)
            worker = sink.killed[-1]
            wait_until(lambda worker=worker: not alive(worker), 10)
            hits += mails_in_hand(worker)
            start()
        wait_until(all_settled, 60)
    by_mail = defaultdict(list)
    for mail in sink.received:
        by_mail[mail.to].append(mail)
    rows = OutboxMail.objects.all()
    lost = {row.to for row in rows} - set(by_mail)
    duplicates = sum(len(copies) - 1 for copies in by_mail.values())
    again = rows.filter(attempts__gt=1).count()
    print(
        f"\n{MAILS} mails, {len(sink.killed)} kills, {hits} of them hit a send, {again} mails tried again, "
        f"{duplicates} duplicates, {len(lost)} lost, {time.monotonic() - began:.1f} s"
    )
    assert len(rows) == MAILS
    assert lost == set()
    assert Counter(row.state for row in rows) == {"sent": MAILS}
    assert duplicates <= hits
    for copies in by_mail.values():
        assert len({(copy.message_id, copy.calendar) for copy in copies}) == 1
    assert {mail.message_id for mail in sink.received} == {row.message_id for row in rows}
    assert in_order(sink.received)
    assert not any(row.secret or row.leased_by for row in rows)
    # Else nothing was tested: a worker that is killed while it starts loses no mail.
    assert len(sink.killed) == KILLS
    assert hits >= 5
    assert again >= 5


@pytest.mark.postgres
@pytest.mark.usefixtures("committing")
def test_two_workers_send_each_mail_once():
    require("postgresql")
    command = [sys.executable, "manage.py", "worker", "--pause", "0.2"]
    most = 900
    with Sink(delay=0.003) as sink:
        children = [subprocess.Popen(command, cwd=ROOT, env=environment(sink.port)) for _ in range(2)]
        try:
            count = 0
            # Until both have had their share: one that starts late would find everything done.
            while count < most and (count < 60 or min(shares(sink, children)) < 10):
                put(30, first=count)
                count += 30
                wait_until(all_settled, 30)
            for child in children:
                child.terminate()
            assert [child.wait(10) for child in children] == [0, 0]
        finally:
            for child in children:
                child.kill()
                child.wait()
    assert min(shares(sink, children)) >= 10
    assert Counter(mail.message_id for mail in sink.received) == dict.fromkeys(
        OutboxMail.objects.values_list("message_id", flat=True), 1
    )
    assert len(sink.received) == count
    assert set(OutboxMail.objects.values_list("state", "attempts")) == {("sent", 1)}
    assert in_order(sink.received)


def shares(sink, children):
    """How many mails each of the processes sent."""
    by_worker = Counter(mail.worker for mail in sink.received)
    return [by_worker[child.pid] for child in children]
