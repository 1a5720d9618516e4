"""Random scenarios, so spread that every symptom, bind, host_ip, guest_ip and pair of adapters turns up."""

from __future__ import annotations

from random import Random

from .laboratory import HOST_ADDRESS
from .scenarios import Adapter, Forward, Machine, Probe, Scenario, Server

NAMES = ("web", "db", "box")

# A kind of network, the prefix of its members, and their address by a number.
NETWORKS = {
    "host-only": ("hostonly:192.168.56.1/24", "192.168.56.{}/24", 10),
    "host-only, half": ("hostonly:192.168.56.1/24", "192.168.56.{}/25", 60),
    "host-only, other": ("hostonly:192.168.60.1/24", "192.168.60.{}/24", 10),
    "host-only, wide": ("hostonly:192.168.0.1/16", "192.168.57.{}/16", 10),
    "host-only, upper half": ("hostonly:192.168.56.129/25", "192.168.56.{}/25", 140),
    "host-only, IPv6": ("hostonly:fd00:56::1/64", "fd00:56::{}/64", 10),
    "internal": ("intnet:a", "10.9.0.{}/24", 10),
    "internal, other": ("intnet:b", "10.10.0.{}/24", 10),
    "bridged": ("lan", "192.168.1.{}/24", 100),
}
BINDS = (
    "0.0.0.0", "*", "::", ":: v6only", "127.0.0.1", "127.0.1.1", "127.0.0.5", "::1", "localhost", "hostname", "nat",
    "adapter", "adapter and loopback", "::ffff:0.0.0.0",
)  # fmt: skip
HOST_BINDS = ("0.0.0.0", "127.0.0.1", "127.0.0.5", "::", ":: v6only", "::1", HOST_ADDRESS, "host-only")
HOST_IPS = (None, "", "0.0.0.0", "127.0.0.1", "127.0.0.5", HOST_ADDRESS, "192.168.56.1", "192.168.9.9", "localhost")
GUEST_IPS = (None, None, "10.0.2.15", "127.0.0.1", "adapter", "192.168.99.9")
NOBODY = (
    "192.168.56.77", "192.168.1.77", "192.168.57.77", "10.9.0.77", "203.0.113.5", "10.0.2.77", "fd00:56::77", "fd00:99::1",
)  # fmt: skip


def scenario(seed):
    """Return the scenario number SEED: always the same one."""
    return _Maker(Random(f"laboratory {seed}"), seed).make()


def spread(seeds):
    """Return how often each kind of bind, host_ip, guest_ip and pair of adapters occurs."""
    found = {}
    for seed in seeds:
        for what, kind in scenario(seed).uses:
            kinds = found.setdefault(what, {})
            kinds[kind] = kinds.get(kind, 0) + 1
    return found


