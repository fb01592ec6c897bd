"""Which addresses nothing is sent to: refused in the form, and at the socket whatever the form let through."""

import socket
import ssl
import subprocess

import pytest

from headless.models import WebhookEndpoint
from headless.webhooks import addresses, delivery, endpoints, sending
from tests.headless.webhooks.receiver import Receiver

# How a host may be written that leads into a private network. {port} is where the receiver listens.
HOSTS = [
    "127.0.0.1", "127.0.0.53", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0x7f.1", "0177.0.0.1",
    "017700000001", "0177.1", "127.0.0.1.", "localhost", "LOCALHOST", "localhost.", "a.localhost", "0.0.0.0", "0",
    "10.0.0.1", "10.255.255.254", "172.16.0.1", "172.31.255.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "198.18.0.1", "192.0.2.1", "224.0.0.1", "239.255.255.250", "255.255.255.255", "[::1]", "[::]", "[::ffff:127.0.0.1]",
    "[::ffff:10.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[fe80::1]", "[fc00::1]", "[fd12:3456::1]", "[ff02::1]",
    "[2002:7f00:1::]", "[2002:a00:1::1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::a00:1]", "[64:ff9b:1::1]", "[2001::1]",
    "[2001:db8::1]", "[fec0::1]",
]  # fmt: skip
PUBLIC = ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::808:808", "2002:808:808::1"]


def put(url):
    """An event that waits for a receiver with this address, past the form."""
    endpoint = endpoints.save(WebhookEndpoint(name=url, url=url))
    return endpoints.put_test(endpoint)


@pytest.fixture
def connections(monkeypatch):
    """Every address that this process tries to connect to."""
    tried, real = [], socket.socket.connect

    def connect(self, address):
        tried.append(address)
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    return tried


@pytest.fixture
def names(monkeypatch):
    """``names([...], [...])``: what the name server says at the first question, at the second and so on."""

    def answers(*lists):
        asked, left = [], list(lists)

        def getaddrinfo(host, port, *args, **kwargs):
            asked.append(host)
            found = left.pop(0) if len(left) > 1 else left[0]
            return [
                (socket.AF_INET6 if ":" in text else socket.AF_INET, socket.SOCK_STREAM, 6, "", (text, port))
                for text in found
            ]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        return asked

    return answers


@pytest.mark.django_db
class TestSocket:
    def send(self, url):
        row = put(url)
        assert delivery.send_due() == 0
        row.refresh_from_db()
        return row

    @pytest.mark.parametrize("scheme", ["https", "http"])
    @pytest.mark.parametrize("host", HOSTS)
    def test_no_connection_to_a_hostile_host(self, host, scheme, connections):
        with Receiver() as receiver:
            row = self.send(f"{scheme}://{host}:{receiver.port}/")
            assert (row.state, row.attempts) == ("retry", 1)
            assert row.last_error in (sending.FORBIDDEN, sending.PRIVATE, sending.UNKNOWN)
            assert connections == []
            assert receiver.connections == 0

    @pytest.mark.parametrize("host", HOSTS)
    def test_nor_where_only_the_socket_looks(self, host, connections, monkeypatch):
        """As if the form's rules had a hole."""
        monkeypatch.setattr(addresses, "problem_of", lambda url: "")
        with Receiver() as receiver:
            row = self.send(f"https://{host}:{receiver.port}/")
            assert row.last_error in (sending.PRIVATE, sending.UNKNOWN)
            assert connections == []
            assert receiver.connections == 0

    @pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "localhost"])
    def test_control_without_the_look_a_connection_is_seen(self, host, connections, monkeypatch):
        monkeypatch.setattr(addresses, "problem_of", lambda url: "")
        monkeypatch.setattr(addresses, "is_public", lambda text: True)
        with Receiver() as receiver:
            self.send(f"https://{host}:{receiver.port}/")  # it speaks no TLS, so nothing is delivered
            assert len(connections) >= 1
            assert receiver.connections >= 1

    @pytest.mark.parametrize(
        "private", ["127.0.0.1", "10.0.0.5", "::1", "fd00::1", "64:ff9b::7f00:1", "::ffff:127.0.0.1"]
    )
    def test_a_name_that_leads_inside(self, private, names, connections):
        names([private])
        assert self.send("https://hooks.example.org/").last_error == sending.PRIVATE
        assert connections == []

    def test_one_private_address_among_public_ones_is_enough(self, names, connections):
        names([PUBLIC[0], "10.0.0.5"])
        assert self.send("https://hooks.example.org/").last_error == sending.PRIVATE
        assert connections == []

    def test_a_name_that_changes_between_the_look_and_the_connection(self, names, monkeypatch):
        """The connection goes to the address that was looked at: nobody asks a second time."""
        asked, tried = names([PUBLIC[0]], ["127.0.0.1"]), []

        def connect(self, address):
            tried.append(address)
            raise ConnectionRefusedError

        monkeypatch.setattr(socket.socket, "connect", connect)
        assert self.send("https://hooks.example.org/").last_error == sending.UNREACHED
        assert tried == [(PUBLIC[0], 443)]
        assert asked == ["hooks.example.org"]

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_a_redirect_is_not_followed(self, status, receiver):
        with Receiver() as inside:
            receiver.otherwise = (status, {"Location": f"http://127.0.0.1:{inside.port}/"})
            row = self.send(receiver.url)
            assert (row.state, row.last_status, row.last_error) == ("retry", status, sending.REDIRECTS)
            assert len(receiver.got) == 1
            assert inside.connections == 0

    def test_no_proxy_of_the_environment(self, receiver, monkeypatch):
        with Receiver() as proxy:
            for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
                monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
            put(receiver.url)
            assert delivery.send_due() == 1
            assert proxy.connections == 0

    def test_the_setting_names_one_host_and_port(self, receiver, settings):
        with Receiver() as other:
            assert self.send(other.url).state == "retry"
            assert other.connections == 0


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tls")
    command = [
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=hooks.example.org"),
        *("-addext", "subjectAltName=DNS:hooks.example.org", "-keyout", "key.pem", "-out", "certificate.pem"),
    ]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder


