"""The situations that people meet: what vmlint must say of each, and what a client really sees."""

from __future__ import annotations

import pytest

from .laboratory import HOST_ADDRESS, look
from .predictions import network_of, predict, verdict_on
from .scenarios import Adapter, Forward, Machine, Probe, Scenario, Server

HOST_ONLY, WIDE, INTERNAL = "hostonly:192.168.56.1/24", "hostonly:192.168.0.1/16", "intnet:a"
GUEST = "192.168.56.101"
ON_LOOPBACK = Forward("tcp", 8080, 5000, "127.0.0.1")


def app(bind, *addresses, protocol="tcp", port=5000, v6only=False, name="web"):
    return Server(name, protocol, bind, addresses or (bind,), port, v6only)


def one(*servers, forwards=(), adapters=(), hostname=None, host=(), loopback=True):
    machine = Machine(True, loopback, list(adapters), list(servers), list(forwards), hostname)
    return Scenario({"default": machine}, list(host))


def host_only(address=GUEST):
    return Adapter(HOST_ONLY, f"{address}/24")


def internal(number):
    return Adapter(INTERNAL, f"10.9.0.{number}/24")


PORT, DIRECT = ("host", "127.0.0.1", 8080), ("host", GUEST, 5000)
FROM_LAN = ("lan", HOST_ADDRESS, 8080)
ANYWHERE = Forward("tcp", 8080, 5000)


def two(first, second):
    return Scenario({"a": first, "b": second})


def udp(place):
    return (*place, "udp")


