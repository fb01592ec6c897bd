"""Keeps one served demo alive while any test process holds its shared lock: `python keeper.py FOLDER PORT`.

The kernel gives a lock back when its holder ends, however it ends, so that no server outlives the tests.
"""

import fcntl
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import children  # noqa: E402

# What would make the server another one than `make run` gives on a new clone.
OTHERS = ("DATABASE_URL", "MEDIA_ROOT", "SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "DEBUG", "TRUSTED_PROXIES")
OTHERS += ("LOGIN_TRIES_PER_NAME", "LOGIN_TRIES_PER_ADDRESS", "LOGIN_TRIES_MINUTES", "SITE_NAME", "SERVE_MEDIA")


def main(folder: Path, port: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in OTHERS}
    environment |= {"VAR_DIR": str(folder / "var"), "PORT": port, "LOG_LEVEL": "ERROR"}
    # A front end that many tests look at at once asks more than one reader ever would.
    environment |= {"API_REQUESTS_ANONYMOUS": "100000"}
    running = []
    children.stop_on_signals()
    try:
        with (folder / "log").open("w") as log, (folder / "users").open("a") as users:
            command = [sys.executable, "scripts/run.py"]
            running.append(children.start(command, cwd=ROOT, env=environment, stdout=log, stderr=log))
            fcntl.flock(users, fcntl.LOCK_EX)  # waits until nobody holds it any more
    except children.Stopped:
        pass
    finally:
        children.ignore_signals()
        children.stop(running)
        (folder / "address").unlink(missing_ok=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
