"""What the tutorial tells its reader to write does what it says."""

import json
import re
import subprocess
import urllib.request

import pytest

from tests.browser.server import free_port
from tests.front.node import FOLDER, node
from tests.front.pretend import pretending
from tests.services import require

pytestmark = pytest.mark.front
TUTORIAL = FOLDER.parents[1] / "docs/front.md"
WORDS = [{"uid": f"ord-{number}", "term": f"Ord <{number}>", "definition": "En & annan."} for number in range(3)]


@pytest.fixture
def program(tmp_path):
    """Starts the tutorial's first program before an interface; gives its address."""
    require("front")
    code = re.search(r"```js\n(import .*?)```", TUTORIAL.read_text(encoding="utf-8"), re.DOTALL)
    assert code
    running = []

    def start(site: str) -> str:
        port = free_port()
        text = code[1].replace("http://localhost:8000", site).replace("3000", str(port))
        (tmp_path / "terms.mjs").write_text(text, encoding="utf-8")
        running.append(subprocess.Popen([node(), tmp_path / "terms.mjs"], stdout=subprocess.PIPE, text=True))
        assert running[-1].stdout.readline().strip() == f"http://localhost:{port}"
        return f"http://localhost:{port}/"

    yield start
    for one in running:
        one.terminate()
        one.wait(30)
        one.stdout.close()


def test_the_first_program_lists_every_word_of_every_part(program, monkeypatch):
    with pretending() as interface:

        def answer(address):
            offset = int(re.search(r"offset=(\d+)|$", address)[1] or 0)
            following = f"/api/innehall/v1/terms/?offset={offset + 1}" if offset < 2 else None
            return 200, {"items": [WORDS[offset]], "meta": {"next": following}}

        monkeypatch.setattr(interface, "answer", answer)
        with urllib.request.urlopen(program(interface.address)) as response:
            html = response.read().decode()
    for number in range(3):
        assert f'<dt id="ord-{number}">Ord &lt;{number}&gt;</dt><dd>En &amp; annan.</dd>' in html


def test_the_first_program_shows_a_problem(program):
    with pretending() as interface:
        interface.failing = (422, {"detail": "Unknown parameter <x>."})
        with pytest.raises(urllib.error.HTTPError) as problem:
            urllib.request.urlopen(program(interface.address))
        with problem.value as response:
            assert response.status == 502
            assert "Unknown parameter &lt;x&gt;." in response.read().decode()


def test_every_file_and_variable_that_is_named_is_there():
    text = TUTORIAL.read_text(encoding="utf-8")
    for name in re.findall(r"^\| `([\w./]+)`", text, re.MULTILINE):
        assert (FOLDER / "src" / name).exists() or (FOLDER / name).exists(), name
    config = (FOLDER / "src/config.ts").read_text(encoding="utf-8")
    named = set(re.findall(r"`([A-Z]+_[A-Z]+)`", text))
    assert named == set(re.findall(r'environment\["(\w+)"\]', config)) - {"FRONT_HOST"}
    assert json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["engines"]["node"] == ">=20"
