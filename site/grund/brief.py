"""Writes that stand beside what was asked for, such as a line in a log: they neither make it wait nor fail."""

import logging
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction

logger = logging.getLogger("grund.brief")
MILLISECONDS = 50


@contextmanager
def brief_write(what):
    """A transaction that waits for a lock at most 50 ms. Where it cannot be written, a line in the log says that ``what``
    is missing, and nothing is raised."""
    try:
        with _sqlite_waits_briefly(), transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(f"SET LOCAL lock_timeout = {MILLISECONDS}")
            yield
    except DatabaseError as error:
        logger.warning("Not written: %s (%s)", what, error)


@contextmanager
def _sqlite_waits_briefly():
    """SQLite waits as long as its connection says, for the beginning of a transaction too."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        before = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {MILLISECONDS}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {before}")
