"""Typed readers of the environment.

Every reader takes the variable's name and a default. A value that cannot be used raises
:class:`EnvError` with one sentence that names the variable, so that start-up stops there.
A secret may also be given as a file: ``NAME_FILE`` holds the path, its content is the value.
Values in a ``.env`` file at the root of the project count where the environment has none.
"""

from __future__ import annotations

import os
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from dotenv import dotenv_values
from dotenv.parser import parse_stream

ROOT = Path(__file__).resolve().parents[2]
REQUIRED = object()

_TRUE = {"1", "true", "yes", "on", "ja"}
_FALSE = {"0", "false", "no", "off", "nej"}
# How the connection to a mail server is kept private, and the port that goes with it.
_MAIL_PORTS = {"starttls": 587, "ssl": 465, "none": 25}


class EnvError(ImproperlyConfigured):
    """A variable is missing or holds something that cannot be used."""


def load(file: Path = ROOT / ".env") -> dict[str, str]:
    """The variables that count: the file's, overridden by the environment's."""
    if not file.is_file():
        return dict(os.environ)
    with file.open(encoding="utf-8") as stream:
        wrong = next((line.original.line for line in parse_stream(stream) if line.error), None)
    if wrong is not None:
        # The line may hold a secret, so the sentence does not repeat it.
        raise EnvError(f"Filen {file.name} går inte att läsa: rad {wrong} är ingen tilldelning som NAMN=värde.")
    return {**{k: v for k, v in dotenv_values(file).items() if v is not None}, **os.environ}


_values = load()


def _raw(name: str, default: Any) -> Any:
    """The text of ``name``, or of the file in ``name_FILE``; else the default."""
    file = _values.get(f"{name}_FILE", "")
    if file:
        try:
            value = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            raise EnvError(f"{name}_FILE pekar på en fil som inte går att läsa: {file}.") from None
        if not value:
            raise EnvError(f"{name}_FILE pekar på en fil som är tom: {file}.")
        return value
    value = _values.get(name, "").strip()
    if value:
        return value
    if default is REQUIRED:
        raise EnvError(f"Variabeln {name} saknas. Ange den i miljön eller i filen .env.")
    return default


def text(name: str, default: Any = REQUIRED) -> str:
    """A text without surrounding blanks."""
    return _raw(name, default)


def boolean(name: str, default: Any = REQUIRED) -> bool:
    """True for 1, true, yes, on, ja; False for 0, false, no, off, nej."""
    value = _raw(name, default)
    if isinstance(value, bool):
        return value
    if value.lower() in _TRUE:
        return True
    if value.lower() in _FALSE:
        return False
    raise EnvError(f"Variabeln {name} är {value!r} men ska vara true eller false.")


def integer(name: str, default: Any = REQUIRED, *, least: int = 0, most: int = 2**31) -> int:
    """A whole number between ``least`` and ``most``, both included."""
    value = _raw(name, default)
    try:
        number = int(value)
    except ValueError:
        raise EnvError(f"Variabeln {name} är {value!r} men ska vara ett heltal.") from None
    if not least <= number <= most:
        raise EnvError(f"Variabeln {name} är {number} men ska vara mellan {least} och {most}.")
    return number


def listing(name: str, default: Any = REQUIRED) -> list[str]:
    """Texts parted by commas, blanks and empty ones left out."""
    value = _raw(name, default)
    if not isinstance(value, str):
        return list(value)
    found = [part.strip() for part in value.split(",") if part.strip()]
    if not found:
        raise EnvError(f"Variabeln {name} är {value!r} men ska ha minst ett värde, delade med komma.")
    return found


def choice(name: str, default: Any, allowed: tuple[str, ...]) -> str:
    """One of the texts in ``allowed``."""
    value = _raw(name, default)
    if value not in allowed:
        raise EnvError(f"Variabeln {name} är {value!r} men ska vara något av {', '.join(allowed)}.")
    return value


def address(name: str, default: Any = REQUIRED) -> str:
    """A web address with scheme and host, without a closing slash."""
    value = _raw(name, default)
    try:
        parts = urlsplit(value)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        sound = False
    if not sound or any(character.isspace() for character in value):
        raise EnvError(f"Variabeln {name} är {value!r} men ska vara en adress som börjar med https://.")
    return value.rstrip("/")


def server(name: str, default: Any = REQUIRED) -> str:
    """A web address that may hold user and password, ``https://user:password@host:9200``, without a closing slash."""
    value = _raw(name, default)
    if not value:
        return value
    try:
        parts = urlsplit(value)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
        sound = sound and bool(parts.username) == bool(parts.password) and value.count("@") <= 1
        sound = sound and not parts.query and not parts.fragment and value.isprintable() and " " not in value
    except ValueError:
        sound = False
    if not sound:
        # The address may hold a password, so the sentence does not repeat it.
        raise EnvError(
            f"Variabeln {name} är ingen adress till en server, till exempel https://user:password@host:9200."
            " Tecken som @ och / i lösenordet skrivs %40 och %2F."
        )
    return value.rstrip("/")


def database(name: str, default: Any = REQUIRED) -> dict[str, Any]:
    """Django's settings of one database, read from an address such as ``postgres://user@host/name``."""
    value = _raw(name, default)
    try:
        found = dict(dj_database_url.parse(value))
    except (ValueError, KeyError):
        # The address may hold a password, so neither the sentence nor its cause repeats it.
        raise EnvError(f"Variabeln {name} är ingen databasadress, till exempel postgres://user@host/name.") from None
    if found["ENGINE"] == "django.db.backends.sqlite3":
        return found
    if found["ENGINE"] != "django.db.backends.postgresql":
        raise EnvError(f"Variabeln {name} ska peka på PostgreSQL eller SQLite.")
    if not found.get("NAME"):
        raise EnvError(f"Variabeln {name} saknar namnet på databasen.")
    return found


def mailbox(name: str, default: Any = REQUIRED) -> str:
    """A sender such as ``Nackamodellen <utbildning@example.org>``, or the address alone."""
    value = _raw(name, default)
    _shown, found = parseaddr(value)
    try:
        validate_email(found)
        sound = value.endswith((found, f"<{found}>")) and value.isprintable()
    except ValidationError:
        sound = False
    if not sound:
        raise EnvError(f"Variabeln {name} är {value!r} men ska vara en avsändare som Namn <namn@example.org>.")
    return value


def smtp(name: str, default: Any = REQUIRED) -> dict[str, Any]:
    """Django's settings of a mail server, from ``smtp://user:password@host:587/?tls=starttls``; {} for an empty default.

    ``tls`` is starttls (when nothing is said), ssl or none; the port follows from it where none is given. Signs that mean
    something in an address are written with % in user and password.
    """
    value = _raw(name, default)
    if not value:
        return {}
    try:
        parts = urlsplit(value)
        options = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        tls = options.pop("tls", ["starttls"])
        port = parts.port or _MAIL_PORTS[tls[-1]]
        sound = parts.scheme == "smtp" and bool(parts.hostname) and len(tls) == 1 and not options
        sound = sound and parts.path in ("", "/") and not parts.fragment and value.isprintable() and " " not in value
        sound = sound and bool(parts.username) == bool(parts.password)
    except (ValueError, KeyError):
        sound = False
    if not sound:
        # The address may hold a password, so the sentence does not repeat it.
        raise EnvError(
            f"Variabeln {name} är ingen adress till en e-postserver,"
            " till exempel smtp://user:password@host:587/?tls=starttls (eller ssl, none)."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": tls[0] == "starttls",
        "EMAIL_USE_SSL": tls[0] == "ssl",
    }
