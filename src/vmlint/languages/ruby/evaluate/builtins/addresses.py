"""IP addresses as Ruby's IPAddr 1.2.4 reads and writes them, in plain numbers."""

from __future__ import annotations

import re

INET = 2
INET6 = 10
UNSPECIFIED = 0
BITS = {INET: 32, INET6: 128}
WHOLE = {INET: 0xFFFFFFFF, INET6: (1 << 128) - 1}

_IPV4 = re.compile(r"([0-9]+)\.([0-9]+)\.([0-9]+)\.([0-9]+)")
_IPV6_FULL = re.compile(
    r"(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|((?:[0-9a-f]{1,4}:){6})([0-9]+)\.([0-9]+)\.([0-9]+)\.([0-9]+))", re.I
)
_IPV6_COMPRESSED = re.compile(
    r"((?:(?:[0-9a-f]{1,4}:)*[0-9a-f]{1,4})?)::"
    r"((?:((?:[0-9a-f]{1,4}:)*)(?:[0-9a-f]{1,4}|([0-9]+)\.([0-9]+)\.([0-9]+)\.([0-9]+)))?)",
    re.I,
)


class AddressError(Exception):
    """What Ruby raises: the last part of the name of the class below IPAddr, and the message."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


class Address:
    """An address: number, mask, family, zone (``%eth0``, or None)."""

    __slots__ = ("family", "mask", "number", "zone")

    def __init__(self, number: int, family: int, mask: int | None = None, zone: str | None = None) -> None:
        self.number = number
        self.family = family
        self.mask = WHOLE[family] if mask is None else mask
        self.zone = zone

    def with_number(self, number: int, family: int | None = None) -> Address:
        """Return this address with another NUMBER; it must fit."""
        wanted = self.family if family is None else family
        if not 0 <= number <= WHOLE[wanted]:
            raise AddressError("InvalidAddressError", f"invalid address: {self.number}")
        mask = self.mask & WHOLE[INET] if family == INET else self.mask
        return Address(number, wanted, mask, self.zone)

    def masked(self, prefix: int) -> Address:
        """Return the network of PREFIX bits that this address lies in."""
        bits = BITS[self.family]
        if not 0 <= prefix <= bits:
            raise AddressError("InvalidPrefixError", f"invalid length: {self.number}")
        mask = (WHOLE[self.family] >> (bits - prefix)) << (bits - prefix)
        return Address(self.number & mask, self.family, mask, self.zone)

    def masked_by(self, text: str) -> Address:
        """Return the network that the mask TEXT (``24`` or ``255.255.255.0``) makes of this address."""
        if re.fullmatch("0|[1-9][0-9]*", text):
            return self.masked(int(text[:9]))
        if re.fullmatch("[0-9]+", text):
            raise AddressError("InvalidPrefixError", "leading zeros in prefix")
        mask = parse(text)
        if mask.family != self.family:
            raise AddressError("InvalidPrefixError", f"address family is not same: {self.number}")
        holes = mask.number ^ mask.mask
        if (holes + 1) & holes:
            raise AddressError("InvalidPrefixError", f"invalid mask {text}: {self.number}")
        return Address(self.number & mask.number, self.family, mask.number, self.zone)

    def first(self) -> int:
        """Return the first number of the network."""
        return self.number & self.mask

    def last(self) -> int:
        """Return the last number of the network."""
        return self.number | (WHOLE[self.family] ^ self.mask)

    def prefix(self) -> int:
        """Return the length of the mask in bits."""
        return BITS[self.family] - (WHOLE[self.family] ^ self.mask).bit_length()

    def text(self, number: int | None = None) -> str:
        """Return NUMBER (default: the address) written out in full."""
        shown = self.number if number is None else number
        if self.family == INET:
            return ".".join(str((shown >> shift) & 255) for shift in (24, 16, 8, 0))
        digits = f"{shown:032x}"
        return ":".join(digits[at : at + 4] for at in range(0, 32, 4))

    def shown(self) -> str:
        """Return what IPAddr#to_s gives."""
        if self.family == INET:
            return self.text()
        text = re.sub(r"\b0{1,3}([0-9a-f]+)\b", r"\1", self.text() + (self.zone or ""), flags=re.I)
        if text == "0:0:0:0:0:0:0:0":
            text = "::"
        else:
            for count in range(7, 1, -1):
                shorter = re.sub(r"\b" + ":".join("0" * count) + r"\b", ":", text, count=1)
                if shorter != text:
                    text = shorter
                    break
        text = re.sub(":{3,}", "::", text, count=1)
        mapped = re.fullmatch("::(ffff:)?([0-9a-f]{1,4}):([0-9a-f]{1,4})", text, re.I)
        if mapped:
            high, low = int(mapped.group(2), 16), int(mapped.group(3), 16)
            text = f"::{mapped.group(1) or ''}{high // 256}.{high % 256}.{low // 256}.{low % 256}"
        return text

    def is_private(self) -> bool:
        """Whether the address is of a private network."""
        if self.family == INET6:
            return self.number >> 121 == 0xFC >> 1
        number = self.number
        return number >> 24 == 10 or number >> 20 == 0xAC1 or number >> 16 == 0xC0A8

    def is_loopback(self) -> bool:
        """Whether the address is a loopback address."""
        return self.number == 1 if self.family == INET6 else self.number >> 24 == 127

    def is_link_local(self) -> bool:
        """Whether the address is link-local."""
        return self.number >> 118 == 0xFE80 >> 6 if self.family == INET6 else self.number >> 16 == 0xA9FE

    def reversed(self) -> str:
        """Return the parts of the name for reverse look-ups."""
        if self.family == INET:
            return ".".join(str((self.number >> shift) & 255) for shift in (0, 8, 16, 24))
        return ".".join(reversed(f"{self.number:032x}"))


