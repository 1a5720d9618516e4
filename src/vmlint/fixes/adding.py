"""What is missing, put in: a forward, a common network, a setting of VBoxManage."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.findings.diagnostics import Edit
from vmlint.fixes.free import host_only_subnets, text_of
from vmlint.fixes.places import insertions
from vmlint.fixes.stanzas import stanza
from vmlint.fixes.trying import Mending, first_that
from vmlint.fixes.values import literal_at
from vmlint.model.address import Subnet

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.findings.plans import AddForward, Customize, JoinNetwork
    from vmlint.fixes.bench import Bench
    from vmlint.fixes.round import Round
    from vmlint.fixes.style import Style
    from vmlint.fixes.trying import Trying, Work


def _forward(round_: Round, steps: list[AddForward]) -> Work:
    bench, step = round_.bench, steps[0]
    guest, machine = step.listener.port.number, step.listener.machine
    port = None if guest is None else round_.free.port(guest)
    if len(steps) != 1 or port is None or machine is None:
        return None
    options: list[tuple[str, Any]] = [("guest", guest), ("host", port)]
    if step.listener.protocol != "tcp":
        options.append(("protocol", step.listener.protocol))
    if step.host_ip:
        options.append(("host_ip", step.host_ip))
    round_.free.take_port(port)
    mending = yield from _network(bench, machine, "forwarded_port", options)
    return mending


def _network(bench: Bench, machine: str, kind: str, options: list[tuple[str, Any]]) -> Work:
    def make(block: str, indent: str, style: Style) -> str:
        return stanza("network", block=block, kind=kind, options=options, indent=indent, style=style)

    edits = yield from first_that(
        insertions(bench, machine, make), lambda after: _has_one_more(bench, after, machine, kind, dict(options))
    )
    return None if edits is None else Mending(edits, False)


def _networks(bench: Bench) -> dict[tuple[str, str], list[str]]:
    """Return the networks of each machine as text, without places."""
    return {
        (document.path, str(machine.name)): [
            repr((network.type, {name: option.value for name, option in network.options.items() if name != "id"}))
            for network in machine.networks
        ]
        for document in bench.analysed.of("vagrantfile")
        for machine in document.machines
    }


def _others(bench: Bench) -> dict[Any, Any]:
    return {way: value for way, value in bench.facts.items() if way[2:3] != ("networks",)}


def _has_one_more(bench: Bench, after: Bench, machine: str, kind: str, options: dict[str, Any]) -> bool:
    """Return whether MACHINE alone has one more network, with OPTIONS, and nothing else differs."""
    before, now = _networks(bench), _networks(after)
    for key, networks in now.items():
        added = list(networks)
        for each in before.get(key, []):
            if each not in added:
                return False
            added.remove(each)
        mine = machine in (key[1], f"{key[0]}#{key[1]}")
        if len(added) != (1 if mine else 0):
            return False
        if mine and (kind not in added[0] or not all(repr(value) in added[0] for value in options.values())):
            return False
    return set(before) == set(now) and _others(bench) == _others(after)


def _join(round_: Round, steps: list[JoinNetwork]) -> Work:
    bench = round_.bench
    machines = list(dict.fromkeys(name for step in steps for name in step.machines))
    known = host_only_subnets(bench)
    subnet = next((known[name] for name in machines if name in known), None)
    if subnet is None:
        # All machines of the project that nothing connects come into the same one.
        subnet = round_.free.subnet_for(Subnet(0, 24))
    if subnet is None:
        return None
    edits: list[Any] = []
    for name in machines:
        if known.get(name) == subnet:
            continue
        number = round_.free.address_in(subnet)
        if number is None:
            return None
        round_.free.take_address(number)
        added = yield from _network(bench, name, "private_network", [("ip", text_of(number))])
        if added is None:
            return None
        edits += added.edits
    return Mending(tuple(edits), True) if edits else None


def _customize(round_: Round, steps: list[Customize]) -> Work:
    bench = round_.bench
    edits: list[Any] = []
    for step in steps:
        found = yield from _customization(bench, step)
        if found is None:
            return None
        edits += found
    return Mending(tuple(dict.fromkeys(edits)), False)


def _customization(bench: Bench, step: Customize) -> Trying:
    def make(block: str, indent: str, style: Style) -> str:
        return stanza("customize", block=block, option=step.option, value=step.value, indent=indent, style=style)

    there = _said(bench, step)
    if there is not None:
        edit = literal_at(bench, there, there.text.strip("\"'"), step.value)
        changed = [] if edit is None else [(Edit(there, edit),)]
        return (yield from first_that(iter(changed), lambda after: _is_changed(bench, after)))
    return (yield from first_that(insertions(bench, step.machine, make), lambda after: _customized(bench, after, step)))


def _said(bench: Bench, step: Customize) -> Span | None:
    """Return the place of the value that the machine has for the option already."""
    for document in bench.analysed.of("vagrantfile"):
        for machine in document.machines:
            for each in machine.customizations if step.machine == machine.name else ():
                if isinstance(each.command, (list, tuple)) and list(map(str, each.command[2:3])) == [step.option]:
                    return each.item_spans[3] if len(each.item_spans) == 4 else None
    return None


def _is_changed(bench: Bench, after: Bench) -> bool:
    """Return whether one value of one customization differs, and nothing else."""
    changes = bench.differences(after)
    return len(changes) == 1 and changes[0].way[2] == "customizations"


def _customized(bench: Bench, after: Bench, step: Customize) -> bool:
    """Return whether the machine has one customization more, and nothing else differs but the provider's name."""
    command = ["modifyvm", ":id", step.option, step.value]
    ours = []
    for document, now in zip(bench.analysed.of("vagrantfile"), after.analysed.of("vagrantfile")):
        for machine, changed in zip(document.machines, now.machines):
            added = [list(map(str, each.command)) for each in changed.customizations]
            for each in machine.customizations:
                added.remove(list(map(str, each.command)))
            mine = step.machine in (machine.name, f"{document.path}#{machine.name}")
            if len(added) != (1 if mine else 0):
                return False
            ours += added
    meant = ("customizations", "providers")
    return ours == [command] and all(change.way[2:3][0] in meant for change in bench.differences(after))


HANDLERS: dict[str, Any] = {"AddForward": _forward, "JoinNetwork": _join, "Customize": _customize}
