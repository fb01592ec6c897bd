"""The figures as sentences: each with its bar and whether it holds."""

from statistics import median

from .figures import p95

LARGE, MIDDLE = 10_000, 5_000  # pages that the bars are about


def _ms(seconds):
    return "–" if seconds is None else f"{seconds * 1000:.1f}"


class Check:
    """A figure and its bar. ``least``: the bar is a floor; else a ceiling. ``over``: the figure is at least this.
    ``judged`` is False with fewer pages than the bar is about."""

    def __init__(self, name, value, bar, aim=None, least=False, unit="x", over=False, judged=True):
        self.judged = judged
        self.name, self.value, self.bar, self.aim = name, value, bar, aim
        self.least, self.unit, self.over = least, unit, over

    @property
    def holds(self):
        if self.value is None or not self.judged:
            return None
        return self.value >= self.bar if self.least else self.value <= self.bar

    def line(self):
        sign = ">=" if self.least else "<="
        aim = f", aim {self.aim:g}{self.unit}" if self.aim is not None else ""
        value = "not measured" if self.value is None else f"{'> ' if self.over else ''}{self.value:.3g}{self.unit}"
        word = {None: "" if self.judged else "not judged at this size", True: "holds", False: "MISSES"}[self.holds]
        return f"  {self.name:66s} {value:>12s}   (bar {sign} {self.bar:g}{self.unit}{aim})  {word}"

    def as_json(self):
        return {
            "name": self.name,
            "value": self.value,
            "bar": self.bar,
            "aim": self.aim,
            "least": self.least,
            "over": self.over,
            "holds": self.holds,
        }


def _ratio(first, second):
    return first / second if first is not None and second else None


def common_table(common):
    """Lines of the common word: milliseconds of CPU and wall, SQL, requests."""
    yield "A word that stands on every page: median ms CPU (wall), SQL"
    for (engine, number, name), samples in sorted(common.items(), key=lambda row: (row[0][0], row[0][2], row[0][1])):
        over = f"> {samples.cpu:.0f} s, killed" if samples.over else f"{_ms(samples.cpu)} ({_ms(samples.wall)})"
        requests = f", {samples.elastic:g} requests" if engine == "elastic" else ""
        yield f"  {engine:9s} {name:18s} {number:7d} pages  {over:>24s}  {samples.sql or 0:g} SQL{requests}"


def common_checks(common, sizes, engines):
    """P9, P10, P11."""
    least, most = min(sizes), max(sizes)
    compared = max(
        (number for number in sizes if number <= 10_000 and ("sqlite", number, "stock_view") in common), default=None
    )
    if compared:
        stock, ours = common["sqlite", compared, "stock_view"], common["sqlite", compared, "our_view"]
        yield Check(
            f"P10 stock page / our page, SQLite, {compared} pages, CPU",
            _ratio(stock.cpu, ours.cpu), 300, 500, least=True, over=stock.over, judged=compared >= LARGE,
        )  # fmt: skip
        yield Check(
            f"P10 stock page / our search without its page, SQLite, {compared}, CPU",
            _ratio(stock.cpu, common["sqlite", compared, "our_find"].cpu), 300, 500, least=True, over=stock.over, judged=compared >= LARGE,
        )  # fmt: skip
        yield Check(
            f"P10 our page, SQLite, {compared} pages, ms CPU",
            ours.cpu * 1000,
            100,
            unit=" ms",
            judged=compared >= LARGE,
        )
    for engine in engines:
        small, large = common[engine, least, "our_view"], common[engine, most, "our_view"]
        if least < most:
            what = "wall" if engine == "elastic" else "CPU"
            values = [samples.wall if engine == "elastic" else samples.cpu for samples in (large, small)]
            yield Check(
                f"P9 our page, {engine}, {most} / {least} pages, {what}", _ratio(*values), 3, 1.5, judged=most >= LARGE
            )
        yield Check(f"P11 SQL of our page, {engine}, {most} pages", large.most_sql, 6, 4, unit="")
        if engine == "elastic":
            yield Check("Requests to Elasticsearch of our page", large.elastic, 1, unit="")


def spread(rows, name):
    """(p50, p95, max) of the medians of each query."""
    values = [value for samples in rows if (value := getattr(samples, name)) is not None]
    return median(values), p95(values), max(values)


