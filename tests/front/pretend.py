"""A content interface that answers what a test tells it to."""

import contextlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

REFERENCE = {"id": 1, "type": "home.HomePage", "title": "Start", "url": "/", "locale": "sv"}
MISSING = {
    "type": "about:blank",
    "title": "Not Found",
    "status": 404,
    "detail": "There is nothing here that you may read.",
}


def page(title: str = "Sida", **values) -> dict:
    """A page without anything in it."""
    content = {"type": "sidor.StandardPage", "body": []}
    plain = dict.fromkeys(["kind", "slug", "seo_title", "search_description", "translation_key", "html_url"], "")
    times = dict.fromkeys(["first_published_at", "last_published_at", "updated_on"])
    own = {"id": 2, "type": content["type"], "title": title, "lead": "", "url": "/sida/", "locale": "sv", "depth": 1}
    own |= {
        "show_in_menus": True,
        "content_owner": "",
        "content": content,
        "translations": [],
        "breadcrumb": [REFERENCE],
    }
    return {**plain, **times, **own, **values}


def with_blocks(*blocks: tuple[str, object]) -> dict:
    body = [{"type": kind, "id": str(number), "value": value} for number, (kind, value) in enumerate(blocks)]
    return page(content={"type": "sidor.StandardPage", "body": body})


@dataclass
class Pretend:
    """``pages`` by path, ``drafts`` by token; ``failing`` is (status, body) for everything; ``asked`` holds (path, headers) of each request."""

    pages: dict[str, dict] = field(default_factory=dict)
    drafts: dict[str, dict] = field(default_factory=dict)
    failing: tuple[int, dict | str] | None = None
    max_age: int = 0
    asked: list[tuple[str, dict]] = field(default_factory=list)
    address: str = ""

    def answer(self, address: str) -> tuple[int, dict | str]:
        parts = urlsplit(address)
        if self.failing:
            return self.failing
        if parts.path == "/locales/":
            return 200, {"items": [{"code": "sv", "name": "Svenska", "is_default": True, "home": REFERENCE}]}
        if parts.path == "/navigation/":
            return 200, {"home": REFERENCE, "items": []}
        if parts.path == "/site/":
            empty = dict.fromkeys(["municipality", "tagline", "demo_notice", "contact_url"], "")
            return 200, {"name": "Låtsas", "footer": [], **empty}
        if parts.path.endswith("/preview/"):
            draft = self.drafts.get(self.asked[-1][1].get("Authorization", ""))
            known = draft and parts.path == f"/pages/{draft['page']['id']}/preview/"
            return (200, draft) if known else (401, {**MISSING, "status": 401})
        found = self.pages.get(parse_qs(parts.query).get("path", [""])[0])
        return (200, found) if found else (404, MISSING)


@contextlib.contextmanager
def pretending() -> Iterator[Pretend]:
    state = Pretend()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append((self.path, dict(self.headers)))
            status, body = state.answer(self.path)
            text = (body if isinstance(body, str) else json.dumps(body)).encode()
            tag = f'"{abs(hash(text))}"'
            if status == 200 and self.headers.get("If-None-Match") == tag:
                status, text = 304, b""
            self.send_response(status)
            if status in (200, 304):
                self.send_header("ETag", tag)
                self.send_header("Cache-Control", f"public, max-age={state.max_age}")
            if status == 429:
                self.send_header("Retry-After", "17")
            self.send_header("Content-Type", "application/json")
            if status != 304:
                self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    state.address = f"http://localhost:{server.server_port}"
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
