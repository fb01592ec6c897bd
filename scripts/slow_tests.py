"""Which tests the short suite leaves out since they take long: writes tests/slow.txt from reports of the whole one.

    WHOLE_SUITE=1 make test ARGS="--junitxml=var/report.xml"
    python scripts/slow_tests.py var/report.xml

The run on PostgreSQL overwrites the report of the one on SQLite; give the report of each, kept aside, where both are at
hand: of two times the shorter counts, since the first test of a process also bears what all share.
"""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "tests" / "slow.txt"
SECONDS = 0.8
HEAD = f"""\
# Tests that took more than {SECONDS} seconds, which the short suite leaves to the whole one.
# Made by scripts/slow_tests.py; tests/short.py reads it. One in KEPT there stays in the short suite.
"""


def seconds_of(report: Path) -> dict[str, float]:
    """{function: seconds of the fastest of its cases} from a report of pytest."""
    found: dict[str, float] = {}
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        if case.find("skipped") is None:
            name = name_of(case.get("classname", ""), case.get("name", ""))
            found[name] = min(float(case.get("time", 0)), found.get(name, 1e9))
    return found


def name_of(classname: str, name: str) -> str:
    """``tests.a.test_b.TestC`` and ``test_d[e]`` as pytest writes it on its command line, without the parameters."""
    parts = classname.split(".")
    last = next(number for number, part in enumerate(parts) if part.startswith("test_")) + 1
    return "::".join(["/".join(parts[:last]) + ".py", *parts[last:], name.partition("[")[0]])


def main(reports: list[str]) -> int:
    if not reports:
        print(__doc__)
        return 2
    fastest: dict[str, float] = {}
    for report in reports:
        for name, seconds in seconds_of(Path(report)).items():
            fastest[name] = min(seconds, fastest.get(name, 1e9))
    slow = sorted(name for name, seconds in fastest.items() if seconds > SECONDS)
    LIST.write_text(HEAD + "".join(f"{name}\n" for name in slow), encoding="utf-8")
    print(f"Wrote {len(slow)} of {len(fastest)} tests to {LIST.relative_to(ROOT)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
