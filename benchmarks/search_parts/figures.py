"""What is measured: rounds in which stock and ours take turns, and the medians of them."""

import math
from statistics import median

from . import corpus
from .places import TooLong, said

SLOW = 3.0  # seconds: what takes longer is asked once and not in every round
SHARE = 0.05  # of the entries that are made wrong


def p95(values):
    ordered = sorted(values)
    return ordered[math.ceil(0.95 * len(ordered)) - 1]


class Samples:
    """Costs of one thing. ``over``: it was killed, so that it would have cost more."""

    def __init__(self):
        self.rows, self.over = [], False

    def add(self, process, limit, do, **arguments):
        """Ask once more, unless it is known to be slow."""
        if self.over or any(row["wall"] > SLOW for row in self.rows):
            return
        try:
            self.rows.append(process(do, limit=limit, **arguments))
        except TooLong as error:
            self.over = True
            self.rows.append({"cpu": error.cpu, "wall": error.wall, "sql": None, "elastic": 0, "found": None})

    def __getattr__(self, name):
        values = [row[name] for row in self.rows if row[name] is not None]
        return median(values) if values else None

    @property
    def most_sql(self):
        return max(row["sql"] for row in self.rows)

    def as_json(self):
        return {
            **{name: getattr(self, name) for name in ("cpu", "wall", "sql", "elastic", "found")},
            "rounds": len(self.rows),
            "over": self.over,
        }


class Bench:
    """One run; ``figures`` is what it has found, by name."""

    def __init__(self, places, sizes, middle, limit=60.0, rounds=5, rebuilds=3):
        self.places, self.sizes, self.middle = places, sorted(sizes), middle
        self.limit, self.rounds, self.rebuilds = limit, rounds, rebuilds
        self.fill, self.common = {}, {}

    def databases(self):
        """The same pages everywhere, indexed by stock and by us."""
        for number in sorted({*self.sizes, self.middle}):
            for engine in self.places.engines:
                with said(f"{number} pages, {engine}"):
                    if engine == "elastic":
                        self.fill[engine, number] = {"ours": self.places.add_elastic(number)("our_rebuild", all=False)}
                        continue
                    process = self.places.add(engine, number)
                    process("make", number=number)
                    self.fill[engine, number] = {"stock": process("stock_rebuild"), "ours": process("our_rebuild")}
                    process("settle")

    def a_common_word(self):
        """{(engine, pages, who): Samples} of the word on every page."""
        q = corpus.COMMON
        stock = ("stock_view", {"q": q}), ("stock_search", {"q": q}), ("stock_view logged", {"q": q, "logged": True})
        ours = ("our_view", {"q": q}), ("our_find", {"q": q})
        for process in self.places.processes.values():
            for do in ("our_view", "our_find"):
                process(do, q=corpus.rare_word(1))
        with said("a word that stands on every page"):
            for _round in range(self.rounds):
                for number in self.sizes:
                    for engine in self.places.engines:
                        for name, arguments in (*(stock if engine != "elastic" else ()), *ours):
                            if self._hopeless(engine, number, name):
                                continue
                            samples = self.common.setdefault((engine, number, name), Samples())
                            limit = self.limit if name.startswith("stock") else None
                            samples.add(self.places[engine, number], limit, name.split()[0], **arguments)
        return self.common

    def _hopeless(self, engine, number, name):
        """Whether the page was so slow that neither the search alone nor the page with its log needs to be tried."""
        view = self.common.get((engine, number, "stock_view"))
        return name in ("stock_search", "stock_view logged") and view is not None and (view.wall or 0) > SLOW

    def mixed(self):
        """{engine or "stock": [Samples of each query]} of 50 queries; stock on PostgreSQL."""
        found = {}
        with said("50 mixed queries"):
            for _round in range(min(3, self.rounds)):
                for place, q in enumerate(corpus.mixed_queries(self.middle)):
                    asked = [(engine, self.places[engine, self.middle], "our_view") for engine in self.places.engines]
                    if self.places.server:
                        asked.append(("stock", self.places["postgres", self.middle], "stock_view"))
                    for name, process, do in asked:
                        rows = found.setdefault(name, {})
                        limit = self.limit if name == "stock" else None
                        rows.setdefault(place, Samples()).add(process, limit, do, q=q)
        return {name: list(rows.values()) for name, rows in found.items()}

    def suggestions(self):
        """The same of 20 beginnings, at the largest size; stock on SQLite."""
        found, large = {}, self.sizes[-1]
        with said("20 beginnings of words"):
            for turn in range(min(3, self.rounds)):
                for place, q in enumerate(corpus.typed(large)):
                    databases = [engine for engine in self.places.engines if engine != "elastic"]
                    asked = [(engine, self.places[engine, large], "our_suggest") for engine in databases]
                    if turn == 0:
                        asked.append(("stock", self.places["sqlite", large], "stock_autocomplete"))
                    for name, process, do in asked:
                        rows = found.setdefault(name, {})
                        limit = self.limit if name == "stock" else None
                        rows.setdefault(place, Samples()).add(process, limit, do, q=q)
        return {name: list(rows.values()) for name, rows in found.items()}

    def building(self):
        """{engine: {"stock", "ours", "same", "drift": [cost]}}; ``same`` is a rebuild that finds nothing changed."""
        found = {}
        for engine in self.places.engines:
            if engine == "elastic":
                continue
            process = self.places[engine, self.middle]
            costs = found[engine] = {"stock": [], "ours": [], "same": [], "drift": []}
            with said(f"rebuilds and repairs, {engine}"):
                for turn in range(self.rebuilds):
                    costs["stock"].append(process("stock_rebuild"))
                    costs["ours"].append(process("our_rebuild"))
                    costs["same"].append(process("our_rebuild", all=False))
                    costs["drift"].append(process("our_drift", share=SHARE, seed=turn))
        return found
