"""A real Elasticsearch on this machine (`make elasticsearch`): fetched by Maven into var/elasticsearch, never shipped.

It listens on 127.0.0.1 only, on port 9200 or ES_PORT (0: any free one), and what it holds stays in var/elasticsearch.
`--fetch` fetches and ends. Elasticsearch refuses to run as root, so root starts it as `elasticsearch` or `nobody`.
For tests: :func:`node` is a node of one's own, :func:`shared` one for all processes of a run; both leave nothing behind.

The file must not be called like the client's package, which it would hide from everything that is run beside it.
"""

import contextlib
import fcntl
import http.client
import json
import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import children
from optional_services import ELASTICSEARCH_FOLDER, ELASTICSEARCH_VERSION, elasticsearch_home

ADDRESS = "127.0.0.1"
PORT = 9200
OLDEST_JAVA = 17
PATIENCE = 180  # seconds until it must answer; 15 are usual
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{ELASTICSEARCH_VERSION}:zip"
INSTALL_MAVEN = "Maven is missing, which fetches Elasticsearch. Install it with: apt-get install maven"
INSTALL_JAVA = f"Elasticsearch needs Java {OLDEST_JAVA} or newer. Install it with: apt-get install default-jre-headless"


class NotHere(RuntimeError):
    """Something that Elasticsearch needs is missing, or it does not start; the text is a sentence for a person."""


# --- What it needs -----------------------------------------------------------------------------


def java_version(words: str) -> int:
    """The major version in what ``java -version`` prints; 0 where it says none. Java 8 calls itself 1.8."""
    found = re.search(r'version "(?:1\.)?(\d+)', words)
    return int(found[1]) if found else 0


def java_home() -> Path:
    """A Java that is new enough: the one that ES_JAVA_HOME or JAVA_HOME names, else the oldest that will do."""
    named = [Path(os.environ[name]) for name in ("ES_JAVA_HOME", "JAVA_HOME") if os.environ.get(name)]
    found = [Path(program).resolve().parents[1] for program in [shutil.which("java")] if program]
    usable = []
    for place, folder in enumerate([*named, *found, *sorted(Path("/usr/lib/jvm").glob("*"))]):
        try:
            said = subprocess.run([folder / "bin/java", "-version"], capture_output=True, text=True, check=True).stderr
        except (OSError, subprocess.CalledProcessError):
            continue
        version = java_version(said)
        if version >= OLDEST_JAVA and place < len(named):
            return folder
        if version >= OLDEST_JAVA:
            usable.append((version, place, folder))
    if not usable:
        raise NotHere(INSTALL_JAVA)
    return min(usable)[2]


def fetch() -> Path:
    """Elasticsearch's folder; what is not there yet is fetched and unpacked. Two that start at once take turns."""
    ELASTICSEARCH_FOLDER.mkdir(parents=True, exist_ok=True)
    with locked(ELASTICSEARCH_FOLDER / "lock", fcntl.LOCK_EX):
        if home := elasticsearch_home():
            return home
        maven = shutil.which("mvn")
        if not maven:
            raise NotHere(INSTALL_MAVEN)
        print(f"Fetching Elasticsearch {ELASTICSEARCH_VERSION} into {ELASTICSEARCH_FOLDER.name}.", flush=True)
        with tempfile.TemporaryDirectory(dir=ELASTICSEARCH_FOLDER) as temporary:
            command = [
                maven,
                "-q",
                "-B",
                "-Dstyle.color=never",
                "dependency:copy",
                f"-Dartifact={ARTIFACT}",
                f"-DoutputDirectory={temporary}",
            ]
            if subprocess.run(command, cwd=temporary, stdin=subprocess.DEVNULL, check=False).returncode:
                raise NotHere("Maven could not fetch Elasticsearch; what went wrong stands above.")
            unpack(next(Path(temporary).glob("*.zip")), Path(temporary))
            made = next(path for path in Path(temporary).iterdir() if path.is_dir())
            made.chmod(0o755)
            made.rename(ELASTICSEARCH_FOLDER / made.name)
    home = elasticsearch_home()
    if home is None:
        raise NotHere("What Maven fetched is no Elasticsearch.")
    return home


