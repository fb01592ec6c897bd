"""``evaluate_search``: known scores of a tiny judged set, plain words for a bad file, and nothing left behind."""

import json
import math

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from search.evaluation.scoring import by_tag, means, score
from search.models import Channels, Entry, Pending, State, Word

DOCS = [
    {"id": "d1", "title": "Objektplan", "body": "Planen skrivs av objektledarna varje höst."},
    {"id": "d2", "title": "Gallring", "body": "Handlingar gallras enligt beslut."},
    {"id": "d3", "title": "Registrator", "body": "Registratorn svarar på frågor om diariet."},
    {"id": "d4", "title": "Bygglov", "body": "Ansök om lov innan spaden sätts i jorden."},
    {"id": "d5", "title": "Riskanalys", "body": "Hot och brister värderas."},
    {"id": "d6", "title": "Leverantörsavtal", "body": "Avtalet tecknas av chefen."},
    {"id": "d7", "title": "Nätverksträff", "body": "Vi ses och äter lunch."},
    {"id": "d8", "title": "Parkering", "body": "Bilen ställs i garaget."},
    {"id": "d9", "title": "Semester", "body": "Ledighet bokas i god tid."},
    {"id": "d10", "title": "Kaffe", "body": "Bryggaren rengörs på fredag. Gallring nämns också."},
]
QUERIES = [
    {"id": "q1", "tag": "exact", "query": "objektplan"},
    {"id": "q2", "tag": "exact", "query": "gallring"},
    {"id": "q3", "tag": "inflection", "query": "bygglovets"},
    {"id": "q4", "tag": "compound", "query": "analys"},
    {"id": "q5", "tag": "typo", "query": "registrtaor"},
    {"id": "q6", "tag": "none", "query": "zzzxq"},
    {"id": "q7", "tag": "synonym", "query": "karta"},
    {"id": "q8", "tag": "exact", "query": "semester"},
]
GRADES = {
    "q1": {"d1": 3},
    "q2": {"d2": 3, "d10": 1},
    "q3": {"d4": 3},
    "q4": {"d5": 2},
    "q5": {"d3": 3},
    "q6": {"d8": 3},
    "q7": {"d8": 3},
    "q8": {"d9": 3},
}
TABLES = (Entry, Channels, Word, State, Pending)


@pytest.fixture
def files(tmp_path):
    """The judged set as files; ``files(docs="…")`` writes another text in place of one."""

    def write(**texts):
        given = {
            "docs": "\n".join(json.dumps(row) for row in DOCS),
            "queries": "\n".join(json.dumps(row) for row in QUERIES),
            "qrels": "\n".join(f"{q}\t{d}\t{grade}" for q, row in GRADES.items() for d, grade in row.items()),
            **texts,
        }
        for name, text in given.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return {name: str(tmp_path / name) for name in given}

    return write


def run(paths, tmp_path, **options):
    """What the command writes as JSON."""
    target = tmp_path / "scores.json"
    with open(tmp_path / "out", "w", encoding="utf-8") as out:
        call_command("evaluate_search", **paths, json=str(target), stdout=out, **options)
    return json.loads(target.read_text(encoding="utf-8"))


def contents():
    """Every row of every table of the index, the full-text one too."""
    found = {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}
    for rows in found.values():
        for row in rows:
            row.pop("vector", None)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM search_fts")
            found["fts"] = cursor.fetchone()
    return found


def temporary():
    """The temporary tables of this connection that belong to the search."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relname LIKE 'search%'"
            )
        else:
            cursor.execute("SELECT name FROM sqlite_temp_master WHERE name LIKE 'search%'")
        return cursor.fetchall()


@pytest.fixture
def own_index(index_page):
    """The site's own index, with a page that the judged set does not have."""
    from search.rebuild import rebuild
    from tests.factories import StandardPageFactory

    StandardPageFactory(parent=index_page("nyheter").get_parent(), title="Zebrafinkar i vassen", slug="zebra")
    rebuild()
    assert Entry.objects.filter(title="Zebrafinkar i vassen").exists()


def found_by_the_site():
    return "Zebrafinkar i vassen" in Client().get("/sok/", {"q": "zebrafink"}).content.decode()


