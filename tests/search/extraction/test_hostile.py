"""Files that want to harm whoever opens them, and children that come to harm: always an answer, soon, and no traces."""

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile

import pytest

from search.extraction import run
from tests.search.extraction import files

pytestmark = [pytest.mark.pure, pytest.mark.kill]
SHORT = 1.5  # seconds


@pytest.fixture(autouse=True)
def busy_machine(settings):
    """Other tests may take most of the machine: what a file costs is measured in CPU, not on the clock."""
    settings.SEARCH_EXTRACTION_WALL_SECONDS = 90
    settings.SEARCH_EXTRACTION_CPU_SECONDS = 5


def extract(content, tmp_path):
    """The answer for a file on disk, and that it came within the limits."""
    path = tmp_path / "fil"
    path.write_bytes(content)
    began = time.monotonic()
    with open(path, "rb") as file:
        found = run.extract(file)
    assert time.monotonic() - began < run.limit("WALL_SECONDS") + 2
    return found


@pytest.fixture
def child(monkeypatch):
    """``child(code)``: run this instead of the real child."""

    def replace(code):
        monkeypatch.setattr(run, "COMMAND", (sys.executable, "-c", code))
        return run.extract(io.BytesIO(b"innehall"))

    return replace


def alive(number):
    """Whether a process runs; one that is dead and not yet taken away by its parent does not."""
    try:
        with open(f"/proc/{number}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(true, seconds=10):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "It took too long"
        time.sleep(0.02)


# --- Controls: what is whole passes -------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        files.docx(files.paragraph("Räksmörgås")),
        files.xlsx('<row><c t="inlineStr"><is><t>Räksmörgås</t></is></c></row>'),
        files.pptx(files.drawn("Räksmörgås")),
        files.opendocument("text", "<text:p>Räksmörgås</text:p>"),
        files.pdf(files.shown("Räksmörgås")),
        "Räksmörgås".encode("cp1252"),
    ],
    ids=["docx", "xlsx", "pptx", "odt", "pdf", "txt"],
)
def test_every_kind_through_the_child_whatever_it_is_called(content, tmp_path):
    found = extract(content, tmp_path)
    assert found.state == "done"
    assert "Räksmörgås" in found.text
    assert run.extract(io.BytesIO(content)) == found  # as from a storage without real files


def test_a_file_is_read_from_its_beginning(tmp_path):
    (tmp_path / "fil").write_bytes(b"hela texten")
    with open(tmp_path / "fil", "rb") as file:
        file.read(5)
        assert run.extract(file).text == "hela texten"


def test_no_bytes(tmp_path):
    assert extract(b"", tmp_path) == run.Extracted("empty")


def test_a_document_as_large_as_an_upload_may_be(tmp_path):
    picture = os.urandom(25 * 1024 * 1024 - 10_000)
    parts = {"word/document.xml": f"<w:document {files.W}>{files.paragraph('Stor å')}</w:document>"}
    parts |= {"[Content_Types].xml": "", "_rels/.rels": files.relations(r=("officeDocument", "word/document.xml"))}
    made = files.zipped({**parts, "word/media/bild.png": picture}, zipfile.ZIP_STORED)
    assert extract(made, tmp_path) == run.Extracted("done", "Stor å")
    pdf = files.pdf(files.shown("Stor ä"), b"%" + picture)
    assert extract(pdf, tmp_path).text == "Stor ä"
    assert extract(b"ord " * (25 * 1024 * 256), tmp_path).state == "done"


# --- Files ------------------------------------------------------------------------------------


def blanks(megabytes, around=(b"", b"")):
    yield around[0]
    for _ in range(megabytes):
        yield b"<w:p/>    " * 104_858
    yield around[1]


def word_parts(content, **more):
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": files.relations(r=("officeDocument", "word/document.xml")),
        "word/document.xml": content,
        **more,
    }


DOCUMENT = (f"<w:document {files.W}><w:body>".encode(), b"</w:body></w:document>")
ENTITIES = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
BOMB = f"<!DOCTYPE b [<!ENTITY e0 'ha'>{ENTITIES}]><w:document {files.W}>{files.paragraph('&e9;')}</w:document>"
OUTSIDE = f"<!DOCTYPE b [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><w:document {files.W}>{files.paragraph('&x;')}</w:document>"
DEEP = f"<w:document {files.W}>{'<w:p>' * 100_000}djup{'</w:p>' * 100_000}</w:document>"


