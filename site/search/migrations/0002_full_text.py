"""What Django has no words for: the full-text index that follows the channels by itself."""

from django.db import migrations

CHANNELS = ["t_exact", "t_stem", "t_parts", "t_fold", "b_exact", "b_stem", "b_parts", "b_fold"]
NAMES = ", ".join(CHANNELS)
NEW = ", ".join(f"new.{name}" for name in CHANNELS)
OLD = ", ".join(f"old.{name}" for name in CHANNELS)
GONE = f"INSERT INTO search_fts(search_fts, rowid, {NAMES}) VALUES ('delete', old.entry_id, {OLD});"
CAME = f"INSERT INTO search_fts(rowid, {NAMES}) VALUES (new.entry_id, {NEW});"
SQLITE = [
    # Ready tokens: letters and digits, with å ä ö as they are.
    f"CREATE VIRTUAL TABLE search_fts USING fts5({NAMES}, content='search_channels', content_rowid='entry_id', "
    "tokenize='unicode61 remove_diacritics 0')",
    f"CREATE TRIGGER search_fts_came AFTER INSERT ON search_channels BEGIN {CAME} END",
    f"CREATE TRIGGER search_fts_gone AFTER DELETE ON search_channels BEGIN {GONE} END",
    f"CREATE TRIGGER search_fts_changed AFTER UPDATE OF {NAMES} ON search_channels BEGIN {GONE} {CAME} END",
]
SQLITE_BACK = [
    "DROP TRIGGER IF EXISTS search_fts_came",
    "DROP TRIGGER IF EXISTS search_fts_gone",
    "DROP TRIGGER IF EXISTS search_fts_changed",
    "DROP TABLE IF EXISTS search_fts",
]


def _weighted(letter, *names):
    text = " || ' ' || ".join(names)
    return f"setweight(to_tsvector('simple'::regconfig, {text}), '{letter}')"


VECTOR = " || ".join(
    [
        _weighted("A", "t_exact", "t_stem"),
        _weighted("B", "t_parts", "t_fold"),
        _weighted("C", "b_exact", "b_stem"),
        _weighted("D", "b_parts", "b_fold"),
    ]
)
POSTGRES = [
    f"ALTER TABLE search_channels ADD COLUMN vector tsvector GENERATED ALWAYS AS ({VECTOR}) STORED",
    "CREATE INDEX search_channels_vector ON search_channels USING gin (vector) WITH (fastupdate = off)",
]
POSTGRES_BACK = ["ALTER TABLE search_channels DROP COLUMN IF EXISTS vector"]


def forwards(apps, schema_editor):
    for statement in POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    for statement in POSTGRES_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_index")]
    operations = [migrations.RunPython(forwards, backwards)]