def test_the_scores_of_a_tiny_set(db, files, tmp_path):
    found = run(files(), tmp_path)
    queries = found["queries"]
    for name in ("q1", "q2", "q3", "q4", "q5", "q8"):
        assert queries[name]["ndcg10"] == pytest.approx(1.0), name
    assert queries["q2"]["ranked"][:2] == ["d2", "d10"]
    assert queries["q6"]["zero_hit"] == queries["q7"]["zero_hit"] == 1.0
    assert found["scores"]["ALL"]["n"] == len(QUERIES)
    assert found["scores"]["ALL"]["ndcg10"] == pytest.approx(6 / 8)
    assert found["scores"]["exact"] == {
        "n": 3,
        "ndcg10": 1.0,
        "recall10": 1.0,
        "mrr10": 1.0,
        "zero_hit": 0.0,
        "hit_none_relevant": 0.0,
    }
    assert found["engine"] == {"postgresql": "postgres"}.get(connection.vendor, connection.vendor)
    assert set(queries["q1"]) == {"tag", "query", "ranked", *found["scores"]["ALL"]} - {"n"}


def test_the_table_has_a_line_for_each_tag(db, files, tmp_path):
    run(files(), tmp_path)
    lines = (tmp_path / "out").read_text().splitlines()
    assert [line.split()[0] for line in lines] == ["ALL", *dict.fromkeys(row["tag"] for row in QUERIES)]
    assert "ndcg10 0.750" in lines[0]


def test_synonyms_change_only_what_needs_them(db, files, tmp_path):
    without = run(files(), tmp_path)
    paths = files(synonyms="# grupper\nkarta\tparkering\n\nensam\n")
    with_them = run(paths, tmp_path)
    assert with_them["queries"]["q7"]["ranked"] == ["d8"]
    assert {**with_them["queries"], "q7": None} == {**without["queries"], "q7": None}


def test_foreign_documents_are_indexed_too_and_nobody_wants_them(db, files, tmp_path):
    foreign = "\n".join(json.dumps({"id": "d1", "title": "Objektplan", "body": "objektplan"}) for _n in range(3))
    found = run(files(foreign=foreign), tmp_path)
    ranked = found["queries"]["q1"]["ranked"]
    assert sorted(ranked) == ["d1", "foreign-0", "foreign-1", "foreign-2"]
    assert found["queries"]["q1"]["ndcg10"] < 1


GOOD = '{"id": "a", "title": "x", "body": "y"}'


@pytest.mark.parametrize(
    "name, text, says",
    [
        ("docs", f"{GOOD}\nno json", "line 2"),
        ("docs", f"{GOOD}\n[1]", "line 2"),
        ("queries", '{"id": "q1", "query": "x"}\n\n{broken', "line 3"),
        ("docs", f'{GOOD}\n{{"title": "x"}}', "line 2"),
        ("queries", '{"query": "x"}', "line 1"),
        ("queries", '{"id": "q1"}', "line 1"),
        ("qrels", "q1\td1\t3\nq2\td1", "line 2"),
        ("qrels", "q1\td1\t3\nq2\td1\tmany", "line 2"),
        ("qrels", "q1\td1", "line 1"),
    ],
)
def test_a_bad_file_is_named_with_its_line(db, files, tmp_path, name, text, says):
    paths = files(**{name: text})
    with pytest.raises(CommandError) as error:
        run(paths, tmp_path)
    assert paths[name] in str(error.value)
    assert says in str(error.value)


@pytest.mark.parametrize("name", ["docs", "queries", "qrels", "synonyms", "foreign"])
def test_a_missing_file_is_named(db, files, tmp_path, name):
    paths = {**files(), name: str(tmp_path / "nowhere")}
    with pytest.raises(CommandError, match="nowhere"):
        run(paths, tmp_path)


@pytest.mark.parametrize("name", ["docs", "queries", "qrels", "synonyms"])
def test_a_file_in_another_encoding_is_named(db, files, tmp_path, name):
    paths = files(synonyms="a\tb")
    (tmp_path / name).write_bytes(b"\xe5\xe4\xf6\n")
    with pytest.raises(CommandError, match=name):
        run(paths, tmp_path)