@pytest.mark.parametrize(
    "make, state",
    [
        (lambda: files.zipped(word_parts(files.zeros(1))), "damaged"),
        (lambda: files.zipped(word_parts(blanks(1024, DOCUMENT))), "too_large"),
        (lambda: files.zipped(word_parts(b"", **{"xl/bomb": files.zeros(1)})), "damaged"),
        (lambda: files.zipped({"mimetype": files.zeros(1), "[Content_Types].xml": ""}), "unsupported"),
        (lambda: files.zipped(word_parts(BOMB)), "damaged"),
        (lambda: files.zipped(word_parts(OUTSIDE)), "damaged"),
        (lambda: files.zipped(word_parts(DEEP)), "damaged"),
        (lambda: files.zipped(word_parts(DOCUMENT[0] + b"<w:p " + b"a" * 50_000_000)), "damaged"),
        (lambda: files.zipped(word_parts("<w:document/>"), zipfile.ZIP_LZMA), "damaged"),
        (lambda: files.xlsx("<row><c><v>1</v></c></row>" * 10)[:-400], "damaged"),
        (lambda: files.docx(files.paragraph("å") * 10)[:200], "damaged"),
        (lambda: files.pdf(files.shown("å"))[:60], "damaged|empty"),
    ],
    ids=[
        *("zeros", "blank paragraphs", "zeros aside", "mimetype", "entities", "outside entity", "deep", "long tag"),
        *("lzma", "cut xlsx", "cut docx", "cut pdf"),
    ],
)
def test_a_hostile_file_is_answered(make, state, tmp_path):
    content = make()
    assert len(content) < 12 * 1024 * 1024
    found = extract(content, tmp_path)
    assert found.state in state.split("|"), found
    assert found.text == ""


def test_a_sheet_whose_every_cell_names_one_long_text(tmp_path):
    made = files.xlsx("<row>" + '<c t="s"><v>0</v></c>' * 200_000, f"<si><t>{'lång ' * 2_000_000}</t></si>")
    found = extract(made, tmp_path)
    assert found.state == "done"
    assert len(found.text) <= run.CHARACTERS


def test_a_paragraph_without_end_is_cut(tmp_path):
    content = (piece for piece in [DOCUMENT[0], b"<w:p>", *[b"<w:r><w:t>ord </w:t></w:r>" * 40_000] * 100])
    found = extract(files.zipped(word_parts(content)), tmp_path)
    assert found.state == "done"
    assert len(found.text) <= run.CHARACTERS


def test_a_pdf_without_its_table_still_gives_its_pages(tmp_path):
    assert extract(files.pdf(files.shown("Kvar å"), end=False), tmp_path) == run.Extracted("done", "Kvar å")


@pytest.mark.parametrize(
    "made",
    [
        files.pdf(files.shown("en sida"), kids=b"2 0 R"),
        files.pdf(files.shown("en sida"), kids=b"2 0 R 4 0 R 2 0 R"),
        files.pdf(files.shown("en sida"))[:-5].replace(b"trailer<<", b"trailer<</Prev 9 "),
    ],
)
def test_a_pdf_that_refers_to_itself(made, tmp_path):
    assert extract(made, tmp_path).state in ("done", "damaged", "empty", "too_large")


HEAVY = b"BT/F 12 Tf " + b"1 0 0 1 72 700 Tm(x)Tj\n" * 600_000


def test_a_page_that_takes_too_long_costs_what_follows(tmp_path, settings):
    settings.SEARCH_EXTRACTION_CPU_SECONDS = 1
    found = extract(files.pdf(files.shown("Först å"), HEAVY, files.shown("Sist")), tmp_path)
    assert found == run.Extracted("done", "Först å")
    assert extract(files.pdf(HEAVY), tmp_path).state == "too_large"


def test_memory_has_an_end(tmp_path, settings):
    heavy = files.pdf(b"BT(" + b"x" * 60_000_000 + b")Tj")
    settings.SEARCH_EXTRACTION_MEMORY = 96 * 1024 * 1024
    assert extract(heavy, tmp_path).state == "too_large"
    assert extract(files.pdf(files.shown("Liten å")), tmp_path).state == "done"


def test_what_is_larger_than_any_upload_is_not_opened(tmp_path, settings, monkeypatch):
    settings.SEARCH_EXTRACTION_FILE_BYTES = 1000
    assert extract(b"ord " * 250, tmp_path).state == "done"
    monkeypatch.setattr(run, "COMMAND", ("/no/such/program",))
    assert extract(b"ord " * 251, tmp_path).state == "too_large"
    assert run.extract(io.BytesIO(b"ord " * 251)).state == "too_large"


# --- Children -----------------------------------------------------------------------------------


def answer(**found):
    return f"print({json.dumps(found)!r})"


