"""Our search beside Wagtail's own, over the same pages and in one run: `python benchmarks/search.py`.

Prints every figure with its bar; ends with 1 where one is missed.
"""

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Not this folder, whose search.py would hide the site's app of that name.
sys.path[0] = str(ROOT)
sys.path.insert(1, str(ROOT / "scripts"))

from benchmarks.search_parts import places, report  # noqa: E402
from benchmarks.search_parts.figures import Bench  # noqa: E402


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000], metavar="PAGES")
    parser.add_argument("--middle", type=int, default=5_000, metavar="PAGES", help="for mixed queries and rebuilds")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds that a query of stock may take")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rebuilds", type=int, default=3)
    parser.add_argument("--sqlite-only", action="store_true", help="leave PostgreSQL out")
    parser.add_argument("--json", metavar="FILE", help="where the figures are written, too")
    asked = parser.parse_args(arguments)
    places.children.stop_on_signals()
    try:
        with places.scratch(with_postgres=not asked.sqlite_only) as found:
            checks, figures = run(Bench(found, asked.sizes, asked.middle, asked.limit, asked.rounds, asked.rebuilds))
    except places.children.Stopped:
        return 130
    if asked.json:
        Path(asked.json).write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return int(any(check.holds is False for check in checks))


def run(bench):
    """Measure and print. Gives (all checks, the figures for JSON)."""
    checks = []

    def tell(lines, found):
        found = list(found)
        checks.extend(found)
        print("\n".join(["", *lines, *(check.line() for check in found)]), flush=True)

    engines = bench.places.engines
    print(f"Engines: {', '.join(engines)}. Pages: {bench.sizes}, {bench.middle} for mixed queries and rebuilds.")
    bench.databases()
    common = bench.a_common_word()
    tell(report.common_table(common), report.common_checks(common, bench.sizes, engines))
    mixed = bench.mixed()
    tell(
        report.spread_table(f"50 mixed queries, {bench.middle} pages", mixed), report.mixed_checks(mixed, bench.middle)
    )
    typed = bench.suggestions()
    tell(
        report.spread_table(f"Suggestions for 20 beginnings, {bench.sizes[-1]} pages", typed),
        report.suggestion_checks(typed, mixed, bench.sizes[-1]),
    )
    if "elastic" in engines:
        answered = all(
            process("elastic_answers") for (name, _), process in bench.places.processes.items() if name == "elastic"
        )
        tell([], [report.Check("Elasticsearch answered every search (1: yes)", int(answered), 1, least=True, unit="")])
    building = bench.building()
    tell(report.building_table(building, bench.fill), report.building_checks(building, bench.fill, bench.middle))
    judged = [check for check in checks if check.holds is not None]
    print(f"\n{sum(check.holds for check in judged)} of {len(judged)} bars hold.")
    return checks, {
        "sizes": bench.sizes,
        "middle": bench.middle,
        "checks": [check.as_json() for check in checks],
        "common": {" ".join(map(str, key)): samples.as_json() for key, samples in common.items()},
        "mixed": {name: [samples.as_json() for samples in rows] for name, rows in mixed.items()},
        "suggestions": {name: [samples.as_json() for samples in rows] for name, rows in typed.items()},
        "building": building,
        "fill": {" ".join(map(str, key)): costs for key, costs in bench.fill.items()},
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
