"""Servers on loopback that pretend to be an Elasticsearch and misbehave, each connection in a thread of its own."""

import json
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field

PRODUCT = b"X-Elastic-Product: Elasticsearch\r\n"
NOTHING_FOUND = {"timed_out": False, "_shards": {"failed": 0}, "hits": {"total": {"value": 0}}}


@dataclass
class Server:
    """A server that answers; ``connections`` and ``requests`` count what came."""

    url: str
    connections: int = 0
    requests: list = field(default_factory=list)


def reply(body=b"{}", status=b"200 OK", product=PRODUCT, kind=b"application/json"):
    """A whole answer."""
    head = b"HTTP/1.1 %s\r\nContent-Type: %s\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n"
    return head % (status, kind, product, len(body)) + body


def found():
    """The answer of an index where nothing was found."""
    return reply(json.dumps(NOTHING_FOUND).encode())


def silent(peer, stop):
    """Takes the question and never answers."""
    stop.wait(20)


def error_500(peer, stop):
    peer.sendall(reply(b'{"error": {"type": "broken"}, "status": 500}', b"500 Internal Server Error"))


def error_429(peer, stop):
    peer.sendall(
        reply(b'{"error": {"type": "es_rejected_execution_exception"}, "status": 429}', b"429 Too Many Requests")
    )


def error_401(peer, stop):
    peer.sendall(reply(b'{"error": {"type": "security_exception"}, "status": 401}', b"401 Unauthorized"))


def error_404(peer, stop):
    peer.sendall(reply(b'{"error": {"type": "index_not_found_exception"}, "status": 404}', b"404 Not Found"))


def garbage(peer, stop):
    peer.sendall(b"\x00\xff\x17 what?\r\n\r\n" * 20)


def garbage_as_json(peer, stop):
    peer.sendall(reply(b'{"hits": [{"_id'))


def another_shape(peer, stop):
    peer.sendall(reply(b'["hits", 1, null]'))


def no_hits(peer, stop):
    peer.sendall(reply(b'{"hits": null}'))


def late(peer, stop):
    """A right answer, after 1.2 seconds."""
    stop.wait(1.2)
    peer.sendall(found())


def trickling(peer, stop):
    """A right answer, a byte each tenth of a second: no read ever times out."""
    for number in found():
        if stop.wait(0.1):
            return
        peer.sendall(bytes([number]))


def cut_off(peer, stop):
    peer.sendall(found()[:-20])


def closes(peer, stop):
    """Closes without a word."""


def another_product(peer, stop):
    peer.sendall(reply(json.dumps(NOTHING_FOUND).encode(), product=b"X-Product: OpenSearch\r\n"))


def a_proxy(peer, stop):
    peer.sendall(reply(b"<html>Sign in</html>", kind=b"text/html", product=b""))


def shards_failed(peer, stop):
    peer.sendall(reply(json.dumps({**NOTHING_FOUND, "_shards": {"failed": 1}}).encode()))


def timed_out(peer, stop):
    peer.sendall(reply(json.dumps({**NOTHING_FOUND, "timed_out": True}).encode()))


def well(peer, stop):
    peer.sendall(found())


BAD = [
    silent, error_500, error_429, error_401, error_404, garbage, garbage_as_json, another_shape, no_hits, late, trickling,
    cut_off, closes, another_product, a_proxy, shards_failed, timed_out,
]  # fmt: skip


@contextmanager
def serving(behaviour):
    """A :class:`Server` that behaves like that; None: a port where nobody listens."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = Server(f"http://127.0.0.1:{listener.getsockname()[1]}")
    if behaviour is None:
        listener.close()
        yield server
        return
    stop = threading.Event()

    def handle(peer):
        with peer:
            try:
                peer.settimeout(5)
                server.requests.append(_request(peer))
                getattr(server, "behaviour", behaviour)(peer, stop)
            except OSError:
                pass

    def accept():
        while True:
            try:
                peer, _address = listener.accept()
            except OSError:
                return
            server.connections += 1
            threading.Thread(target=handle, args=[peer], daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    yield server
    stop.set()
    listener.close()


def _request(peer):
    """Read one request; gives its first line."""
    raw = b""
    while b"\r\n\r\n" not in raw:
        more = peer.recv(65536)
        if not more:
            return ""
        raw += more
    head, _blank, body = raw.partition(b"\r\n\r\n")
    length = next((int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0)
    while len(body) < length:
        body += peer.recv(65536)
    return head.split(b"\r\n")[0].decode()


def wait_for(what, seconds=5.0):
    """Whether ``what()`` becomes true soon."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.02)
    return False
