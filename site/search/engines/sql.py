"""What both databases share: one statement that finds, checks what may be seen, orders roughly and fetches the words of
the best. The engines bring the expression that matches and the one that ranks."""

from datetime import date

from django.db import connection
from wagtail.documents import get_document_model

from search.text.plan import pieces
from search.text.ranking import Words

from .base import MOST, ON_A_PAGE, WINDOW, Candidate, Candidates, hits_by

TEXT_SHOWN = 20_000  # characters of each text that snippets look through
PICKED = 2  # stands where others have 1 for all the words and 0 for some
DEEPEST = 6  # titles above a page that its breadcrumb may show

# Titles of the pages above one, without the root and the start page.
_ABOVE = " || ".join(
    f"COALESCE((SELECT a.title || ' / ' FROM wagtailcore_page a WHERE a.path = SUBSTR(p.path, 1, {4 * depth}) "
    f"AND LENGTH(p.path) > {4 * depth}), '')"
    for depth in range(3, 3 + DEEPEST)
)
# Of every candidate, and of those that are ranked or shown.
_COLUMNS = "e.id, e.source, e.key, e.kind, e.document_id, e.objects_text, e.roles_text, e.years_text"
_MORE = (
    'e.language, e.title, e.url, e."where", e.page_id, p.url_path, e.day, CASE WHEN p.id IS NOT NULL THEN '
    f"{_ABOVE} END, c.t_exact, c.t_stem, c.t_parts, c.t_fold, c.b_exact, c.b_stem, c.b_parts, c.b_fold, "
    f"SUBSTR(c.text, 1, {TEXT_SHOWN})"
)
_MORE_FROM = "LEFT JOIN search_channels c ON c.entry_id = e.id LEFT JOIN wagtailcore_page p ON p.id = e.page_id"


def joined():
    """What an entry ``e`` is judged by: its page ``p`` and the collection ``k`` of its document."""
    documents = get_document_model()._meta.db_table
    return (
        "LEFT JOIN wagtailcore_page p ON p.id = e.page_id "
        f'LEFT JOIN "{documents}" d ON d.id = e.document_id LEFT JOIN wagtailcore_collection k ON k.id = d.collection_id'
    )


def visible(scope):
    """(SQL, parameters) of what may be seen, of entries ``e`` as :func:`joined`."""
    parts, values = ["(e.page_id IS NULL OR p.live)"], []
    for path in scope.hidden_paths:
        parts.append("(p.path IS NULL OR p.path NOT LIKE %s)")
        values.append(f"{path}%")
    if scope.hidden_collections is None:
        parts.append(
            "(e.document_id IS NULL OR (k.path IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
            "wagtailcore_collectionviewrestriction r JOIN wagtailcore_collection c ON c.id = r.collection_id "
            "WHERE SUBSTR(k.path, 1, LENGTH(c.path)) = c.path)))"
        )
    else:
        parts.append("(e.document_id IS NULL OR k.path IS NOT NULL)")
    for path in scope.hidden_collections or ():
        parts.append("(k.path IS NULL OR k.path NOT LIKE %s)")
        values.append(f"{path}%")
    parts.append(f"e.audience IN ({', '.join(['%s'] * len(scope.audiences))})")
    values += scope.audiences
    parts.append("e.language IN (%s, '')")
    values.append(scope.language)
    return " AND ".join(parts), values


def chosen(narrow):
    """(SQL, parameters) of what the reader has chosen."""
    parts, values = [], []
    if narrow.kinds:
        parts.append(f"e.kind IN ({', '.join(['%s'] * len(narrow.kinds))})")
        values += narrow.kinds
    for column, wanted in (
        ("roles_text", narrow.roles),
        ("objects_text", narrow.objects),
        ("years_text", narrow.years),
    ):
        if wanted:
            parts.append("(" + " OR ".join([f"e.{column} LIKE %s"] * len(wanted)) + ")")
            values += [f"% {value} %" for value in wanted]
    return "".join(f" AND {part}" for part in parts), values


def expressions(plan, way, titled, and_, or_):
    """(any word, all words) of a plan as expressions of a full-text index; ``way`` is a function Way -> expression,
    ``titled`` one Group -> expression for a word in a title. Both are empty for a plan without words."""

    groups = [of_group(group, way, and_, or_) for group in plan.groups]
    joined = [(of_group(group, way, and_, or_), first, last) for group, first, last in plan.together]
    rows = [groups]
    for text, first, last in joined:
        rows.append([text, *(group for place, group in enumerate(groups) if not first <= place <= last)])
    anywhere, in_titles = hits_by(plan)
    some = [of_group(group, way, and_, or_) for group in anywhere] + [titled(group) for group in in_titles]
    any_ = or_.join([*some, *(text for text, _first, _last in joined)])
    return any_, or_.join(f"({and_.join(f'({part})' for part in row)})" for row in rows) if groups else ""