def spread_table(title, found):
    yield f"{title}: ms CPU p50 / p95 / max (wall), most SQL"
    for name, rows in found.items():
        cpu, wall = ([_ms(value) for value in spread(rows, which)] for which in ("cpu", "wall"))
        over = sum(samples.over for samples in rows)
        killed = f", {over} killed" if over else ""
        sql = max((row["sql"] for samples in rows for row in samples.rows if row["sql"] is not None), default=0)
        yield f"  {name:9s} {' / '.join(cpu):>30s}  ({' / '.join(wall)})  {sql} SQL{killed}"


def mixed_checks(mixed, middle):
    stock = spread(mixed["stock"], "cpu")[1] if "stock" in mixed else None
    stock_wall = spread(mixed["stock"], "wall")[1] if "stock" in mixed else None
    for engine, rows in mixed.items():
        if engine == "stock":
            continue
        bar = 0.4 if engine == "elastic" else 0.3
        if engine != "elastic":  # whose own CPU is not known
            ours = spread(rows, "cpu")[1]
            yield Check(
                f"p95 our page, {engine} / stock page, PostgreSQL, {middle}, CPU",
                _ratio(ours, stock),
                bar,
                judged=middle >= MIDDLE,
            )
        ours = spread(rows, "wall")[1]
        yield Check(
            f"p95 our page, {engine} / stock page, PostgreSQL, {middle}, wall",
            _ratio(ours, stock_wall),
            bar,
            judged=middle >= MIDDLE,
        )
        most = max(row["sql"] for samples in rows for row in samples.rows)
        yield Check(f"P11 most SQL of our page over all queries, {engine}", most, 6, 4, unit="")
        if engine == "elastic":
            requests = [row["elastic"] for samples in rows for row in samples.rows]
            yield Check("Most requests to Elasticsearch over all queries", max(requests), 1, unit="")


def suggestion_checks(found, mixed, large):
    stock = spread(found["stock"], "cpu")[1]
    for engine in found:
        if engine == "stock":
            continue
        ours = spread(found[engine], "cpu")[1]
        yield Check(
            f"p95 suggestions, {engine} / stock, SQLite, {large}, CPU", _ratio(ours, stock), 0.01, judged=large >= LARGE
        )
        yield Check(f"p95 suggestions / p95 results page, {engine}, CPU", ours / spread(mixed[engine], "cpu")[1], 1)


def building_table(building, fill):
    yield "Rebuild and repair: median s CPU (wall)"
    for engine, costs in building.items():
        for name, rows in costs.items():
            cpu, wall = (median(row[which] for row in rows) for which in ("cpu", "wall"))
            yield f"  {engine:9s} {name:6s} {cpu:8.2f} ({wall:.2f})"
    yield "First filling: s CPU (wall)"
    for (engine, number), costs in fill.items():
        parts = [f"{name} {cost['cpu']:.2f} ({cost['wall']:.2f})" for name, cost in costs.items()]
        yield f"  {engine:9s} {number:7d} pages  {', '.join(parts)}"


def building_checks(building, fill, middle):
    for engine, costs in building.items():
        for which in ("cpu", "wall"):
            seconds = {name: median(row[which] for row in rows) for name, rows in costs.items()}
            yield Check(
                f"P16 search_rebuild --all / stock update_index, {engine}, {middle}, {which}",
                _ratio(seconds["ours"], seconds["stock"]), 1.0, 0.7, judged=middle >= MIDDLE,
            )  # fmt: skip
            yield Check(
                f"P17 repair of 5 % / search_rebuild --all, {engine}, {middle}, {which}",
                _ratio(seconds["drift"], seconds["ours"]), 0.2, 0.1, judged=middle >= MIDDLE,
            )  # fmt: skip
        first = fill[engine, middle]
        yield Check(
            f"P16 the same into an empty index, {engine}, {middle}, cpu",
            _ratio(first["ours"]["cpu"], first["stock"]["cpu"]), 1.0, 0.7, judged=middle >= MIDDLE,
        )  # fmt: skip
        yield Check(
            f"P17 entries still wrong after the repair, {engine}", max(r["left"] for r in costs["drift"]), 0, unit=""
        )
