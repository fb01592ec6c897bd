"""Make .venv hold a lock file, then run a script in it: environment.py site|dev [script [argument ...]].

Standard library only, and in a syntax that old Pythons parse too, so that one which is too old gets a
sentence and no traceback. The lock is installed only when it changed since the last time; what was
installed for `dev` will do for `site`, since the one lock holds the other.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
VENV_PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "installed.json")


def version_problem(version):
    """Why this Python is too old, in one sentence, or None."""
    if tuple(version[:2]) >= OLDEST:
        return None
    return "Python %d.%d or newer is needed, but %s is %d.%d: name another with PYTHON=/path/to/python3." % (
        OLDEST + (sys.executable,) + tuple(version[:2])
    )


def venv_problem():
    """Why this Python cannot make virtual environments, in one sentence, or None."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return (
            "%s cannot make virtual environments: install its venv module (Debian and Ubuntu: "
            "apt-get install python3-venv) or name another Python with PYTHON=/path/to/python3." % sys.executable
        )
    return None


def lock_file(level):
    return os.path.join(ROOT, "requirements", level + ".txt")


def digest(level):
    """The fingerprint of a lock file."""
    with open(lock_file(level), "rb") as stream:
        return hashlib.sha256(stream.read()).hexdigest()


def is_installed(level, stamp):
    """Whether the stamp says that .venv holds this level's lock as it is now."""
    return stamp.get(level) == digest(level)


def read_stamp():
    try:
        with open(STAMP) as stream:
            return json.load(stream)
    except (IOError, OSError, ValueError):
        return {}


def venv_version():
    """The major and minor version of the Python that .venv was made with; None where there is no usable one."""
    command = [VENV_PYTHON, "-c", "import pip, sys; print('%d.%d' % sys.version_info[:2])"]
    try:
        return subprocess.check_output(command, stderr=subprocess.DEVNULL).decode().strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def install(level):
    """Make .venv if it is missing or of another Python, and install the lock into it."""
    if venv_version() != "%d.%d" % sys.version_info[:2]:
        say("Making the environment .venv with Python %d.%d.%d." % sys.version_info[:3])
        shutil.rmtree(VENV, ignore_errors=True)
        subprocess.check_call([sys.executable, "-m", "venv", VENV])
    say("Installing requirements/%s.txt into .venv (a minute or two the first time)." % level)
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes"]
    subprocess.check_call([VENV_PYTHON, "-m", "pip", "install"] + options + ["-r", lock_file(level)])
    stamp = {"site": digest("site")}
    if level == "dev":
        stamp["dev"] = digest("dev")
    with open(STAMP, "w") as stream:
        json.dump(stamp, stream)


def ensure(level):
    """Install the level if need be. Two that start at once take turns."""
    import fcntl

    folder = os.open(os.path.join(ROOT, "requirements"), os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        if not (is_installed(level, read_stamp()) and venv_version() == "%d.%d" % sys.version_info[:2]):
            install(level)
    finally:
        os.close(folder)


def say(sentence):
    print(sentence, flush=True)


def main(arguments):
    if not arguments or arguments[0] not in ("site", "dev"):
        return "Usage: environment.py site|dev [script [argument ...]]"
    problem = version_problem(sys.version_info) or venv_problem()
    if problem:
        return problem
    try:
        ensure(arguments[0])
    except subprocess.CalledProcessError:
        return "The environment .venv could not be made; what went wrong stands above."
    except KeyboardInterrupt:
        return "Stopped."
    if len(arguments) > 1:
        os.chdir(ROOT)
        sys.stdout.flush()
        os.execv(VENV_PYTHON, [VENV_PYTHON] + arguments[1:])
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
