"""Documents whose files the worker reads."""

import os
import sqlite3

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from wagtail.documents import get_document_model

from search.extraction import service
from search.models.documents import DocumentText

ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")


@pytest.fixture
def documents(monkeypatch):
    """``documents(content, …)``: a document for each content. The listeners are only those of the test."""
    service.connect()
    monkeypatch.setattr(service, "EXTRACTED", [])

    def make(*contents, name="hemligt namn.txt"):
        return [
            get_document_model().objects.create(title="Rubrik", file=ContentFile(content, name=name))
            for content in contents
        ]

    return make


@pytest.fixture
def shared(committing, tmp_path, monkeypatch):
    """A database that threads and processes share: PostgreSQL's, which is cleaned by name, or on SQLite a copy in a file,
    which new connections open."""
    if ON_POSTGRES:
        yield
        get_document_model().objects.all().delete()
        DocumentText.objects.all().delete()
        return
    file = tmp_path / "database.sqlite3"
    connection.ensure_connection()
    with sqlite3.connect(file) as copy:
        connection.connection.backup(copy)
    copy.close()
    monkeypatch.setitem(connection.settings_dict, "NAME", str(file))
    yield
