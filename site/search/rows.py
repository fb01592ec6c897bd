"""Many rows written at once, made or changed, without an object for each: a rebuild writes thousands."""

from django.db import connection

AT_ONCE = 200


def upsert(model, columns, unique, rows, unless_same=False, returning=()):
    """Write ``rows``, sequences of the values of ``columns``. Where one with the same values of the columns ``unique`` is
    there, it is changed; with ``unless_same`` it is not touched where nothing is new. Gives the values of ``returning``
    of all that were written. A column's name may end with a type that its value is cast to: "vector::tsvector"."""
    names = [f'"{column.partition("::")[0]}"' for column in columns]
    casts = [cast and f"::{cast}" for _name, _mark, cast in (column.partition("::") for column in columns)]
    keys = [f'"{column}"' for column in unique]
    table = f'"{model._meta.db_table}"'
    changed = [name for name in names if name not in keys]
    differs = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
    sql = (  # names of our own models' columns
        f"INSERT INTO {table} AS t ({', '.join(names)}) VALUES %s ON CONFLICT ({', '.join(keys)}) DO UPDATE SET "
        + ", ".join(f"{name} = excluded.{name}" for name in changed)
        + (" WHERE " + " OR ".join(f"t.{name} {differs} excluded.{name}" for name in changed) if unless_same else "")
        + (f" RETURNING {', '.join(returning)}" if returning else "")
    )
    one, found = f"({', '.join(f'%s{cast}' for cast in casts)})", []
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            part = rows[start : start + AT_ONCE]
            cursor.execute(sql.replace("%s", ", ".join([one] * len(part)), 1), [value for row in part for value in row])
            found += cursor.fetchall() if returning else ()
    return found