SITUATIONS = {
    "A1": (one(app("127.0.0.1"), forwards=[ON_LOOPBACK]), {PORT: "reset"}),
    "A2": (one(app("0.0.0.0"), forwards=[ON_LOOPBACK]), {PORT: "served", FROM_LAN: "refused"}),
    "A3": (one(app("127.0.0.1"), adapters=[host_only()]), {DIRECT: "refused"}),
    "A4, wildcard": (one(app("0.0.0.0"), adapters=[host_only()]), {DIRECT: "served"}),
    "A4, address": (one(app(GUEST), adapters=[host_only()]), {DIRECT: "served"}),
    "A5, ::1 alone": (one(app("localhost", "::1"), forwards=[ON_LOOPBACK]), {PORT: "reset"}),
    "A5, both": (one(app("localhost", "127.0.0.1", "::1"), forwards=[ON_LOOPBACK]), {PORT: "reset"}),
    "A6, ::1": (one(app("::1"), forwards=[ON_LOOPBACK]), {PORT: "reset"}),
    "A6, dual": (one(app("::"), forwards=[ON_LOOPBACK]), {PORT: "served", ("host", "::1", 8080): "refused"}),
    "A6, v6only": (one(app("::", v6only=True), forwards=[ON_LOOPBACK]), {PORT: "reset"}),
    "A7": (one(app(GUEST), forwards=[ON_LOOPBACK], adapters=[host_only()]), {PORT: "reset", DIRECT: "served"}),
    "A7, guest_ip": (
        one(app(GUEST), forwards=[Forward("tcp", 8080, 5000, "127.0.0.1", GUEST)], adapters=[host_only()]),
        {PORT: "served"},
    ),
    "A8": (one(app("127.0.0.1"), forwards=[Forward("tcp", 8080, 5000, None, "127.0.0.1")]), {PORT: "hang"}),
    "A9": (one(app("hostname", "127.0.1.1"), forwards=[ON_LOOPBACK], hostname="web"), {PORT: "reset"}),
    "A10": (one(app("0.0.0.0"), forwards=[ON_LOOPBACK]), {("host", "0.0.0.0", 8080): "served"}),
    "B1": (one(app("0.0.0.0")), {PORT: "refused", ("host", "10.0.2.15", 5000): "timeout"}),
    "B2": (one(app("0.0.0.0"), forwards=[Forward("tcp", 8080, 5001)]), {PORT: "reset"}),
    "B3": (one(app("0.0.0.0"), forwards=[ANYWHERE]), {PORT: "served", FROM_LAN: "served"}),
    "B4": (one(app("0.0.0.0"), forwards=[ON_LOOPBACK]), {FROM_LAN: "refused"}),
    "B5": (
        one(app("0.0.0.0"), adapters=[Adapter("lan", "192.168.1.111/24")]),
        {("lan", "192.168.1.111", 5000): "served", ("host", "192.168.1.111", 5000): "served"},
    ),
    "B6, internal": (
        two(Machine(adapters=[internal(1)], servers=[app("0.0.0.0")]), Machine(adapters=[internal(2)])),
        {("b", "10.9.0.1", 5000): "served", ("host", "10.9.0.1", 5000): "timeout"},
    ),
    "B6, host-only": (
        two(Machine(adapters=[host_only()], servers=[app("0.0.0.0")]), Machine(adapters=[host_only("192.168.56.9")])),
        {("b", GUEST, 5000): "served", DIRECT: "served", ("lan", GUEST, 5000): "timeout"},
    ),
    "B6, host-only and NAT": (
        two(Machine(adapters=[host_only()], servers=[app("0.0.0.0")]), Machine()),
        {("b", GUEST, 5000): "served"},
    ),
    "B6, NAT alone": (
        two(Machine(servers=[app("0.0.0.0")], forwards=[ANYWHERE]), Machine()),
        {
            ("b", "10.0.2.15", 5000): "refused",
            ("b", "10.0.2.2", 8080): "served",
            ("b", HOST_ADDRESS, 8080): "served",
        },
    ),
    "B6, no NAT": (
        two(Machine(adapters=[host_only()], servers=[app("0.0.0.0")]), Machine(nat=False, adapters=[internal(2)])),
        {("b", GUEST, 5000): "unreachable"},
    ),
    "B7, TCP to UDP": (
        one(app("0.0.0.0", protocol="udp"), forwards=[ANYWHERE]),
        {PORT: "reset", udp(PORT): "refused"},
    ),
    "B7, UDP to TCP": (
        one(app("0.0.0.0"), forwards=[Forward("udp", 8080, 5000)]),
        {udp(PORT): "timeout", PORT: "refused"},
    ),
    "B8": (
        one(app("0.0.0.0"), app("127.0.0.1", port=5001, name="api"), forwards=[ANYWHERE, Forward("tcp", 8081, 5001)],
            adapters=[host_only()]),
        {
            ("host", "192.168.56.1", 8080): "hang",
            ("host", "192.168.56.1", 8081): "hang",
            ("host", HOST_ADDRESS, 8080): "served",
        },
    ),
    "B8, UDP": (
        one(app("0.0.0.0", protocol="udp"), forwards=[Forward("udp", 8080, 5000)], adapters=[host_only()]),
        {("host", "192.168.56.1", 8080, "udp"): "timeout"},
    ),
    "B9, one machine": (
        one(app("0.0.0.0"), app("127.0.0.1", port=5001, name="api"),
            forwards=[Forward("tcp", 8080, 5001), Forward("tcp", 8080, 5000, "127.0.0.1")]),
        {PORT: "served", FROM_LAN: "refused"},
    ),
    "nobody there": (
        one(adapters=[host_only()]),
        {
            ("default", "192.168.1.77", 80): "timeout",
            ("default", "192.168.56.77", 80): "unreachable",
            ("default", "192.168.56.77", 80, "udp"): "timeout",
            ("host", "192.168.56.77", 80): "unreachable",
            ("host", "fd00:1::1", 80): "unreachable",
            ("default", "10.0.2.77", 80): "unreachable",
        },
    ),
    "two adapters in one subnet": (
        one(app("0.0.0.0", protocol="udp"), adapters=[host_only(), host_only("192.168.56.102")]),
        {udp(DIRECT): "served", ("host", "192.168.56.102", 5000, "udp"): "timeout"},
    ),
    "B12, loopback": (
        one(host=[app("127.0.0.1", port=9003, name="ide")]),
        {("default", "10.0.2.2", 9003): "served", ("default", HOST_ADDRESS, 9003): "refused"},
    ),
    "B12, LAN address": (
        one(host=[app(HOST_ADDRESS, port=9003, name="ide")]),
        {("default", "10.0.2.2", 9003): "refused", ("default", HOST_ADDRESS, 9003): "served"},
    ),
    "B12, denied": (
        one(host=[app("127.0.0.1", port=9003, name="ide")], loopback=False),
        {("default", "10.0.2.2", 9003): None},
    ),
}  # fmt: skip


def _probes(expected):
    return [Probe(place, rest[0] if rest else "tcp", address, port) for place, address, port, *rest in expected]


@pytest.mark.parametrize("name", SITUATIONS)
def test_vmlint_says_so(name):
    scenario, expected = SITUATIONS[name]
    network = network_of(scenario)
    said = [predict(network, probe) for probe in _probes(expected)]
    assert [None if trace.symptom is None else trace.symptom.value for trace in said] == list(expected.values())


@pytest.mark.laboratory
@pytest.mark.parametrize("name", SITUATIONS)
def test_the_client_sees_it(name):
    scenario, expected = SITUATIONS[name]
    scenario.probes = _probes(expected)
    network = network_of(scenario)
    seen = look(scenario, patience=1.0)
    verdicts = [verdict_on(predict(network, p), s) for p, s in zip(scenario.probes, seen, strict=True)]
    assert set(verdicts) == {"agrees"}, list(zip(scenario.probes, seen, strict=True))
