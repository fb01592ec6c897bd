import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from search.evaluation.run import evaluate
from search.evaluation.scoring import MEASURES, read_grades, read_lines, read_synonyms

ENGINES = ("sqlite", "postgres", "elasticsearch")


class Command(BaseCommand):
    help = "Score the search against judged queries, on an index of the given documents apart from the site's."

    def add_arguments(self, parser):
        parser.add_argument("--docs", required=True, help="one JSON object in each line: id, title, body")
        parser.add_argument("--queries", required=True, help="one JSON object in each line: id, tag, query")
        parser.add_argument("--qrels", required=True, help="query, document and grade from 0 to 3, parted by tabs")
        parser.add_argument("--engine", choices=ENGINES, help="the database's own unless it says elasticsearch")
        parser.add_argument("--synonyms", help="one group of words in each line, parted by tabs")
        parser.add_argument("--foreign", help="documents that are indexed too and that nobody wants")
        parser.add_argument("--json", help="where the scores of every query are written")

    def handle(self, *args, docs, queries, qrels, engine, synonyms, foreign, json: str, **options):
        vendor = {"postgresql": "postgres"}.get(connection.vendor, connection.vendor)
        if engine not in (None, "elasticsearch", vendor):
            raise CommandError(f"The database is {vendor}. Set DATABASE_URL to one of {engine}.")
        if engine == "elasticsearch" and not settings.ELASTICSEARCH_URL:
            raise CommandError("There is no Elasticsearch. Set ELASTICSEARCH_URL; `make elasticsearch` starts one.")
        try:
            documents, asked, grades = (
                read_lines(docs, ["id"]),
                read_lines(queries, ["id", "query"]),
                read_grades(qrels),
            )
            groups = read_synonyms(synonyms) if synonyms else ()
            others = read_lines(foreign) if foreign else ()
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from None
        found = evaluate(documents, asked, grades, groups, others, engine)
        found["engine"] = engine or vendor
        for tag, row in found["scores"].items():
            numbers = "  ".join(f"{name} {row[name]:.3f}" for name in MEASURES)
            self.stdout.write(f"{tag:15s} n={row['n']:4d}  {numbers}")
        if json:
            Path(json).write_text(_dump(found), encoding="utf-8")


def _dump(found):
    return json.dumps(found, ensure_ascii=False, indent=1)