class _Maker:
    def __init__(self, random, seed):
        self.random, self.seed = random, seed
        self.uses = []

    def make(self):
        random = self.random
        machines = {name: Machine() for name in NAMES[: random.choices((1, 2, 3), (15, 50, 35))[0]]}
        for index, machine in enumerate(machines.values()):
            machine.nat = random.random() < 0.9
            machine.loopback = random.choices((True, False, None), (85, 11, 4))[0]
            self.plug(machine, index)
        self.machines = machines
        hosts = self.host_servers()
        for index, (name, machine) in enumerate(machines.items()):
            machine.servers = [self.server(name, machine, number) for number in range(random.randint(2, 4))]
            if machine.nat:
                machine.forwards = self.forwards(index, machine, hosts)
        made = Scenario(machines, hosts, [], "7.0", f"seed {self.seed}")
        self.choose_probes(made)
        made.uses = self.uses
        return made

    def note(self, what, kind):
        self.uses.append((what, kind))

    def plug(self, machine, index):
        kinds = []
        for place in range(self.random.choices((0, 1, 2), (12, 28, 60))[0]):
            kind = self.random.choice(list(NETWORKS))
            if kinds and self.random.random() < 0.15:
                kind = kinds[0]
            network, pattern, base = NETWORKS[kind]
            machine.adapters.append(Adapter(network, pattern.format(base + 10 * place + index)))
            kinds.append(kind)
        if len(kinds) == 2:
            self.note("pair of adapters", " + ".join(sorted(kinds)))

    def host_only_addresses(self):
        networks = {a.network for m in self.machines.values() for a in m.adapters if a.network.startswith("hostonly:")}
        return sorted(network.removeprefix("hostonly:").partition("/")[0] for network in networks)

    def host_servers(self):
        found = []
        for number in range(self.random.randint(1, 3)):
            bind = self.random.choice(HOST_BINDS)
            if bind == "host-only":
                bind = self.random.choice(
                    [each for each in self.host_only_addresses() if ":" not in each] or ["127.0.0.1"]
                )
            v6only = bind == ":: v6only"
            bind = bind.partition(" ")[0]
            protocol = self.random.choice(("tcp", "tcp", "udp"))
            found.append(Server(f"host{number}", protocol, bind, (bind,), 7000 + number, v6only))
        return found

    def server(self, name, machine, number):
        kind = self.random.choice(BINDS)
        adapters = [adapter.bare for adapter in machine.adapters]
        if (kind.startswith("adapter") and not adapters) or (kind == "nat" and not machine.nat):
            kind = "0.0.0.0"
        if kind == "hostname":
            machine.hostname = name
        bind, addresses = self.addresses(kind, adapters)
        protocol = self.random.choice(("tcp", "tcp", "udp"))
        port = 5000 + number
        self.note("bind", kind)
        return Server(f"{name}{number}", protocol, bind, addresses, port, kind == ":: v6only")

    def addresses(self, kind, adapters):
        if kind == "adapter":
            bind = self.random.choice(adapters)
            return bind, (bind,)
        if kind == "adapter and loopback":
            bind = self.random.choice(adapters)
            return f"127.0.0.1 {bind}", ("127.0.0.1", bind)
        if kind == "localhost":
            return kind, self.random.choice((("127.0.0.1",), ("::1",), ("127.0.0.1", "::1")))
        known = {
            "nat": ("10.0.2.15", "10.0.2.15"),
            "*": ("*", "0.0.0.0"),
            "hostname": ("hostname", "127.0.1.1"),
            ":: v6only": ("::", "::"),
            "::ffff:0.0.0.0": ("::ffff:0.0.0.0", "0.0.0.0"),
        }
        bind, address = known.get(kind, (kind, kind))
        return bind, (address,)

    def forwards(self, index, machine, hosts):
        """Return forwards, some of which clash with one another or with an app of the host."""
        found = []
        for number in range(self.random.randint(1, 4)):
            server = self.random.choice(machine.servers)
            protocol = server.protocol if self.random.random() < 0.85 else self.random.choice(("tcp", "udp"))
            guest_port = server.port if self.random.random() < 0.88 else 5999
            host_port = 8000 + 100 * index + (number if self.random.random() < 0.8 else 0)
            if self.random.random() < 0.06:
                host_port = self.random.choice(hosts).port
            elif protocol == "udp" and self.random.random() < 0.08:
                host_port = 8000
            made = Forward(protocol, host_port, guest_port, self.random.choice(HOST_IPS), self.guest_ip(machine))
            if self.fits(made, found, hosts):
                found.append(made)
                self.note("host_ip", made.host_ip)
                self.note(
                    "guest_ip", "adapter" if made.guest_ip in [a.bare for a in machine.adapters] else made.guest_ip
                )
        return found

    def guest_ip(self, machine):
        chosen = self.random.choice(GUEST_IPS)
        if chosen == "adapter":
            own = [adapter.bare for adapter in machine.adapters if ":" not in adapter.bare]
            return self.random.choice(own) if own else None
        return chosen

    def fits(self, made, found, hosts):
        """Return whether Vagrant would take it: it merges equal ids, and refuses a port that it finds taken."""
        others = [forward for machine in self.machines.values() for forward in machine.forwards]
        if made.protocol == "tcp" and any((f.protocol, f.host_port) == ("tcp", made.host_port) for f in others):
            return False
        if any(each.name == made.name or _same_claim(each, made) for each in found):
            return False
        tried = made.listens_on if made.listens_on != "0.0.0.0" else "127.0.0.1"
        wide = ("0.0.0.0", "::")
        return not any(
            made.protocol == server.protocol == "tcp"
            and made.host_port == server.port
            and (server.bind == tried or (server.bind in wide and not server.v6only))
            for server in hosts
        )

    def choose_probes(self, made):
        """Choose what to try: forwards first, for that is where the symptoms differ."""
        taken = set()
        for _ in range(42):
            probe = self.probe(made)
            once = self.used(made, probe)
            if not taken & once:
                taken |= once
                made.probes.append(probe)

    @staticmethod
    def used(made, probe):
        """Return what a probe uses up: itself, and UDP forwards with what is behind them, which have one client each."""
        if probe.protocol == "tcp":
            return {probe}
        found = {probe}
        for name, machine in made.machines.items():
            for forward in machine.forwards:
                if (forward.protocol, forward.host_port) == ("udp", probe.port):
                    found |= {("port", probe.port), (name, forward.guest_ip or "10.0.2.15", forward.guest_port)}
        return found

    def probe(self, made):
        place = self.random.choice(("host", "lan", *made.machines, *made.machines))
        kind = self.random.choices(("forward", "machine", "host", "own", "nobody"), (52, 24, 10, 6, 8))[0]
        forwards = [forward for machine in made.machines.values() for forward in machine.forwards]
        servers = [server for machine in made.machines.values() for server in machine.servers]
        port, protocol = self.random.choice([(5999, "tcp"), (22, "tcp"), (5999, "udp")])
        if kind == "forward" and forwards:
            chosen = self.random.choice(forwards)
            port, protocol = chosen.host_port, chosen.protocol
            return Probe(place, self.maybe_other(protocol), self.host_address(made, place), port)
        if kind == "host":
            chosen = self.random.choice(made.host_listeners)
            return Probe(place, self.maybe_other(chosen.protocol), self.host_address(made, place), chosen.port)
        if self.random.random() < 0.85:
            chosen = self.random.choice(servers)
            port, protocol = chosen.port, self.maybe_other(chosen.protocol)
        if kind == "own":
            return Probe(place, protocol, self.random.choice(("127.0.0.1", "127.0.1.1", "127.0.0.5", "::1")), port)
        addresses = [adapter.bare for machine in made.machines.values() for adapter in machine.adapters]
        if kind == "nobody" or not addresses:
            return Probe(place, protocol, self.random.choice(NOBODY), port)
        return Probe(place, protocol, self.random.choice([*addresses, *addresses, "10.0.2.15"]), port)

    def maybe_other(self, protocol):
        return protocol if self.random.random() < 0.93 else {"tcp": "udp", "udp": "tcp"}[protocol]

    def host_address(self, made, place):
        machine = made.machines.get(place)
        own = ["127.0.0.1", "127.0.0.1", "127.0.0.5", "::1"] if place == "host" else []
        if machine is not None and machine.nat:
            own = ["10.0.2.2", "10.0.2.2"]
        return self.random.choice([*own, HOST_ADDRESS, HOST_ADDRESS, *self.host_only_addresses()])


def _same_claim(one, other):
    """Return whether Vagrant takes the two for one: an address that is not written and an empty one are equal."""
    return (one.host_ip or "", one.protocol, one.host_port) == (other.host_ip or "", other.protocol, other.host_port)
