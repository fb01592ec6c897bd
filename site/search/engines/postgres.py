"""PostgreSQL: one weighted tsvector of ready tokens. ``ts_rank`` knows nothing of rare words, so that each word of the
query is ranked by itself and counted by what it tells."""

from search.text.plan import pieces

from . import sql
from .base import is_broad

WEIGHTS = "{0.1, 0.2, 0.6, 1.0}"  # D, C, B, A


def candidates(plan, scope, narrow=None, first=0, picks=()):
    """The :class:`~search.engines.base.Candidates` of ``plan``."""
    groups = [_group(group) for group in plan.groups]
    if not groups:
        return sql.Candidates([])
    joined = [(_group(group), begin, end) for group, begin, end in plan.together]
    any_ = " | ".join([*groups, *(text for text, _begin, _end in joined)])
    rows = [" & ".join(f"({group})" for group in groups)]
    for text, begin, end in joined:
        rest = [f"({group})" for place, group in enumerate(groups) if not begin <= place <= end]
        rows.append(" & ".join([f"({text})", *rest]))
    all_ = " | ".join(f"({row})" for row in rows)
    if is_broad(plan):
        in_titles = [_group(group, ":A", ":*A") for group in plan.groups]
        ranked = f"ts_rank('{WEIGHTS}', vector, %s::tsquery, 1)"
        expression = " & ".join(f"({group})" for group in in_titles)
        titles = (
            f'SELECT entry_id AS id, 1 AS "full", -{ranked} AS s FROM search_channels WHERE vector @@ %s::tsquery',
            [expression, expression],
        )
        matched = "SELECT entry_id AS id FROM search_channels WHERE vector @@ %s::tsquery"
        return sql.run(matched, [any_], scope, narrow, first, picks, titles)
    ranks = [f"{group.weight:.4f} * ts_rank('{WEIGHTS}', vector, %s::tsquery, 1)" for group in plan.groups]
    values = list(groups)
    ranks += [f"{group.weight:.4f} * ts_rank('{WEIGHTS}', vector, %s::tsquery, 1)" for group, _b, _e in plan.together]
    values += [text for text, _begin, _end in joined]
    matched = (
        f'SELECT entry_id AS id, (vector @@ %s::tsquery)::int AS "full", -({" + ".join(ranks)}) AS s '
        "FROM search_channels WHERE vector @@ %s::tsquery"
    )
    return sql.run(matched, [all_, *values, any_], scope, narrow, first, picks)


def _quoted(token):
    """A lexeme of a tsquery: only letters and digits get here, quotes all the same."""
    return "'" + token.replace("\\", "").replace("'", "''") + "'"


def _group(group, where="", where_begun=":*"):
    return " | ".join(_row(ways, where, where_begun) for ways in group.ways)


def _row(ways, where, where_begun):
    if len(ways) > 1:
        return " & ".join(f"({_way(way, where, where_begun)})" for way in ways)
    return _way(ways[0], where, where_begun)


def _way(way, where, where_begun):
    tokens = dict.fromkeys([way.exact, way.stem, way.broad, *way.folds, *pieces(way)])
    found = [_quoted(token) + where for token in tokens if token]
    if way.prefix:
        found[0] = _quoted(way.exact) + where_begun
    return " | ".join(found)
