"""The front end before an interface that does what it should not: goes away, refuses, sends what nobody knows."""

import contextlib
import socket
import subprocess
import urllib.error
import urllib.request

import pytest

from tests.front.node import FOLDER, node, started
from tests.front.pretend import page, pretending, with_blocks
from tests.front.test_same import Straight, fetch

pytestmark = pytest.mark.front


@pytest.fixture(scope="module")
def interface():
    with pretending() as found:
        yield found


@pytest.fixture(scope="module")
def shown(built, interface):
    with started(interface.address) as found:
        yield found


@pytest.fixture(autouse=True)
def as_new(interface):
    interface.pages, interface.drafts, interface.failing, interface.max_age = {}, {}, None, 0


def put(interface, found, path="/sida/"):
    interface.pages[path] = {"result": "page", "page": found}


def test_what_is_typed_anywhere_is_escaped(interface, shown):
    put(interface, page(title='<script>alert(1)</script>"', lead="<b>&", content_owner="<i>", updated_on="2026-03-02"))
    status, _place, html = fetch(f"{shown}/sida/")
    assert status == 200
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&quot;" in html
    assert "&lt;b&gt;&amp;" in html
    assert "Ansvarig: &lt;i&gt;." in html
    assert "2 mars 2026" in html
    _status, _place, missing = fetch(f"{shown}/x%22%3E%3Cscript%3E/")
    assert "<script" not in missing


def test_each_kind_of_block_and_one_of_tomorrow(interface, shown):
    reference = {"id": 9, "type": "x", "title": "Vidare", "url": "/en/on/", "locale": "en"}
    file = {
        "id": 1,
        "title": "Mall",
        "url": "/documents/1/m.docx",
        "filename": "m.docx",
        "file_type": "docx",
        "size": 20000,
    }
    rendition = {
        "src": "/media/a.jpg",
        "width": 8,
        "height": 4,
        "srcset": {"image/webp": "/media/a.webp 400w, /media/b.webp 800w"},
    }
    picture = {"id": 1, "alt": "En bild", "decorative": False, "renditions": {"text": rendition}}
    term = {"uid": "o", "term": "Objekt", "definition": "En del.", "url": "/ordlista/#o"}
    found = with_blocks(
        ("text", '<h3>Ensam</h3><p><a href="/documents/2/b.pdf" data-document="2">fil</a></p>'),
        ("callout", {"kind": "warn", "heading": "Se upp", "text": "<p>Nu</p>"}),
        ("quote", {"text": "Ord", "source": "Någon"}),
        ("figure", {"image": picture, "caption": "Under"}),
        ("figure", {"image": None, "caption": "Bilden är borta"}),
        ("related", [reference]),
        ("documents", [file]),
        ("term", term),
        ("teams", {"label": "Rummet", "url": "https://teams.example.org/"}),
        ("hologram", {"depth": 3}),
        ("section", {"heading": "Åtta & ½", "body": [{"type": "text", "id": "i", "value": "<h3>Inre</h3>"}]}),
    )
    put(interface, found)
    status, _place, html = fetch(f"{shown}/sida/")
    assert status == 200
    assert "<h2>Ensam</h2>" in html
    assert f'href="{interface.address}/documents/2/b.pdf"' in html
    assert 'class="notice warn"' in html
    assert f'srcset="{interface.address}/media/a.webp 400w, {interface.address}/media/b.webp 800w"' in html
    assert 'alt="En bild"' in html
    assert "Bilden är borta" in html
    assert '<a href="/en/on/" lang="en" hreflang="en">Vidare</a>' in html
    assert "(DOCX, 19,5\u00a0kB)" in html
    assert "Vad betyder objekt?" in html
    assert "Rummet (ny flik)" in html
    assert "hologram" not in html
    assert (
        '<section class="section flow" id="atta-12"><h2>Åtta &amp; ½</h2><div class="text"><h3>Inre</h3></div>' in html
    )


def test_a_type_of_page_of_tomorrow_shows_its_head(interface, shown):
    put(interface, page(title="Nytt", content={"type": "poem.PoemPage"}))
    status, _place, html = fetch(f"{shown}/sida/")
    assert (status, "<h1>Nytt</h1>" in html) == (200, True)


@pytest.mark.parametrize(
    "answer, status, words",
    [
        (
            (500, {"type": "about:blank", "title": "x", "status": 500, "detail": "Something went wrong here."}),
            502,
            "svarar inte",
        ),
        ((500, "<html>no"), 502, "svarar inte"),
        ((200, "not json"), 502, "svarar inte"),
        (
            (401, {"type": "about:blank", "title": "x", "status": 401, "detail": "The token is not valid."}),
            502,
            "svarar inte",
        ),
        (
            (429, {"type": "about:blank", "title": "x", "status": 429, "detail": "Too many."}),
            503,
            "Vänta en liten stund",
        ),
    ],
)
def test_an_interface_that_fails_gets_a_page_that_says_so(interface, shown, answer, status, words):
    interface.failing = answer
    with pytest.raises(urllib.error.HTTPError) as problem:
        urllib.request.urlopen(f"{shown}/sida/")
    with problem.value as found:
        assert found.status == status
        assert found.headers["Retry-After"] == ("17" if status == 503 else None)
        assert found.headers["Cache-Control"] == "no-store"
        assert words in found.read().decode()


def test_an_interface_that_is_gone_gets_a_page(built):
    with contextlib.ExitStack() as alive:
        interface = alive.enter_context(pretending())
        with started(interface.address) as shown:
            put(interface, page())
            assert fetch(f"{shown}/sida/")[0] == 200
            alive.close()
            status, _place, html = fetch(f"{shown}/sida/")
            assert status == 502
            assert "Innehållet går inte att hämta just nu" in html
            assert "The content cannot be fetched just now" in fetch(f"{shown}/en/page/")[2]


