"""The scratch databases of a run and the processes that work on them. Nothing of either is left behind."""

import contextlib
import json
import os
import secrets
import select
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

import children
import optional_services
import postgres

ROOT = Path(__file__).resolve().parents[2]


class TooLong(Exception):
    """What was asked took longer than it may. ``cpu`` and ``wall`` are what it had spent when it was killed."""

    def __init__(self, cpu, wall):
        super().__init__("too long")
        self.cpu, self.wall = cpu, wall


class Process:
    """A :mod:`benchmarks.search_parts.worker`; started anew when one was killed."""

    def __init__(self, address, **environment):
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("ELASTICSEARCH_")},
            "DJANGO_SETTINGS_MODULE": "benchmarks.search_parts.settings",
            "DATABASE_URL": address,
            "DATABASE_STATEMENT_TIMEOUT": "3600",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            **environment,
        }
        self.process = None

    def _start(self):
        command = [sys.executable, "-m", "benchmarks.search_parts.worker"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = children.start(command, cwd=ROOT, env=self.environment, **pipes)

    def __call__(self, do, limit=None, **arguments):
        if self.process is None:
            self._start()
        before = self._cpu()
        self.process.stdin.write(json.dumps({"do": do, **arguments}).encode() + b"\n")
        self.process.stdin.flush()
        began = time.monotonic()
        while limit and not select.select([self.process.stdout], [], [], 0.5)[0]:
            spent, waited = self._cpu() - before, time.monotonic() - began
            # Its own seconds, since others may use the machine too; of a silent database server it has none.
            if spent > limit or waited > 3 * limit:
                self.end(kill=True)
                raise TooLong(spent, waited)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"The process ended while it did {do}.")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(f"{do}: {answer['error']}")
        return answer["ok"]

    def _cpu(self):
        with contextlib.suppress(OSError, IndexError, ValueError):
            fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(") ")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return 0.0

    def end(self, kill=False):
        if self.process is None:
            return
        if kill:
            self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


class Places:
    """Databases with the same pages on each engine, by (engine, number of pages): ``sqlite``, ``postgres``, ``elastic``."""

    def __init__(self, folder, server, elastic):
        self.folder, self.server, self.elastic = folder, server, elastic
        self.processes = {}

    @property
    def engines(self):
        return ("sqlite", *(("postgres",) if self.server else ()), *(("elastic",) if self.elastic else ()))

    def __getitem__(self, place):
        return self.processes[place]

    def file(self, name):
        return f"sqlite:///{self.folder / name}.sqlite3"

    def prepare(self):
        """The empty site on each engine, which every database is a copy of."""
        made = Process(self.file("empty"))
        made("prepare")
        made.end()
        if self.server:
            made = Process(self.server)
            made("prepare")
            made.end()

    def add(self, engine, number):
        """A database for so many pages, still without them."""
        if engine == "postgres":
            address = self._postgres_copy(f"pages{number}")
        else:
            address = self.file(f"pages{number}")
            shutil.copyfile(self.folder / "empty.sqlite3", self.folder / f"pages{number}.sqlite3")
        self.processes[engine, number] = Process(address, VAR_DIR=str(self.folder))
        return self.processes[engine, number]

    def add_elastic(self, number):
        """A copy of the SQLite database with Elasticsearch beside it."""
        self.processes["sqlite", number]("copy", to=str(self.folder / f"elastic{number}.sqlite3"))
        names = {"ELASTICSEARCH_INDEX": f"bench{number}-{secrets.token_hex(4)}", "VAR_DIR": str(self.folder)}
        names |= {name: value for name, value in os.environ.items() if name.startswith("ELASTICSEARCH_")} | {
            "ELASTICSEARCH_INDEX": names["ELASTICSEARCH_INDEX"]
        }
        made = self.processes["elastic", number] = Process(self.file(f"elastic{number}"), **names)
        return made

    def _postgres_copy(self, name):
        import psycopg

        parts = urlsplit(self.server)
        folder, user, empty = unquote(parts.netloc.partition("@")[2]), parts.username, parts.path.lstrip("/")
        with psycopg.connect(host=folder, user=user, dbname="postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{empty}"')
        return self.server.rpartition("/")[0] + f"/{name}"

    def end(self):
        for (engine, _number), process in self.processes.items():
            if engine == "elastic":
                with contextlib.suppress(RuntimeError, OSError, TooLong):
                    process("leave_elastic", limit=30)
            process.end()


@contextlib.contextmanager
def scratch(with_postgres=True):
    """:class:`Places` for one run."""
    with contextlib.ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="nm-bench-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        server = None
        if with_postgres and optional_services.postgres_bin():
            server = stack.enter_context(postgres.cluster())
        places = Places(folder, server, os.environ.get("ELASTICSEARCH_URL", ""))
        stack.callback(places.end)
        places.prepare()
        yield places


@contextlib.contextmanager
def said(what):
    """Say on stderr what is done, and how long it took: a run takes minutes."""
    began = time.monotonic()
    print(f"  {what} …", end="", file=sys.stderr, flush=True)
    yield
    print(f" {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
