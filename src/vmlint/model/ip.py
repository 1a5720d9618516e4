"""Addresses and networks of both families as numbers: cheap to compare, to hash and to mask.

The standard library's ``ipaddress`` does the same at a price: its objects are ten times slower to make and to ask.
"""

from __future__ import annotations

from vmlint.basics.record import Record
from vmlint.model.address import parse_v4

_V6 = 1 << 128
_V4_LOOPBACK, _V6_LOOPBACK = 0x7F000001, _V6 + 1
_MAPPED = 0xFFFF << 32


class Address(int):
    """An address: an IPv4 one is its number, an IPv6 one its number plus 2**128."""

    __slots__ = ()

    @property
    def version(self) -> int:
        """4 or 6."""
        return 6 if self >= _V6 else 4

    @property
    def is_loopback(self) -> bool:
        """Whether it is in 127.0.0.0/8, or ``::1``."""
        return self == _V6_LOOPBACK or self >> 24 == 127

    @property
    def is_unspecified(self) -> bool:
        """Whether it is ``0.0.0.0`` or ``::``."""
        return self == 0 or self == _V6

    @property
    def is_multicast(self) -> bool:
        """Whether it is a multicast address, or IPv4's 255.255.255.255."""
        if self >= _V6:
            return int(self) - _V6 >> 120 == 0xFF
        return self >> 28 == 14 or int(self) == 0xFFFFFFFF

    @property
    def is_link_local(self) -> bool:
        """Whether it is in fe80::/10."""
        return self >= _V6 and int(self) - _V6 >> 118 == 0x3FA

    def __str__(self) -> str:
        number = int(self)
        if number < _V6:
            return f"{number >> 24}.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        return _format_v6(number - _V6)

    def __repr__(self) -> str:
        return f"Address({str(self)!r})"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def at(self, port: int) -> str:
        """Return ``ADDRESS:PORT``, an IPv6 address in brackets."""
        return f"[{self}]:{port}" if self >= _V6 else f"{self}:{port}"


LOCALHOST = Address(_V4_LOOPBACK)
LOCALHOST_V6 = Address(_V6_LOOPBACK)
ANY = Address(0)
ANY_V6 = Address(_V6)


def parse_address(text: str) -> Address | None:
    """Return the address that TEXT is, None for what is none; ``::ffff:1.2.3.4`` is that IPv4 address."""
    if ":" not in text:
        number = parse_v4(text)
        return None if number is None else Address(number)
    number = _parse_v6(text)
    if number is None:
        return None
    if number >> 32 == _MAPPED >> 32:
        return Address(number & 0xFFFFFFFF)
    return Address(number + _V6)


def _parse_v6(text: str) -> int | None:
    head, gap, tail = text.partition("::")
    if "::" in tail:
        return None
    left, right = _groups(head, last=not gap), _groups(tail, last=True)
    if left is None or right is None:
        return None
    missing = 8 - len(left) - len(right)
    if (missing < 1) if gap else (missing != 0):
        return None
    number = 0
    for group in (*left, *([0] * missing), *right):
        number = number << 16 | group
    return number


def _groups(text: str, *, last: bool) -> list[int] | None:
    """Return the 16-bit groups of one side of ``::``; only the last side may end in an IPv4 address."""
    if not text:
        return []
    found: list[int] = []
    parts = text.split(":")
    for index, part in enumerate(parts):
        if "." in part:
            number = parse_v4(part) if last and index == len(parts) - 1 else None
            if number is None:
                return None
            found += [number >> 16, number & 0xFFFF]
        elif 1 <= len(part) <= 4 and all(char in "0123456789abcdefABCDEF" for char in part):
            found.append(int(part, 16))
        else:
            return None
    return found


def _format_v6(number: int) -> str:
    """Return the text of RFC 5952: small letters, the longest run of zeros as ``::``."""
    groups = [number >> shift & 0xFFFF for shift in range(112, -1, -16)]
    best_start, best_length, start = 0, 0, None
    for index, group in enumerate([*groups, 1]):
        if group == 0:
            start = index if start is None else start
        elif start is not None:
            if index - start > best_length:
                best_start, best_length = start, index - start
            start = None
    text = [f"{group:x}" for group in groups]
    if best_length < 2:
        return ":".join(text)
    return ":".join(text[:best_start]) + "::" + ":".join(text[best_start + best_length :])


def parse_host_ip(text: str) -> Address | None:
    """Return the IPv4 address that C's ``inet_aton`` reads, which VirtualBox asks: also ``127.1`` and ``0x7f.1``."""
    parts = text.split(".")
    if not 1 <= len(parts) <= 4:
        return None
    numbers = [_c_number(part) for part in parts]
    if any(number is None for number in numbers):
        return None
    *front, last = [number or 0 for number in numbers]
    if any(number > 255 for number in front) or last >= 256 ** (4 - len(front)):
        return None
    value = last
    for index, number in enumerate(front):
        value |= number << 24 - 8 * index
    return Address(value)


def _c_number(text: str) -> int | None:
    if not text.isascii() or not text.isalnum() or len(text) > 40:
        return None
    base = 16 if text[:2] in ("0x", "0X") else 8 if text.startswith("0") and text != "0" else 10
    try:
        return int(text[2:] if base == 16 else text, base)
    except ValueError:
        return None


class Subnet(Record):
    """A network: its first address and the length of its prefix."""

    __slots__ = ("base", "prefix")
    base: Address
    prefix: int

    @classmethod
    def around(cls, address: Address, prefix: int) -> Subnet:
        """Return the network of length PREFIX in which ADDRESS lies."""
        bits = 128 if address >= _V6 else 32
        return cls(Address(int(address) >> bits - prefix << bits - prefix), prefix)

    @property
    def bits(self) -> int:
        """32 or 128."""
        return 128 if self.base >= _V6 else 32

    @property
    def last(self) -> Address:
        """The last address, IPv4's broadcast."""
        return Address(int(self.base) | (1 << self.bits - self.prefix) - 1)

    def __contains__(self, address: Address) -> bool:
        return self.base <= address <= int(self.base) | (1 << self.bits - self.prefix) - 1

    def overlaps(self, other: Subnet) -> bool:
        """Return whether the two have an address in common."""
        return self.base in other or other.base in self

    def host(self, offset: int) -> Address:
        """Return the address OFFSET behind the first."""
        return Address(int(self.base) + offset)

    def __str__(self) -> str:
        return f"{self.base}/{self.prefix}"


def parse_prefix(text: str, version: int) -> int | None:
    """Return the length of a prefix: ``24``, or for IPv4 ``255.255.255.0``; None for what is no mask."""
    if text.isascii() and text.isdigit() and len(text) <= 3:
        return int(text) if int(text) <= (32 if version == 4 else 128) else None
    number = parse_v4(text) if version == 4 else None
    if number is None:
        return None
    inverted = ~number & 0xFFFFFFFF
    return None if inverted & inverted + 1 else 32 - inverted.bit_length()


def parse_subnet(text: str) -> Subnet | None:
    """Return the network that ``192.168.56.0/21`` names (host bits are dropped); without a length one address."""
    head, slash, length = text.partition("/")
    address = parse_address(head)
    if address is None:
        return None
    prefix = parse_prefix(length, address.version) if slash else 128 if address.version == 6 else 32
    return None if prefix is None else Subnet.around(address, prefix)
