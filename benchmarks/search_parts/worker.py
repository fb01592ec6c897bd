"""One process with one database: does what it is told, a JSON line at a time, and says what it cost.

A process of its own, so that what takes too long can be killed, and so that each database has a site of its own."""

import json
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _server_clock(connection):
    """A function that gives the CPU seconds of this connection's process in the database server; 0 where unknown."""
    if connection.vendor != "postgresql":
        return lambda: 0.0
    connection.ensure_connection()
    file = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    if not file.is_file():
        return lambda: 0.0
    return lambda: int(file.read_text().split()[0]) / 1e9


class Worker:
    def __init__(self):
        from django.contrib.auth.models import AnonymousUser
        from django.db import connection
        from django.test import Client, RequestFactory
        from elastic_transport import Transport

        self.connection, self.client = connection, Client()
        self.server_clock = _server_clock(connection)
        self.request = RequestFactory().get("/sok/")
        self.request.user = AnonymousUser()
        self.sql = self.elastic = 0
        asked = Transport.perform_request

        def counted(transport, *args, **kwargs):
            self.elastic += 1
            return asked(transport, *args, **kwargs)

        Transport.perform_request = counted

    def _count(self, execute, sql, params, many, context):
        self.sql += 1
        return execute(sql, params, many, context)

    def measure(self, work):
        """{cpu, wall, sql, elastic} of ``work()``, and what it gave as ``found``. CPU is ours and the database's."""
        self.sql = self.elastic = 0
        with self.connection.execute_wrapper(self._count):
            server, cpu, wall = self.server_clock(), time.process_time(), time.perf_counter()
            found = work()
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        cpu += self.server_clock() - server
        return {"cpu": cpu, "wall": wall, "sql": self.sql, "elastic": self.elastic, "found": found}

    def _get(self, address, **query):
        answer = self.client.get(address, query)
        assert answer.status_code == 200, f"{address} answered {answer.status_code}"
        return len(answer.content)

    # --- Stock ---

    def stock_search(self, q):
        from wagtail.models import Page

        def work():
            results = Page.objects.live().search(q)
            return len(list(results[:10])) and results.count()

        return self.measure(work)

    def stock_view(self, q, logged=False):
        address = "/stock-search-logged/" if logged else "/stock-search/"
        return self.measure(lambda: self._get(address, query=q))

    def stock_autocomplete(self, q):
        from wagtail.models import Page

        return self.measure(lambda: len(list(Page.objects.live().autocomplete(q)[:10])))

    def stock_rebuild(self):
        return self._command("update_index")

    # --- Ours ---

    def our_find(self, q):
        from grund.visitors import visitor_of
        from search import engine

        return self.measure(lambda: engine.find(q, visitor_of(self.request), "sv").total)

    def our_view(self, q):
        return self.measure(lambda: self._get("/sok/", q=q))

    def our_suggest(self, q):
        return self.measure(lambda: self._get("/sok/forslag/", q=q))

    def our_rebuild(self, all=True):
        return self._command("search_rebuild", all=all)

    def our_drift(self, share, seed):
        from search.rebuild import drift

        from .pages import plant

        planted = plant(share, seed)
        found = self._command("search_drift")
        return {**found, "planted": planted, "left": drift().number}

    def _command(self, name, **options):
        from django.core.management import call_command

        with open(os.devnull, "w") as nowhere:
            return self.measure(lambda: call_command(name, verbosity=0, stdout=nowhere, **options))

    # --- The database ---

    def prepare(self):
        from nackamodellen.start import start_site

        self._command("migrate")
        start_site(hostname="testserver")

    def make(self, number):
        from .pages import make

        return self.measure(lambda: make(number))

    def settle(self):
        from .pages import settle

        settle()

    def copy(self, to):
        """This SQLite database as it is, in another file."""
        with self.connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [to])

    def leave_elastic(self):
        """Remove what this worker has put into Elasticsearch."""
        from search.engines import elastic_client

        client = elastic_client.client()
        for name in list(client.indices.get(index=f"{elastic_client.alias()}-*")):
            client.options(ignore_status=404).indices.delete(index=name)

    def elastic_answers(self):
        """Whether no search of this process fell back to the database."""
        from search.engines import elastic_client

        return elastic_client.breaker.may_ask()

    def profile(self, what, to, **arguments):
        """The same, under a profiler."""
        import cProfile

        profiler = cProfile.Profile()
        found = profiler.runcall(getattr(self, what), **arguments)
        profiler.dump_stats(to)
        return found


def main():
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever else prints does not disturb the answers
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    import django

    django.setup()
    worker = Worker()
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = {"ok": getattr(worker, asked.pop("do"))(**asked)}
        except Exception as error:
            import traceback

            traceback.print_exc()
            answer = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
