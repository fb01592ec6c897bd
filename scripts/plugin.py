"""Show that the wheel works in somebody else's Wagtail site (`make plugin`).

Builds the wheel and looks into it. Then, for some pairs of versions and databases, makes a new environment and a new site
with `wagtail start`, installs the wheel in six steps, uses it over HTTP, and removes it again. ARGS=--all: every
combination that is promised; ARGS="--cell 2": one of the short list; ARGS=--wheel: only the wheel.
"""

import argparse
import contextlib
import itertools
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import children
import newest_python
import plugin_host
import postgres

ROOT = Path(__file__).resolve().parents[1]
APPS = ("grund", "personer", "objektsidor", "utbildning", "headless")
MOST_BYTES = 2_000_000
TIMES = bool(os.environ.get("TIMES"))  # say how long each command took
UV = Path(sys.executable).parent / "uv"
OLDEST_OF_DJANGO = {"5.2": (3, 11), "6.1": (3, 12)}
SPECS = {
    "wagtail 7.4": "wagtail>=7.4,<7.5",
    "wagtail 8": "wagtail>=8.0",
    "django 5.2": "Django>=5.2,<5.3",
    "django 6.1": "Django>=6.1,<6.2",
}


@dataclass(frozen=True)
class Cell:
    """One combination. ``lowest``: the lowest versions that the wheel allows of what it names itself."""

    python: str  # oldest or newest
    wagtail: str
    django: str
    database: str  # sqlite or postgresql
    localize: bool
    lowest: bool = False

    def __str__(self) -> str:
        words = [f"{self.python} Python", f"Wagtail {self.wagtail}", f"Django {self.django}", self.database]
        words += ["wagtail-localize"] * self.localize + ["lowest versions"] * self.lowest
        return ", ".join(words)


# Every version, database and add-on, and every two of them together, in as few as will do.
SHORT = [
    Cell("oldest", "7.4", "5.2", "sqlite", False, lowest=True),
    Cell("newest", "8", "6.1", "postgresql", True),
    Cell("oldest", "8", "5.2", "postgresql", False),
    Cell("newest", "7.4", "5.2", "sqlite", True),
]


def every_cell(pythons: dict[str, Path]) -> list[Cell]:
    """All that is promised: Wagtail 7.4 does not run on Django 6.1, and that not on an old Python."""
    found = []
    for python, wagtail, django, database, localize in itertools.product(
        ("oldest", "newest"), ("7.4", "8"), ("5.2", "6.1"), ("sqlite", "postgresql"), (False, True)
    ):
        works = (wagtail, django) != ("7.4", "6.1")
        version = newest_python.version(pythons[python]) or ()
        if works and version[:2] >= OLDEST_OF_DJANGO[django]:
            found.append(Cell(python, wagtail, django, database, localize))
    return [SHORT[0], *found]


def pythons() -> dict[str, Path]:
    """The oldest Python at hand that will do, and the newest."""
    working = {(found, path) for path in newest_python.candidates() if (found := newest_python.version(path))}
    return {"oldest": min(pair for pair in working if pair[0] >= (3, 11))[1], "newest": max(working)[1]}


def run(*command: object, **options) -> None:
    """Run it silently; where it fails, stop with what it said."""
    words = [str(word) for word in command]
    began = time.monotonic()
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **options)
    if TIMES:
        print(f"{time.monotonic() - began:8.1f} s  {' '.join(Path(word).name for word in words[:6])}", flush=True)
    if done.returncode:
        raise SystemExit(f"Failed: {' '.join(words)}\n{done.stdout[-6000:]}")


# --- The wheel ----------------------------------------------------------------------------------


def build(folder: Path) -> Path:
    run(UV, "build", "--quiet", "--wheel", "--out-dir", folder, cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


def tracked() -> set[str]:
    """The files of the apps that the repository holds, named as in the wheel."""
    folders = [f"site/{app}" for app in APPS]
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *folders]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return {name.removeprefix("site/") for name in listed if (ROOT / name).is_file()}


def problems_of_wheel(size: int, names: set[str], wanted: set[str]) -> list[str]:
    """What is wrong with a wheel of ``size`` bytes that holds these files; ``wanted`` are those of the apps."""
    found = [f"The wheel has {size} bytes, more than {MOST_BYTES}."] if size > MOST_BYTES else []
    held = {name for name in names if ".dist-info/" not in name}
    found += [f"The wheel lacks {name}." for name in sorted(wanted - held)]
    found += [f"The wheel holds {name}, which is no file of the apps." for name in sorted(held - wanted)]
    for app, part in [(app, "migrations/0001_initial.py") for app in APPS] + [("grund", "static/grund/css/base.css")]:
        if f"{app}/{part}" not in held:
            found.append(f"The wheel has no {app}/{part}.")
    for app in APPS:
        if not any(name.startswith(f"{app}/locale/sv/") and name.endswith(".mo") for name in held):
            found.append(f"The wheel has no Swedish texts of {app}.")
    for app in ("grund", "objektsidor", "utbildning", "headless"):
        if not any(name.startswith(f"{app}/templates/") for name in held):
            found.append(f"The wheel has no templates of {app}.")
    if not any(name.endswith(".dist-info/licenses/LICENSE") for name in names):
        found.append("The wheel has no licence.")
    return found


