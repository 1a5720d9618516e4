"""What vmlint understood of a file, as a tree for people."""

from __future__ import annotations

from vmlint.basics.escaping import terminal
from vmlint.basics.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.report.terminal import Style

_SHOWN_APART = frozenset(("guest", "host", "host_ip", "guest_ip", "protocol", "ip", "id"))


def document_text(document: dict[str, Any], style: Style, loading: str = "") -> Iterator[str]:
    """Yield the lines for one document of ``inspect``; LOADING: what is wrong with loading it, empty for nothing."""
    complete = "" if document["complete"] else " (not everything in it could be known)"
    state = f": {loading}" if loading else ""
    yield f"{style.paint(style.safe(document['path']), 'bold')}{state}{complete}"
    for error in document["errors"]:
        words = style.safe(f"{error['kind']}: {error['message']}")
        yield f"  {style.paint('error', 'error')} {_at(error)}{words}"
    for machine in document["machines"]:
        yield from (f"  {line}" for line in _machine(machine, style))
    for network in _host_networks(document.get("host_networks", {})):
        yield f"  {style.safe(network)}"
    for each in document.get("ranges", []):
        heeding = " and ".join(name for name in ("virtualbox", "vagrant") if each[name])
        yield f"  allows {style.safe(each['network'])} (for {heeding})"
    for problem in document["validation"]:
        yield f"  {style.paint('invalid', 'error')} {_at(problem)}{style.safe(' '.join(problem['message'].split()))}"
    for assumption in document["assumptions"]:
        change = "" if assumption["change"] is None else f" ({style.safe(assumption['change'])})"
        yield f"  assuming {_at(assumption)}{style.safe(assumption['what'])}{change}"
    for unknown in document["unknowns"]:
        yield f"  unknown {_at(unknown)}{style.safe(unknown['reason'])}"


def _machine(machine: dict[str, Any], style: Style) -> Iterator[str]:
    words = [
        f"{name} {_value(machine[name])}" for name in ("box", "hostname", "communicator") if machine[name] is not None
    ]
    flags = ["primary"] if machine["primary"] is True else []
    flags += ["not started by `vagrant up`"] if machine["autostart"] is False else []
    flags += [_RUNNING[machine["running"]]] if machine.get("running") is not None else []
    flags += ["possible"] if machine["certainty"] != "certain" else []
    head = f"machine {style.paint(style.safe(_value(machine['name'])), 'bold')}"
    yield f"{head}: {style.safe(', '.join(words + flags))}" if words + flags else head
    for network in machine["networks"]:
        yield f"  {style.safe(_network(network))}"
    for number, kind, options in (each for each in machine["virtualbox"]["network_adapters"] if isinstance(each, list)):
        if (number, kind) != (1, "nat"):
            yield f"  adapter {_value(number)}: {style.safe(_value(kind))} {style.safe(_options(options))}".rstrip()
    for each in machine["virtualbox"]["customizations"]:
        yield f"  customize {style.safe(_customization(each))}"
    for provisioner in machine["provisioners"]:
        if "type" not in provisioner:
            # Not one provisioner, but why there may be others than these.
            yield f"  provision {style.safe(_value(provisioner))}"
            continue
        name = f" {_value(provisioner['name'])}" if provisioner["name"] is not None else ""
        yield f"  provision {style.safe(_value(provisioner['type']))}{style.safe(name)}"
    for listener in machine["listeners"]:
        yield f"  listens {style.safe(_listener(listener))}"
    for each in machine.get("unfollowed", []):
        yield f"  not followed {_at(each)}{style.safe(each['reason'])}"


def _listener(listener: dict[str, Any]) -> str:
    """Return one listener as a line: name, addresses and port, how it is started, how sure that is, the evidence."""
    bind = listener["bind"]
    where = ", ".join(bind) if isinstance(bind, list) else f"address unknown ({bind['unknown']})"
    port = listener["port"] if isinstance(listener["port"], int) else f"port unknown ({listener['port']['unknown']})"
    last = next((each for each in listener["evidence"] if each["path"] is not None), None)
    told = "" if last is None else f", {last['path']}:{last['range']['start']['line']}"
    udp = "/udp" if listener["protocol"] == "udp" else ""
    how = f"{listener['start']}, confidence {listener['confidence']}{told}"
    return f"{listener['name']} on {where} port {port}{udp} ({how})"


_RUNNING = {True: "running", False: "not running"}
_NETWORK_KINDS = {
    "nat_networks": "NAT network",
    "hostonly_interfaces": "host-only adapter",
    "hostonly_networks": "host-only network",
    "dhcp_servers": "DHCP server",
}


def _host_networks(networks: dict[str, Any]) -> Iterator[str]:
    for kind, shown in _NETWORK_KINDS.items():
        for network in networks.get(kind, []):
            head = network.get("name", network.get("interface", network.get("network")))
            hidden = ("name", "path", "range", "forwards", "forwards_v6", "loopbacks")
            rest = {key: value for key, value in network.items() if key not in hidden and value not in (None, head)}
            yield f"{shown} {_value(head)}: {_options(rest)}" if rest else f"{shown} {_value(head)}"
            for forward in (*network.get("forwards", []), *network.get("forwards_v6", [])):
                yield f"  {_network(forward)}"
            for address, offset in network.get("loopbacks", {}).items():
                yield f"  loopback {address} at offset {offset}"


def _network(network: dict[str, Any]) -> str:
    options = network["options"]
    if network["type"] == "forwarded_port":
        host = f"{_value(options['host_ip'])}:" if options.get("host_ip") else ""
        guest = f"{_value(options['guest_ip'])}:" if options.get("guest_ip") else ""
        ports = [_value(options.get(name)) for name in ("host", "guest", "protocol")]
        text = f"forward {host}{ports[0]} -> {guest}{ports[1]}/{ports[2]}"
        if options.get("id") is not None:
            text += f" id {_value(options['id'])}"
    else:
        text = _value(network["type"])
        if options.get("ip") is not None:
            text += f" {_value(options['ip'])}"
        if options.get("id") is not None:
            text += f" id {_value(options['id'])}"
    rest = _options({name: value for name, value in options.items() if name not in _SHOWN_APART and value is not None})
    text += f" {rest}" if rest else ""
    notes = ["Vagrant's own"] if network["default"] else []
    notes += ["possible"] if network["certainty"] != "certain" else []
    notes += [f"line {network['range']['start']['line']}"] if network.get("range") else []
    notes += network["call_stack"]
    return text + (f"  ({', '.join(notes)})" if notes else "")


def _options(options: dict[str, Any]) -> str:
    return ", ".join(f"{name}: {_value(value)}" for name, value in options.items())


def _customization(each: Any) -> str:
    if not isinstance(each, list):
        return _value(each)
    event, command = each
    words = " ".join(_value(word) for word in command) if isinstance(command, list) else _value(command)
    return f"{_value(event)}: {words}"


def _value(value: Any) -> str:
    if isinstance(value, dict) and "unknown" in value:
        return f"unknown ({value['unknown']})"
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "nothing"}[value]
    return str(value)


def _at(thing: dict[str, Any]) -> str:
    if not thing.get("range"):
        return ""
    start = thing["range"]["start"]
    return f"{terminal(thing['path'])}:{start['line']}:{start['column']} "
