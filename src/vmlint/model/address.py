"""IPv4 and IPv6 addresses, networks and the addresses that a server is bound to."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record

if TYPE_CHECKING:
    import ipaddress

LOOPBACK = "loopback"
WILDCARD = "wildcard"
SPECIFIC = "specific"
NAME = "name"
"""The hostname of the machine: what it stands for is written in the machine's /etc/hosts."""

_V4_SPACE = 0xFFFFFFFF
_NAT_WILDCARDS = frozenset({"", "0.0.0.0"})


def parse_v4(text: str) -> int | None:
    """Return the IPv4 address that TEXT is in dotted-quad form, as a number; None for anything else.

    A leading zero is refused, as Ruby's IPAddr and the C library's strict parsers do.
    """
    parts = text.split(".")
    if len(parts) != 4:
        return None
    number = 0
    for part in parts:
        if not part.isascii() or not part.isdigit() or len(part) > 3 or (part[0] == "0" and part != "0"):
            return None
        octet = int(part)
        if octet > 255:
            return None
        number = number << 8 | octet
    return number


def format_v4(number: int) -> str:
    """Return NUMBER as a dotted quad."""
    return ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))


def parse_v6(text: str) -> ipaddress.IPv6Address | None:
    """Return the IPv6 address that TEXT is, a zone (``%eth0``) allowed; None for anything else."""
    if ":" not in text:
        return None
    import ipaddress

    try:
        return ipaddress.IPv6Address(text)
    except ValueError:
        return None


def is_address(text: str) -> bool:
    """Return whether TEXT is an IPv4 or IPv6 address and nothing else."""
    return parse_v4(text) is not None or parse_v6(text) is not None


def parse_mask(text: str) -> int | None:
    """Return the prefix length of an IPv4 netmask: ``255.255.255.0``, or ``24``; None for what is no mask."""
    if text.isascii() and text.isdigit() and len(text) <= 2:
        return int(text) if int(text) <= 32 else None
    number = parse_v4(text)
    if number is None:
        return None
    inverted = ~number & _V4_SPACE
    return None if inverted & (inverted + 1) else 32 - inverted.bit_length()


class Subnet(Record):
    """An IPv4 network: its first address as a number, and the length of its prefix."""

    __slots__ = ("base", "prefix")
    base: int
    prefix: int

    @classmethod
    def around(cls, address: int, prefix: int) -> Subnet:
        """Return the network of length PREFIX in which ADDRESS lies."""
        return cls(address & _mask(prefix), prefix)

    @classmethod
    def parse(cls, text: str) -> Subnet | None:
        """Return the network that ``192.168.56.0/21`` names (host bits are dropped), or None."""
        address, slash, length = text.partition("/")
        number = parse_v4(address)
        prefix = parse_mask(length) if slash else 32
        return None if number is None or prefix is None else cls.around(number, prefix)

    @property
    def last(self) -> int:
        """The broadcast address."""
        return self.base | ~_mask(self.prefix) & _V4_SPACE

    def __contains__(self, address: int) -> bool:
        return address & _mask(self.prefix) == self.base

    def __str__(self) -> str:
        return f"{format_v4(self.base)}/{self.prefix}"


def _mask(prefix: int) -> int:
    return _V4_SPACE << (32 - prefix) & _V4_SPACE


class OfV6Alone(str):
    """The bind `::` of a server that asks for IPv6 alone (`ipv6only=on`): written and compared as any other."""

    __slots__ = ()


class BindAddress(Record):
    """Where a server listens: what was written, of which kind, and in which families.

    ``localhost`` is loopback in both families: which of the two a server takes is its own affair.
    """

    __slots__ = ("text", "kind", "v4", "v6")
    text: str
    kind: str
    v4: bool
    v6: bool


def parse_bind(text: str, *, v6only: bool | None = None) -> BindAddress | None:
    """Return what TEXT binds to, None if it is no address: ``*``, ``localhost``, ``hostname`` or an address."""
    v6only = True if isinstance(text, OfV6Alone) else v6only
    bare = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    if bare == "*":
        return BindAddress(text, WILDCARD, True, False)
    if bare.lower() == "localhost":
        return BindAddress(text, LOOPBACK, True, True)
    if bare.lower() == "hostname":
        return BindAddress(text, NAME, True, False)
    number = parse_v4(bare)
    if number is not None:
        kind = WILDCARD if number == 0 else LOOPBACK if number >> 24 == 127 else SPECIFIC
        return BindAddress(bare, kind, True, False)
    return _parse_v6_bind(bare, v6only)


def _parse_v6_bind(text: str, v6only: bool | None) -> BindAddress | None:
    address = parse_v6(text)
    if address is None:
        return None
    if address.ipv4_mapped is not None:
        return parse_bind(str(address.ipv4_mapped))
    if int(address) == 0:
        # Linux: one socket on :: serves IPv4 too, unless the program asks for IPv6 alone.
        return BindAddress(text, WILDCARD, not v6only, True)
    return BindAddress(text, LOOPBACK if address.is_loopback else SPECIFIC, False, True)


def sockets_clash(one: BindAddress, other: BindAddress) -> bool | None:
    """Return whether two servers on one port cannot both listen; None where a name leaves it open."""
    if one.text == other.text:
        return True
    if not ((one.v4 and other.v4) or (one.v6 and other.v6)):
        return False
    if NAME in (one.kind, other.kind):
        return True if WILDCARD in (one.kind, other.kind) else None
    if WILDCARD in (one.kind, other.kind):
        wide, narrow = (one, other) if one.kind == WILDCARD else (other, one)
        if narrow.text.lower() == "localhost" and not (wide.v4 and wide.v6):
            return None
        return True
    if "localhost" in (one.text.lower(), other.text.lower()):
        return None if LOOPBACK == one.kind == other.kind else False
    return _same_address(one.text, other.text)


def _same_address(one: str, other: str) -> bool:
    number = parse_v4(one)
    if number is not None:
        return number == parse_v4(other)
    return parse_v6(one) == parse_v6(other)


def host_addresses_overlap(one: str, other: str) -> bool:
    """Return whether two host addresses of NAT forwards claim an address in common; empty is every address.

    What is no IPv4 address makes VirtualBox listen on every address too.
    """
    first, second = parse_v4(one), parse_v4(other)
    if one in _NAT_WILDCARDS or other in _NAT_WILDCARDS or first is None or second is None:
        return True
    return first == second
