"""Which addresses a webhook may go to: https, and never into a private network."""

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext as _

from .conf import setting

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Named here, since what Python calls private differs from release to release.
_NEVER = [
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        # Of IPv6 only what is routed on the internet, without tunnels, test networks and documentation.
        "::/3", "4000::/2", "8000::/1", "2001::/23", "2001:db8::/32", "3fff::/20",
    )
]  # fmt: skip
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # NAT64: the last 32 bits are the IPv4 address
_TUNNEL = ipaddress.ip_network("2002::/16")  # 6to4: bits 16 to 48 are
# Digits, "x" and dots alone are what the C library reads as a number: 2130706433, 0x7f.1, 0177.0.0.1.
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)(\.(0x[0-9a-f]*|[0-9]+))*\.?", re.IGNORECASE)
_NAME = re.compile(
    r"(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.?", re.IGNORECASE
)


def ways(address: Address) -> Iterator[Address]:
    """The address, and the IPv4 address that it carries."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            yield address.ipv4_mapped
            return
        if address in _TRANSLATED:
            yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
            return
        if address in _TUNNEL:
            yield ipaddress.IPv4Address(int(address) >> 80 & 0xFFFFFFFF)
    yield address


def is_public(text: str) -> bool:
    """Whether this IP address belongs to a machine on the internet."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    # A mapped address is never an answer of an honest name server.
    if isinstance(address, ipaddress.IPv6Address) and (address.ipv4_mapped or address.scope_id):
        return False
    return all(
        way.is_global and not way.is_multicast and not any(way.version == net.version and way in net for net in _NEVER)
        for way in ways(address)
    )


def parts_of(url: str) -> SplitResult | None:
    """The address in its parts; None for one that is none."""
    try:
        parts = urlsplit(url)
        sound = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    return parts if sound and url.isascii() and url.isprintable() and " " not in url and "\\" not in url else None


def port_of(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def is_allowed_by_setting(parts: SplitResult) -> bool:
    """Whether the setting names this host, for tests and development: then http and private networks will do."""
    named = {name.lower() for name in setting("ALLOWED_HOSTS")}
    host = (parts.hostname or "").lower()
    return host in named or f"{host}:{port_of(parts)}" in named


def problem_of(url: str) -> str:
    """A sentence that says why nothing is sent there; "" where something is. Asks no name server."""
    parts = parts_of(url)
    if parts is None:
        return _(
            "Write a whole address, such as https://www.example.org/webhook. Names with å, ä or ö are written as xn--…."
        )
    if parts.username is not None or parts.password is not None:
        return _("The address must not hold a user name or a password.")
    if parts.fragment or "#" in url:
        return _("The address must not have a part after #: it would never be sent.")
    if is_allowed_by_setting(parts) and parts.scheme in ("http", "https"):
        return ""
    if parts.scheme != "https":
        return _("The address must begin with https://.")
    host = parts.hostname or ""
    if ":" in host or _NUMBER.fullmatch(host):
        if not is_public(host):
            return _(
                "The address leads into a private network, or is not written as a plain IP address. Nothing is sent there."
            )
        return ""
    if not _NAME.fullmatch(host):
        return _("“%(host)s” is not the name of a server.") % {"host": host}
    if host.rstrip(".").lower() == "localhost" or host.rstrip(".").lower().endswith(".localhost"):
        return _(
            "The address leads into a private network, or is not written as a plain IP address. Nothing is sent there."
        )
    return ""
