"""Elasticsearch beside the embedded index: one index for all kinds, ready tokens, one request for each results page.

It only finds: what it finds is looked up in the embedded index, where it is checked whether the visitor may see it, put
in order and counted as for every engine, so that an index that is behind shows and counts nothing too much. Where it errs
or is slow, ``candidates`` gives None and the embedded index answers; for half a minute nobody asks again.
"""

import logging
import time
from contextlib import contextmanager

from django.conf import settings
from elasticsearch import BadRequestError

from search.text.plan import pieces

from . import sql
from .base import MOST, Candidates, counted_of_many, hits_by
from .elastic_client import PAUSE, alias, breaker, client, seldom, within
from .elastic_documents import GENERATION

logger = logging.getLogger("search.elastic")
MOST_BEHIND = 1000  # changes it has not seen, from which on it counts as half-indexed
MOST_RANKED = 100  # tokens of one query that count for the order, each in four fields; all count for what is found
MOST_HIDDEN = 256  # paths that it is told to leave out; what is below others is left out when hits are looked up
FULL = 100_000.0  # what an entry with all the words scores above the others: more than any words can
FIELDS = {"t_strong": 6.0, "t_weak": 3.0, "b_strong": 2.0, "b_weak": 1.0}
TITLE = ("t_strong",)
CHOICES = {"kind": "kinds", "roles": "roles", "objects": "objects", "years": "years"}
SORT = [{"_score": "desc"}, {"entry": "asc"}]  # of equals always the same first, whichever copy of a shard answers
PARTS = ["timed_out", "_shards.failed"]  # of the answer; the rest would be most of what is sent
PARTS += [
    f"{at}hits.{part}" for at in ("", "aggregations.chosen.best.") for part in ("total.value", "hits._id", "hits.sort")
]
PATIENCE = 30.0  # seconds for an evaluation, which has time


def wanted():
    """Whether there is an Elasticsearch that should answer."""
    return bool(settings.ELASTICSEARCH_URL)


def ready(numbers):
    """Whether its index is whole: built for this code, and not far behind."""
    return numbers.get("elastic") == GENERATION and numbers.get("pending", 0) <= MOST_BEHIND


def candidates(plan, scope, narrow, first=0, picks=(), index=None, numbers=None):
    """The :class:`Candidates` of ``plan`` among what Elasticsearch finds; None where it cannot say. With an ``index`` of
    one's own there is no other answer: what goes wrong is raised."""
    if index is None:
        if not ready(numbers or {}):
            if seldom("behind", PAUSE):
                logger.warning("Elasticsearch is behind or has no index; the embedded index answers.")
            return None
        if not breaker.may_ask():
            return None
    began = time.monotonic()
    try:
        found, total, narrowed, left = _ask(request_body(plan, scope, narrow), index)
    except Exception as error:  # whatever it is, the visitor gets an answer
        if index is not None:
            raise
        _failed(error, 1000 * (time.monotonic() - began))
        return None
    if breaker.answered():
        logger.warning("Elasticsearch answers again.")
    all_ = _looked_up(found, total, scope, None, first, picks)
    if not (narrow and all_.capped):
        return all_
    # What the reader's choice leaves may be beyond the last row of all.
    chosen = _looked_up(narrowed, left, scope, narrow, first, picks)
    chosen.facets = counted_of_many(all_.rows, chosen.rows, narrow)
    return chosen


def _failed(error, milliseconds):
    """The text of an error is not logged: it may hold what was searched for."""
    name = type(error).__name__
    if isinstance(error, BadRequestError):  # it is well, this one question was none
        logger.error("Elasticsearch refused a search (%s); the embedded index answers.", name)
    elif breaker.failed():
        logger.error(
            "Elasticsearch did not answer a search (%s after %.0f ms); the embedded index answers for %.0f s.",
            name,
            milliseconds,
            PAUSE,
        )


def close_breaker():
    """Ask again at once. For tests and for what has just seen it answer."""
    breaker.close()


# --- The question -----------------------------------------------------------------------------


