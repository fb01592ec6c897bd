"""Start-up stops with one sentence where a setting is missing or broken, and the engines get what the site demands."""

import json
import os
import sqlite3
import subprocess
import sys
import textwrap
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.core.mail import EmailMessage, get_connection
from django.db import ConnectionHandler

from nackamodellen import env
from nackamodellen.settings.base import database_settings

pytestmark = pytest.mark.pure
ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = "nackamodellen.settings.production"
SOUND = {
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "modell.example.org",
    "DATABASE_URL": "postgres://kim:hemligt@127.0.0.1:1/modell",
    "EMAIL_URL": "smtp://kim:hemligt@127.0.0.1",
    "DEFAULT_FROM_EMAIL": "Nackamodellen <utbildning@example.org>",
}
MANAGE = [sys.executable, "manage.py", "check"]
WSGI = [sys.executable, "-c", "import sys; sys.path.insert(0, 'site'); import nackamodellen.wsgi"]
GUNICORN = [sys.executable, "-m", "gunicorn", "nackamodellen.wsgi", "--pythonpath", "site", "--bind", "127.0.0.1:0"]
STARTS = {"manage.py": MANAGE, "wsgi": WSGI}


def start(command, tmp_path, module=PRODUCTION, **variables):
    """Run it with nothing but these variables; gives exit code and everything that was printed."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "VAR_DIR": str(tmp_path)}
    environment |= {"DJANGO_SETTINGS_MODULE": module, **variables}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout + done.stderr


def values(tmp_path, names, module=PRODUCTION, **variables):
    """Settings by name, as a process with these variables reads them."""
    code = f"""
        import json, sys
        sys.path.insert(0, "site")
        from django.conf import settings
        print(json.dumps({{name: getattr(settings, name) for name in {names!r}}}, default=str))
    """
    status, output = start([sys.executable, "-c", textwrap.dedent(code)], tmp_path, module, **variables)
    assert status == 0, output
    return json.loads(output)


@pytest.mark.parametrize("command", STARTS.values(), ids=STARTS)
@pytest.mark.parametrize("missing", SOUND)
def test_production_refuses_to_start_without(tmp_path, command, missing):
    code, output = start(command, tmp_path, **{name: value for name, value in SOUND.items() if name != missing})
    assert code != 0
    assert (
        output.strip() == f"Webbplatsen startar inte. Variabeln {missing} saknas. Ange den i miljön eller i filen .env."
    )


@pytest.mark.parametrize(
    "name, value, words",
    [
        ("SECRET_KEY", "kort", "för kort"),
        ("ALLOWED_HOSTS", ",", "minst ett värde"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS"),
        ("DATABASE_URL", "kim:hemligt@db", "databasadress"),
        ("DATABASE_URL", "mysql://kim:hemligt@db/modell", "PostgreSQL"),
        ("EMAIL_URL", "kim:hemligt@mail.example.org", "e-postserver"),
        ("EMAIL_URL", "smtp://kim:hemligt@mail.example.org/?tls=hemligt", "starttls"),
        ("DEFAULT_FROM_EMAIL", "Nackamodellen", "avsändare"),
        ("DATABASE_STATEMENT_TIMEOUT", "snart", "heltal"),
        ("LOGIN_TRIES_PER_NAME", "0", "mellan"),
        ("LOGIN_TRIES_PER_ADDRESS", "många", "heltal"),
        ("TRUSTED_PROXIES", "99", "mellan 0 och 5"),
        ("SESSION_HOURS", "9999", "mellan"),
        ("BASE_URL", "modell.example.org", "https://"),
        ("LOG_LEVEL", "LOUD", "DEBUG, INFO"),
        ("SECURE_SSL_REDIRECT", "kanske", "true eller false"),
        ("SECURE_HSTS_SECONDS", "ett år", "heltal"),
        ("SERVE_MEDIA", "kanske", "true eller false"),
        ("BEHIND_TLS_PROXY", "kanske", "true eller false"),
        ("ELASTICSEARCH_URL", "sök.example.org:9200", "adress till en server"),
        ("ELASTICSEARCH_URL", "https://kim:hem/ligt@sök.example.org", "adress till en server"),
        ("ELASTICSEARCH_CA_FILE", "/nowhere", "inte finns"),
        ("ELASTICSEARCH_SHARDS", "0", "mellan 1 och 100"),
        ("ELASTICSEARCH_REPLICAS", "en", "heltal"),
        ("ELASTICSEARCH_INDEX", "Nacka", "a–z"),
    ],
)
def test_a_broken_value_stops_start_up_and_names_the_variable(tmp_path, name, value, words):
    code, output = start(MANAGE, tmp_path, **{**SOUND, name: value})
    assert code != 0
    assert output.startswith("Webbplatsen startar inte. ")
    assert name in output
    assert words in output
    assert len(output.strip().splitlines()) == 1
    assert "hemligt" not in output


def test_gunicorn_stops_with_the_sentence_and_does_not_try_for_ever(tmp_path):
    code, output = start(GUNICORN, tmp_path, **{**SOUND, "SECRET_KEY_FILE": "/nowhere"})
    assert code == 4
    assert output.count("SECRET_KEY_FILE pekar på en fil som inte går att läsa: /nowhere.") == 1
    assert "Traceback" not in output


def test_the_development_settings_refuse_a_broken_value_too(tmp_path):
    code, output = start(MANAGE, tmp_path, "nackamodellen.settings.dev", DEBUG="kanske")
    assert code != 0
    assert output.strip() == "Webbplatsen startar inte. Variabeln DEBUG är 'kanske' men ska vara true eller false."


def test_a_database_that_is_away_does_not_give_the_password_away(tmp_path):
    code, output = start([sys.executable, "manage.py", "migrate"], tmp_path, **SOUND)
    assert code != 0
    assert "hemligt" not in output


def test_one_way_to_sign_in_to_elasticsearch(tmp_path):
    both = {"ELASTICSEARCH_URL": "https://kim:hemligt@127.0.0.1:9200", "ELASTICSEARCH_API_KEY": "hemligt"}
    code, output = start(MANAGE, tmp_path, **{**SOUND, **both})
    assert code != 0
    assert "Ange bara det ena" in output
    assert "hemligt" not in output


def test_elasticsearch_is_off_unless_it_is_named(tmp_path):
    names = ["URL", "API_KEY", "CA_FILE", "SHARDS", "REPLICAS", "INDEX"]
    found = values(tmp_path, [f"ELASTICSEARCH_{name}" for name in names], **SOUND)
    assert list(found.values()) == ["", "", "", 1, 0, "nackamodellen"]


def test_production_keeps_to_tls(tmp_path):
    found = values(
        tmp_path,
        [
            "DEBUG",
            "SECURE_SSL_REDIRECT",
            "SECURE_HSTS_SECONDS",
            "SECURE_HSTS_INCLUDE_SUBDOMAINS",
            "SECURE_HSTS_PRELOAD",
            "SESSION_COOKIE_SECURE",
            "CSRF_COOKIE_SECURE",
            "SERVE_MEDIA",
            "WAGTAILADMIN_BASE_URL",
            "CSRF_TRUSTED_ORIGINS",
        ],
        **SOUND,
    )
    assert found == {
        "DEBUG": False,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SECURE_HSTS_PRELOAD": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SERVE_MEDIA": False,
        "WAGTAILADMIN_BASE_URL": "https://modell.example.org",
        "CSRF_TRUSTED_ORIGINS": ["https://modell.example.org"],
    }


def test_a_leading_dot_in_the_hosts_is_no_part_of_the_address(tmp_path):
    found = values(tmp_path, ["WAGTAILADMIN_BASE_URL"], **{**SOUND, "ALLOWED_HOSTS": ".example.org"})
    assert found == {"WAGTAILADMIN_BASE_URL": "https://example.org"}


def test_the_scheme_of_the_proxy_counts_only_where_it_is_trusted(tmp_path):
    asked = ["SECURE_PROXY_SSL_HEADER"]
    assert values(tmp_path, asked, **SOUND) == {"SECURE_PROXY_SSL_HEADER": None}
    found = values(tmp_path, asked, **SOUND, BEHIND_TLS_PROXY="true")
    assert found == {"SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"]}


def test_development_makes_its_key_once_for_its_owner_alone(tmp_path):
    first = values(tmp_path, ["SECRET_KEY"], "nackamodellen.settings.dev")
    again = values(tmp_path, ["SECRET_KEY"], "nackamodellen.settings.dev")
    assert first == again
    assert len(first["SECRET_KEY"]) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


MAIL = ["EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_TIMEOUT", "DEFAULT_FROM_EMAIL"]


def test_production_sends_mail_by_the_server_named(tmp_path):
    found = values(tmp_path, [*MAIL, "SERVER_EMAIL", "EMAIL_HOST_PASSWORD"], **SOUND)
    assert found == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": 587,
        "EMAIL_USE_TLS": True,
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": "Nackamodellen <utbildning@example.org>",
        "SERVER_EMAIL": "Nackamodellen <utbildning@example.org>",
        "EMAIL_HOST_PASSWORD": "hemligt",
    }


def test_development_sends_mail_into_a_folder_until_a_server_is_named(tmp_path):
    asked = ["EMAIL_BACKEND", "EMAIL_FILE_PATH", "DEFAULT_FROM_EMAIL"]
    found = values(tmp_path, asked, "nackamodellen.settings.dev")
    assert found == {
        "EMAIL_BACKEND": "nackamodellen.mail_files.EmailBackend",
        "EMAIL_FILE_PATH": str(tmp_path / "mail"),
        "DEFAULT_FROM_EMAIL": "Nackamodellen <utbildning@example.org>",
    }
    found = values(tmp_path, MAIL, "nackamodellen.settings.dev", EMAIL_URL="smtp://localhost:1025/?tls=none")
    assert found["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert found["EMAIL_PORT"] == 1025
    assert found["EMAIL_USE_TLS"] is False


def test_mail_in_a_folder_is_one_private_file_for_each(tmp_path, settings):
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    connection = get_connection("nackamodellen.mail_files.EmailBackend")
    messages = [
        EmailMessage(subject, "Hej å", to=["a@example.org"], headers={"Message-ID": f"<{subject}/../x@example.org>"})
        for subject in ("Första", "Andra")
    ]
    assert connection.send_messages([*messages, EmailMessage("Till ingen")]) == 2
    assert connection.send_messages([]) == 0
    files = sorted((tmp_path / "mail").iterdir())
    assert [file.suffix for file in files] == [".eml", ".eml"]
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)
    read = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    assert [message["Subject"] for message in read] == ["Första", "Andra"]
    assert read[0].get_content().strip() == "Hej å"


@pytest.fixture
def sqlite(tmp_path, django_db_blocker):
    """A connection to a new SQLite file, made as the site makes its own, and the file."""
    file = tmp_path / "db.sqlite3"
    handler = ConnectionHandler({"default": database_settings(env.dj_database_url.parse(f"sqlite:///{file}"))})
    with django_db_blocker.unblock():
        yield handler["default"], file
        handler["default"].close()


def pragma(conn, name):
    with conn.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


def test_sqlite_writes_ahead_and_waits(sqlite):
    conn, _file = sqlite
    assert pragma(conn, "journal_mode") == "wal"
    assert pragma(conn, "busy_timeout") == 20_000
    assert pragma(conn, "foreign_keys") == 1


def test_a_transaction_on_sqlite_takes_the_write_lock_at_once(sqlite):
    conn, file = sqlite
    with conn.cursor() as cursor:
        cursor.execute("CREATE TABLE one (n integer)")
    other = sqlite3.connect(file, timeout=0, isolation_level=None)
    conn.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)  # as atomic() begins
    try:
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        assert other.execute("SELECT count(*) FROM one").fetchone() == (0,)  # reading goes on
    finally:
        conn.rollback()
        conn.set_autocommit(True)
        other.close()


def test_postgresql_is_asked_for_health_and_haste():
    found = database_settings(env.dj_database_url.parse("postgres://kim@db/modell?options=-c%20geqo%3Doff"))
    assert found["CONN_HEALTH_CHECKS"] is True
    assert found["CONN_MAX_AGE"] == 60
    assert found["OPTIONS"]["options"] == "-c geqo=off -c statement_timeout=15000"