def parse(text: str, family: int = UNSPECIFIED) -> Address:
    """Return the address or network that TEXT says."""
    parts = text.split("/", 1)
    prefix: str = parts[0]
    length = parts[1] if len(parts) > 1 and parts[1] else None
    if len(parts) > 1 and length is None:
        length = ""
    wanted, zone = family, None
    if len(prefix) > 1 and prefix.startswith("[") and prefix.endswith("]"):
        prefix, wanted = prefix[1:-1], INET6
    zoned = re.fullmatch(r"(.*)(%\w+)", prefix, re.A)
    if zoned:
        prefix, zone, wanted = zoned.group(1), zoned.group(2), INET6
    found = _ipv4(prefix) if wanted in (UNSPECIFIED, INET) else None
    actual = INET
    if found is None and wanted in (UNSPECIFIED, INET6):
        found, actual = _ipv6(prefix), INET6
    if found is None:
        raise AddressError("AddressFamilyError", "address family mismatch")
    address = Address(found, actual, zone=zone)
    return address if length is None else address.masked_by(length)


def _ipv4(text: str) -> int | None:
    found = _IPV4.fullmatch(text)
    return None if found is None else _octets(found.groups())


def _octets(octets: tuple[str, ...]) -> int:
    number = 0
    for octet in octets:
        if len(octet) > 9 or int(octet) > 255:
            raise AddressError("InvalidAddressError", "invalid address: ")
        if octet.startswith("0") and len(octet) > 1:
            message = "zero-filled number in IPv4 address is ambiguous: "
            raise AddressError("InvalidAddressError", message)
        number = number << 8 | int(octet)
    return number


def _ipv6(text: str) -> int:
    low = 0
    full = _IPV6_FULL.fullmatch(text)
    if full:
        left, right = text, ""
        if full.group(2):
            low = _octets(full.groups()[1:5])
            left = full.group(1) + ":"
            left = left.rstrip(":")
            right = "0:0"
    else:
        left, right, low = _compressed(text)
    head, tail = [at for at in left.split(":") if at], [at for at in right.split(":") if at]
    rest = 8 - len(head) - len(tail)
    if rest < 0:
        raise AddressError("InvalidAddressError", "invalid address: ")
    number = 0
    for part in head + ["0"] * rest + tail:
        number = number << 16 | int(part, 16)
    return number | low


def _compressed(text: str) -> tuple[str, str, int]:
    found = _IPV6_COMPRESSED.fullmatch(text)
    if found is None:
        raise AddressError("InvalidAddressError", "invalid address: ")
    colons = text.count(":")
    if found.group(4):
        if colons > 6:
            raise AddressError("InvalidAddressError", "invalid address: ")
        return found.group(1), found.group(3) + "0:0", _octets(found.groups()[3:7])
    if colons > (8 if not found.group(1) or not found.group(2) else 7):
        raise AddressError("InvalidAddressError", "invalid address: ")
    return found.group(1), found.group(2), 0
