"""Addresses and networks as numbers, compared with the standard library's."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmlint.model.ip import Address, Subnet, parse_address, parse_host_ip, parse_prefix, parse_subnet


@given(st.ip_addresses(v=4))
def test_ipv4(expected):
    address = parse_address(str(expected))
    assert address == int(expected)
    assert (str(address), address.version) == (str(expected), 4)
    assert address.is_loopback == expected.is_loopback
    assert address.is_multicast == (expected.is_multicast or str(expected) == "255.255.255.255")


@given(st.ip_addresses(v=6).filter(lambda each: each.ipv4_mapped is None))
def test_ipv6(expected):
    address = parse_address(expected.exploded)
    assert address == parse_address(str(expected)) == int(expected) + 2**128
    assert (str(address), address.version) == (ipaddress.IPv6Address(int(expected)).compressed, 6)
    assert address.is_loopback == expected.is_loopback
    assert address.is_link_local == expected.is_link_local


@given(st.from_regex(r"[0-9a-f:.]{0,12}", fullmatch=True))
def test_text_that_may_be_none(text):
    try:
        expected = ipaddress.ip_address(text)
    except ValueError:
        assert parse_address(text) is None
    else:
        mapped = getattr(expected, "ipv4_mapped", None)
        assert str(parse_address(text)) == str(mapped or expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.2.3",
        "1.2.3.4.5",
        "01.2.3.4",
        "256.1.1.1",
        "1.2.3.x",
        "::1::",
        ":1",
        "1:2",
        "g::1",
        "12345::",
        "1:2:3:4:5:6:7:8:9",
    ],
)
def test_no_address(text):
    assert parse_address(text) is None


def test_what_stands_for_itself():
    assert parse_address("::ffff:10.0.0.1") == parse_address("10.0.0.1")
    assert parse_address("0.0.0.0").is_unspecified
    assert parse_address("::").is_unspecified
    assert parse_address("::1").at(80) == "[::1]:80"
    assert f"{parse_address('10.0.0.1')}" == "10.0.0.1"


UNMAPPED = st.ip_addresses().filter(lambda each: getattr(each, "ipv4_mapped", None) is None)


@given(UNMAPPED, st.integers(0, 32), UNMAPPED)
def test_subnets(around, prefix, other):
    network = ipaddress.ip_network(f"{around}/{prefix}", strict=False)
    subnet = Subnet.around(parse_address(str(around)), prefix)
    assert str(subnet) == str(network)
    assert str(subnet.last) == str(parse_address(str(network.broadcast_address)))
    asked = parse_address(str(other))
    if asked.version == subnet.base.version:
        assert (asked in subnet) == (other in network)


def test_overlap():
    wide, narrow, far = map(parse_subnet, ("192.168.0.0/16", "192.168.56.0/24", "10.0.0.0/8"))
    assert wide.overlaps(narrow)
    assert narrow.overlaps(wide)
    assert not far.overlaps(wide)
    assert parse_subnet("192.168.56.7") == Subnet(Address(0xC0A83807), 32)


@pytest.mark.parametrize(
    ("text", "version", "prefix"),
    [
        ("24", 4, 24),
        ("255.255.255.128", 4, 25),
        ("0.0.0.0", 4, 0),
        ("33", 4, None),
        ("255.0.255.0", 4, None),
        ("64", 6, 64),
        ("129", 6, None),
        ("255.0.0.0", 6, None),
    ],
)
def test_prefixes(text, version, prefix):
    assert parse_prefix(text, version) == prefix


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("10.1.258", "10.1.1.2"),
        ("localhost", None),
        ("::1", None),
        ("127.0.0.256", None),
        ("256.1", None),
        ("08.1", None),
        ("1.2.3.4.5", None),
        ("", None),
    ],
)
def test_host_ip_as_c_reads_it(text, address):
    found = parse_host_ip(text)
    assert (None if found is None else str(found)) == address
