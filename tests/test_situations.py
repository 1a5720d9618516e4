"""What vmlint promises of each situation, beside the recorded answers: causes and symptoms, and the rules that speak."""

from __future__ import annotations

import json
import os

import pytest

from vmlint.commands.cli import run

PROJECTS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "fixtures", "projects")
SERVED = "served"

# Project: the rules that report an error or a warning, and the symptom of some connections (None: not known).
PROMISES: dict[str, tuple[set[str], dict[str, str | None]]] = {
    "a1-bound-to-loopback": ({"app-binds-loopback"}, {"host 127.0.0.1:8080": "reset"}),
    "a2-bound-to-every-address": (set(), {"host 127.0.0.1:8080": SERVED, "lan HOST:8080": "refused"}),
    "a3-loopback-and-host-only": ({"app-binds-loopback"}, {"host 192.168.56.101:5000": "refused"}),
    "a4-host-only": (set(), {"host 192.168.56.101:5000": SERVED, "host 192.168.56.101:5001": SERVED}),
    "a5-bound-to-localhost": ({"app-binds-loopback"}, {"host 127.0.0.1:8080": "reset"}),
    "a6-bound-to-ipv6": (
        {"app-binds-loopback", "app-not-reachable"},
        {"host 127.0.0.1:8080": "reset", "host 127.0.0.1:8081": SERVED, "host 127.0.0.1:8082": "reset"},
    ),
    "a7-bound-to-the-host-only-address": (
        {"app-not-reachable"},
        {
            "host 127.0.0.1:8080": "reset",
            "host 127.0.0.1:8081": SERVED,
            "lan HOST:8080": "reset",
            "lan HOST:8081": SERVED,
        },
    ),
    "a8-guest-ip-is-loopback": ({"guest-ip-unreachable"}, {"host 127.0.0.1:8080": "hang"}),
    "a9-bound-to-the-hostname": ({"hostname-on-loopback"}, {"host 127.0.0.1:8080": "reset"}),
    "a9-hostname-of-the-network": (set(), {"host 192.168.56.101:5000": SERVED}),
    "a10-opening-0.0.0.0": (set(), {"host 0.0.0.0:8080": SERVED}),
    "b1-no-forward": ({"app-not-reachable"}, {"host 127.0.0.1:5000": "refused", "host 10.0.2.15:5000": "timeout"}),
    "b2-another-guest-port": ({"app-not-reachable"}, {"host 127.0.0.1:8080": "reset"}),
    "b2-guest-and-host-swapped": ({"app-not-reachable"}, {"host 127.0.0.1:5000": "reset"}),
    "b3-open-to-the-lan": (set(), {"lan HOST:8080": SERVED}),
    "b4-wanted-from-the-lan": ({"app-not-reachable"}, {"lan 192.168.1.10:8080": "refused"}),
    "b5-bridged": (set(), {"lan 192.168.1.111:80": SERVED}),
    "b6-internal-network": (
        {"app-not-reachable"},
        {"machine:web 10.9.0.1:5432": SERVED, "host 10.9.0.1:5432": "timeout"},
    ),
    "b6-host-only-network": (
        set(),
        {
            "machine:web 192.168.56.10:5432": SERVED,
            "machine:job 192.168.56.10:5432": SERVED,
            "host 192.168.56.10:5432": SERVED,
            "lan 192.168.56.10:5432": "timeout",
        },
    ),
    "b6-nat-alone": ({"machines-isolated"}, {"machine:web 10.0.2.15:5432": "refused"}),
    "b6-nat-and-a-forward": (
        {"guest-to-host-unreachable"},
        {"machine:web 10.0.2.2:5432": SERVED, "machine:job 10.0.2.2:5432": None},
    ),
    "b7-tcp-forward-udp-app": (
        {"protocol-mismatch"},
        {"host 127.0.0.1:8080": "reset", "host 127.0.0.1:8080/udp": "refused"},
    ),
    "b7-udp-forward-tcp-app": (
        {"protocol-mismatch"},
        {"host 127.0.0.1:8080": "refused", "host 127.0.0.1:8080/udp": "timeout"},
    ),
    "b8-the-answer-leaves-elsewhere": (
        {"same-subnet-adapters"},
        {"lan 192.168.1.10:8080": "hang", "host 192.168.1.10:8080": "hang", "host 127.0.0.1:8080": SERVED},
    ),
    "b9-two-machines": ({"host-port-collision"}, {"host 127.0.0.1:8080": SERVED}),
    "b9-one-machine-virtualbox-7.0": ({"host-port-collision"}, {"host 127.0.0.1:8080": SERVED}),
    "b9-one-machine-virtualbox-7.1": ({"host-port-collision"}, {"host 127.0.0.1:8080": "refused"}),
    "b9-natpf-against-a-forward": ({"nat-rule-overlap"}, {"host 127.0.0.1:8080": SERVED}),
    "b9-natpf-virtualbox-7.1": ({"nat-rule-overlap"}, {"host 127.0.0.1:8080": "refused"}),
    "b9-natpf-refused": ({"nat-rule-overlap"}, {"host 127.0.0.1:8080": "refused"}),
    "b13-changed-after-start": (
        {"configuration-drift"},
        {"host 127.0.0.1:8080": SERVED, "host 127.0.0.1:8081": SERVED, "host 127.0.0.1:9000": "refused"},
    ),
    "b10-addresses": (
        {"hostonly-ip-out-of-range", "private-ip-reserved", "nat-subnet-overlap", "duplicate-private-ip"},
        {},
    ),
    "b12-service-on-the-host": (
        {"guest-to-host-unreachable"},
        {
            "machine:unsaid 10.0.2.2:9003": None,
            "machine:on 10.0.2.2:9003": SERVED,
            "machine:off 10.0.2.2:9003": None,
            "machine:on 10.0.2.2:9004": "refused",
            "machine:off 192.168.1.10:9004": SERVED,
        },
    ),
}


@pytest.mark.parametrize("name", PROMISES)
def test_promise(name: str, monkeypatch, capsys) -> None:
    monkeypatch.chdir(os.path.join(PROJECTS, name))
    rules, connections = PROMISES[name]
    run(["check", "--format", "json"])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert {each["rule"] for each in found if each["severity"] != "info"} == rules
    for question, symptom in connections.items():
        status = run(["trace", *question.split(), "--format", "json"])
        answer = json.loads(capsys.readouterr().out)
        assert answer["symptom"] == symptom, question
        assert status == (answer["verdict"] == "blocked")


def test_every_situation_is_promised() -> None:
    shown = {name for name in os.listdir(PROJECTS) if name[0] in "ab" and name[1].isdigit()}
    assert shown == set(PROMISES)


@pytest.mark.parametrize("name", sorted(PROMISES))
def test_a_wanted_place_that_is_blocked_has_one_finding(name: str, monkeypatch, capsys) -> None:
    """`reach` and `check` agree: an error for each app that a place lacks, and for no other."""
    monkeypatch.chdir(os.path.join(PROJECTS, name))
    run(["reach", "--format", "json"])
    results = json.loads(capsys.readouterr().out)["results"]
    blocked = {each["app"] for each in results if each["wanted"] and each["verdict"] == "blocked"}
    run(["check", "--format", "json"])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    errors = [each["app"] for each in found if each["severity"] == "error" and each["app"]]
    assert sorted(errors) == sorted(blocked)