def request_body(plan, scope, narrow):
    """What is asked: tokens as terms, so that nothing of the query is an operator. The filter says what is found, in few
    clauses however much was typed; the rest only what is looked at first."""
    groups = [_found_by(group) for group in plan.groups]
    anywhere, in_titles = hits_by(plan)
    some = [_found_by(group) for group in anywhere] + [_found_by(group, TITLE) for group in in_titles]
    joined = [(_found_by(group), begin, end) for group, begin, end in plan.together]
    # All the words: each by itself, or in a compound that was written apart.
    whole = [
        _any([group, *(query for query, begin, end in joined if begin <= place <= end)])
        for place, group in enumerate(groups)
    ]
    budget = [MOST_RANKED]
    ranked = [_ranked(group, budget) for group in (*plan.groups, *(group for group, _begin, _end in plan.together))]
    hidden = [{"prefix": {"path": path}} for path in sorted(scope.hidden_paths, key=len)[:MOST_HIDDEN]]
    hidden += [{"prefix": {"collection": path}} for path in (scope.hidden_collections or ())[:MOST_HIDDEN]]
    body = {
        "size": MOST,
        "track_total_hits": True,
        "source": False,
        "sort": SORT,
        "timeout": f"{int(1000 * settings.ELASTICSEARCH_TIMEOUT)}ms",
        "query": {
            "bool": {
                "filter": [
                    {"terms": {"language": [scope.language, "-"]}},
                    {"terms": {"audience": [audience or "-" for audience in scope.audiences]}},
                    _any([*some, *(query for query, _begin, _end in joined)]),
                ],
                "must_not": hidden,
                "should": [
                    *(query for query in ranked if query),
                    {"constant_score": {"filter": {"bool": {"filter": whole}}, "boost": FULL}},
                ],
            }
        },
    }
    if narrow:
        best = {"top_hits": {"size": MOST, "_source": False, "sort": SORT}}
        body["aggregations"] = {"chosen": {"filter": _chosen(narrow), "aggs": {"best": best}}}
    return body


def _chosen(narrow):
    """What the reader chose."""
    terms = [
        {"terms": {field: list(getattr(narrow, name))}} for field, name in CHOICES.items() if getattr(narrow, name)
    ]
    return {"bool": {"filter": terms}}


def _any(queries):
    return queries[0] if len(queries) == 1 else {"bool": {"should": queries, "minimum_should_match": 1}}


def _tokens(way):
    return [token for token in dict.fromkeys([way.exact, way.stem, way.broad, *way.folds, *pieces(way)]) if token]


def _found_by(group, fields=tuple(FIELDS)):
    """A group as a filter: the tokens of all ways of one word together, each way of several words by itself."""
    single = [row[0] for row in group.ways if len(row) == 1]
    queries = _held(single, fields) if single else []
    several = [row for row in group.ways if len(row) > 1]
    queries += [{"bool": {"filter": [_any(_held([way], fields)) for way in row]}} for row in several]
    return _any(queries)


def _held(ways, fields):
    tokens = list(dict.fromkeys(token for way in ways for token in _tokens(way)))
    queries = [{"terms": {field: tokens}} for field in fields]
    return queries + [{"prefix": {field: way.exact}} for way in ways if way.prefix for field in fields]


def _ranked(group, budget):
    """A group as a score; None when the budget is spent."""
    rows = []
    for row in group.ways:
        ways = [query for query in (_way(way, budget) for way in row) if query]
        if ways:
            rows.append(ways[0] if len(ways) == 1 else {"bool": {"must": ways}})
    if len(rows) < 2:
        return rows[0] if rows else None
    return {"dis_max": {"queries": rows, "tie_breaker": 0.2}}


def _way(way, budget):
    tokens = _tokens(way)[: budget[0]]
    budget[0] -= len(tokens)
    if not tokens:
        return None
    queries = [
        {"term": {field: {"value": token, "boost": boost}}} for token in tokens for field, boost in FIELDS.items()
    ]
    if way.prefix:
        queries += [{"prefix": {field: {"value": way.exact, "boost": boost}}} for field, boost in FIELDS.items()]
    return {"bool": {"should": queries, "boost": way.quality}}


# --- The answer -------------------------------------------------------------------------------


def _ask(body, index):
    """(hits, number of all, hits that the reader's choice leaves, number of those); a hit is (entry, all words or not)."""
    seconds = settings.ELASTICSEARCH_TIMEOUT if index is None else PATIENCE
    name = index or alias()

    def ask():
        return client().options(request_timeout=seconds).search(index=name, filter_path=PARTS, **body)

    answer = within(seconds, ask)
    if answer["_shards"]["failed"] or answer["timed_out"]:
        raise TimeoutError("some shards did not answer")
    narrowed = answer["aggregations"]["chosen"]["best"] if "aggregations" in body else {"hits": {"total": {"value": 0}}}
    return (*_hits(answer), *_hits(narrowed))


def _hits(answer):
    hits = answer["hits"]
    return [(int(hit["_id"]), int(hit["sort"][0] >= FULL)) for hit in hits.get("hits", ())], int(hits["total"]["value"])


def _looked_up(found, total, scope, narrow, first, picks):
    """What was found, as the embedded index knows it, without what the visitor may not see."""
    if not found and not picks:
        return Candidates([])
    # Numbers of our own making, so that they may stand in the statement: three parameters a hit would be too many.
    rows = ", ".join(f"({entry}, {full}, {place})" for place, (entry, full) in enumerate(found)) or "(0, 0, 0)"
    matched = f'SELECT column1 AS id, column2 AS "full", column3 AS s FROM (VALUES {rows}) AS v'
    made = sql.run(matched, [], scope, narrow, first, picks)
    made.capped = total > MOST
    return made


@contextmanager
def index_apart():
    """The embedded index as it is now, in an index of its own that is gone afterwards. Gives its name."""
    from .elastic_index import build_apart, drop

    name = build_apart()
    try:
        yield name
    finally:
        drop(name)
