"""Print the newest Python at hand that can make a virtual environment, found by running each, not by its name."""

import os
import subprocess
import sys
from pathlib import Path

QUESTION = "import ensurepip, sys, venv; print(*sys.version_info[:3], sys.version_info.releaselevel == 'final')"


def candidates() -> list[Path]:
    """Everything called python3… on the PATH, and the versions of a version manager."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    found = [path for folder in folders for path in folder.glob("python3*") if "-" not in path.name]
    return [*found, *Path.home().glob(".pyenv/versions/*/bin/python3"), Path(sys.executable)]


def version(python: Path) -> tuple[int, ...] | None:
    """The version of a released Python that works; None for anything else."""
    try:
        answer = subprocess.run([python, "-I", "-c", QUESTION], capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    *numbers, final = answer.stdout.split()
    return tuple(map(int, numbers)) if final == "True" else None


def main() -> None:
    working = {(found, path) for path in candidates() if (found := version(path))}
    print(max(working)[1])


if __name__ == "__main__":
    main()
