"""Rows for the texts of documents: asked for when a file changes, worked off, tried again, cleaned up."""

import logging
import os
from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.db import DatabaseError, transaction
from django.utils import timezone
from wagtail.documents import get_document_model

from search.extraction import contributions, run, service
from search.models.documents import DocumentText
from tests.search.extraction import files

pytestmark = pytest.mark.django_db
STATE = DocumentText.State


def row_of(document):
    return DocumentText.objects.get(document_id=document.pk)


def change_file(document, content, name="annan fil.txt"):
    document.file = ContentFile(content, name=name)
    document.save()


@pytest.fixture
def found(monkeypatch):
    """``found(state, text, why)``: what the next files give, without a child."""

    def say(state, text="", why=""):
        monkeypatch.setattr(run, "extract", lambda file: run.Extracted(state, text, why))

    return say


# --- From the upload to the text ----------------------------------------------------------------


def test_an_uploaded_document_is_read(documents):
    [document] = documents("Räksmörgås på Åland".encode())
    assert (row_of(document).state, row_of(document).text) == (STATE.PENDING, "")
    assert service.extract_due() == 1
    row = row_of(document)
    assert (row.state, row.text, row.attempts, row.leased_by) == (STATE.DONE, "Räksmörgås på Åland", 1, "")
    assert row.tried_at is not None
    assert service.extract_due() == 0


def test_each_state_is_stored(documents):
    made = documents(files.docx(files.paragraph("å")), b"", b"PK\x03\x04", bytes(range(256)), name="fel ändelse.pdf")
    assert service.extract_due() == len(made)
    assert [row_of(document).state for document in made] == [STATE.DONE, STATE.EMPTY, STATE.DAMAGED, STATE.UNSUPPORTED]


def test_a_storage_without_real_files(documents, monkeypatch):
    monkeypatch.setattr(get_document_model()._meta.get_field("file"), "storage", InMemoryStorage())
    [document] = documents("I minnet å".encode())
    assert service.extract_due() == 1
    assert row_of(document).text == "I minnet å"


def test_listeners_are_told_in_the_transaction(documents):
    [document] = documents(b"text")
    heard = []
    service.EXTRACTED.append(lambda pk: heard.append((pk, row_of(document).state, row_of(document).text)))
    service.extract_due()
    assert heard == [(document.pk, STATE.DONE, "text")]


def test_what_a_listener_refuses_is_not_stored_and_tried_until_it_is(documents, caplog):
    [document] = documents(b"hemlig text")
    failing = [True]

    def listener(pk):
        if failing:
            raise DatabaseError("about hemlig text")

    service.EXTRACTED.append(listener)
    for hours in range(6):
        with time_machine.travel(timezone.now() + timedelta(hours=2 * hours), tick=False):
            assert service.extract_due() == 0
        assert (row_of(document).state, row_of(document).text, row_of(document).leased_by) == (STATE.PENDING, "", "")
    failing.clear()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert service.extract_due() == 1
    assert row_of(document).text == "hemlig text"
    assert "hemlig" not in caplog.text


def test_neither_text_nor_name_reaches_the_log(documents, caplog, found):
    caplog.set_level(logging.DEBUG)
    documents(b"hemlig text")
    service.extract_due()
    [gone, _other] = documents(b"hemlig", b"%PDF-1.7 hemlig")
    os.remove(gone.file.path)
    service.extract_due()
    assert "FileNotFoundError" in caplog.text
    found("failed", why="out of time")
    documents(b"hemlig text")
    service.extract_due()
    assert "out of time" in caplog.text
    assert "hemlig" not in caplog.text


# --- Asking -----------------------------------------------------------------------------------


def test_a_changed_title_changes_nothing(documents):
    [document] = documents(b"text")
    service.extract_due()
    document.title = "Ny rubrik"
    document.save()
    document.save(update_fields=["title"])
    assert row_of(document).state == STATE.DONE


def test_another_file_is_read_and_the_text_stays_until_then(documents):
    [document] = documents(b"gammal")
    service.extract_due()
    change_file(document, b"ny")
    assert (row_of(document).state, row_of(document).text, row_of(document).attempts) == (STATE.PENDING, "gammal", 0)
    service.extract_due()
    assert (row_of(document).state, row_of(document).text) == (STATE.DONE, "ny")
    change_file(document, b"PK\x03\x04")
    service.extract_due()
    assert (row_of(document).state, row_of(document).text) == (STATE.DAMAGED, "")


def test_a_file_written_over_under_its_own_name_is_seen_by_its_hash(documents):
    [document] = documents(b"text")
    service.extract_due()
    document.file_hash = "0" * 40
    document.save(update_fields=["file_hash"])
    assert row_of(document).state == STATE.PENDING


def test_a_deleted_document_takes_its_row_along(documents):
    one, other = documents(b"ett", b"annat")
    pk = one.pk
    one.delete()
    assert list(DocumentText.objects.values_list("document_id", flat=True)) == [other.pk]
    get_document_model().objects.all().delete()
    assert not DocumentText.objects.exists()
    assert service.ask([pk]) == 0


def test_what_is_rolled_back_was_never_asked(documents):
    [document] = documents(b"text")
    service.extract_due()
    with transaction.atomic():
        change_file(document, b"ny")
        assert row_of(document).state == STATE.PENDING
        transaction.set_rollback(True)
    assert row_of(document).state == STATE.DONE


def test_asking_again(documents):
    [document] = documents(b"text")
    service.extract_due()
    assert service.ask([document.pk]) == 0
    assert service.ask([document.pk, 10**9], again=True) == 1
    assert (row_of(document).state, row_of(document).text) == (STATE.PENDING, "text")


