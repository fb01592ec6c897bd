"""A real gunicorn on the test database, and people who send it forms."""

import contextlib
import http.client
import os
import secrets
import signal
import socket
import sys
import time
from importlib import import_module
from pathlib import Path
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.db import connection
from django.middleware.csrf import CSRF_SECRET_LENGTH
from django.utils.crypto import get_random_string

import children

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


def database_url():
    """The address of the database that this test uses."""
    database = connection.settings_dict
    return f"postgres://{database['USER']}@{quote(database['HOST'], safe='')}/{database['NAME']}"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Site:
    """The served site. ``send`` posts a form and gives (status, address that it leads to)."""

    def __init__(self, port, log):
        self.port, self.log = port, log

    def open(self):
        made = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        made.connect()
        return made

    def send(self, path, data, session="", without="", opened=None):
        """``opened``: a connection that stands already, so that many can begin at the same moment."""
        token = get_random_string(CSRF_SECRET_LENGTH)
        headers = {
            "Host": "testserver",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"{settings.CSRF_COOKIE_NAME}={token}; {settings.SESSION_COOKIE_NAME}={session}",
            "X-Without": without,
        }
        with contextlib.closing(opened or self.open()) as line:
            line.request("POST", path, urlencode({"csrfmiddlewaretoken": token, **data}), headers)
            answer = line.getresponse()
            answer.read()
            return answer.status, answer.headers

    def complaints(self):
        """What the server has written, for a test that fails."""
        return self.log.read_text(errors="replace")[-4000:]


@contextlib.contextmanager
def gunicorn(folder):
    """The site as in production, with more workers: ``--workers 4 --threads 8``."""
    port, log = free_port(), folder / "gunicorn.log"
    command = [sys.executable, "-m", "gunicorn", "tests.race.wsgi", "--pythonpath", f"{ROOT},{ROOT / 'site'}"]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", "4", "--threads", "8", "--worker-class", "gthread"]
    command += ["--preload", "--log-level", "warning", "--no-control-socket"]
    environment = {**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "tests.race.settings"}
    with log.open("wb") as stream:
        server = children.start(command, cwd=ROOT, env=environment, stdout=stream, stderr=stream)
        site = Site(port, log)
        try:
            deadline = time.monotonic() + PATIENCE
            while not answers(port):
                assert server.poll() is None, site.complaints()
                assert time.monotonic() < deadline, site.complaints()
                time.sleep(0.05)
            yield site
        finally:
            children.stop([server], polite=signal.SIGKILL)  # it has nothing to tidy, and takes seconds to do so


def answers(port):
    try:
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as line:
            line.request("GET", "/robots.txt", headers={"Host": "testserver"})
            return line.getresponse().status == 200
    except OSError:
        return False


def sign_in(user):
    """The key of a session in which ``user`` is signed in, made in the database."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return store.session_key


def make_people(number):
    """[(user, session)] of people with accounts."""
    model = get_user_model()
    users = [
        model(username=f"race-{which}", email=f"race-{which}@example.org", first_name="Åsa", last_name=f"Öberg {which}")
        for which in range(number)
    ]
    return [(user, sign_in(user)) for user in model.objects.bulk_create(users)]


def filled_in(**values):
    """A registration as the page sends it."""
    return {
        "name": "Åsa Öberg",
        "unit": "Digitalisering",
        "role": "other",
        "accept_waiting": "on",
        "form_key": secrets.token_urlsafe(16),
        **values,
    }
