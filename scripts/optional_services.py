"""Programs that tests use where they are found: PostgreSQL, Chromium, Java (with the Nu HTML checker), Elasticsearch, Node.

A missing one costs one line that says what is skipped and how to get it; with REQUIRE_SERVICES=1 it is a failure.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST_POSTGRES = 15
VNU_VERSION = "26.9.27"
OLDEST_NODE = 20
NODE_VERSION = "20.20.2"  # what .ci/run fetches where the system's is older
ELASTICSEARCH_VERSION = "8.19.21"
ELASTICSEARCH_FOLDER = ROOT / "var/elasticsearch"


def postgres_bin() -> Path | None:
    """The folder of a PostgreSQL server's programs: the newest that is new enough."""
    folders = [Path(found).resolve().parent for found in [shutil.which("postgres")] if found]
    folders += Path("/usr/lib/postgresql").glob("*/bin")
    usable = {(postgres_version(folder), folder) for folder in folders if (folder / "initdb").is_file()}
    return max((pair for pair in usable if pair[0] >= OLDEST_POSTGRES), default=(0, None))[1]


def postgres_version(folder: Path) -> int:
    """The major version of the server in a folder; 0 where it does not say."""
    try:
        words = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"(\d+)\.?\d*", words)
    return int(found[1]) if found else 0


def chromium_path() -> Path | None:
    """A Chromium or Chrome that can be driven without a window."""
    names = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    return next((Path(found) for name in names if (found := shutil.which(name))), None)


def java_path() -> Path | None:
    """A Java that runs; some systems have a stub of that name that only says where to get one."""
    found = shutil.which("java")
    works = found and subprocess.run([found, "-version"], capture_output=True, check=False).returncode == 0
    return Path(found) if found and works else None


def vnu_jar() -> Path | None:
    """The Nu HTML checker, as .ci/run and the installation line below put it."""
    file = ROOT / "var/tools/vnu/node_modules/vnu-jar/build/dist/vnu.jar"
    return file if file.is_file() else None


def node_version(node: str | Path | None) -> tuple[int, ...]:
    """The version of a Node; nothing where it does not run."""
    if node is None:
        return ()
    try:
        words = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ()
    found = re.fullmatch(r"v(\d+)\.(\d+)\.(\d+)", words.strip())
    return tuple(int(part) for part in found.groups()) if found else ()


def node_path() -> Path | None:
    """A Node that is new enough: the system's, or the one that .ci/run fetched."""
    found = [shutil.which("node"), ROOT / "var/tools/node/node_modules/node/bin/node"]
    return next((Path(one) for one in found if one and node_version(one)[:1] >= (OLDEST_NODE,)), None)


def front_packages() -> Path | None:
    """The compiler of the example front end, where there is a Node to run it."""
    file = ROOT / "examples/front/node_modules/typescript/bin/tsc"
    return file if file.is_file() and node_path() else None


def elasticsearch_home() -> Path | None:
    """The Elasticsearch that `make elasticsearch` fetched."""
    folder = ELASTICSEARCH_FOLDER / f"elasticsearch-{ELASTICSEARCH_VERSION}"
    return folder if (folder / "bin/elasticsearch").is_file() else None


def elasticsearch_found() -> Path | None:
    """Something true where tests have an Elasticsearch: one that was fetched, or a running one that ELASTICSEARCH_URL names."""
    return elasticsearch_home() or (Path("running") if os.environ.get("ELASTICSEARCH_URL") else None)


# name: what to look for, what is skipped without it, its own name, how to install it
SERVICES: dict[str, tuple[Callable[[], Path | None], str, str, str]] = {
    "postgresql": (postgres_bin, "the tests on PostgreSQL", "PostgreSQL 15+", "apt-get install postgresql"),
    "chromium": (chromium_path, "the browser tests", "Chromium", "apt-get install chromium"),
    "java": (java_path, "the HTML checker", "Java", "apt-get install default-jre-headless"),
    "front": (
        front_packages,
        "the tests of the front end",
        "Node 20+ with the front end's packages",
        "npm ci --prefix examples/front",
    ),
    "elasticsearch": (elasticsearch_found, "the tests on Elasticsearch", "Elasticsearch", "make elasticsearch"),
    "vnu": (
        vnu_jar,
        "the HTML checker",
        "the Nu HTML checker",
        f"npm install --prefix var/tools/vnu --no-save --no-package-lock vnu-jar@{VNU_VERSION}",
    ),
}


def missing(name: str) -> str | None:
    """The one line about a service that is not here; None where it is."""
    find, skipped, title, installation = SERVICES[name]
    return None if find() else f"Skipping {skipped}: {title} is missing. Install it with: {installation}"


def all_missing() -> list[str]:
    """The lines of all services that are not here; the HTML checker only once."""
    lines = {SERVICES[name][1]: line for name in reversed(SERVICES) if (line := missing(name))}
    return list(reversed(lines.values()))


def are_required() -> bool:
    return os.environ.get("REQUIRE_SERVICES", "") not in ("", "0")
