"""Which addresses may be reached: plain public web addresses, and of those only public machines.

A name is resolved once. Every answer must be public, and the caller connects to the answers checked here,
so that a name that answers otherwise a moment later reaches nothing.

Source: the IANA registries of special-purpose addresses; RFC 6052 for IPv4 carried in IPv6.
"""

import ipaddress
import socket
from collections.abc import Callable

from dateline.errors import BadInput, Refused
from dateline.urls import WebAddress, split_address

Resolver = Callable[[str, int], tuple[str, ...]]
"""From a host name and a port to the IP addresses it stands for."""

PORTS = frozenset({80, 443})
"""Everything else is a service, not a news site."""
INNER_NAMES = (
    ".localhost",
    ".local",
    ".localdomain",
    ".internal",
    ".lan",
    ".intranet",
    ".home.arpa",
    ".metadata.goog",
)
"""Names that stand for this machine, its network or the machine's keeper, whatever they resolve to."""

_CLOSED_IPV4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # shared behind a carrier's translation
            "127.0.0.0/8",  # loopback
            "168.63.129.16/32",  # public by number, yet the keeper of machines in one large cloud
            "169.254.0.0/16",  # link-local, metadata services
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # anycast sink of reverse look-ups
            "192.52.193.0/24",  # multicast relays
            "192.88.99.0/24",  # 6to4 relays
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # anycast sink of reverse look-ups
            "198.18.0.0/15",  # benchmarking
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, broadcast
        ),
    )
)
_GLOBAL_IPV6 = ipaddress.IPv6Network("2000::/3")
"""The only block from which global addresses are given; all else is closed."""
_CLOSED_IPV6 = tuple(
    map(
        ipaddress.IPv6Network,
        (
            "2001::/23",  # protocol assignments, with Teredo tunnels, benchmarking and identifiers
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4 tunnels
            "2620:4f:8000::/48",  # anycast sink of reverse look-ups
            "3fff::/20",  # documentation
        ),
    )
)
_CARRIERS = (ipaddress.IPv6Network("::ffff:0:0/96"), ipaddress.IPv6Network("64:ff9b::/96"))
"""IPv6 blocks whose last 32 bits are an IPv4 address that is reached: mapped, and NAT64."""


def check_address(url: str) -> WebAddress:
    """Return the parts of an address that may be asked for, before any name is looked up.

    Raises:
        Refused: no plain http(s) address of a public name or number on a web port.
    """
    address = split_address(url)
    if address is None:
        raise Refused(_why_not_plain(url))
    if address.port not in PORTS:
        raise Refused(f"port {address.port} is not fetched, only 80 and 443")
    ip = _parse_ip(address.host)
    if ip is not None:
        _check_public(address.host)
    elif "." not in address.host or f".{address.host}".endswith(INNER_NAMES):
        raise Refused(f"{address.host} is no public host name")
    return address


def public_ips(address: WebAddress, resolver: Resolver) -> tuple[str, ...]:
    """Return the IP addresses of a host, each of them public; a number stands for itself.

    Raises:
        Refused: one of the answers is not public.
        BadInput: the name has no answer.
    """
    if _parse_ip(address.host) is not None:
        ips: tuple[str, ...] = (address.host,)
    else:
        ips = resolver(address.host, address.port)
    if not ips:
        raise BadInput(f"the name {address.host} has no address")
    for ip in ips:
        _check_public(ip)
    return ips


def resolve_host(host: str, port: int) -> tuple[str, ...]:
    """Return the IP addresses the system knows for a host name, in its order of preference."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(ip: str) -> bool:
    """Return whether an IP address belongs to a machine on the public internet."""
    parsed = _parse_ip(ip)
    if isinstance(parsed, ipaddress.IPv6Address):
        carried = _carried(parsed)
        if carried is None:
            return _is_public_ipv6(parsed)
        parsed = carried
    return parsed is not None and parsed.is_global and not any(parsed in block for block in _CLOSED_IPV4)


def _is_public_ipv6(ip: ipaddress.IPv6Address) -> bool:
    inside = ip in _GLOBAL_IPV6 and ip.scope_id is None and ip.is_global
    return inside and not any(ip in block for block in _CLOSED_IPV6)


def _carried(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if any(ip in block for block in _CARRIERS):
        return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
    return None


def _check_public(ip: str) -> None:
    if not is_public(ip):
        raise Refused(f"{ip} is not a public address")


def _parse_ip(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _why_not_plain(url: str) -> str:
    scheme, mark, rest = url.strip().partition("://")
    if not mark or scheme.lower() not in ("http", "https"):
        return "only http and https addresses are fetched"
    if "@" in rest.partition("/")[0]:
        return "an address with a user name or a password is not fetched"
    return "not a plain web address"
