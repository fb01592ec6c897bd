"""PostgreSQL: one weighted tsvector of ready tokens. ``ts_rank`` knows nothing of rare words, so that each word of the
query is ranked by itself and counted by what it tells."""

from . import sql
from .base import is_broad

WEIGHTS = "{0.1, 0.2, 0.6, 1.0}"  # D, C, B, A


def candidates(plan, scope, narrow=None, first=0, picks=()):
    """The :class:`~search.engines.base.Candidates` of ``plan``."""
    any_, all_ = sql.expressions(plan, _way, _titled, " & ", " | ")
    if not any_:
        return sql.Candidates([])
    if is_broad(plan):
        ranked = f"ts_rank('{WEIGHTS}', vector, %s::tsquery, 1)"
        _any, expression = sql.expressions(plan, _titled_way, _titled, " & ", " | ")
        titles = (
            f'SELECT entry_id AS id, 1 AS "full", -{ranked} AS s FROM search_channels WHERE vector @@ %s::tsquery',
            [expression, expression],
        )
        matched = "SELECT entry_id AS id FROM search_channels WHERE vector @@ %s::tsquery"
        return sql.run(matched, [any_], scope, narrow, first, picks, titles)
    counted = [*plan.groups, *(group for group, _first, _last in plan.together)]
    ranks = [f"{group.weight:.4f} * ts_rank('{WEIGHTS}', vector, %s::tsquery, 1)" for group in counted]
    values = [sql.of_group(group, _way, " & ", " | ") for group in counted]
    matched = (
        f'SELECT entry_id AS id, (vector @@ %s::tsquery)::int AS "full", -({" + ".join(ranks)}) AS s '
        "FROM search_channels WHERE vector @@ %s::tsquery"
    )
    return sql.run(matched, [all_, *values, any_], scope, narrow, first, picks)


def _titled(group):
    return sql.of_group(group, _titled_way, " & ", " | ")


def _titled_way(way):
    return _way(way, "A")


def _way(way, where=""):
    """``where`` is the weight of the channels that count, all where it is empty."""
    first, *others = [_quoted(token) for token in sql.tokens(way)]
    marks = [":*" + where if way.prefix else where and ":" + where, *[where and ":" + where] * len(others)]
    return " | ".join(token + mark for token, mark in zip([first, *others], marks, strict=True))


def _quoted(token):
    """A lexeme of a tsquery: only letters and digits get here, quotes all the same."""
    return "'" + token.replace("\\", "").replace("'", "''") + "'"


def vector(*channels):
    """The literal of an entry's tsvector. Tokens are letters and digits, so that nothing in them needs escaping."""
    place, words = 0, []
    for weight, texts in zip("ABCD", (channels[0:2], channels[2:4], channels[4:6], channels[6:8]), strict=True):
        for token in " ".join(texts).split():
            place += 1
            words.append(f"{token}:{place}{weight}")
    return " ".join(words)
