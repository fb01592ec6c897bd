"""The tables of a test database, for the server of the browser tests: to make them takes as long as to load the demo."""

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path

from django.db import connection

from tests.short import WHOLE

NAME = "migrated.sqlite3"


def keep(folder: Path) -> None:
    """Leave a copy of this process's empty tables in ``folder``. In the whole suite the server makes its own, as on a
    new machine."""
    if WHOLE or connection.vendor != "sqlite":
        return
    own = folder / f"{os.getpid()}.sqlite3"
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(own)) as copy:
        connection.connection.backup(copy)
    own.replace(folder / NAME)  # in one step: another process may read it


def use(folder: Path, database: Path) -> None:
    """Let a new database begin with what was kept, if anything was."""
    if (folder / NAME).exists() and not database.exists():
        database.parent.mkdir(exist_ok=True)
        shutil.copyfile(folder / NAME, database)
