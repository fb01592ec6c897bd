"""A judged set run against an engine, on an index apart from the site's."""

from grund.shapes import SearchKind, SearchRecord
from grund.visitors import Visitor
from search import language, state
from search.engine import Search
from search.rebuild import rebuild
from search.text.plan import Planner
from search.tuning import Tuning

from .apart import index_apart
from .scoring import by_tag, score

SOURCE = "evaluated"


def records_of(rows):
    """Records of documents as {"id", "title", "body", "language"}."""
    return [
        SearchRecord(
            key=str(row["id"]),
            language=str(row.get("language") or "sv"),
            title=str(row.get("title") or ""),
            text=str(row.get("body") or row.get("text") or ""),
        )
        for row in rows
    ]


def evaluate(documents, queries, grades, synonyms=(), foreign=(), engine=None):
    """Index ``documents`` and ``foreign`` ones (which nobody wants), ask ``queries`` ({"id", "tag", "query"}) and score
    the answers. ``engine`` is "elasticsearch" or None for the engine of the database.

    Gives {"scores": {tag: means}, "queries": {id: {"tag", "query", "ranked", measure…}}}."""
    records = [*records_of(documents), *records_of({**row, "id": f"foreign-{n}"} for n, row in enumerate(foreign))]
    kind = SearchKind(SOURCE, "", "", lambda keys=None: records)
    with index_apart():
        rebuild(force=True, given_sources={SOURCE: kind})
        with _engine(engine) as options:
            answers = {query["id"]: _ranked(query, synonyms, options) for query in queries}
    rows = {
        query["id"]: {
            "tag": query.get("tag", ""),
            "query": query["query"],
            "ranked": answers[query["id"]],
            **score(answers[query["id"]], grades[query["id"]]),
        }
        for query in queries
        if grades.get(query["id"])
    }
    return {"scores": by_tag([(row["tag"], row) for row in rows.values()]), "queries": rows}


def _engine(engine):
    from contextlib import nullcontext

    if engine == "elasticsearch":
        from search.engines import elastic

        return elastic.index_apart()
    return nullcontext(None)


def _ranked(query, synonyms, elastic_index):
    code = str(query.get("language") or "sv")
    numbers = state.numbers()
    maker = language.analyser(code, numbers)
    lookup = language.synonym_lookup(synonyms, maker) if synonyms else None
    planner = Planner(maker, language.vocabulary(code, numbers), lookup)
    done = Search(
        str(query["query"]), Visitor(), code, own_tuning=Tuning(), own_planner=planner, elastic_index=elastic_index
    )
    return [row.key for row in done.rows[:10]]
