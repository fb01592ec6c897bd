"""SQLite: a full-text table (FTS5) over the channels, asked in one pass with the weights of its columns."""

from search.text.plan import pieces

from . import sql
from .base import is_broad

# t_exact, t_stem, t_parts, t_fold, b_exact, b_stem, b_parts, b_fold
WEIGHTS = "6.0, 5.0, 3.0, 2.0, 2.0, 1.8, 1.0, 0.6"
TITLES = "{t_exact t_stem t_parts}"


def candidates(plan, scope, narrow=None, first=0, picks=()):
    """The :class:`~search.engines.base.Candidates` of ``plan``."""
    any_, all_ = expressions(plan)
    if not any_:
        return sql.Candidates([])
    if is_broad(plan):
        ranked = f'SELECT rowid AS id, 1 AS "full", bm25(search_fts, {WEIGHTS}) AS s FROM search_fts WHERE search_fts MATCH %s'
        titles = (ranked, [f"{TITLES} : ({all_})"])
        matched = "SELECT rowid AS id FROM search_fts WHERE search_fts MATCH %s"
        return sql.run(matched, [any_], scope, narrow, first, picks, titles)
    full = "search_fts.rowid IN (SELECT rowid FROM search_fts WHERE search_fts MATCH %s)" if all_ != any_ else "1"
    values = [all_] if all_ != any_ else []
    matched = (
        f'SELECT search_fts.rowid AS id, {full} AS "full", bm25(search_fts, {WEIGHTS}) AS s '
        "FROM search_fts WHERE search_fts MATCH %s"
    )
    return sql.run(matched, [*values, any_], scope, narrow, first, picks)


def expressions(plan):
    """(any word, all words) as FTS5 expressions. Every token is quoted: nothing of the query is an operator."""
    groups = [_group(group) for group in plan.groups]
    joined = [(_group(group), first, last) for group, first, last in plan.together]
    if not groups:
        return "", ""
    any_ = " OR ".join([*groups, *(text for text, _first, _last in joined)])
    rows = [" AND ".join(f"({group})" for group in groups)]
    for text, first, last in joined:
        rest = [f"({group})" for place, group in enumerate(groups) if not first <= place <= last]
        rows.append(" AND ".join([f"({text})", *rest]))
    return any_, " OR ".join(f"({row})" for row in rows)


def _quoted(token):
    return '"' + token.replace('"', '""') + '"'


def _group(group):
    return " OR ".join(_row(ways) for ways in group.ways)


def _row(ways):
    return " AND ".join(f"({_way(way)})" for way in ways) if len(ways) > 1 else _way(ways[0])


def _way(way):
    tokens = dict.fromkeys([way.exact, way.stem, way.broad, *way.folds, *pieces(way)])
    found = [_quoted(token) for token in tokens if token]
    if way.prefix:
        found[0] += "*"
    return " OR ".join(found)
