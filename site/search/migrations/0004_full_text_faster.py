"""The full-text index costs less to write: on SQLite tokens are cut at spaces alone, on PostgreSQL the vector comes ready
and new rows go through a list that is put into the index in larger parts."""

from importlib import import_module

from django.db import migrations

before = import_module("search.migrations.0002_full_text")
SQLITE = [
    *before.SQLITE_BACK,
    # Every sign above ASCII is one of a word; what parts words is a space.
    before.SQLITE[0].replace("unicode61 remove_diacritics 0", "ascii"),
    *before.SQLITE[1:],
    "INSERT INTO search_fts(search_fts) VALUES ('rebuild')",
]
SQLITE_BACK = [*before.SQLITE_BACK, *before.SQLITE, SQLITE[-1]]
POSTGRES = [
    "ALTER TABLE search_channels ALTER COLUMN vector DROP EXPRESSION",
    # In kilobytes: so much is looked through by every search until it is put into the index.
    "ALTER INDEX search_channels_vector SET (fastupdate = on, gin_pending_list_limit = 1024)",
]
POSTGRES_BACK = [*before.POSTGRES_BACK, *before.POSTGRES]


def forwards(apps, schema_editor):
    for statement in POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    for statement in POSTGRES_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_editing_and_log")]
    operations = [migrations.RunPython(forwards, backwards)]
