"""Addresses, networks, binds: what they are, and which claim the same."""

from __future__ import annotations

import pytest

from vmlint.model.address import (
    Subnet,
    host_addresses_overlap,
    is_address,
    parse_bind,
    parse_mask,
    parse_v4,
    sockets_clash,
)


@pytest.mark.parametrize(
    "text", ["0.0.0.0", "192.168.56.10", "255.255.255.255", "::", "fe80::1%eth0", "::ffff:1.2.3.4"]
)
def test_addresses(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.04",
        "1.2.3.-4",
        "1.2.3.٤",
        "a.b.c.d",
        ":::",
        "1.2.3.4/24",
        " 1.2.3.4",
    ],
)
def test_what_is_none(text: str) -> None:
    assert not is_address(text)


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("255.255.255.0", 24),
        ("255.255.255.255", 32),
        ("0.0.0.0", 0),
        ("24", 24),
        ("33", None),
        ("255.0.255.0", None),
        ("x", None),
        ("", None),
    ],
)
def test_masks(text: str, prefix: int | None) -> None:
    assert parse_mask(text) == prefix


def test_subnets() -> None:
    subnet = Subnet.parse("192.168.56.0/21")
    assert subnet is not None
    for text, inside in (
        ("192.168.56.0", True),
        ("192.168.63.255", True),
        ("192.168.64.0", False),
        ("192.168.55.255", False),
    ):
        assert ((parse_v4(text) or 0) in subnet) is inside
    assert str(Subnet.around(parse_v4("10.1.2.3") or 0, 8)) == "10.0.0.0/8"
    assert Subnet.parse("10.0.0.0/33") is None


@pytest.mark.parametrize(
    ("text", "kind", "families"),
    [
        ("0.0.0.0", "wildcard", (True, False)),
        ("*", "wildcard", (True, False)),
        ("::", "wildcard", (True, True)),
        ("[::]", "wildcard", (True, True)),
        ("127.0.0.1", "loopback", (True, False)),
        ("127.0.1.1", "loopback", (True, False)),
        ("::1", "loopback", (False, True)),
        ("::ffff:127.0.0.1", "loopback", (True, False)),
        ("localhost", "loopback", (True, True)),
        ("hostname", "name", (True, False)),
        ("192.168.56.10", "specific", (True, False)),
        ("fd00::1", "specific", (False, True)),
    ],
)
def test_binds(text: str, kind: str, families: tuple[bool, bool]) -> None:
    bind = parse_bind(text)
    assert bind is not None
    assert (bind.kind, (bind.v4, bind.v6)) == (kind, families)


def test_v6only() -> None:
    bind = parse_bind("::", v6only=True)
    assert bind is not None
    assert not bind.v4


# BIND.md section 4, measured on Linux.
@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("0.0.0.0", "127.0.0.1", True),
        ("127.0.0.1", "0.0.0.0", True),
        ("127.0.0.1", "::", True),
        ("127.0.0.1", "127.0.1.1", False),
        ("127.0.0.1", "127.0.0.1", True),
        ("::1", "127.0.0.1", False),
        ("::", "0.0.0.0", True),
        ("*", "0.0.0.0", True),
        ("192.168.56.10", "10.0.2.15", False),
        ("192.168.56.10", "0.0.0.0", True),
        ("localhost", "::", True),
        ("localhost", "0.0.0.0", None),
        ("localhost", "127.0.0.1", None),
        ("localhost", "192.168.56.10", False),
        ("hostname", "127.0.0.1", None),
        ("hostname", "0.0.0.0", True),
    ],
)
def test_clash(one: str, other: str, clash: bool | None) -> None:
    first, second = parse_bind(one), parse_bind(other)
    assert first is not None
    assert second is not None
    assert sockets_clash(first, second) is clash
    assert sockets_clash(second, first) is clash


def test_clash_of_v6only() -> None:
    six, four = parse_bind("::", v6only=True), parse_bind("0.0.0.0")
    assert six is not None
    assert four is not None
    assert sockets_clash(six, four) is False


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("", "127.0.0.1", True),
        ("0.0.0.0", "", True),
        ("127.0.0.1", "127.0.0.2", False),
        ("127.0.0.1", "127.0.0.1", True),
        ("localhost", "127.0.0.2", True),
    ],
)
def test_host_addresses(one: str, other: str, overlap: bool) -> None:
    assert host_addresses_overlap(one, other) is overlap
