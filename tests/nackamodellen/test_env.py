"""The typed readers: what each takes, what it refuses, and with what sentence."""

import pytest

from nackamodellen import env

pytestmark = pytest.mark.pure
NAME = "NACKA_TEST"


@pytest.fixture
def given(monkeypatch):
    """``given("1")``: the variable has this value; further variables by name."""

    def put(value=None, **others):
        values = {} if value is None else {NAME: value}
        monkeypatch.setattr(env, "_values", {**values, **others})

    return put


def refused(read, *arguments, **options):
    """The sentence with which the reader refuses; it names the variable and ends with a full stop."""
    with pytest.raises(env.EnvError) as caught:
        read(NAME, *arguments, **options)
    sentence = str(caught.value)
    assert NAME in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize("value", [None, "", "   "])
def test_a_variable_without_value_is_missing(given, value):
    given(value)
    assert "saknas" in refused(env.text)
    assert env.text(NAME, "else") == "else"


def test_text_loses_surrounding_blanks(given):
    given("  två ord ")
    assert env.text(NAME) == "två ord"


@pytest.mark.parametrize(
    "value, meant",
    [
        *((word, True) for word in ("1", "true", "TRUE", "yes", "on", "ja")),
        *((word, False) for word in ("0", "false", "False", "no", "off", "nej")),
    ],
)
def test_boolean(given, value, meant):
    given(value)
    assert env.boolean(NAME) is meant


def test_boolean_keeps_its_default(given):
    given()
    assert env.boolean(NAME, True) is True
    assert env.boolean(NAME, False) is False


@pytest.mark.parametrize("value", ["maybe", "2", "true false", "sant"])
def test_boolean_refuses(given, value):
    given(value)
    assert "true eller false" in refused(env.boolean)


@pytest.mark.parametrize("value, meant", [("0", 0), ("12", 12), (" 7 ", 7)])
def test_integer(given, value, meant):
    given(value)
    assert env.integer(NAME) == meant


@pytest.mark.parametrize("value", ["tolv", "1.5", "1 000", "0x10", "9" * 5000])
def test_integer_refuses_what_is_no_number(given, value):
    given(value)
    assert "heltal" in refused(env.integer)


@pytest.mark.parametrize("value", ["0", "11", "-5"])
def test_integer_refuses_what_is_out_of_bounds(given, value):
    given(value)
    assert "mellan 1 och 10" in refused(env.integer, least=1, most=10)


def test_listing(given):
    given("a.se, b.se,, ")
    assert env.listing(NAME) == ["a.se", "b.se"]
    given()
    assert env.listing(NAME, ["c.se"]) == ["c.se"]


def test_listing_refuses_commas_alone(given):
    given(" , ,")
    refused(env.listing)


def test_choice(given):
    given("B")
    assert env.choice(NAME, "A", ("A", "B")) == "B"
    given("C")
    assert "A, B" in refused(env.choice, "A", ("A", "B"))
    given()
    assert env.choice(NAME, "A", ("A", "B")) == "A"


