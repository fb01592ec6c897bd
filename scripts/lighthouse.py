"""Measure every page type of a running site with Lighthouse (`make lighthouse`); names may follow: ARGS="start kurs".

Wanted: 100 in accessibility, best practices and, but for pages that search engines shall leave alone, SEO.
Lighthouse is a tool of its own and no dependency; npm puts it into var/tools. The version is the last for Node 20.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from demo_pages import NOINDEX, addresses
from optional_services import chromium_path, missing

ROOT = Path(__file__).resolve().parents[1]
VERSION = "12.8.2"
TOOLS = ROOT / "var/tools/lighthouse"
PROGRAM = TOOLS / "node_modules/.bin/lighthouse"
CATEGORIES = ("accessibility", "best-practices", "seo")
CHROME_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run"


def install() -> None:
    """Fetch the pinned version unless it is there."""
    package = TOOLS / "node_modules/lighthouse/package.json"
    if package.exists() and json.loads(package.read_text())["version"] == VERSION:
        return
    print(f"Installing Lighthouse {VERSION} into var/tools.", flush=True)
    options = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
    subprocess.run(["npm", "install", "--prefix", TOOLS, *options, f"lighthouse@{VERSION}"], check=True)


def measure(address: str, chromium: Path) -> tuple[dict[str, int], list[str]]:
    """Points per category, and what cost some."""
    command = [PROGRAM, address, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}"]
    environment = {**os.environ, "CHROME_PATH": str(chromium)}
    answer = subprocess.run(
        [*command, f"--chrome-flags={CHROME_FLAGS}"], env=environment, capture_output=True, text=True, check=False
    )
    if answer.returncode:
        sys.exit(f"Lighthouse could not measure {address}.\n{answer.stderr[-2000:]}")
    report = json.loads(answer.stdout)
    points = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES}
    wanting = {
        part["id"] for name in CATEGORIES for part in report["categories"][name]["auditRefs"] if part["weight"] > 0
    }
    faults = [audit for name, audit in report["audits"].items() if name in wanting and audit["score"] not in (None, 1)]
    return points, [f"{audit['id']}: {audit['title']}" for audit in faults]


def main(arguments: list[str]) -> int | str:
    chromium = chromium_path()
    if chromium is None:
        return missing("chromium") or ""
    if not shutil.which("npm"):
        return "Lighthouse needs Node 20 and npm. Install them with: apt-get install nodejs npm"
    pages = addresses()
    unknown = set(arguments) - set(pages)
    if unknown:
        return f"No page is called {', '.join(sorted(unknown))}. There are: {', '.join(pages)}."
    install()
    failed = False
    for name in arguments or pages:
        points, faults = measure(pages[name], chromium)
        wanted = [category for category in CATEGORIES if not (category == "seo" and name in NOINDEX)]
        bad = any(points[category] < 100 for category in wanted)
        failed = failed or bad
        print(f"{name:24}" + "".join(f" {category} {points[category]:3}" for category in wanted), flush=True)
        for fault in faults if bad else []:
            print(f"    {fault}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
