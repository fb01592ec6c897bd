"""Two workers at once, and one that is killed while its child reads. The control shows that twice would be seen."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings as site_settings
from django.db import connection

from search.extraction import run, service
from search.models.documents import DocumentText
from tests.search.extraction.test_hostile import alive, wait_until
from tests.threads import all_at_once, at_the_same_moment

ROOT = Path(__file__).resolve().parents[3]
MANY, WORKERS = 30, 3
# A worker whose child sleeps, under the limits of the real one.
WORKER = f"""
import sys
sys.path.insert(0, {str(ROOT / "site")!r})
import django
django.setup()
from django.conf import settings
settings.MEDIA_ROOT = sys.argv[1]
from search.extraction import run, service
run.COMMAND = (
    sys.executable, "-c", "import time; from search.extraction.child import limit; limit(5, 2**29, 4); time.sleep(60)"
)
service.extract_due()
"""


def elsewhere(work):
    """Do it in a thread, which has a connection of its own; gives what it returned."""
    [result] = all_at_once(1, lambda *_: work())
    if isinstance(result, Exception):
        raise result
    return result


@pytest.fixture
def read_by_many(shared, documents, monkeypatch):
    """Lets several workers read many documents at once; gives {content: how often it was read} and their results."""
    came, one_at_a_time = Counter(), threading.Lock()

    def read(file):
        content = file.read().decode()
        with one_at_a_time:
            came[content] += 1
        time.sleep(0.01)
        return run.Extracted("done", content)

    monkeypatch.setattr(run, "extract", read)

    def begin():
        elsewhere(lambda: documents(*(f"text {number}".encode() for number in range(MANY))))
        # In one process they have one name, which is enough: each claim has a mark of its own.
        results = at_the_same_moment(WORKERS, service.extract_due)
        broken = [result for result in results if isinstance(result, Exception)]
        assert not broken, broken
        return came, results

    return begin


@pytest.mark.race
def test_each_document_is_read_once(read_by_many):
    came, results = read_by_many()
    assert len(came) == MANY
    assert set(came.values()) == {1}
    assert sum(results) == MANY
    assert sum(count > 0 for count in results) > 1, "only one of them read anything"
    rows = elsewhere(lambda: list(DocumentText.objects.values_list("state", "attempts", "leased_by")))
    assert rows == [("done", 1, "")] * MANY


@pytest.mark.race
def test_control_a_claim_without_its_guard_reads_twice(read_by_many, monkeypatch):
    def claim(holder):
        row = DocumentText.objects.filter(state="pending", leased_by="").order_by("pk").first()
        if row is not None:
            time.sleep(0.005)
            row.leased_by, row.abandoned = f"{holder}:{threading.get_ident()}", False
            row.save(update_fields=["leased_by"])
        return row

    monkeypatch.setattr(service, "_claim", claim)
    came, _results = read_by_many()
    assert max(came.values()) > 1


def database_address():
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    return f"postgres://{database['USER']}@{quote(database['HOST'], safe='')}/{database['NAME']}"


@pytest.mark.kill
def test_a_worker_that_is_killed_leaves_its_document_to_the_next(shared, documents):
    [document] = elsewhere(lambda: documents("lämnad åt nästa".encode()))

    def row():
        return elsewhere(lambda: DocumentText.objects.get(document_id=document.pk))

    environment = {**os.environ, "DATABASE_URL": database_address()}
    command = [sys.executable, "-c", WORKER, str(site_settings.MEDIA_ROOT)]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as worker:
        try:
            wait_until(lambda: worker.poll() is not None or children_of(worker.pid), 60)
            [child] = children_of(worker.pid)
        finally:
            worker.send_signal(signal.SIGKILL)
    held = row()
    assert held.state == "pending"
    assert f":{worker.pid}:" in held.leased_by
    assert elsewhere(service.extract_due) == 0
    wait_until(lambda: not alive(child), 20)  # nobody is left to end it: it does so itself

    def lease_is_over():
        DocumentText.objects.update(due_at=held.due_at - service._lease() - timedelta(seconds=1))

    elsewhere(lease_is_over)
    assert elsewhere(service.extract_due) == 1
    assert (row().state, row().text, row().attempts) == ("done", "lämnad åt nästa", 2)


def children_of(number):
    try:
        return [int(word) for word in Path(f"/proc/{number}/task/{number}/children").read_text().split()]
    except OSError:
        return []
