"""Which addresses lie inside a network, in every disguise that is known."""

import re
import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from desk.domain.errors import Invalid
from desk.domain.phrase import phrase

Resolver = Callable[[str, int], list[str]]
"""Takes a host and a port and returns its addresses as text. Raises `OSError` where there are none."""

# IANA's special-purpose registries. Written out, because `is_global` of Python 3.11 lets some of these through.
_INSIDE_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",  # public by number, but always the host of a virtual machine in Azure
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)

# Of IPv6 only global unicast is outside; that leaves out mapped, compatible, NAT64, unique local, link and site local.
_GLOBAL_6 = IPv6Network("2000::/3")
_INSIDE_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # Teredo, ORCHID, benchmarking
        "2001:db8::/32",
        "2002::/16",  # 6to4 carries an IPv4 address
        "3fff::/20",
    )
)

_LOCAL_NAMES = ("localhost", "localdomain", "local", "internal", "lan", "intranet", "home.arpa")
_NAME = re.compile(r"(?!.*\.\.)[a-z0-9_][a-z0-9._-]{0,252}")
_LOOKS_NUMERIC = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)")


def is_inside(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address belongs to a network of its own, or may lead to one, rather than to the public internet."""
    if isinstance(address, IPv4Address):
        return any(address in network for network in _INSIDE_4)
    hides_ipv4 = int(address) >> 32 & 0xFDFFFFFF == 0x5EFE  # ISATAP, RFC 5214 section 6.1
    return hides_ipv4 or address not in _GLOBAL_6 or any(address in network for network in _INSIDE_6)


def check_host(host: str) -> None:
    """Raises `Invalid` for a host that is written so as to hide an address, or that names this machine.

    `host` is in lower case and in ASCII, an IPv6 address without its brackets.
    """
    bare = host.rstrip(".")
    if ":" in host:
        _check_ipv6(host)
    elif _LOOKS_NUMERIC.fullmatch(bare):
        _check_ipv4(host)
    elif not _NAME.fullmatch(bare):
        raise Invalid(phrase("“{host}” is not the name of a host.", host=host))
    elif any(bare == name or bare.endswith("." + name) for name in _LOCAL_NAMES):
        raise Invalid(phrase("“{host}” is a name inside the network, which the desk does not fetch from.", host=host))


def _check_ipv6(host: str) -> None:
    try:
        address = IPv6Address(host)
    except ValueError:
        raise Invalid(phrase("“{host}” is not an IPv6 address.", host=host)) from None
    if address.scope_id is not None or is_inside(address):
        raise Invalid(
            phrase("“{host}” is an address inside the network, which the desk does not fetch from.", host=host)
        )


def _check_ipv4(host: str) -> None:
    try:
        address = IPv4Address(host)
    except ValueError:
        raise Invalid(
            phrase("“{host}” is an address in a disguise, which the desk does not fetch from.", host=host)
        ) from None
    if is_inside(address):
        raise Invalid(
            phrase("“{host}” is an address inside the network, which the desk does not fetch from.", host=host)
        )


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses of a host as the system knows them. Raises `OSError` where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[4][0]) for address in found))


def vetted(host: str, addresses: list[str]) -> list[str]:
    """The addresses of a host, each of them outside. Raises `Invalid` where a single one is inside.

    The caller connects to what this returns and never looks the name up again: a second answer might differ.
    """
    if any("%" in address or is_inside(ip_address(address)) for address in addresses):
        raise Invalid(
            phrase("“{host}” leads to an address inside the network, which the desk does not fetch from.", host=host)
        )
    return addresses