@pytest.mark.parametrize(
    "value, meant",
    [
        ("https://modell.nacka.se", "https://modell.nacka.se"),
        ("https://modell.nacka.se/", "https://modell.nacka.se"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("https://nacka.se/modell/", "https://nacka.se/modell"),
    ],
)
def test_address(given, value, meant):
    given(value)
    assert env.address(NAME) == meant


@pytest.mark.parametrize(
    "value",
    ["nacka.se", "ftp://nacka.se", "https://", "https:///", "https:// nacka.se", "https://nacka.se:http", "//nacka.se"],
)
def test_address_refuses(given, value):
    given(value)
    assert "https://" in refused(env.address)


@pytest.mark.parametrize(
    "value, engine, name",
    [
        ("sqlite:////var/db.sqlite3", "sqlite3", "/var/db.sqlite3"),
        ("sqlite://:memory:", "sqlite3", ":memory:"),
        ("postgres://kim:hemligt@db:5432/modell", "postgresql", "modell"),
        ("postgresql://kim@%2Frun%2Fpg/modell", "postgresql", "modell"),
    ],
)
def test_database(given, value, engine, name):
    given(value)
    found = env.database(NAME)
    assert found["ENGINE"].endswith(engine)
    assert found["NAME"] == name


@pytest.mark.parametrize(
    "value",
    [
        "kim:hemligt@db/modell",
        "hemligt",
        "mysql://kim:hemligt@db/modell",
        "oops://kim:hemligt@db/modell",
        "postgres://kim:hemligt@db",
        "postgres://kim:hemligt@db/",
        "postgres://kim:hemligt@db:port/modell",
        "postgres://kim:hem/ligt@db/modell",
        "postgres://kim:hemligt@[db/modell",
    ],
)
def test_database_refuses_and_keeps_the_password_to_itself(given, value):
    given(value)
    with pytest.raises(env.EnvError) as caught:
        env.database(NAME)
    # A server prints the causes too, but never the lines of this file.
    told = [str(caught.value), *(str(e) for e in (caught.value.__cause__,) if e)]
    assert NAME in told[0]
    assert not any(part in line for line in told for part in ("hemligt", "'hem'"))
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.parametrize(
    "value", ["utbildning@nacka.se", "Nackamodellen <utbildning@nacka.se>", '"Nacka, utbildning" <utbildning@nacka.se>']
)
def test_mailbox(given, value):
    given(value)
    assert env.mailbox(NAME) == value


@pytest.mark.parametrize(
    "value",
    [
        "Nackamodellen",
        "utbildning@",
        "<>",
        "Nackamodellen utbildning@nacka.se>",
        "a@nacka.se, b@nacka.se",
        "a@nacka.se <b",
        "Kim\nBcc: <b@nacka.se>",
    ],
)
def test_mailbox_refuses(given, value):
    given(value)
    assert "Namn <namn@example.org>" in refused(env.mailbox)


def test_mailbox_keeps_its_default(given):
    given()
    assert env.mailbox(NAME, "Kim <kim@example.org>") == "Kim <kim@example.org>"


@pytest.mark.parametrize(
    "value, host, port, user, password, tls, ssl",
    [
        ("smtp://mail.nacka.se", "mail.nacka.se", 587, "", "", True, False),
        ("smtp://mail.nacka.se/", "mail.nacka.se", 587, "", "", True, False),
        ("smtp://mail.nacka.se:2525", "mail.nacka.se", 2525, "", "", True, False),
        ("smtp://mail.nacka.se/?tls=ssl", "mail.nacka.se", 465, "", "", False, True),
        ("smtp://localhost?tls=none", "localhost", 25, "", "", False, False),
        ("smtp://[::1]:1025/?tls=none", "::1", 1025, "", "", False, False),
        (
            "smtp://kim%40nacka.se:hem%2Fligt%3A@m.se:587/?tls=starttls",
            "m.se",
            587,
            "kim@nacka.se",
            "hem/ligt:",
            True,
            False,
        ),
    ],
)
def test_smtp(given, value, host, port, user, password, tls, ssl):
    given(value)
    assert env.smtp(NAME) == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": host,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": password,
        "EMAIL_USE_TLS": tls,
        "EMAIL_USE_SSL": ssl,
    }


def test_no_mail_server_is_no_settings(given):
    given()
    assert env.smtp(NAME, "") == {}