def test_the_engine_of_another_database_cannot_be_asked(db, files, tmp_path):
    other = "sqlite" if connection.vendor == "postgresql" else "postgres"
    with pytest.raises(CommandError, match="DATABASE_URL"):
        run(files(), tmp_path, engine=other)
    with pytest.raises(CommandError):
        call_command("evaluate_search", "--engine=lucene", *(f"--{name}={path}" for name, path in files().items()))


def test_the_engine_of_the_database_may_be_named(db, files, tmp_path):
    own = {"postgresql": "postgres"}.get(connection.vendor, connection.vendor)
    assert run(files(), tmp_path, engine=own)["engine"] == own


def test_nothing_is_left_behind(own_index, files, tmp_path):
    before = contents()
    assert found_by_the_site()
    run(files(), tmp_path)
    assert temporary() == []
    assert contents() == before
    assert found_by_the_site()


@pytest.mark.parametrize("where", ["search.evaluation.run.rebuild", "search.evaluation.run._ranked"])
def test_nothing_is_left_behind_where_it_fails_in_the_middle(own_index, files, tmp_path, monkeypatch, where):
    from search.rebuild import rebuild

    before = contents()

    def fails(*args, **options):
        if where.endswith("rebuild"):
            rebuild(*args, **options)
        raise RuntimeError("in the middle")

    monkeypatch.setattr(where, fails)
    with pytest.raises(RuntimeError, match="in the middle"):
        run(files(), tmp_path)
    assert temporary() == []
    assert contents() == before
    assert found_by_the_site()


def test_the_site_index_is_not_seen_inside(own_index, files, tmp_path):
    paths = files(queries='{"id": "q1", "tag": "x", "query": "zebrafinkar"}')
    assert run(paths, tmp_path)["queries"]["q1"]["ranked"] == []


@pytest.mark.pure
@pytest.mark.parametrize(
    "ranked, judged, expected",
    [
        (["a"], {"a": 3}, (1.0, 1.0, 1.0, 0.0, 0.0)),
        ([], {"a": 3}, (0.0, 0.0, 0.0, 1.0, 0.0)),
        (["x"], {"a": 3}, (0.0, 0.0, 0.0, 0.0, 1.0)),
        (["x", "a"], {"a": 3}, (1 / math.log2(3), 1.0, 0.5, 0.0, 0.0)),
        # (2^1-1) + (2^3-1)/log2(3) against (2^3-1) + (2^1-1)/log2(3)
        (["b", "a"], {"a": 3, "b": 1}, ((1 + 7 / math.log2(3)) / (7 + 1 / math.log2(3)), 1.0, 0.5, 0.0, 0.0)),
        # Where nothing is better than 1, that is what is wanted.
        (["b"], {"b": 1, "c": 1}, (1 / (1 + 1 / math.log2(3)), 0.5, 1.0, 0.0, 0.0)),
        # The eleventh does not count.
        ([*"0123456789", "a"], {"a": 3}, (0.0, 0.0, 0.0, 0.0, 1.0)),
        (["a"], {}, (0.0, 0.0, 0.0, 0.0, 1.0)),
        # Twelve wanted, ten shown.
        (list("abcdefghij"), dict.fromkeys("abcdefghijkl", 2), (1.0, 1.0, 1.0, 0.0, 0.0)),
    ],
)
def test_scores_by_hand(ranked, judged, expected):
    names = ("ndcg10", "recall10", "mrr10", "zero_hit", "hit_none_relevant")
    found = score(ranked, judged)
    assert [found[name] for name in names] == pytest.approx(list(expected))


@pytest.mark.pure
def test_means_and_tags():
    rows = [("x", score(["a"], {"a": 3})), ("y", score([], {"a": 3})), ("x", score(["b", "a"], {"a": 3}))]
    found = by_tag(rows)
    assert list(found) == ["ALL", "x", "y"]
    assert found["ALL"]["n"] == 3
    assert found["x"]["mrr10"] == pytest.approx(0.75)
    assert found["ALL"]["zero_hit"] == pytest.approx(1 / 3)
    assert means([])["n"] == 0
