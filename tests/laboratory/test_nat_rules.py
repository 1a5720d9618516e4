"""NAT rules of one machine, made by forwards and by commands: which of several that overlap gets the port.

The laboratory makes them in the order of their names, as VirtualBox does; the engine's kernel says which may listen.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from vmlint.analysis import claims

from .comparing import Tally
from .laboratory import HOST_ADDRESS, look
from .scenarios import Forward, Machine, Probe, Scenario, Server

SCENARIOS = 60
NAMES = ("0", "10", "9", "A", "Web", "a", "b", "web", "z", "~")
HOST_IPS = ("", "", "0.0.0.0", "127.0.0.1", "127.0.0.5", HOST_ADDRESS, "localhost", "192.168.9.9")
# Each guest port shows by another sign that it is the one that was reached: served, reset, hang.
SERVERS = (
    Server("open", "tcp", "0.0.0.0", ("0.0.0.0",), 80),
    Server("closed", "tcp", "127.0.0.1", ("127.0.0.1",), 81),
    Server("mute", "tcp", "0.0.0.0", ("0.0.0.0",), 80 + 2),
    Server("udp", "udp", "0.0.0.0", ("0.0.0.0",), 80),
)
GUEST_IPS = {80: "", 81: "10.0.2.15", 82: "127.0.0.1"}


def scenario(seed: int) -> Scenario:
    """Return a machine with some rules that differ in name, address, port, protocol and guest port."""
    random = Random(f"rules {seed}")
    machine, taken, probes = Machine(servers=list(SERVERS)), set(), []
    for name in random.sample(NAMES, random.randint(2, 4)):
        protocol, port = random.choices(("tcp", "udp"), (5, 1))[0], random.choice((8080, 8080, 8081))
        host_ip = random.choice(HOST_IPS)
        if (protocol, port, host_ip) in taken:
            continue  # VirtualBox refuses this when the rule is made
        taken.add((protocol, port, host_ip))
        guest = 80 if protocol == "udp" else random.choice((80, 81, 82))
        machine.forwards.append(Forward(protocol, port, guest, host_ip=host_ip, guest_ip=GUEST_IPS[guest], natpf=name))
    if random.random() < 0.5:
        # A forward of the Vagrantfile among them, whose name is tcp8080; two are the affair of another test.
        machine.forwards.insert(0, Forward("tcp", 8080, 80, host_ip="127.0.0.2"))
    for port in (8080, 8081):
        for place, address in (
            ("host", "127.0.0.1"),
            ("host", HOST_ADDRESS),
            ("lan", HOST_ADDRESS),
            ("host", "127.0.0.5"),
        ):
            probes.append(Probe(place, "tcp", address, port))
        probes.append(Probe("host", "udp", "127.0.0.1", port))
    return Scenario({"web": machine}, probes=probes, virtualbox="7.0", name=f"rules {seed}")


def compared(seeds) -> Tally:
    def observe(seed):
        made = scenario(seed)
        return made, look(made), look(made)

    tally = Tally()
    with ThreadPoolExecutor(5) as pool:
        for made, first, second in pool.map(observe, seeds):
            tally.add(made, first, second)
    return tally


@pytest.mark.laboratory
def test_the_first_name_gets_the_port() -> None:
    tally = compared(range(SCENARIOS))
    assert not tally.disagreements, tally.report()
    assert tally.unknown <= 0.02 * tally.probes, tally.report()
    assert tally.probes > 9 * SCENARIOS, tally.report()
    assert {"served", "reset", "hang", "refused"} <= set(tally.symptoms)


@pytest.mark.laboratory
def test_another_order_is_seen(monkeypatch) -> None:
    made = claims.claim_ports

    def backwards(world, *arguments):
        for index, forward in enumerate(sorted(world.forwards, key=lambda each: each.name, reverse=True)):
            forward.name = f"{index:02}"
        return made(world, *arguments)

    monkeypatch.setattr("vmlint.analysis.resolve.claim_ports", backwards)
    assert compared(range(15)).disagreements


def test_rules_overlap_often() -> None:
    def overlap(machine: Machine) -> bool:
        ports = [(each.protocol, each.host_port) for each in machine.forwards if each.listens_on == "0.0.0.0"]
        return any(
            (each.protocol, each.host_port) in ports for each in machine.forwards if each.listens_on != "0.0.0.0"
        )

    assert sum(overlap(scenario(seed).machines["web"]) for seed in range(SCENARIOS)) > SCENARIOS / 3