@pytest.mark.parametrize(
    "value",
    [
        "mail.nacka.se",
        "hemligt",
        "kim:hemligt@mail.nacka.se",
        "https://kim:hemligt@mail.nacka.se",
        "smtp://",
        "smtp://kim:hemligt@",
        "smtp://kim:hemligt@mail.nacka.se:port",
        "smtp://kim:hemligt@mail.nacka.se:99999",
        "smtp://kim:hem/ligt@mail.nacka.se",
        "smtp://kim:hem ligt@mail.nacka.se",
        "smtp://kim:hemligt@mail.nacka.se/folder",
        "smtp://kim:hemligt@mail.nacka.se/?tls=yes",
        "smtp://kim:hemligt@mail.nacka.se/?tls=",
        "smtp://kim:hemligt@mail.nacka.se/?tls",
        "smtp://kim:hemligt@mail.nacka.se/?tls=ssl&tls=none",
        "smtp://kim:hemligt@mail.nacka.se/?hemligt=1",
        "smtp://kim:hemligt@mail.nacka.se/#hemligt",
        "smtp://kim@mail.nacka.se",
        "smtp://:hemligt@mail.nacka.se",
        "smtp://kim:hemligt@[mail",
    ],
)
def test_smtp_refuses_and_keeps_the_password_to_itself(given, value):
    given(value)
    with pytest.raises(env.EnvError) as caught:
        env.smtp(NAME)
    assert NAME in str(caught.value)
    assert "smtp://user:password@host:587/?tls=starttls" in str(caught.value)
    assert not any(part in str(caught.value) for part in ("hemligt", "hem", "kim"))
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_secret_may_come_from_a_file(given, tmp_path):
    file = tmp_path / "secret"
    file.write_text(" från fil \n", encoding="utf-8")
    given("from variable", **{f"{NAME}_FILE": str(file)})
    assert env.text(NAME) == "från fil"


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00x"])
def test_a_file_that_cannot_be_read_is_refused(given, tmp_path, content):
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    given(**{f"{NAME}_FILE": str(file)})
    assert f"{NAME}_FILE" in refused(env.text)


def test_an_empty_file_is_a_missing_value(given, tmp_path):
    file = tmp_path / "secret"
    file.write_text("\n")
    given(**{f"{NAME}_FILE": str(file)})
    refused(env.text)
    refused(env.text, "a default does not hide a broken secret")


def test_the_environment_counts_before_the_file(tmp_path, monkeypatch):
    file = tmp_path / ".env"
    file.write_text("NACKA_A=from file\nNACKA_B='in quotes' # remark\nNACKA_C\n", encoding="utf-8")
    monkeypatch.setenv("NACKA_A", "from environment")
    values = env.load(file)
    assert values["NACKA_A"] == "from environment"
    assert values["NACKA_B"] == "in quotes"
    assert "NACKA_C" not in values


def test_without_a_file_the_environment_alone_counts(tmp_path, monkeypatch):
    monkeypatch.setenv("NACKA_A", "here")
    assert env.load(tmp_path / ".env")["NACKA_A"] == "here"


def test_a_file_with_a_line_that_means_nothing_is_refused(tmp_path):
    file = tmp_path / ".env"
    file.write_text('NACKA_A=1\nthis is "no line\nNACKA_B=2\n', encoding="utf-8")
    with pytest.raises(env.EnvError, match=r"rad 2"):
        env.load(file)


@pytest.mark.parametrize(
    "value",
    [
        "http://localhost:9200",
        "https://kim:hem%40ligt@es.example.org:9243/prefix",
        "https://es.example.org",
        "http://[::1]:9200",
    ],
)
def test_a_server_may_have_user_and_password(given, value):
    given(value + "/")
    assert env.server(NAME) == value


@pytest.mark.parametrize(
    "value",
    [
        "es.example.org:9200",
        "ftp://es.example.org",
        "https://",
        "https://kim@es.example.org",
        "https://kim:hem@ligt@es.example.org",
        "https://kim:hem/ligt@es.example.org",
        "https://es.example.org:99999",
        "https://es.example.org/?q=hemligt",
        "https://kim:hem ligt@es.example.org",
    ],
)
def test_what_is_no_server_is_refused_without_repeating_it(given, value):
    given(value)
    sentence = refused(env.server)
    assert "ligt" not in sentence
    assert "kim" not in sentence


def test_no_server_is_allowed(given):
    given()
    assert env.server(NAME, "") == ""
