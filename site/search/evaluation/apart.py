"""An index apart from the site's: temporary tables of this connection stand before those of the same name, so that the
very code of the site fills and asks them, nobody else sees them, and they are gone with the connection's use of them."""

from contextlib import contextmanager

from django.db import connection

from search import language
from search.models import Channels, Entry, Pending, State, Touch, Word

TABLES = [model._meta.db_table for model in (Entry, Channels, Word, State, Touch, Pending)]


@contextmanager
def index_apart():
    """Inside, the index is empty and its own."""
    language.forget()
    with connection.cursor() as cursor:
        (_postgres if connection.vendor == "postgresql" else _sqlite)(cursor)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for name in reversed([*TABLES, *(["search_fts"] if connection.vendor == "sqlite" else [])]):
                schema = "pg_temp" if connection.vendor == "postgresql" else "temp"
                cursor.execute(f'DROP TABLE IF EXISTS {schema}."{name}"')
        language.forget()


def _postgres(cursor):
    for name in TABLES:
        cursor.execute(f'CREATE TEMP TABLE "{name}" (LIKE public."{name}" INCLUDING ALL)')


def _sqlite(cursor):
    cursor.execute(
        "SELECT type, name, sql FROM main.sqlite_master WHERE sql IS NOT NULL AND (name IN (%s) OR (tbl_name IN (%s)))"
        % (", ".join(["%s"] * (len(TABLES) + 1)), ", ".join(["%s"] * len(TABLES))),
        [*TABLES, "search_fts", *TABLES],
    )
    statements = cursor.fetchall()
    for kind in ("table", "index", "trigger"):
        for what, name, sql in statements:
            if what != kind:
                continue
            if kind == "index":
                sql = sql.replace(f'INDEX "{name}"', f'INDEX temp."{name}"', 1)
            elif "VIRTUAL" in sql:
                sql = sql.replace("TABLE search_fts", "TABLE temp.search_fts", 1)
            else:
                sql = sql.replace(f"CREATE {kind.upper()} ", f"CREATE TEMP {kind.upper()} ", 1)
            cursor.execute(sql)