def look_into(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = {info.filename for info in opened.infolist() if not info.is_dir()}
    problems = problems_of_wheel(wheel.stat().st_size, names, tracked())
    if problems:
        raise SystemExit("\n".join(problems))
    print(f"{wheel.name}: {len(names)} files, {wheel.stat().st_size // 1000} kB.", flush=True)


# --- One cell -----------------------------------------------------------------------------------


def make_environment(cell: Cell, folder: Path, wheel: Path) -> Path:
    """A new environment with Wagtail, Django, the wheel and what the tests need. Returns its Python."""
    environment = folder / "env"
    run(UV, "venv", "--quiet", "--python", pythons()[cell.python], environment)
    python = environment / "bin/python"
    wanted = [SPECS[f"wagtail {cell.wagtail}"], SPECS[f"django {cell.django}"], wheel]
    wanted += ["psycopg[binary]"] * (cell.database == "postgresql") + ["wagtail-localize"] * cell.localize
    install = [UV, "pip", "install", "--quiet", "--python", python]
    run(*install, *(["--resolution", "lowest-direct"] if cell.lowest else []), *wanted)
    run(*install, "pytest", "pytest-django")
    run(UV, "pip", "check", "--quiet", "--python", python)
    return python


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def served(python: Path, folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """The host on a port of its own, while the block runs."""
    port = free_port()
    log = folder / "server.log"
    command = [str(python), "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    with log.open("wb") as stream:
        server = children.start(command, cwd=folder, env=environment, stdout=stream, stderr=stream)
    try:
        deadline = time.monotonic() + 60
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            if server.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"The host did not start:\n{log.read_text(errors='replace')[-4000:]}")
            time.sleep(0.1)
        yield f"http://localhost:{port}"
    except SystemExit as error:
        raise SystemExit(f"{error}\n--- The server said:\n{log.read_text(errors='replace')[-3000:]}") from None
    finally:
        children.stop([server])


def show(cell: Cell, folder: Path, wheel: Path, database: str) -> None:
    """Everything that must hold in one cell, from an empty folder to a host that has forgotten us."""
    python = make_environment(cell, folder, wheel)
    host = folder / "host"
    host.mkdir()
    run(python.parent / "wagtail", "start", "host", host)
    plugin_host.complete(host, database, cell.localize)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PYTHON"))}
    environment = {**kept, "DJANGO_SETTINGS_MODULE": "host.settings.dev", "LOCALIZE": "1" if cell.localize else ""}
    here = {"cwd": host, "env": environment}

    def manage(*words: str) -> None:
        run(python, "manage.py", *words, **here)

    # The lowest Wagtail warns of its own managers where the tree library is newer than it knew.
    clean = ("check", "--fail-level", "ERROR" if cell.lowest else "WARNING")

    manage("makemigrations", "accounts", "pictures")
    manage("migrate")
    run(python, "before.py", **here)

    installed = plugin_host.Installed(host)
    manage(*clean)
    manage("migrate")
    manage("makemigrations", "--check", "--dry-run")
    with served(python, host, environment) as address:
        run(python, "use.py", address, **here)
    tests = folder / "tests"
    shutil.copytree(ROOT / "tests/plugin", tests, ignore=shutil.ignore_patterns("__pycache__"))
    (tests / "pytest.ini").write_text("[pytest]\nmarkers =\n    pure: touches no database\n")
    run(python, "-m", "pytest", "-q", "--strict-markers", "-p", "no:cacheprovider", tests, **here)

    manage("remove_nackamodellen", "--noinput", "--export", "export")
    installed.undo()
    manage(*clean)
    manage("makemigrations", "--check", "--dry-run")
    with served(python, host, environment) as address:
        run(python, "after.py", address, **here)


def versions(python: Path) -> str:
    code = "import sys, django, wagtail; print(*sys.version_info[:3], sep='.', end=''); print(f', Django {django.__version__}, Wagtail {wagtail.__version__}')"
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="make plugin", description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="every combination that is promised")
    parser.add_argument("--cell", type=int, choices=range(1, len(SHORT) + 1), help="one of the short list")
    parser.add_argument("--wheel", action="store_true", help="only the wheel")
    parser.add_argument("--keep", action="store_true", help="leave the folders, and say where they are")
    options = parser.parse_args(arguments)
    cells = every_cell(pythons()) if options.all else SHORT
    cells = [SHORT[options.cell - 1]] if options.cell else cells
    base = Path(tempfile.mkdtemp(prefix="nm-plugin-"))
    try:
        wheel = build(base)
        look_into(wheel)
        for number, cell in enumerate([] if options.wheel else cells, 1):
            began = time.monotonic()
            print(f"{number}/{len(cells)} {cell} ...", flush=True)
            folder = base / str(number)
            folder.mkdir()
            with contextlib.ExitStack() as stack:
                database = stack.enter_context(postgres.cluster()) if cell.database == "postgresql" else ""
                show(cell, folder, wheel, database)
            print(f"    Python {versions(folder / 'env/bin/python')}: {time.monotonic() - began:.0f} s", flush=True)
            if not options.keep:
                shutil.rmtree(folder)
    except RuntimeError as error:
        raise SystemExit(str(error)) from None
    finally:
        if options.keep:
            print(f"Left in {base}.")
        else:
            shutil.rmtree(base, ignore_errors=True)


if __name__ == "__main__":
    children.stop_on_signals()
    try:
        main(sys.argv[1:])
    except children.Stopped:
        sys.exit(130)
