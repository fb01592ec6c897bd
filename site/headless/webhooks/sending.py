"""Sends one delivery: to an address that was looked at after the name server answered, and to no other.

The connection is made to the very IP address that was found public, so a name that changes its address in between
changes nothing; the certificate is still asked for the name. No proxy is used and no redirect followed.
"""

import contextlib
import http.client
import socket
import ssl
import threading
import time

from django.utils.translation import gettext_noop

from . import addresses
from .conf import setting

# Stored as they stand, and translated when they are shown.
UNKNOWN = gettext_noop("No name server knows the receiver's name.")
PRIVATE = gettext_noop("The receiver's name leads into a private network. Nothing was sent.")
FORBIDDEN = gettext_noop("The receiver's address is one that nothing is sent to.")
LATE = gettext_noop("The receiver did not answer in time.")
UNREACHED = gettext_noop("The connection failed, or the answer was none.")
CERTIFICATE = gettext_noop("The receiver's certificate is not valid for its name.")
NO_TLS = gettext_noop("No encrypted connection came about.")
REDIRECTS = gettext_noop("The receiver redirects, which is not followed.")
REFUSED = gettext_noop("The receiver did not take it.")
MOST_READ = 16 * 1024  # of an answer, whose body nobody looks at


class NotDelivered(Exception):
    """Why nothing was delivered, in a sentence without secrets; ``status`` where the receiver answered."""

    def __init__(self, sentence, status=None):
        super().__init__(sentence)
        self.status = status


def tls_context():
    return ssl.create_default_context()


def look_up(host, port, private_too):
    """[(family, address to connect to)]. NotDelivered where one of them is not on the internet."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotDelivered(UNKNOWN) from None
    found = list(dict.fromkeys((family, address) for family, _type, _protocol, _name, address in found))
    if not private_too and not all(addresses.is_public(address[0]) for _family, address in found):
        raise NotDelivered(PRIVATE)
    return found


class _Deadline:
    """Ends a connection from outside, however slowly the other side speaks."""

    def __init__(self, seconds):
        self.ends, self.socket, self.passed = time.monotonic() + seconds, None, False
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def _end(self):
        self.passed = True
        if self.socket is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self.socket, socket.SHUT_RDWR)

    def left(self):
        return max(self.ends - time.monotonic(), 0.01)

    def __enter__(self):
        self._timer.start()
        return self

    def __exit__(self, *_):
        self._timer.cancel()


def _connect(places, deadline):
    error = None
    for family, address in places:
        made = socket.socket(family, socket.SOCK_STREAM)
        try:
            made.settimeout(deadline.left())
            made.connect(address)
            return made
        except OSError as failed:
            made.close()
            error = failed
    raise error or OSError("The name has no address")


def post(url, body, headers):
    """Post ``body`` and give the status, which is 2xx. NotDelivered for anything else."""
    problem = addresses.problem_of(url)
    if problem:
        raise NotDelivered(FORBIDDEN)
    parts = addresses.parts_of(url)
    with contextlib.ExitStack() as stack:
        deadline = stack.enter_context(_Deadline(setting("TIMEOUT")))
        try:
            status = _post(parts, body, headers, deadline, stack)
        except NotDelivered:
            raise
        except ssl.SSLError as error:
            raise NotDelivered(LATE if deadline.passed else _of_tls(error)) from None
        except TimeoutError:
            raise NotDelivered(LATE) from None
        except (OSError, http.client.HTTPException, ValueError):
            raise NotDelivered(LATE if deadline.passed else UNREACHED) from None
    if 200 <= status < 300:
        return status
    if 300 <= status < 400:
        raise NotDelivered(REDIRECTS, status)
    raise NotDelivered(REFUSED, status)


def _of_tls(error):
    return CERTIFICATE if isinstance(error, ssl.SSLCertVerificationError) else NO_TLS


def _post(parts, body, headers, deadline, stack):
    host, port = parts.hostname, addresses.port_of(parts)
    places = look_up(host, port, addresses.is_allowed_by_setting(parts))
    made = deadline.socket = _connect(places, deadline)
    stack.callback(made.close)
    if parts.scheme == "https":
        made.settimeout(deadline.left())
        made = deadline.socket = tls_context().wrap_socket(made, server_hostname=host.rstrip("."))
        stack.callback(made.close)
    made.settimeout(deadline.left())
    connection = http.client.HTTPConnection(host, port)  # only writes and reads: what it speaks over is ours
    connection.default_port = 443 if parts.scheme == "https" else 80
    connection.sock, connection.auto_open = made, 0
    stack.callback(connection.close)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.request("POST", target, body=body, headers=headers)
    answer = connection.getresponse()
    if deadline.passed:  # what was cut off may look like an answer
        raise NotDelivered(LATE)
    with contextlib.suppress(OSError, http.client.HTTPException):
        answer.read(MOST_READ)
    return answer.status