def test_asking_costs_no_more_for_many(documents, django_assert_num_queries):
    made = documents(*[b"text"] * 20)
    with django_assert_num_queries(2):
        assert service.ask([document.pk for document in made]) == 0


def test_missing_finds_what_went_by_the_signals(documents):
    before, changed, gone = documents(b"fanns redan", b"gammal", b"borta")
    service.extract_due()
    DocumentText.objects.filter(document_id=before.pk).delete()
    get_document_model().objects.filter(pk=changed.pk).update(file_hash="1" * 40)
    DocumentText.objects.create(document_id=gone.pk + 100, file_hash="")
    assert service.missing() == 2
    assert set(DocumentText.objects.values_list("document_id", "state")) == {
        (before.pk, STATE.PENDING),
        (changed.pk, STATE.PENDING),
        (gone.pk, STATE.DONE),
    }
    assert service.extract_due() == 2
    assert service.missing() == 0


# --- Things that go wrong -----------------------------------------------------------------------


def test_a_failed_one_is_tried_three_times_more_with_growing_pauses(documents, found):
    [document] = documents(b"text")
    found("failed", why="out of time")
    now = timezone.now()
    for number, pause in enumerate(service.PAUSES, 1):
        with time_machine.travel(now, tick=False):
            assert service.extract_due() == 0
            assert service.extract_due() == 0
        assert (row_of(document).state, row_of(document).attempts) == (STATE.PENDING, number)
        now += pause
    with time_machine.travel(now - timedelta(seconds=1), tick=False):
        service.extract_due()
    assert row_of(document).attempts == 3
    with time_machine.travel(now, tick=False):
        assert service.extract_due() == 1
    assert (row_of(document).state, row_of(document).attempts) == (STATE.FAILED, 4)
    with time_machine.travel(now + timedelta(days=30)):
        assert service.extract_due() == 0
        assert service.missing() == 0
    change_file(document, b"annan")
    found("done", "annan")
    service.extract_due()
    assert row_of(document).text == "annan"


def test_a_file_that_is_missing_on_disk_may_come_back(documents):
    [document] = documents("text å".encode())
    os.rename(document.file.path, document.file.path + ".borta")
    assert service.extract_due() == 0
    os.rename(document.file.path + ".borta", document.file.path)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert service.extract_due() == 1
    assert row_of(document).text == "text å"


def test_a_document_without_a_file_name_harms_nobody(documents):
    [document, other] = documents(b"ett", b"annat")
    get_document_model().objects.filter(pk=document.pk).update(file="")
    assert service.extract_due() == 1
    assert (row_of(document).state, row_of(other).state) == (STATE.PENDING, STATE.DONE)


def test_a_row_whose_document_is_gone_goes(documents):
    DocumentText.objects.create(document_id=10**9, file_hash="")
    service.extract_due()
    assert not DocumentText.objects.exists()


@pytest.mark.parametrize("change", ["file", "delete"])
def test_what_changes_while_it_is_read(documents, monkeypatch, change):
    """The text that was read is then of a file that is gone: it is not stored, and nobody hears of it."""
    [document] = documents(b"gammal")
    heard, real = [], run.extract
    service.EXTRACTED.append(heard.append)

    def read(file):
        monkeypatch.setattr(run, "extract", real)
        if change == "file":
            change_file(document, b"ny")
        else:
            document.delete()
        return run.Extracted("done", "gammal")

    monkeypatch.setattr(run, "extract", read)
    if change == "delete":
        assert service.extract_due() == 1
        assert not DocumentText.objects.exists()
        assert heard == []
    else:
        service.extract_due()
        assert (row_of(document).state, row_of(document).text) == (STATE.DONE, "ny")
        assert heard == [document.pk]


class Killed(BaseException):
    """Ends the worker as a kill does: nothing of ours catches it."""


@pytest.mark.kill
def test_what_a_dead_worker_held_is_read_by_the_next_when_the_lease_is_over(documents, monkeypatch):
    [document] = documents(b"text")

    def die(file):
        raise Killed

    now = timezone.now()
    with monkeypatch.context() as patch, time_machine.travel(now, tick=False):
        patch.setattr(run, "extract", die)
        with pytest.raises(Killed):
            service.extract_due(holder="dead")
    assert row_of(document).leased_by.startswith("dead:")
    with time_machine.travel(now + service._lease() - timedelta(seconds=1), tick=False):
        assert service.extract_due() == 0
    with time_machine.travel(now + service._lease(), tick=False):
        assert service.extract_due() == 1
    assert (row_of(document).text, row_of(document).attempts) == ("text", 2)


@pytest.mark.kill
def test_a_file_that_kills_its_worker_each_time_is_given_up(documents, monkeypatch):
    [document] = documents(b"text")
    now, deaths = timezone.now(), []

    def die(file):
        deaths.append(1)
        raise Killed

    monkeypatch.setattr(run, "extract", die)
    for number in range(4):
        with time_machine.travel(now + number * service._lease(), tick=False), pytest.raises(Killed):
            service.extract_due()
    with time_machine.travel(now + 4 * service._lease(), tick=False):
        assert service.extract_due() == 1
    assert (row_of(document).state, len(deaths)) == (STATE.FAILED, 4)


def test_it_stops_when_told(documents):
    documents(b"ett", b"annat", b"tredje")
    asked = []
    assert service.extract_due(lambda: len(asked) == 2 or asked.append(1)) == 2
    assert DocumentText.objects.filter(state=STATE.PENDING, leased_by="").count() == 1


def test_what_the_worker_gets():
    assert contributions.handlers() == [("search.extraction", service.extract_due)]
    [job] = contributions.jobs()
    assert (job.name, job.every, job.run) == ("search.extraction.missing", timedelta(days=1), service.missing)
