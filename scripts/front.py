"""Build and serve the example front end (`make example`), which draws the site from its content interface.

It needs Node 20 or newer with npm. FRONT_PORT is where it is served, API_URL whose content it shows.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import optional_services

ROOT = Path(__file__).resolve().parents[1]
FRONT = ROOT / "examples/front"
STAMP = FRONT / "node_modules/.installed"


def lock_digest() -> str:
    return hashlib.sha256((FRONT / "package-lock.json").read_bytes()).hexdigest()


def is_installed() -> bool:
    return STAMP.exists() and STAMP.read_text(encoding="utf-8") == lock_digest()


def install() -> None:
    """Fetch the packages of the lock, once for each state of it. Exits with a sentence where that fails."""
    if is_installed():
        return
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is missing. It comes with Node 20 or newer; install that, and try again.")
    print("Fetching the packages of the front end …", flush=True)
    if subprocess.run([npm, "ci", "--silent"], cwd=FRONT, check=False).returncode:
        sys.exit("The packages could not be fetched; what npm said stands above.")
    STAMP.write_text(lock_digest(), encoding="utf-8")


def build(node: Path) -> None:
    """Compile into dist/. Exits where the compiler finds a fault."""
    if subprocess.run([node, "node_modules/typescript/bin/tsc"], cwd=FRONT, check=False).returncode:
        sys.exit("The front end does not compile; the faults stand above.")


def main(arguments: list[str]) -> int:
    node = optional_services.node_path()
    if node is None:
        found = optional_services.node_version(shutil.which("node"))
        has = f"this machine has {'.'.join(map(str, found))}" if found else "this machine has none"
        sys.exit(f"The front end needs Node {optional_services.OLDEST_NODE} or newer; {has}.")
    install()
    build(node)
    if "--build" in arguments:
        return 0
    os.chdir(FRONT)
    os.execv(node, [str(node), "dist/main.js"])  # from here on it is the front end, and Ctrl-C is its own


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
