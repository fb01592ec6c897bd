"""Lock requirements/*.in into requirements/*.txt (`make lock`; --upgrade takes the newest versions).

The lock fits every platform from Python 3.11 on, holds hashes, and names no host that packages come from.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("site", "dev", "oldest")  # dev.in takes in site.in, and oldest.in is the floor of the wheel
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes"]
OPTIONS += ["--no-emit-index-url", "--no-annotate", "--no-header", "--quiet"]


def main(arguments: list[str]) -> int:
    uv = Path(sys.executable).parent / "uv"
    for name in NAMES:
        command = [uv, "pip", "compile", *OPTIONS, f"requirements/{name}.in", "-o", f"requirements/{name}.txt"]
        if subprocess.run([*command, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode:
            return 1
    print("Locked. Run `make test` and commit requirements/.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
