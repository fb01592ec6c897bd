"""SQLite: a full-text table (FTS5) over the channels, asked in one pass with the weights of its columns."""

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
    return sql.expressions(plan, _way, _titled, " AND ", " OR ")


def _titled(group):
    return f"({{t_exact t_stem}} : ({sql.of_group(group, _way, ' AND ', ' OR ')}))"


def _way(way):
    first, *others = ['"' + token.replace('"', '""') + '"' for token in sql.tokens(way)]
    return " OR ".join([f"{first}*" if way.prefix else first, *others])
