"""The project's own judged questions, asked of the site as it stands after ``manage.py demo``."""

from pathlib import Path
from urllib.parse import urlsplit

from wagtail.models import Page

from grund.visitors import Visitor
from modellen.models import TemplateItem, Term, YearWheelEvent
from search.engine import Search
from search.kinds import DOCUMENTS, PAGES

from .scoring import BEST, MEASURES, by_tag, read_grades, read_lines, score

HERE = Path(__file__).resolve().parent
QUERIES, GRADES = HERE / "queries.jsonl", HERE / "qrels.tsv"
SNIPPETS = {"term": Term, "template": TemplateItem, "event": YearWheelEvent}


def evaluate_demo():
    """{"scores": {"ALL", "sv tag", "en tag": means}, "queries": {id: …}} of what an anonymous visitor gets."""
    grades, asked = read_grades(GRADES), read_lines(QUERIES)
    names = _names()
    rows = {}
    for query in asked:
        code = query.get("language", "sv")
        done = Search(query["query"], Visitor(), code)
        ranked = [names.get((row.source, row.key), f"{row.source}:{row.key}") for row in done.rows[:BEST]]
        rows[query["id"]] = {
            "tag": f"{code} {query['tag']}",
            "query": query["query"],
            "ranked": ranked,
            **score(ranked, grades[query["id"]]),
        }
    return {"scores": by_tag([(row["tag"], row) for row in rows.values()]), "queries": rows}


def _names():
    """{(source, key): name in the judgements}: paths and uids, so that a name lasts from load to load."""
    found = {}
    for page in Page.objects.filter(live=True, depth__gt=1).only("pk", "url_path"):
        address = page.get_url() or ""
        found[PAGES, str(page.pk)] = f"page:{urlsplit(address).path}"
    for source, model in SNIPPETS.items():
        for pk, uid in model.objects.values_list("pk", "uid"):
            found[source, str(pk)] = f"{source}:{uid}"
    # A template and its file have one address, of which the search shows either.
    for pk, uid in TemplateItem.objects.filter(document__isnull=False).values_list("document_id", "uid"):
        found[DOCUMENTS, str(pk)] = f"template:{uid}"
    return found


def table(found, worst=0):
    """The scores as lines of text; with ``worst`` that many of the lowest questions and what they got."""
    width = max(map(len, found["scores"]), default=0)
    lines = [
        f"{tag:{width}s} n={row['n']:4d}  " + "  ".join(f"{name} {row[name]:.3f}" for name in MEASURES)
        for tag, row in found["scores"].items()
    ]
    low = sorted(found["queries"].items(), key=lambda item: item[1]["ndcg10"])[:worst]
    return lines + [f"{row['ndcg10']:.3f}  {key}  {row['query']!r}: {', '.join(row['ranked'][:5])}" for key, row in low]