class TestEncryption:
    """With a certificate of our own for hooks.example.org, on loopback."""

    @pytest.fixture
    def server(self, certificate, monkeypatch, settings, names):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate / "certificate.pem", certificate / "key.pem")
        asked_for = []
        context.sni_callback = lambda _socket, name, _context: asked_for.append(name)
        names(["127.0.0.1"])
        with Receiver(tls=context) as made:
            made.asked_for = asked_for
            settings.NACKAMODELLEN = {
                **settings.NACKAMODELLEN,
                "WEBHOOK_ALLOWED_HOSTS": ["Hooks.Example.org", "other.example.org"],
            }
            yield made

    def trust(self, certificate, monkeypatch):
        made = ssl.create_default_context(cafile=str(certificate / "certificate.pem"))
        monkeypatch.setattr(sending, "tls_context", lambda: made)

    def test_the_certificate_is_asked_for_the_name(self, server, certificate, monkeypatch):
        self.trust(certificate, monkeypatch)
        assert sending.post(f"https://hooks.example.org:{server.port}/a?b=c", b"{}", {}) == 204
        assert server.asked_for == ["hooks.example.org"]
        assert server.got[0].path == "/a?b=c"
        assert server.got[0].headers["host"] == f"hooks.example.org:{server.port}"

    def test_a_certificate_for_another_name(self, server, certificate, monkeypatch):
        self.trust(certificate, monkeypatch)
        with pytest.raises(sending.NotDelivered, match=sending.CERTIFICATE):
            sending.post(f"https://other.example.org:{server.port}/", b"{}", {})
        assert server.got == []

    def test_a_certificate_that_nobody_vouches_for(self, server):
        with pytest.raises(sending.NotDelivered, match=sending.CERTIFICATE):
            sending.post(f"https://hooks.example.org:{server.port}/", b"{}", {})
        assert server.got == []


@pytest.mark.pure
class TestRules:
    @pytest.mark.parametrize("text", PUBLIC)
    def test_public(self, text):
        assert addresses.is_public(text)

    @pytest.mark.parametrize("host", [h for h in HOSTS if h.startswith("[") or (h.count(".") == 3 and h[0] in "12")])
    def test_private(self, host):
        assert not addresses.is_public(host.strip("[]").rstrip("."))

    @pytest.mark.parametrize("host", HOSTS)
    def test_the_form_refuses(self, host):
        assert addresses.problem_of(f"https://{host}/") != ""

    @pytest.mark.parametrize(
        "url",
        [
            "", "example.org", "http://example.org/", "ftp://example.org/", "https://", "https:///x", "https://u:p@example.org/",
            "https://user@example.org/", "https://example.org/#a", "https://example.org/#", "https://exa mple.org/",
            "https://example.org:0/", "https://example.org:99999/", "https://example.org:x/", "https://åäö.se/",
            "https://example.org\\@127.0.0.1/", "https://exam\nple.org/", "https://[::1", "https://a_b..org/", "https://-a.org/",
        ],
    )  # fmt: skip
    def test_the_form_refuses_what_is_no_address(self, url):
        assert addresses.problem_of(url) != ""

    @pytest.mark.parametrize(
        "url",
        [
            "https://example.org",
            "https://www.example.org:8443/a/b?c=d",
            "https://93.184.215.14/",
            "https://xn--bcher-kva.example/",
        ],
    )
    def test_the_form_takes(self, url):
        assert addresses.problem_of(url) == ""
