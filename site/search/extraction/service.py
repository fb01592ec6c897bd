"""The texts of documents: asked for in the transaction that changes a file, read by the worker outside of any.

Nothing here logs a text or the name of a file.
"""

import hashlib
import logging
import uuid
from datetime import timedelta

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.documents import get_document_model

from grund.worker import my_name

from ..models.documents import DocumentText
from . import run

logger = logging.getLogger("search.extraction")
State = DocumentText.State
# Before each further try of a file whose reading failed for no reason of its own.
PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
_BATCH = 500
# Called as listener(document_pk) in the transaction that stores what was read.
EXTRACTED = []


def _mark(name, content_hash):
    """What tells a document's file from the one before: its stored name or what Wagtail notes of its content."""
    return hashlib.sha1(f"{name}\0{content_hash}".encode(), usedforsecurity=False).hexdigest()


def _marks(document_pks):
    """{document: mark of its file} of those that exist."""
    rows = get_document_model()._default_manager.filter(pk__in=document_pks).order_by()
    return {pk: _mark(name, content_hash) for pk, name, content_hash in rows.values_list("pk", "file", "file_hash")}


# --- Asking -----------------------------------------------------------------------------------


def ask(document_pks, again=False):
    """Have the files of these documents read: in the caller's transaction, where there is one.

    A document whose file is the one that was asked for before is left alone, unless ``again``. The text stays until
    the new one is there. Returns how many will be read.
    """
    document_pks, asked = list(document_pks), 0
    for first in range(0, len(document_pks), _BATCH):
        asked += _ask(document_pks[first : first + _BATCH], again)
    return asked


def _ask(document_pks, again):
    # Read outside of a transaction of our own: on SQLite it would keep all others from writing, for nothing mostly.
    marks = _marks(document_pks)
    rows = DocumentText.objects.filter(document_id__in=marks).order_by()
    known = dict(rows.values_list("document_id", "file_hash"))
    new = [DocumentText(document_id=pk, file_hash=mark) for pk, mark in marks.items() if pk not in known]
    changed = [pk for pk, mark in known.items() if again or mark != marks[pk]]
    if not new and not changed:
        return 0
    # Whoever holds a row loses it here: what it reads is the file before.
    fresh = {"state": State.PENDING, "attempts": 0, "tried_at": None, "due_at": timezone.now(), "leased_by": ""}
    with transaction.atomic():
        DocumentText.objects.bulk_create(new, ignore_conflicts=True)  # somebody else may have asked in this moment
        for pk in changed:
            DocumentText.objects.filter(document_id=pk).update(file_hash=marks[pk], **fresh)
    return len(new) + len(changed)


def missing():
    """Ask for documents without a row, or whose file is another than the row's; forget documents that are gone.

    Signals see to all of it; this is for what went by without them, as documents that were there before. Returns how
    many will be read.
    """
    documents = get_document_model()._default_manager.order_by().values_list("pk", flat=True)
    asked = ask(documents)
    gone = DocumentText.objects.exclude(document_id__in=documents).order_by().values_list("document_id", flat=True)
    forget(list(gone))
    return asked


def forget(document_pks):
    """Delete the rows of these documents. Returns how many."""
    deleted = 0
    for first in range(0, len(document_pks), _BATCH):
        rows = DocumentText.objects.filter(document_id__in=document_pks[first : first + _BATCH])
        deleted += rows.delete()[0]
    return deleted


# --- Reading ----------------------------------------------------------------------------------


def _lease():
    """Longer than a child may live, with time for fetching the file and storing the text."""
    return timedelta(seconds=2 * run.limit("WALL_SECONDS") + 60)


def _claim(holder):
    """The next due row, now held under a mark of its own; None when there is none. ``abandoned``: a worker died on it."""
    while True:
        now = timezone.now()
        due = DocumentText.objects.filter(state=State.PENDING, due_at__lte=now)
        row = due.order_by("due_at", "pk").defer("text").first()
        if row is None:
            return None
        lease = f"{holder[:60]}:{uuid.uuid4().hex}"
        # Asked again in the UPDATE: another worker may have been quicker.
        taken = due.filter(pk=row.pk, attempts=row.attempts, leased_by=row.leased_by).update(
            attempts=row.attempts + 1, tried_at=now, due_at=now + _lease(), leased_by=lease
        )
        if taken:
            row.abandoned = bool(row.leased_by)
            row.attempts, row.leased_by = row.attempts + 1, lease
            return row


def _held(row):
    """The row as long as this very try holds it, and nobody has asked for another file since."""
    return DocumentText.objects.filter(pk=row.pk, state=State.PENDING, leased_by=row.leased_by)


def _read(row):
    """What the file of the row gives, and the mark of that file; (None, "") where the document is gone."""
    document = get_document_model()._default_manager.filter(pk=row.document_id).first()
    if document is None:
        return None, ""
    mark = _mark(document.file.name, document.file_hash)
    if row.abandoned and row.attempts > len(PAUSES) + 1:  # else a file that kills its worker would do so for ever
        return run.Extracted("failed", why="the worker ended"), mark
    try:
        with document.file.storage.open(document.file.name, "rb") as file:
            return run.extract(file), mark
    except Exception as error:  # a storage may raise whatever it likes; its words may hold the name
        return run.Extracted("failed", why=f"storage: {type(error).__name__}"), mark


def _store(row, found, mark):
    """Note what was read and tell the listeners; nothing where the row is no longer held."""
    with transaction.atomic():
        if _held(row).update(state=found.state, text=found.text, file_hash=mark, leased_by=""):
            for listener in EXTRACTED:
                listener(row.document_id)


def _try(row):
    """Read the file of a row. Why that must be tried again; "" when it is settled."""
    found, mark = _read(row)
    if found is None:
        _held(row).delete()
        return ""
    if found.state == State.FAILED and row.attempts <= len(PAUSES):
        return found.why
    if found.why:
        logger.warning("Document %s: %s (%s)", row.document_id, found.state, found.why)
    try:
        _store(row, found, mark)
    except Exception as error:  # a database's words may quote the text
        return f"not stored: {type(error).__name__}"
    return ""


def extract_due(stop=lambda: False, holder=None):
    """Read the files that are asked for, one after the other, until ``stop()``. Returns how many were settled."""
    holder, settled = holder or my_name(), 0
    while not stop() and (row := _claim(holder)):
        why = _try(row)
        if why:
            pause = PAUSES[min(row.attempts, len(PAUSES)) - 1]
            logger.warning("Document %s is tried again in %s: %s", row.document_id, pause, why)
            _held(row).update(due_at=timezone.now() + pause, leased_by="")
        else:
            settled += 1
    return settled


# --- What the table of documents tells ----------------------------------------------------------


def _saved(instance, raw=False, update_fields=None, **kwargs):
    # A fixture brings its own rows; a changed title changes no file.
    if not raw and (update_fields is None or {"file", "file_hash"} & set(update_fields)):
        ask([instance.pk])


def _deleted(instance, **kwargs):
    forget([instance.pk])


def connect():
    """Follow the documents of this site. Called once, when the apps are ready."""
    model = get_document_model()
    post_save.connect(_saved, sender=model, dispatch_uid="search.extraction.saved")
    post_delete.connect(_deleted, sender=model, dispatch_uid="search.extraction.deleted")