def of_group(group, way, and_, or_):
    """One word of the plan, in any of its ways, as an expression."""
    return or_.join(and_.join(f"({way(one)})" for one in ways) for ways in group.ways)


def tokens(way):
    """Every token that a way is found by, the word itself first."""
    return [token for token in dict.fromkeys([way.exact, way.stem, way.broad, *way.folds, *pieces(way)]) if token]


def run(matched, values, scope, narrow=None, first=0, picks=(), titles=None):
    """The :class:`Candidates` of ``matched``: SQL that gives id, full (0 or 1) and s (small is good) of channels.

    ``first`` is the place of the first hit that is shown, for which words and text are fetched like for the best.
    ``titles`` is (SQL, parameters) of what has the words in the title, for words that stand nearly everywhere: then those
    come first, and of ``matched`` only as many are looked at as are counted, in no order."""
    seen, seen_values = visible(scope)
    wanted, wanted_values = chosen(narrow) if narrow else ("", [])
    conditions = [*seen_values, *wanted_values]
    picked = []
    for place in range(len(picks)):
        # Before everything else, in the editors' order; what cannot be seen falls to the check below like any other.
        picked.append(f"SELECT id, {PICKED}, {float(place)} FROM search_entry WHERE source = %s AND key = %s")
    pick_values = [value for pick in picks for value in pick]
    first_rows = " UNION ALL ".join([(titles or (matched, values))[0], *picked])
    parameters = [*(titles or (matched, values))[1], *pick_values, *conditions]
    found = f"""
        m AS ({first_rows}),
        h AS (
            SELECT {_COLUMNS}, m."full", m.s FROM m JOIN search_entry e ON e.id = m.id {joined()}
            WHERE {seen}{wanted} ORDER BY m."full" DESC, m.s, e.id LIMIT {MOST + 1}
        )"""
    if titles:
        found = f"""{found.replace("h AS (", "t AS (", 1)},
        h AS (
            SELECT * FROM t UNION ALL SELECT * FROM (
                SELECT {_COLUMNS}, 0 AS "full", 0.0 AS s FROM ({matched}) m JOIN search_entry e ON e.id = m.id {joined()}
                WHERE {seen}{wanted} AND e.id NOT IN (SELECT id FROM t) LIMIT {MOST + 1}
            ) AS rest
        )"""
        parameters += [*values, *conditions]
    sql = f"""
        WITH {found},
        n AS (
            SELECT id, source, key, kind, document_id, objects_text, roles_text, years_text, "full",
                ROW_NUMBER() OVER (ORDER BY "full" DESC, s, id) AS place
            FROM h ORDER BY place LIMIT {MOST + 1}
        )
        SELECT h.*, {_MORE}
        FROM n h LEFT JOIN search_entry e
            ON e.id = h.id AND (h.place <= {WINDOW} OR h.place BETWEEN {int(first) + 1} AND {int(first) + ON_A_PAGE})
            {_MORE_FROM}
        ORDER BY h.place
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows = cursor.fetchall()
    return Candidates([_candidate(row) for row in rows[:MOST]], capped=len(rows) > MOST)


def complete(rows):
    """``rows``, of which each now has all that is shown of it."""
    bare = {row.entry: row for row in rows if row.words is None}
    if bare:
        numbers = ", ".join(["%s"] * len(bare))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT e.id, {_MORE} FROM search_entry e {_MORE_FROM} WHERE e.id IN ({numbers})", list(bare)
            )
            for entry, *more in cursor.fetchall():
                _complete(bare[entry], more)
    return rows


def _candidate(row):
    found = Candidate(*row[:8], row[8] > 0, row[8] == PICKED)
    if row[11] is not None:
        _complete(found, row[10:])
    return found


def _complete(found, more):
    found.language, found.title, found.url, where, found.page_id, found.url_path, day, above, *channels, text = more
    found.where = above if above is not None and not found.url else where
    # An entry that has lost its words can still be picked.
    found.day, found.words, found.text = _day(day), Words.of(*(channel or "" for channel in channels)), text or ""


def _day(value):
    if isinstance(value, str):
        return date.fromisoformat(value[:10])
    return value
