"""An Elasticsearch with a prefix of one's own, servers that only pretend to be one, and a database that threads share."""

import os
import secrets
import sqlite3
from contextlib import ExitStack
from datetime import date

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, connections, transaction
from elasticsearch import Elasticsearch
from wagtail.models import Page, PageViewRestriction

from search.engines import elastic_client, elastic_index
from search.models import Channels, Entry, Pending, State, Word
from tests.search.elastic import fake
from tests.search.elastic.support import indices, seem_built

ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def no_memory():
    """No test meets the breaker or the client of another."""
    elastic_client.forget()
    yield
    elastic_client.forget()


@pytest.fixture
def prefix():
    """What the names of this test's indices begin with."""
    return f"t{secrets.token_hex(4)}"


@pytest.fixture
def real(elasticsearch_url, prefix, settings):
    """The real Elasticsearch is the site's; gives its address. All indices of the test are removed."""
    settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_INDEX = elasticsearch_url, prefix
    settings.ELASTICSEARCH_TIMEOUT = 10.0  # two cores, and other tests on them
    yield elasticsearch_url
    with Elasticsearch(elasticsearch_url) as client:
        for name in indices(elasticsearch_url, prefix):
            client.options(ignore_status=404).indices.delete(index=name)


@pytest.fixture
def built(real):
    """The embedded index as it is, in the real Elasticsearch."""
    elastic_index.rebuild()
    elastic_index.drain()
    elastic_client.client().indices.refresh(index=elastic_client.alias())
    return real


@pytest.fixture
def pretended(settings):
    """``pretended(behaviour)``: a server that behaves so is the site's Elasticsearch, with an index as whole as can be."""
    with ExitStack() as stack:

        def make(behaviour):
            server = stack.enter_context(fake.serving(behaviour))
            settings.ELASTICSEARCH_URL = server.url
            seem_built()
            return server

        yield make


@pytest.fixture
def committed(committing, tmp_path, monkeypatch):
    """A database that threads share: PostgreSQL's, which is cleaned by name, or on SQLite a copy in a file."""
    connection.ensure_connection()
    if not ON_POSTGRES:
        file = tmp_path / "database.sqlite3"
        with sqlite3.connect(file) as copy:
            connection.connection.backup(copy)
        copy.close()
        kept, connection.connection = connection.connection, None
        monkeypatch.setitem(connection.settings_dict, "NAME", str(file))
        yield
        connection.close()
        connection.connection = kept
        return
    before = set(Page.objects.values_list("pk", flat=True))
    entries = set(Entry.objects.values_list("pk", flat=True))
    words = set(Word.objects.values_list("pk", flat=True))
    states = list(State.objects.values())
    yield
    PageViewRestriction.objects.all().delete()
    for page in Page.objects.exclude(pk__in=before).order_by("-depth"):
        page.delete()
    surplus = list(Entry.objects.exclude(pk__in=entries).values_list("pk", flat=True))
    Channels.objects.filter(entry_id__in=surplus).delete()
    Entry.objects.filter(pk__in=surplus).delete()
    Word.objects.exclude(pk__in=words).delete()
    Pending.objects.all().delete()
    State.objects.all().delete()
    State.objects.bulk_create(State(**row) for row in states)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The whole demo, loaded once for a module, in a transaction that no other module meets."""
    with django_db_blocker.unblock(), time_machine.travel(f"{TODAY}T09:00:00+01:00"), transaction.atomic():
        call_command("demo", base_year=TODAY.year, today=TODAY, verbosity=0)
        yield
        transaction.set_rollback(True)
        connections["default"].needs_rollback = True


@pytest.fixture
def lines(caplog):
    """``lines()``: what was logged of Elasticsearch, as (level, text)."""
    caplog.set_level("INFO", logger="search.elastic")
    return lambda: [(row.levelname, row.getMessage()) for row in caplog.records if row.name == "search.elastic"]
