"""Serve the site on this machine (`make run`): database, demo content, static files, worker and gunicorn.

Everything it makes goes into the git-ignored var/. It runs in .venv; scripts/environment.py sees to that.
"""

import http.client
import os
import secrets
import socket
import subprocess
import sys
import time
from pathlib import Path

import children

ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var")
ADDRESS = "127.0.0.1"


def port_from(text: str) -> int:
    """The port named in PORT; exits with a sentence where it is none."""
    if text.isdecimal() and 1 <= int(text) <= 65535:
        return int(text)
    sys.exit(f"PORT is {text!r} but must be a number from 1 to 65535.")


def refuse_busy_port(port: int) -> None:
    """Exit with one sentence where nobody else may listen on the port."""
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((ADDRESS, port))
        except PermissionError:
            sys.exit(f"Port {port} is not yours to use. Choose another: PORT=8123 make run")
        except OSError:
            sys.exit(f"Port {port} is in use by another program. Choose another: PORT=8123 make run")


def secret(name: str, length: int) -> str:
    """The content of var/NAME, made now if it is missing and readable by its owner only."""
    file = VAR / name
    VAR.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        with open(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as stream:
            stream.write(secrets.token_urlsafe(length) + "\n")
    return file.read_text(encoding="utf-8").strip()


def wait_until_served(port: int, running: list[subprocess.Popen]) -> None:
    """Return when the start page answers, or when a child has ended."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and all(child.poll() is None for child in running):
        try:
            connection = http.client.HTTPConnection(ADDRESS, port, timeout=30)
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)


def serve(port: int, running: list[subprocess.Popen]) -> str:
    """Prepare and start everything, then watch; returns a sentence about a child that ended by itself."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "nackamodellen.settings.dev",
        "BASE_URL": os.environ.get("BASE_URL") or f"http://localhost:{port}",
        "PYTHONUNBUFFERED": "1",
    }
    first = children.start([sys.executable, "scripts/prepare.py"], cwd=ROOT, env=environment)
    running.append(first)
    if first.wait() != 0:
        return "The site could not be prepared; what went wrong stands above."
    running.clear()
    gunicorn = [sys.executable, "-m", "gunicorn", "nackamodellen.wsgi", "--pythonpath", "site"]
    gunicorn += ["--bind", f"{ADDRESS}:{port}", "--workers", "2", "--worker-class", "gthread", "--threads", "4"]
    gunicorn += ["--limit-request-line", "8190", "--graceful-timeout", "3", "--log-level", "warning"]
    gunicorn += ["--no-control-socket"]
    running.append(children.start([sys.executable, "manage.py", "worker"], cwd=ROOT, env=environment))
    running.append(children.start(gunicorn, cwd=ROOT, env=environment))
    wait_until_served(port, running)
    if all(child.poll() is None for child in running):
        print(f"\nThe site is served at http://localhost:{port} (Ctrl-C stops it).")
        print(f"Sign in at http://localhost:{port}/logga-in/ as modellforvaltare, redaktor, utbildningsansvarig,")
        print(f"objektledare or admin, all with the password in {VAR / 'demo-password'}: {secret('demo-password', 12)}")
        print(f"Mail is not sent, unless EMAIL_URL is set: it lies as files in {VAR / 'mail'}{os.sep}\n", flush=True)
    while True:
        for name, child in zip(("worker", "web server"), running, strict=True):
            if child.poll() is not None:
                return f"The {name} ended by itself with code {child.returncode}; the rest is stopped too."
        time.sleep(0.3)


def main() -> int:
    port = port_from(os.environ.get("PORT") or "8000")
    refuse_busy_port(port)
    secret("secret-key", 50)
    secret("demo-password", 12)
    running: list[subprocess.Popen] = []
    children.stop_on_signals()
    try:
        trouble = serve(port, running)
    except children.Stopped:
        trouble = ""
    finally:
        children.ignore_signals()
        children.stop(running)
    if trouble:
        print(trouble, file=sys.stderr)
        return 1
    print("\nStopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
