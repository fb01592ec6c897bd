"""Where somebody may still be named: the whole database, the files, and what was logged."""

from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

# Words that stand nowhere else. The surname is made up and plain, so that no way of writing letters hides it.
NAME, EMAIL = "Åsa Quistzander", "asa.quistzander@example.org"
OTHER_NAME, OTHER_EMAIL = "Bo Xylofonsson", "Bo.Xylofonsson@example.org"
TRACES = ("quistzander", "xylofonsson", "selleri")


def dump():
    """Every value of every table, as text."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
            names = [name for (name,) in cursor.fetchall()]
        else:
            names = connection.introspection.table_names(cursor)
        lines = []
        for name in sorted(names):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            lines += sorted(f"{name}: " + " | ".join(map(in_words, row)) for row in cursor.fetchall())
    # Packed in their table, so that a name would not be seen there.
    return lines + [f"django_session: {session.get_decoded()}" for session in Session.objects.all()]


def in_words(value):
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).decode("utf-8", "replace")
    return str(value)


def traces(lines):
    """The tables in which somebody is still named."""
    return sorted({line.split(":")[0] for line in lines if any(trace in line.lower() for trace in TRACES)})


def files():
    """What lies on disk: paths and contents."""
    found = []
    for folder in {Path(settings.VAR_DIR), Path(settings.MEDIA_ROOT)}:
        for path in folder.rglob("*"):
            found.append(f"{path}: {path.read_bytes().decode('utf-8', 'replace') if path.is_file() else ''}")
    return found


def told(records):
    """What was logged that names somebody."""
    lines = [f"{record.getMessage()} {record.exc_text or ''}".lower() for record in records]
    return [line for line in lines if any(trace in line for trace in TRACES)]