def unpack(archive: Path, folder: Path) -> None:
    """Unpack and keep who may run what, which ``zipfile`` alone forgets."""
    with zipfile.ZipFile(archive) as opened:
        for entry in opened.infolist():
            made = Path(opened.extract(entry, folder))
            if mode := entry.external_attr >> 16:
                made.chmod(mode | 0o444 | (0o111 if entry.is_dir() else 0))


def server_account() -> str | None:
    """Whom to run the server as; None means as we are."""
    if os.geteuid() != 0:
        return None
    for name in ("elasticsearch", "nobody"):
        with contextlib.suppress(KeyError):
            pwd.getpwnam(name)
            return name
    raise NotHere("Elasticsearch does not run as root, and there is neither a user elasticsearch nor nobody.")


def as_account(name: str | None) -> dict:
    """The options of ``subprocess`` that run a program as that user."""
    return {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []} if name else {}


def reaches(account: str | None, path: Path) -> bool:
    """Whether the user may read there: a home folder's rights may stand in the way."""
    return (
        subprocess.run(["sh", "-c", 'test -r "$0"', path], check=False, cwd="/", **as_account(account)).returncode == 0
    )


# --- A node ------------------------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind((ADDRESS, 0))
        return attempt.getsockname()[1]


def settings(folder: Path, port: int, transport: int) -> str:
    """The text of elasticsearch.yml. JSON is YAML, so that no path needs escaping."""
    chosen = {
        "cluster.name": "nackamodellen",
        "discovery.type": "single-node",
        "network.host": ADDRESS,
        "http.port": port,
        "transport.port": transport,
        "path.data": str(folder / "data"),
        "path.logs": str(folder / "logs"),
        "xpack.security.enabled": False,
        "cluster.routing.allocation.disk.threshold_enabled": False,
    }
    return json.dumps(chosen, indent=1)


def prepare(home: Path, folder: Path, port: int, account: str | None) -> None:
    """A node's own folder: settings anew, what it holds as it was, all of it owned by the user who runs it."""
    shutil.rmtree(folder / "config", ignore_errors=True)
    shutil.copytree(home / "config", folder / "config")
    (folder / "config/elasticsearch.yml").write_text(settings(folder, port, free_port()), encoding="utf-8")
    for name in ("data", "logs", "tmp"):
        (folder / name).mkdir(exist_ok=True)
    if account:
        for path in [folder, *folder.rglob("*")]:
            shutil.chown(path, account)


def is_healthy(port: int) -> bool:
    """Whether it takes searches; ``/`` would say 405, since this distribution lacks its greeting."""
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=5)
    try:
        connection.request("GET", "/_cluster/health?wait_for_status=yellow&timeout=1s")
        answer = connection.getresponse()
        return answer.status == 200 and json.loads(answer.read())["status"] in ("yellow", "green")
    except (OSError, ValueError, KeyError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@contextlib.contextmanager
def node(
    port: int = 0, folder: Path | None = None, heap: str = "512m", started: list[subprocess.Popen] | None = None
) -> Iterator[str]:
    """A running node; gives its address. Without a port on a free one; without a folder what it holds ends with it.

    Who wants to watch the process gives a list, into which it is put.
    """
    home, java, account = fetch(), java_home(), server_account()
    port = port or free_port()
    temporary = Path(tempfile.mkdtemp(prefix="nm-es-"))
    server = None
    try:
        temporary.chmod(0o755)
        if folder is None:
            folder = temporary
        else:
            folder.mkdir(parents=True, exist_ok=True)
            if not reaches(account, folder):
                print(f"{account} may not read this folder, so the index is gone when Elasticsearch ends.", flush=True)
                folder = temporary
        if not reaches(account, home / "bin/elasticsearch"):
            home = Path(shutil.copytree(home, temporary / "home"))
        prepare(home, folder, port, account)
        environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "LANG": "C.UTF-8",
            "HOME": str(folder),
            "ES_JAVA_HOME": str(java),
            "ES_JAVA_OPTS": f"-Xms{heap} -Xmx{heap}",
            "ES_PATH_CONF": str(folder / "config"),
            "ES_TMPDIR": str(folder / "tmp"),
        }
        with (folder / "log").open("wb") as log:
            options = {"cwd": folder, "env": environment, "stdin": subprocess.DEVNULL, **as_account(account)}
            server = children.start([home / "bin/elasticsearch"], stdout=log, stderr=log, **options)
        if started is not None:
            started.append(server)
        deadline = time.monotonic() + PATIENCE
        while not is_healthy(port):
            if server.poll() is not None or time.monotonic() > deadline:
                raise NotHere(f"Elasticsearch did not start.\n{(folder / 'log').read_text(errors='replace')[-3000:]}")
            time.sleep(0.2)
        yield f"http://{ADDRESS}:{port}"
    finally:
        if server:
            children.stop([server])
        shutil.rmtree(temporary, ignore_errors=True)


