"""Many at once: a node that is killed while people search, two workers, rebuilds while pages are published."""

import os
import shutil
import signal
import tempfile
import threading
import time
from pathlib import Path

import pytest
from django.db import connections

import elasticsearch_node
from grund.visitors import Visitor
from search import engine
from search.engines import elastic_client, elastic_index
from search.models import Entry, Pending
from tests.factories import StandardPageFactory
from tests.search.elastic.fake import wait_for
from tests.search.elastic.support import indices
from tests.services import require
from tests.threads import all_at_once

SEARCHERS = 8
HITS = 15


@pytest.fixture
def pages(committed):
    """Pages that every thread sees."""
    from home.models import HomePage

    home = HomePage.objects.get(locale__language_code="sv")
    section = StandardPageFactory(parent=home, title="Avdelning")
    made = [StandardPageFactory(parent=section, title=f"Smultron {number}") for number in range(HITS)]
    return section, made


class Searchers:
    """Threads that search until they are told to stop. What was wrong, and how often who answered."""

    def __init__(self, expected=HITS):
        self.stop, self.wrong, self.expected = threading.Event(), [], expected
        self.whole = self.simplified = 0
        self.longest = 0.0
        self.threads = [threading.Thread(target=self._search, args=[n], daemon=True) for n in range(SEARCHERS)]

    def _search(self, number):
        try:
            while not self.stop.is_set():
                began = time.monotonic()
                try:
                    filters = {"typ": ["page"]} if number % 2 else {}
                    found = engine.find("smultron", Visitor(), "sv", filters=filters)
                except Exception as error:
                    self.wrong.append(error)
                    continue
                self.longest = max(self.longest, time.monotonic() - began)
                if found.total != self.expected:
                    self.wrong.append(found.total)
                if found.simplified:
                    self.simplified += 1
                else:
                    self.whole += 1
        finally:
            connections.close_all()

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self.stop.set()
        for thread in self.threads:
            thread.join(30)


@pytest.mark.engine
@pytest.mark.kill
def test_a_node_that_is_killed_in_mid_search(pages, settings, prefix, request, monkeypatch):
    require("elasticsearch")
    section, made = pages
    settings.ELASTICSEARCH_INDEX, settings.ELASTICSEARCH_TIMEOUT = prefix, 5.0
    monkeypatch.setattr(elastic_client, "PAUSE", 0.5)
    # Not below pytest's own folder, which the server's user may not enter.
    home = Path(tempfile.mkdtemp(prefix="nm-es-kill-"))
    request.addfinalizer(lambda: shutil.rmtree(home))
    home.chmod(0o755)
    folder, port, first = home / "node", elasticsearch_node.free_port(), []
    with elasticsearch_node.node(port, folder, started=first) as address:
        settings.ELASTICSEARCH_URL = address
        elastic_index.rebuild()
        elastic_index.drain()
        with Searchers() as searchers:
            assert wait_for(lambda: searchers.whole > 50, 20)
            os.killpg(first[0].pid, signal.SIGKILL)
            first[0].wait(20)
            killed = searchers.whole
            assert wait_for(lambda: searchers.simplified > 50, 20)
            # Publishing goes on; the changes wait.
            made[0].title = "Lingon"
            made[0].save_revision().publish()
            made[1].delete()
            new = [StandardPageFactory(parent=section, title=f"Kantarell {number}") for number in range(2)]
            assert elastic_index.drain() == 0
            waiting = Pending.objects.count()
            assert waiting >= 4
    searchers.wrong[:] = [wrong for wrong in searchers.wrong if wrong != HITS - 1]
    assert searchers.wrong == []
    assert searchers.longest < 5.0 + 3
    with elasticsearch_node.node(port, folder), Searchers(HITS - 1) as searchers:
        assert wait_for(lambda: elastic_index.drain() == waiting, 30)
        assert wait_for(lambda: searchers.whole > 50, 20)
        assert elastic_index.differences() == []
        # That nothing differs says something only where a difference is found.
        entry = Entry.objects.get(key=str(new[0].pk), source="page")
        elastic_client.client().delete(index=elastic_client.alias(), id=str(entry.pk), refresh=True)
        assert elastic_index.differences() == [entry.pk]
        assert elastic_index.repair() == 1
        elastic_index.drain()
        assert elastic_index.differences() == []
    assert searchers.wrong == []
    assert killed > 50


@pytest.mark.engine
@pytest.mark.race
def test_two_workers_at_once(pages, real, prefix):
    _section, made = pages
    elastic_index.rebuild()
    elastic_index.drain()
    stop = threading.Event()

    def work(which, together):
        together.wait(20)
        if which:
            while not stop.is_set():
                elastic_index.drain()
            return elastic_index.drain()
        try:
            for number in range(20):
                page = made[number % 5]
                page.title = f"Smultron {number} igen"
                page.save_revision().publish()
                if number % 5 == 4:
                    made[5 + number // 5].delete()
        finally:
            stop.set()
        return 0

    assert not [result for result in all_at_once(3, work, patience=90) if isinstance(result, Exception)]
    elastic_index.drain()
    assert not Pending.objects.exists()
    assert elastic_index.differences() == []


@pytest.mark.engine
@pytest.mark.race
def test_workers_that_find_no_index_build_one(pages, real, prefix):
    """Three processes begin at once with an empty server."""
    results = all_at_once(3, lambda _which, together: (together.wait(20), elastic_index.drain())[1], patience=90)
    assert not [result for result in results if isinstance(result, Exception)]
    elastic_index.drain()
    assert len(indices(real, prefix)) == 1
    assert elastic_index.differences() == []


@pytest.mark.engine
@pytest.mark.race
def test_two_who_build_at_once(pages, real, prefix):
    """By hand: at least one comes through, the other says that it was overtaken; one index is left."""
    elastic_index.rebuild()
    results = all_at_once(2, lambda _which, together: (together.wait(20), elastic_index.rebuild())[1], patience=90)
    assert any(isinstance(result, str) for result in results), results
    for result in results:
        assert isinstance(result, (str, elastic_index.Overtaken, elastic_client.ApiError)), results
    elastic_index.drain()
    elastic_index.sweep()
    assert len(indices(real, prefix)) == 1
    assert elastic_index.differences() == []


@pytest.mark.engine
@pytest.mark.race
def test_a_rebuild_while_pages_are_published(pages, real, prefix):
    section, made = pages
    elastic_index.rebuild()
    stop = threading.Event()

    def publish():
        number = 0
        while not stop.is_set():
            number += 1
            page = made[number % 3]
            page.title = f"Smultron {number} igen"
            page.save_revision().publish()
            if number % 4 == 0:
                StandardPageFactory(parent=section, title=f"Kantarell {number}")
            time.sleep(0.02)

    def work(which, together):
        together.wait(20)
        if which == 0:
            return publish()
        if which == 1:
            while not stop.is_set():
                elastic_index.drain()
            return None
        try:
            return [elastic_index.rebuild() for _again in range(3)]
        finally:
            stop.set()

    with Searchers() as searchers:
        results = all_at_once(3, work, patience=90)
    assert not [result for result in results if isinstance(result, Exception)]
    assert searchers.wrong == []
    assert searchers.whole
    elastic_index.drain()
    assert elastic_index.differences() == []
    assert len(indices(real, prefix)) == 1
