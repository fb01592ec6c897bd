"""The proofs under load, whole and with their figures (`make race`): many at once, killed workers, a failing database.

On SQLite what is about SQLite, then everything on a private PostgreSQL. Without PostgreSQL it says so and fails, since
most of it was not shown then. Arguments go to pytest: `make race ARGS="-k sixty"`.
"""

import os
import subprocess
import sys
from pathlib import Path

import optional_services

ROOT = Path(__file__).resolve().parents[1]
# -s: the tests print what they counted.
PYTEST = [sys.executable, "-m", "pytest", "-q", "-s", "-n", "0", "--durations=10", "-m", "race or kill or fault"]
NOTHING_COLLECTED = 5


def run(name: str, command: list[str]) -> int:
    """One run of pytest; gives its exit code."""
    print(f"\n=== Races, kills and faults on {name} ===", flush=True)
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"DJANGO_SETTINGS_MODULE": "nackamodellen.settings.test", "WHOLE_SUITE": "1"}
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    return 0 if code == NOTHING_COLLECTED else code


def main(arguments: list[str]) -> int:
    missing = optional_services.missing("postgresql")
    on_sqlite = [*PYTEST, "tests/race/test_sqlite.py", "tests/utbildning/test_faults.py"]
    code = run("SQLite", [*on_sqlite, *arguments])
    if missing:
        print(f"\n{missing}", flush=True)
        return code or 1
    return code or run("PostgreSQL", [sys.executable, "scripts/postgres.py", "--", *PYTEST, "tests", *arguments])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
