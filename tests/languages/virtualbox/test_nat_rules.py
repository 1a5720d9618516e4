"""NAT rules: parse and print are inverse, the grammars say the same, and what is wrong is said where it stands."""

from __future__ import annotations

import os
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark import Lark, UnexpectedInput

from vmlint.basics.resources import data_dir
from vmlint.languages.virtualbox.nat_rules import (
    Mistake,
    RuleText,
    mistakes_in,
    parse_natpf,
    parse_network_forward,
    port_of,
    print_natpf,
    print_network_forward,
)

PORTS = st.integers(1, 65535).map(str)
PROTOCOLS = st.sampled_from(["tcp", "udp", "TCP", "Udp"])
ADDRESSES = st.sampled_from(["", "127.0.0.1", "0.0.0.0", "192.168.56.1", "localhost"])


def names(forbidden: str):
    letters = st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters=forbidden)
    return (
        st.text(letters, max_size=12)
        .map(lambda text: text.strip(" \t\n\v\f\r"))
        .filter(lambda text: text[:1] not in ('"', "'") or not text)
    )


@lru_cache
def grammar(name: str) -> Lark:
    with open(os.path.join(data_dir("grammars"), name + ".lark"), encoding="utf-8") as stream:
        return Lark(stream.read(), parser="lalr", strict=True, keep_all_tokens=True)


for each in ("natpf", "natnetwork_forward"):
    grammar(each)  # not within the time of the first example


def accepts(name: str, text: str) -> bool:
    try:
        grammar(name).parse(text)
    except UnexpectedInput:
        return False
    return True


def texts(rule: RuleText | Mistake) -> list[str]:
    assert isinstance(rule, RuleText)
    return [field.text for field in rule.fields]


@given(st.tuples(names(","), PROTOCOLS, ADDRESSES, PORTS, ADDRESSES, PORTS))
def test_what_is_printed_is_read_again(fields: tuple[str, ...]) -> None:
    text = ",".join(fields)
    rule = parse_natpf(text)
    assert texts(rule) == list(fields)
    assert print_natpf(rule) == text
    assert not mistakes_in(rule)
    assert accepts("natpf", text)


@given(st.tuples(names(":"), PROTOCOLS, ADDRESSES, PORTS, ADDRESSES.filter(bool), PORTS))
def test_what_is_printed_of_a_network_is_read_again(fields: tuple[str, ...]) -> None:
    name, protocol, host_ip, host_port, guest_ip, guest_port = fields
    text = f"{name}:{protocol}:[{host_ip}]:{host_port}:[{guest_ip}]:{guest_port}"
    rule = parse_network_forward(text)
    assert texts(rule) == list(fields)
    assert print_network_forward(rule) == text
    assert not mistakes_in(rule)
    assert accepts("natnetwork_forward", text)


@given(
    st.text(st.sampled_from("ab, tcpud0123469.\"'"), max_size=30)
    | st.lists(
        st.sampled_from(["web", " tcp", "udp ", "", "80", "0", "70000", "65536", "65535", "x", " ", '"q']),
        min_size=4,
        max_size=8,
    ).map(",".join)
)
def test_the_grammar_of_rules_says_the_same(text: str) -> None:
    rule = parse_natpf(text)
    right = isinstance(rule, RuleText) and not mistakes_in(rule)
    assert accepts("natpf", text) == right


@given(
    st.lists(
        st.sampled_from(["web", "tcp", "UDP", "", "80", "0", "65536", "[]", "[1.2.3.4]", "[ ]", "[", "]", "::1", " "]),
        min_size=4,
        max_size=8,
    ).map(":".join)
)
def test_the_grammar_of_forwards_says_the_same(text: str) -> None:
    rule = parse_network_forward(text)
    right = isinstance(rule, RuleText) and not mistakes_in(rule)
    assert accepts("natnetwork_forward", text) == right


@given(names(","), st.text(" \t", max_size=3), PORTS)
def test_every_field_has_its_place(name: str, blanks: str, port: str) -> None:
    text = f"{blanks}{name}{blanks},{blanks}tcp,,{blanks}{port}{blanks},{blanks},22{blanks}"
    rule = parse_natpf(text)
    assert isinstance(rule, RuleText)
    for field in rule.fields:
        assert text[field.start : field.end] == field.text


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("web,tcp,,8080,80", "4 commas instead of 5", "web,tcp,,8080,80"),
        ("web", "0 commas instead of 5", "web"),
        ("", "0 commas instead of 5", ""),
        ("we,b,tcp,,8080,,80", "6 commas instead of 5", ",80"),
        ("web:tcp:[]:8080:[10.0.2.15]:80", "colons are for NAT networks", "web:tcp:[]:8080:[10.0.2.15]:80"),
    ],
)  # fmt: skip
def test_what_is_no_rule_says_where(text: str, words: str, place: str) -> None:
    mistake = parse_natpf(text)
    assert isinstance(mistake, Mistake)
    assert words in mistake.message
    assert mistake.fatal
    assert text[mistake.start : mistake.end] == place


@pytest.mark.parametrize(
    ("text", "words", "place", "fatal"),
    [
        ("web,sctp,,8080,,80", "tcp or udp, not `sctp`", "sctp", True),
        ("web,,,8080,,80", "tcp or udp, not nothing", "", True),
        ("web,tcp,,0,,80", "host port is 0", "0", False),
        ("web,tcp,,70000,,80", "70000 is above 65535", "70000", False),
        ("web,tcp,,8080,,", "no guest port", "", False),
        ("web,tcp,,http,,80", "`http` is no number", "http", False),
        ("web,tcp,,022,,80", "octal", "022", False),
        ('"web",tcp,,8080,,80', "quotes are part of the name", '"web"', False),
        ("web,tcp,, 8080 ,,99999999999999999999", "above 65535", "99999999999999999999", False),
    ],
)
def test_what_is_wrong_with_a_field_says_where(text: str, words: str, place: str, fatal: bool) -> None:
    rule = parse_natpf(text)
    assert isinstance(rule, RuleText)
    (mistake,) = mistakes_in(rule)
    assert words in mistake.message
    assert mistake.fatal is fatal
    assert text[mistake.start : mistake.end] == place


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("web:tcp:192.168.15.5:8080:[192.168.15.5]:80", "host IP stands in brackets"),
        ("web:tcp:[]:8080:192.168.15.5:80", "guest IP stands in brackets"),
        ("web:tcp:[", "lacks a `]`"),
        ("web:tcp:[]8080:[]:80", "a `:` follows"),
        ("web,tcp,,8080,,80", "lacks the protocol"),
    ],
)
def test_what_is_no_forward_says_why(text: str, words: str) -> None:
    mistake = parse_network_forward(text)
    assert isinstance(mistake, Mistake)
    assert words in mistake.message


def test_hexadecimal_ports_are_left_alone() -> None:
    rule = parse_natpf("web,tcp,,0x50,,80")
    assert isinstance(rule, RuleText)
    assert port_of(rule.host_port) is None
    assert not mistakes_in(rule)
    assert rule.known_as == "web"


def test_a_rule_without_a_name_gets_one() -> None:
    rule = parse_natpf(",TCP,,8080,,80")
    assert isinstance(rule, RuleText)
    assert rule.known_as == "tcp_8080_80"