# --- One node for all processes of a run ----------------------------------------------------------


@contextlib.contextmanager
def locked(file: Path, how: int) -> Iterator[None]:
    """Hold a lock on ``file``; it is released at the end, or when the process dies."""
    with file.open("a") as stream:
        fcntl.flock(stream, how)
        yield


@contextlib.contextmanager
def shared(folder: Path) -> Iterator[str]:
    """The address of the node that belongs to ``folder``: started by the first who asks, ended after the last."""
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / "users", fcntl.LOCK_SH):
        with locked(folder / "start", fcntl.LOCK_EX):
            known = folder / "address"
            if not (known.exists() and is_healthy(int(known.read_text().rpartition(":")[2]))):
                start_keeper(folder)
        yield known.read_text()


def start_keeper(folder: Path) -> None:
    (folder / "address").unlink(missing_ok=True)
    with (folder / "keeper-log").open("wb") as log:
        command = [sys.executable, __file__, "--keep", folder]
        keeper = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True)
    while not (folder / "address").exists():
        if keeper.poll() is not None:
            raise NotHere((folder / "keeper-log").read_text(errors="replace").strip())
        time.sleep(0.1)


def keep(folder: Path) -> None:
    """Run a node while any process holds the shared lock. The kernel gives it back when its holder ends, however it ends."""
    known = folder / "address"
    try:
        with node() as address, (folder / "users").open("a") as users:
            new = folder / "address.new"
            new.write_text(address)
            new.rename(known)
            fcntl.flock(users, fcntl.LOCK_EX)  # waits until nobody holds it any more
            children.ignore_signals()
    finally:
        known.unlink(missing_ok=True)


# --- The command ---------------------------------------------------------------------------------


def port_from(text: str) -> int:
    """The port named in ES_PORT, 0 for any; a sentence where it is none or in use."""
    if not (text.isdecimal() and int(text) <= 65535):
        raise NotHere(f"ES_PORT is {text!r} but must be a number from 0 to 65535.")
    port = int(text)
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((ADDRESS, port))
        except OSError:
            raise NotHere(
                f"Port {port} is taken. Choose another, or any free one: ES_PORT=0 make elasticsearch"
            ) from None
    return port


def serve() -> str:
    """Run a node until Ctrl-C; returns a sentence about one that ended by itself."""
    port = port_from(os.environ.get("ES_PORT") or str(PORT))
    with locked(ELASTICSEARCH_FOLDER / "running", fcntl.LOCK_EX | fcntl.LOCK_NB):
        print("Starting Elasticsearch; it takes a quarter of a minute.", flush=True)
        started: list[subprocess.Popen] = []
        with node(port, ELASTICSEARCH_FOLDER / "node", started=started) as address:
            print(f"ELASTICSEARCH_URL={address}\nStop it with Ctrl-C.", flush=True)
            while started[0].poll() is None:
                time.sleep(0.5)
    return "Elasticsearch ended by itself; what it said last stands in var/elasticsearch/node/log."


def main(arguments: list[str]) -> int | str:
    children.stop_on_signals()
    try:
        if arguments[:1] == ["--keep"]:
            keep(Path(arguments[1]))
        elif arguments == ["--fetch"]:
            print(
                f"Elasticsearch {ELASTICSEARCH_VERSION} is in {fetch().relative_to(ELASTICSEARCH_FOLDER.parents[1])}."
            )
        elif arguments:
            return "Usage: elasticsearch_node.py [--fetch]"
        else:
            fetch()
            return serve()
    except children.Stopped:
        return 130
    except BlockingIOError:
        return "Elasticsearch runs already, from this folder."
    except NotHere as error:
        return str(error)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