def test_a_child_that_sleeps_is_ended_with_all_it_started(child, settings, tmp_path):
    noted = tmp_path / "numbers"
    code = (
        "import os, time, subprocess\n"
        "inner = subprocess.Popen(['sleep', '60'])\n"
        f"open({str(noted)!r}, 'w').write(f'{{os.getpid()}} {{inner.pid}}')\n"
        "time.sleep(60)"
    )
    settings.SEARCH_EXTRACTION_WALL_SECONDS = SHORT
    began = time.monotonic()
    assert child(code) == run.Extracted("failed", why="out of time")
    assert time.monotonic() - began < SHORT + 1
    for number in map(int, noted.read_text().split()):
        wait_until(lambda number=number: not alive(number))
    assert child("import time; time.sleep(0.5);" + answer(state="empty", text="")).state == "empty"


def test_a_child_that_closes_its_output_and_stays(child, settings):
    settings.SEARCH_EXTRACTION_WALL_SECONDS = SHORT
    assert child("import os, time; os.close(1); time.sleep(60)").state == "failed"


@pytest.mark.parametrize(
    "code, state",
    [
        ("while True: print('x' * 100_000)", "failed"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "failed"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "damaged"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "too_large"),
        ("raise SystemExit(3)", "failed"),
        ("", "failed"),
        ("print('[' * 700_000)", "failed"),
        ("print('null')", "failed"),
        (answer(state="done", text=7), "failed"),
        (answer(state="done", text=""), "failed"),
        (answer(state="empty", text="x"), "failed"),
        (answer(state="pending", text=""), "failed"),
        (answer(state=[], text=""), "failed"),
        (answer(state="done", text="noll\0"), "failed"),
        (answer(state="done", text="halv \ud800"), "failed"),
        ("print('{\"state\": \"done\", \"text\": \"' + 'x' * 200_001 + '\"}')", "failed"),
        (answer(state="done", text="rätt") + "; import os; os.kill(os.getpid(), 9)", "failed"),  # it was not flushed
    ],
)  # fmt: skip
def test_a_child_that_goes_wrong(child, code, state):
    found = child(code)
    assert (found.state, found.text) == (state, "")


def test_a_program_that_is_not_there(monkeypatch):
    monkeypatch.setattr(run, "COMMAND", ("/no/such/program",))
    assert run.extract(io.BytesIO(b"ord")).state == "failed"


def test_the_child_gets_no_secret_and_no_open_file(child, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hemligt")
    monkeypatch.setenv("DATABASE_URL", "postgres://hemligt@/x")
    code = (
        "import json, os; seen = [dict(os.environ), os.getcwd(), sorted(os.listdir('/proc/self/fd'))]\n"
        "print(json.dumps({'state': 'done', 'text': json.dumps(seen)}))"
    )
    environment, folder, numbers = json.loads(child(code).text)
    assert set(environment) <= {"PATH", "LANG", "LC_CTYPE", "PYTHONPATH", "LD_LIBRARY_PATH"}
    assert "hemligt" not in json.dumps(environment)
    assert (folder, numbers[:-1]) == ("/", ["0", "1", "2"])


def limited(code, patience=30):
    """Run code after the child has taken from itself what it does not need."""
    code = f"from search.extraction.child import limit\nlimit(2, 256 * 1024**2, {patience})\n{code}"
    return subprocess.run([sys.executable, "-c", code], env=run._environment(), capture_output=True, text=True)


def test_the_limits_of_the_child(tmp_path):
    assert limited("print('å')").stdout == "å\n"
    assert "File too large" in limited(f"import os; os.write(os.open({str(tmp_path / 'x')!r}, 65), b'x')").stderr
    assert "MemoryError" in limited("x = bytes(10**9)").stderr
    assert "Too many open files" in limited("x = [open('/dev/null') for _ in range(100)]").stderr
    assert "OutOfTime" in limited("while True: pass").stderr
    core = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE), resource.getrlimit(resource.RLIMIT_NPROC))"
    assert limited(core).stdout == "(0, 0) (0, 0)\n"


def test_a_child_that_does_not_notice_is_ended_by_the_kernel():
    deaf = "import signal; signal.signal(signal.SIGPROF, signal.SIG_IGN)\nwhile True: pass"
    assert limited(deaf).returncode == -signal.SIGXCPU


def test_a_child_without_parent_ends_by_itself():
    assert limited("import time; time.sleep(60)", patience=1).returncode == -signal.SIGALRM


def test_the_child_can_be_run_by_hand(tmp_path):
    (tmp_path / "fil").write_text("För hand")
    command = [*run.COMMAND, str(tmp_path / "fil")]
    done = subprocess.run(command, env=run._environment(), capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {"state": "done", "text": "För hand"}


def test_the_child_needs_no_django(tmp_path):
    code = "import sys, search.extraction.child, pypdf; print(sorted(m for m in sys.modules if m.startswith('django')))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=run._environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
