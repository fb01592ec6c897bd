"""A web server on loopback that keeps what it gets and answers as told."""

import threading
import time
from collections import deque
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Got:
    path: str
    headers: dict
    body: bytes

    @property
    def uid(self):
        return self.headers["webhook-id"]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        receiver = self.server.receiver
        body = self.rfile.read(int(self.headers["Content-Length"]))
        got = Got(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        with receiver.lock:
            receiver.got.append(got)
            answer = receiver.answers.popleft() if receiver.answers else receiver.otherwise
        if callable(answer):
            answer = answer(self, got)
        if answer is None:
            return
        status, headers = answer if isinstance(answer, tuple) else (answer, {})
        self.send_response(status)
        for name, value in {"Content-Length": "0", **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_):
        pass


class Receiver:
    """``answers`` come first, one for each request, then ``otherwise`` for ever: a status, (status, headers), or a
    function of the handler and what was got. ``connections`` counts whoever connected, whatever came of it."""

    def __init__(self, tls=None):
        self.got, self.answers, self.otherwise, self.connections = [], deque(), 204, 0
        self.lock = threading.Lock()
        receiver = self

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def get_request(self):
                receiver.connections += 1
                return super().get_request()

            def handle_error(self, request, client_address):
                pass  # whoever sends may hang up

        self._server = Server(("127.0.0.1", 0), _Handler)
        self._server.receiver = self
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)

    @property
    def port(self):
        return self._server.server_address[1]

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/in"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()


def sleepy(seconds):
    """An answer that lets wait."""

    def answer(_handler, _got):
        time.sleep(seconds)
        return 204

    return answer


def dripping(handler, _got):
    """A byte at a time, for ever: each of them comes in time, the answer never does."""
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        handler.close_connection = True


def endless(handler, _got):
    """A good status and a body without an end."""
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while True:
            handler.wfile.write(b"x" * 65536)
    except OSError:
        handler.close_connection = True
