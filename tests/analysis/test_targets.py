"""What may be asked, and what cannot be meant."""

from __future__ import annotations

import pytest

from vmlint.analysis.targets import WrongUse, split_target

APPS = "apps: {web: {bind: 0.0.0.0, port: 80}}\nhost: {lan: 192.168.1.10/24}\n"
BODY = 'config.vm.network "private_network", ip: "192.168.56.10"\nconfig.vm.hostname = "web.test"\n'


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("127.0.0.1:80", ("127.0.0.1", 80, "tcp")),
        ("127.0.0.1:80/udp", ("127.0.0.1", 80, "udp")),
        ("[::1]:80", ("::1", 80, "tcp")),
        ("localhost:1/TCP", ("localhost", 1, "tcp")),
        ("HOST:65535", ("HOST", 65535, "tcp")),
    ],
)
def test_targets(text, parts):
    assert split_target(text) == parts


@pytest.mark.parametrize("text", ["80", ":80", "::1:80", "a:0", "a:65536", "a:b", "a:80/sctp", "a:", "a:1/"])
def test_no_targets(text):
    with pytest.raises(WrongUse):
        split_target(text)


@pytest.mark.parametrize(
    ("place", "target"),
    [
        ("default", "127.0.0.1:80"),
        ("machine:other", "127.0.0.1:80"),
        ("container:x", "127.0.0.1:80"),
        ("host", "nobody.test:80"),
        ("host", "224.0.0.1:80"),
        ("host", "255.255.255.255:80"),
        ("host", "192.168.56.255:80"),
        ("host", "[ff02::1]:80"),
        ("host", "[fe80::1]:80"),
        ("host", "1.2.3:80"),
        ("host", "[::1%eth0]:80"),
        ("host", "[fe80::1%]:80"),
        ("machine:default", "10.0.2.255:80"),
    ],
)
def test_wrong_use(ask, place, target):
    with pytest.raises(WrongUse):
        ask(BODY, APPS).trace(place, target)


@pytest.mark.parametrize(
    ("place", "target", "seen"),
    [
        ("host", "[::ffff:192.168.56.10]:80", "served"),
        ("machine:default", "0.0.0.0:80", "served"),
        ("machine:default", "[::]:80", "refused"),
        ("host", "HOST:80", "refused"),
        ("host", "203.0.113.1:80", "timeout"),
        ("host", "[2001:db8::1]:80", "unreachable"),
        ("lan", "192.168.56.10:80", "timeout"),
        ("lan", "192.168.1.99:80", "unreachable"),
        ("lan", "192.168.1.99:80/udp", "timeout"),
        ("host", "[fe80::1%vboxnet0]:80", "unknown"),
    ],
)
def test_addresses(ask, place, target, seen):
    assert ask(BODY, APPS).sees(place, target) == seen


def test_a_name_is_tried_address_by_address(ask):
    asked = ask('config.vm.network "forwarded_port", guest: 80, host: 8080\n', APPS)
    trace = asked.trace("host", "localhost:8080")
    assert [(str(each.flow.address), each.verdict.value) for each in trace.attempts] == [
        ("::1", "blocked"),
        ("127.0.0.1", "reachable"),
    ]
    assert (trace.shown, trace.owner, trace.attempts[0].disposition.value) == (
        "localhost",
        "web",
        "FORWARD_IS_IPV4_ONLY",
    )
    last = asked.trace("host", "localhost:8081")
    assert (last.verdict.value, str(last.flow.address)) == ("blocked", "127.0.0.1")


def test_a_machine_of_a_file_that_does_not_load(ask):
    asked = ask('raise "no"\n', APPS)
    assert asked.sees("machine:web", "127.0.0.1:80") == "MACHINE_DOES_NOT_START"
    assert asked.sees("host", "127.0.0.1:80") == "refused"
    assert "cannot load" in asked.trace("host", "127.0.0.1:80").hops[-1].steps[-1].text
    row = asked.row("web", "host")
    assert (row.verdict.value, row.endpoint, row.trace()) == ("blocked", None, None)
    assert "RuntimeError" in row.reason


def test_what_perhaps_does_not_load_is_unknown(ask):
    asked = ask('raise "no" if ENV["X"].nil?\n', APPS)
    assert asked.sees("host", "127.0.0.1:80") == "unknown"