def begun(**environment: str) -> subprocess.CompletedProcess:
    """A front end that cannot start."""
    command, variables = [node(), "dist/main.js"], {"FRONT_PORT": "0", "PATH": "", **environment}
    return subprocess.run(command, cwd=FOLDER, env=variables, capture_output=True, text=True, check=False, timeout=60)


def test_without_an_interface_it_does_not_start_and_says_why(built):
    with pretending() as interface:
        gone = interface.address
    done = begun(API_URL=gone)
    assert done.returncode == 1
    assert f"The content interface at {gone} cannot be read" in done.stderr
    assert "API_URL" in done.stderr


def test_answers_are_kept_as_long_as_the_interface_says_and_then_asked_for_anew(interface, shown):
    put(interface, page(title="Först"), "/kvar/")
    interface.max_age = 0
    fetch(f"{shown}/kvar/")
    interface.asked.clear()
    assert "Först" in fetch(f"{shown}/kvar/")[2]
    sent = [headers for path, headers in interface.asked if "kvar" in path]
    assert [bool(headers.get("if-none-match") or headers.get("If-None-Match")) for headers in sent] == [True]
    interface.max_age = 60
    put(interface, page(title="Sedan"), "/kvar/")
    assert "Sedan" in fetch(f"{shown}/kvar/")[2]
    interface.asked.clear()
    assert "Sedan" in fetch(f"{shown}/kvar/")[2]
    assert [path for path, _headers in interface.asked if "kvar" in path] == []


def test_redirects_of_the_interface_are_passed_on(interface, shown):
    straight = urllib.request.build_opener(Straight)
    interface.pages["/gammal/"] = {"result": "redirect", "to": "/ny/å/", "permanent": True}
    interface.pages["/tillfallig/"] = {"result": "redirect", "to": "https://example.org/", "permanent": False}
    assert fetch(f"{shown}/gammal/", straight)[:2] == (301, "/ny/%C3%A5/")
    assert fetch(f"{shown}/tillfallig/", straight)[:2] == (302, "https://example.org/")


def raw(shown: str, request: bytes) -> bytes:
    """The beginning of the answer to bytes that no client would send."""
    with socket.create_connection(("127.0.0.1", int(shown.rpartition(":")[2])), timeout=10) as line:
        line.sendall(request)
        return line.recv(4000)


@pytest.mark.parametrize(
    "target, status",
    [
        (b"/../../../etc/passwd", b"404"),
        (b"/style.css/../main.js", b"404"),
        (b"//example.org/", b"404"),
        (b"/%00%ff%", b"404"),
        (b"/" + b"x" * 5000, b"400"),
        (b"/" + b"x" * 20000, b"431"),
    ],
)
def test_bad_addresses_get_an_answer(interface, shown, target, status):
    answer = raw(shown, b"GET " + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert answer.split(b" ", 2)[1] == status
    assert b"root:" not in answer


def test_only_reading_is_answered_and_every_page_has_its_policy(interface, shown):
    assert raw(shown, b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n").split(b" ", 2)[1] == b"405"
    put(interface, page())
    with urllib.request.urlopen(f"{shown}/sida/") as answer:
        policy = answer.headers["Content-Security-Policy"]
        html = answer.read().decode()
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not any(word in html for word in ("<script", "<style", " style=", " onclick="))
    head = raw(shown, b"HEAD /sida/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200")
    assert b"<main" not in head


@pytest.mark.parametrize(
    "name, value, words",
    [
        ("FRONT_PORT", "99999", "must be a number from 0 to 65535"),
        ("FRONT_PORT", "x", "must be a number from 0 to 65535"),
        ("API_URL", "not an address", "must be the address of a content interface"),
        ("API_URL", "ftp://example.org/", "must be the address of a content interface"),
    ],
)
def test_a_setting_that_cannot_be_used_gets_a_sentence(built, name, value, words):
    done = begun(**{name: value})
    assert done.returncode == 1
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_busy_port_gets_a_sentence(built, interface, shown):
    done = begun(API_URL=interface.address, FRONT_PORT=shown.rpartition(":")[2])
    assert done.returncode == 1
    assert "is in use by another program. Choose another: FRONT_PORT=3001 make example" in done.stderr


# --- Drafts -----------------------------------------------------------------------------------------------


def draft(shown, address):
    """(status, text, headers) of what an editor's button leads to."""
    try:
        with urllib.request.urlopen(f"{shown}{address}", timeout=30) as answer:
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode(), answer.headers


def test_a_draft_for_who_has_the_token(interface, shown):
    expires = "2026-03-02T10:15:00+01:00"
    interface.drafts = {"Preview ett:2b:tre": {"page": page(title="Utkast"), "revision": 7, "expires_at": expires}}
    put(interface, page(title="Publicerad"))
    status, text, headers = draft(shown, "/preview/?page=2&token=ett:2b:tre")
    assert status == 200
    assert "<h1>Utkast</h1>" in text
    assert "10:15" in text
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex"
    assert "ett:2b:tre" not in text
    for address in ("?page=3&token=ett:2b:tre", "?page=2&token=fel", "?page=2", "", "?page=x&token=ett:2b:tre",
                    "?page=2&token=a%0Ab", "?page=2&token=%C3%A5", "?page=-1&token=ett:2b:tre"):  # fmt: skip
        status, text, headers = draft(shown, f"/preview/{address}")
        assert status == 401, address
        assert "Utkast</h1>" not in text
        assert "Publicerad" not in text
        assert headers["Cache-Control"] == "private, no-store"
        assert "15 minuter" in text
