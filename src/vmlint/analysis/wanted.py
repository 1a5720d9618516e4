"""The places that apps are wanted from, and what keeps them from being reached there."""

from __future__ import annotations

from vmlint.analysis.ways import ways_to
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.model.address import LOOPBACK, NAME
from vmlint.model.topology import HOST, LAN
from vmlint.model.trace import Disposition, Symptom, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.reached import Reachability, Reached
    from vmlint.basics.text import Span
    from vmlint.model.found import Inside
    from vmlint.model.topology import Listener, Machine, Place, Topology

_SYMPTOMS = {
    Symptom.REFUSED: "the connection is refused",
    Symptom.RESET: "the connection is accepted, then reset (curl: (52) Empty reply from server)",
    Symptom.HANG: "the connection is accepted, and no byte ever comes",
    Symptom.TIMEOUT: "no answer ever comes",
    Symptom.UNREACHABLE: "there is no way to it (curl: No route to host)",
}


class Wanted(Record):
    """An app, a place that it is wanted from, the item of ``reach_from`` that says so, and what comes of it."""

    __slots__ = ("listener", "item", "result")
    listener: Listener
    item: Place
    result: Reached

    @property
    def blocked(self) -> bool:
        """Whether the place certainly does not reach the app."""
        return self.result.verdict is Verdict.BLOCKED

    @property
    def cause(self) -> Disposition | None:
        """What decides, None where there is no address to try, or where it is not known."""
        return None if self.result.outcome is None else self.result.outcome.disposition

    @property
    def leads_nowhere(self) -> bool:
        """Whether there is nothing at all that could be opened."""
        return self.blocked and self.result.outcome is None and self.result.port == 0

    @property
    def span(self) -> Span:
        """The place to point to: where the app is wanted, else its name."""
        return self.item.span or self.listener.app_span

    @property
    def from_machine(self) -> bool:
        """Whether another machine wants it."""
        return self.result.place not in (HOST, LAN)

    @property
    def machines(self) -> tuple[str, ...]:
        """The machine that the app runs in, if there is one."""
        return () if self.listener.machine is None else (self.listener.machine,)


def wanted(reachability: Reachability) -> Iterator[Wanted]:
    """Yield every app with every place that it is wanted from, in the order of vmlint.yaml."""
    results = {(result.app, result.place): result for result in reachability.results}
    for listener in reachability.listeners:
        if listener.in_container or (reachability.world.refusal and not listener.on_host):
            continue  # what keeps the whole file from loading is reported, and cause enough
        own = HOST if listener.on_host else f"machine:{listener.machine}"
        for item in listener.wanted:
            names = [item.name]
            if item.name == "machines":
                names = [node.name for node in reachability.world.machines.values() if node.name != own]
            for name in names:
                result = results.get((listener.app, name))
                if result is not None and name in reachability.world.nodes:
                    yield Wanted(listener, item, result)


def excused(topology: Topology, listener: Listener, insides: tuple[Inside, ...] = ()) -> bool:
    """Return whether other ways than those of the model lead to an app: a web server beside it, a tunnel of ssh.

    INSIDES: what is known of the inside of the machines.
    """
    machine = None if listener.machine is None else topology.machine(listener.machine)
    return machine is not None and (machine.tunnelled or is_proxied(machine, listener, insides))


def is_proxied(machine: Machine, listener: Listener, insides: tuple[Inside, ...]) -> bool:
    """Return whether a web server of its own machine hands on to an app: one that is followed, or that a text tells."""
    port = listener.port.value
    return port in machine.proxied or any(
        inside.machine == machine.name and port in inside.proxied for inside in insides
    )


def bound_to_loopback(topology: Topology, listener: Listener) -> bool:
    """Return whether an app is bound to nothing but loopback addresses."""
    machine = None if listener.machine is None else topology.machine(listener.machine)
    return bool(listener.binds) and all(
        bind.address.kind == LOOPBACK or (bind.address.kind == NAME and name_is_loopback(machine))
        for bind in listener.binds
    )


def name_is_loopback(machine: Machine | None) -> bool:
    """Return whether a machine's hostname stands for 127.0.x.1: Vagrant writes that, unless a network has the name.

    Without a hostname in the file its address is the box's affair.
    """
    return machine is not None and machine.hostname.text is not None and not machine.named_address


def isolated(each: Wanted) -> bool:
    """Return whether a machine wants an app of another one of which no address can be reached from there."""
    return (
        each.blocked
        and each.from_machine
        and not each.listener.on_host
        and (each.leads_nowhere or each.cause is Disposition.NO_ROUTE)
    )


def by_gateway(each: Wanted) -> bool:
    """Return whether a machine has only the host's loopback, by the gateway of its NAT, for an app, and in vain."""
    result = each.result
    nat = result.world.nodes[result.place].nat
    if nat is None or result.verdict is Verdict.REACHABLE:
        return False
    if each.cause is Disposition.HOST_LOOPBACK_DENIED:
        return True
    if each.blocked:
        return each.listener.on_host and each.cause is Disposition.WRONG_BIND_ADDRESS
    return result.address == nat.gateway and nat.loopback is None and not result.world.incomplete


def place_text(name: str) -> str:
    """Return a place as a message names it."""
    kind, _, machine = name.partition(":")
    if machine:
        return f"{kind} `{machine}`"
    return {HOST: "the host", LAN: "the LAN", "machines": "other machines"}.get(name, name)


def symptom_text(each: Wanted) -> str:
    """Return what the client sees, or nothing where that is not known."""
    symptom = each.result.symptom
    if symptom is None:
        return ""
    if symptom is Symptom.REFUSED and each.listener.protocol == "udp":
        return "it hears that the port is closed"
    return _SYMPTOMS.get(symptom, "")


def ways_there(topology: Topology, each: Wanted) -> list[tuple[Span, str]]:
    """Return the place and a word of each forward and network that leads to the app."""
    ways = ways_to(topology, each.listener, each.result.place)
    return [(way.origin.span, way.text) for way in ways.found if way.origin.span is not None]
