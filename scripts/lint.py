"""Style, templates, import contracts and types (`make lint`); --fix repairs what the tools can repair."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PYTHON_FILES = ["manage.py", "site", "scripts", "tests", "benchmarks", "examples"]
TEMPLATES = ["site"]


def commands(fix: bool) -> list[list[str]]:
    """What is run, in order."""
    return [
        ["ruff", "check", *(["--fix"] if fix else []), *PYTHON_FILES],
        ["ruff", "format", *([] if fix else ["--check"]), *PYTHON_FILES],
        ["djlint", "--lint", "--quiet", *TEMPLATES],
        ["lint-imports", "--no-cache"],
        ["mypy"],
    ]


def main(arguments: list[str]) -> int:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "site")}
    failed = []
    for command in commands("--fix" in arguments):
        print(f"--- {' '.join(command)}", flush=True)
        if subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, env=environment, check=False).returncode:
            failed.append(command[0])
    print(f"Failed: {', '.join(failed)}" if failed else "All clean.", flush=True)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
