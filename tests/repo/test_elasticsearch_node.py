"""`make elasticsearch`: what it refuses, how it is set up, and that it leaves nothing behind."""

import json
import os
import socket
import stat
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest

import elasticsearch_node
import optional_services
from tests.services import require

pytestmark = pytest.mark.repo
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "words, version",
    [
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('openjdk version "25" 2025-09-16 LTS', 25),
        ('java version "1.8.0_401"', 8),
        ("The operation could not be completed.", 0),
    ],
)
def test_the_version_of_java(words, version):
    assert elasticsearch_node.java_version(words) == version


def a_java(folder, version):
    program = folder / "bin/java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n")
    program.chmod(0o755)
    return folder


def test_a_named_java_is_taken_where_it_is_new_enough(tmp_path, monkeypatch):
    monkeypatch.delenv("ES_JAVA_HOME", raising=False)
    monkeypatch.setenv("JAVA_HOME", str(a_java(tmp_path / "named", "99.0.1")))
    assert elasticsearch_node.java_home() == tmp_path / "named"
    monkeypatch.setenv("JAVA_HOME", str(a_java(tmp_path / "old", "11.0.2")))
    monkeypatch.setenv("PATH", f"{a_java(tmp_path / 'found', '17.0.1')}/bin:/usr/bin:/bin")
    assert elasticsearch_node.java_home() != tmp_path / "old"


def test_a_missing_or_old_java_gets_a_sentence(tmp_path, monkeypatch):
    monkeypatch.delenv("ES_JAVA_HOME", raising=False)
    monkeypatch.setenv("JAVA_HOME", str(a_java(tmp_path / "old", "11.0.2")))
    monkeypatch.setattr(elasticsearch_node.shutil, "which", lambda name: None)
    monkeypatch.setattr(elasticsearch_node.Path, "glob", lambda folder, pattern: [])
    with pytest.raises(elasticsearch_node.NotHere, match="needs Java 17"):
        elasticsearch_node.java_home()


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """Nothing fetched yet."""
    folder = tmp_path / "var/elasticsearch"
    monkeypatch.setattr(elasticsearch_node, "ELASTICSEARCH_FOLDER", folder)
    monkeypatch.setattr(optional_services, "ELASTICSEARCH_FOLDER", folder)
    return folder


def test_a_missing_maven_gets_a_sentence(empty, monkeypatch):
    monkeypatch.setattr(elasticsearch_node.shutil, "which", lambda name: None)
    with pytest.raises(elasticsearch_node.NotHere, match="apt-get install maven"):
        elasticsearch_node.fetch()


def test_maven_that_fails_leaves_nothing(empty, monkeypatch):
    monkeypatch.setattr(elasticsearch_node.shutil, "which", lambda name: "/bin/false")
    with pytest.raises(elasticsearch_node.NotHere, match="could not fetch"):
        elasticsearch_node.fetch()
    assert [path.name for path in empty.iterdir()] == ["lock"]


def test_what_maven_brings_is_unpacked_once(empty, tmp_path, monkeypatch):
    name = f"elasticsearch-{optional_services.ELASTICSEARCH_VERSION}"
    archive = tmp_path / "it.zip"
    with zipfile.ZipFile(archive, "w") as made:
        program = zipfile.ZipInfo(f"{name}/bin/elasticsearch")
        program.external_attr = 0o100750 << 16
        made.writestr(program, "#!/bin/sh\n")
    maven = tmp_path / "mvn"
    maven.write_text(
        f'#!/bin/sh\nfor word; do case $word in -DoutputDirectory=*) cp {archive} "${{word#*=}}";; esac; done\n'
    )
    maven.chmod(0o755)
    monkeypatch.setattr(elasticsearch_node.shutil, "which", lambda name: str(maven))
    assert elasticsearch_node.fetch() == empty / name
    mode = (empty / name / "bin/elasticsearch").stat().st_mode
    assert mode & stat.S_IXUSR
    assert mode & stat.S_IROTH
    maven.write_text("#!/bin/sh\nexit 1\n")
    assert elasticsearch_node.fetch() == empty / name


def test_it_listens_on_this_machine_only(tmp_path):
    chosen = json.loads(elasticsearch_node.settings(tmp_path / "a folder: #1", 9200, 9300))
    assert chosen["network.host"] == "127.0.0.1"
    assert chosen["discovery.type"] == "single-node"
    assert (chosen["http.port"], chosen["transport.port"]) == (9200, 9300)


@pytest.mark.parametrize("text", ["x", "-1", "65536"])
def test_a_bad_port_gets_a_sentence(text):
    with pytest.raises(elasticsearch_node.NotHere, match="ES_PORT is"):
        elasticsearch_node.port_from(text)


def test_a_busy_port_gets_a_sentence():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(elasticsearch_node.NotHere, match="ES_PORT=0 make elasticsearch"):
            elasticsearch_node.port_from(str(other.getsockname()[1]))


def test_without_it_a_test_is_left_out_with_one_line(empty, monkeypatch):
    monkeypatch.delenv("ELASTICSEARCH_URL", raising=False)
    monkeypatch.delenv("REQUIRE_SERVICES", raising=False)
    with pytest.raises(pytest.skip.Exception, match="make elasticsearch") as caught:
        require("elasticsearch")
    assert "\n" not in str(caught.value)
    monkeypatch.setenv("REQUIRE_SERVICES", "1")
    with pytest.raises(pytest.fail.Exception, match="make elasticsearch"):
        require("elasticsearch")
    monkeypatch.setenv("ELASTICSEARCH_URL", "http://127.0.0.1:9200")
    require("elasticsearch")


@pytest.mark.engine
def test_processes_share_a_node_that_ends_after_the_last(tmp_path):
    require("elasticsearch")
    code = "import sys, elasticsearch_node as e\nwith e.shared(e.Path(sys.argv[1])) as a: print(a, flush=True); input()"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "env": environment}
    first, second = (subprocess.Popen([sys.executable, "-c", code, tmp_path], **pipes) for _ in range(2))
    addresses = [process.stdout.readline().strip() for process in (first, second)]
    assert addresses[0] == addresses[1]
    first.kill()
    first.communicate()
    with urllib.request.urlopen(addresses[1] + "/_cluster/health", timeout=10) as answer:
        assert json.load(answer)["number_of_nodes"] == 1
    second.kill()
    second.communicate()
    deadline = time.monotonic() + 30
    while (tmp_path / "address").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not elasticsearch_node.is_healthy(int(addresses[0].rpartition(":")[2]))
