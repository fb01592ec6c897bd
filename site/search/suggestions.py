"""What stands below the field while somebody types: titles that begin with it, then titles with such a word. One
statement of the embedded index, whichever engine searches."""

from collections import Counter

from django.db import connection
from wagtail.models import Page

from .engines import sql
from .engines.base import Scope
from .kinds import DOCUMENTS, kind_names, sources
from .results import Suggestion
from .text.tokens import normal, words

MOST = 8
LOOKED_AT = 40
OF_A_KIND = 3  # so that many words of the glossary leave room for pages
MOST_CHARACTERS = 60
SHORTEST = 2
_LITERAL = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})
ORDER = {"term": 0, "guide": 1, "object": 2}


def suggest(text, visitor, language):
    """At most eight :class:`~search.results.Suggestion` for the beginning of a query that ``visitor`` may see."""
    text = text[:MOST_CHARACTERS]
    typed = " ".join(normal(text).split())
    found = words(text)
    if not found or len("".join(found)) < SHORTEST:
        return []
    audiences = {"", *(token for kind in sources().values() for token in kind.audiences(visitor))}
    hidden = tuple(visitor.hidden_collections) if visitor.user.is_authenticated else None
    scope = Scope(language, tuple(visitor.hidden_paths), hidden, tuple(sorted(audiences)))
    names = kind_names()
    rows = _rows(typed, found, scope)
    # A file that a template is about is offered as that alone.
    covered = {row[3] for row in rows if row[0] != DOCUMENTS}
    ordered = []
    for number, (source, kind, title, url, page_id, url_path) in enumerate(rows):
        if source != DOCUMENTS or url not in covered:
            place = (not normal(title).startswith(typed), ORDER.get(kind, 3), number)
            ordered.append((*place, source, kind, title, url, page_id, url_path))
    counted, seen, chosen = Counter(), set(), []
    for *_place, source, kind, title, url, page_id, url_path in sorted(ordered):
        if counted[kind] == OF_A_KIND or (title.casefold(), kind) in seen:
            continue
        # Only of those that may be offered, since it costs more than all the rest. Without the request, whose site would
        # be one more question.
        address = url or Page(pk=page_id, url_path=url_path or "").get_url()
        if not address:
            continue
        seen.add((title.casefold(), kind))
        counted[kind] += 1
        label = names[kind].label if kind in names else source
        chosen.append(Suggestion(title, address, kind, str(label)))
        if len(chosen) == MOST:
            break
    return chosen


def _rows(typed, found, scope):
    seen, values = sql.visible(scope)
    columns = "e.source, e.kind, e.title, e.url, e.page_id, p.url_path"
    joined = sql.joined()
    if connection.vendor == "postgresql":
        matched = "JOIN search_channels c ON c.entry_id = e.id AND c.vector @@ %s::tsquery"
        expression = " & ".join([*(f"'{word}':A" for word in found[:-1]), f"'{found[-1]}':*A"])
        # Not between two words: which comes first is for the collation to say, and it may pass signs over.
        begins, typed_values = "e.typed LIKE %s", [typed.translate(_LITERAL) + "%"]
    else:
        matched = "JOIN (SELECT rowid AS id FROM search_fts WHERE search_fts MATCH %s) f ON f.id = e.id"
        expression = "{t_exact} : (" + " AND ".join([*(f'"{word}"' for word in found[:-1]), f'"{found[-1]}" *']) + ")"
        begins, typed_values = "e.typed >= %s AND e.typed < %s", [typed, typed + "\U0010ffff"]
    statement = f"""
        SELECT * FROM (SELECT {columns} FROM search_entry e {joined}
            WHERE {begins} AND {seen} ORDER BY e.typed LIMIT {LOOKED_AT}) AS begun
        UNION ALL
        SELECT * FROM (SELECT {columns} FROM search_entry e {matched} {joined} WHERE {seen} LIMIT {LOOKED_AT}) AS held
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, [*typed_values, *values, expression, *values])
        return cursor.fetchall()
