"""Every test (`make test`): on SQLite, then those that touch the database again on PostgreSQL where it is found.

With WHOLE_SUITE=1 (set by .ci/run) nothing is shortened. Without it the suite takes some minutes: tests with the mark
"whole" are left out, as are those that drive a browser, the slow ones (tests/slow.txt, made by scripts/slow_tests.py) and
every case but the first of a test with several, unless it touches no database (tests/short.py); the tests of scale use fewer
rows; and the run on PostgreSQL leaves out what asks the database nothing special. `make test ARGS="-m browser"` runs those.

Arguments go to pytest: `make test ARGS="-k search"`. What a missing program skipped is said in one line each at the end.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import optional_services

ROOT = Path(__file__).resolve().parents[1]
WHOLE = os.environ.get("WHOLE_SUITE") == "1"
SHORTER = "" if WHOLE else " and not whole"
PYTEST = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", "--durations=15", "-q"]
RUNS = {
    "SQLite": [*PYTEST, "-m", f"not postgres{SHORTER}"],
    "PostgreSQL": [
        *(sys.executable, "scripts/postgres.py", "--", *PYTEST),
        *("-m", f"not browser and not repo and not pure and not java and not front{SHORTER}"),
    ],
}
# Much rendering, plain queries: SQLite has said it all, so only the whole suite says it again on PostgreSQL.
RENDERING = (
    "admin access contributions demo fuzz home i18n lists modellen nackamodellen nyheter objektsidor queries search"
)
RENDERING += " sidor"
PAGES_OF_COURSES = "course_pages lead own links mails notices occasion_route page_traps register_abuse register_rows"
PAGES_OF_COURSES += " register.py shown verify"
SHORT = [
    *(f"--ignore=tests/{folder}" for folder in RENDERING.split()),
    "--ignore-glob=tests/headless/test_*",
    *(f"--ignore-glob=tests/utbildning/test_{name}*" for name in PAGES_OF_COURSES.split()),
]
NOTHING_COLLECTED = 5


def run(name: str, arguments: list[str]) -> tuple[int, str]:
    """One run of pytest; gives its exit code and a line about it."""
    print(f"\n=== Tests on {name} ===", flush=True)
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment["DJANGO_SETTINGS_MODULE"] = "nackamodellen.settings.test"
    if name == "PostgreSQL" and not WHOLE:
        arguments = SHORT + arguments
    began = time.monotonic()
    code = subprocess.run(RUNS[name] + arguments, cwd=ROOT, env=environment, check=False).returncode
    if code == NOTHING_COLLECTED and arguments:
        code = 0  # what was asked for is not in this run
    verdict = "passed" if code == 0 else f"FAILED ({code})"
    return code, f"Tests on {name}: {verdict} in {time.monotonic() - began:.0f} s."


def main(arguments: list[str]) -> int:
    missing = optional_services.all_missing()
    names = [name for name in RUNS if name != "PostgreSQL" or optional_services.postgres_bin()]
    results = []
    for name in names:
        results.append(run(name, arguments))
        if results[-1][0] != 0:
            break
    print("\n" + "\n".join([line for _, line in results] + missing), flush=True)
    failed = any(code for code, _ in results)
    if missing and optional_services.are_required():
        print("REQUIRE_SERVICES is set, so what is missing counts as a failure.", flush=True)
        failed = True
    return int(failed)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
