"""What ``vagrant validate`` refuses about networks, names and customizations; only what is certain."""

from __future__ import annotations

from vmlint.frontends.vagrantfile.attributes import LATER
from vmlint.frontends.vagrantfile.facts import (
    CERTAIN,
    UNKNOWN_SETTING,
    ObjectFact,
    Setting,
    UnknownFact,
    ValidationProblem,
    is_known,
)
from vmlint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.frontends.vagrantfile.facts import Declaration, MachineFacts, NetworkFacts, Plain
    from vmlint.text import Span

EVENTS = ("pre-import", "pre-boot", "post-boot", "post-comm")
TYPES = ("forwarded_port", "private_network", "public_network")
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
REST_OF_HOSTNAME = LETTERS | frozenset("-.")
BAD_IN_NAME = frozenset("[]{}/")
GREATEST_PORT = 65535
# A whole section that Vagrant does not know is a plugin's; those two classes validate without what they were told.
UNCHECKED = ("Vagrant", "windows", "winrm")
PORTS_REQUIRED = 'Forwarded port definitions require a "host" and "guest" value'
HOSTNAME_WORDS = (
    "The hostname set for the VM '{}' should only contain letters, numbers,\n"
    "hyphens or dots. It cannot start with a hyphen or dot."
)

# The options that a problem is about; every one of the network where it is not listed.
_ABOUT = {
    "network_fp_requires_ports": ("guest", "host"),
    "network_fp_invalid_port": ("guest", "host"),
    "network_fp_host_not_unique": ("host", "host_ip", "protocol"),
    "network_ip_required": ("ip", "type"),
    "network_with_hostname_must_set_ip": ("hostname", "ip"),
    "multiple_networks_set_hostname": ("hostname",),
    "network_type_invalid": (),
    "intnet_on_bad_type": ("virtualbox__intnet",),
    "box_missing": ("box", "clone"),
    "box_empty": ("box",),
    "hostname_invalid_characters": ("hostname",),
}

Found = "tuple[str, str, Span | None, NetworkFacts | None]"


def validate(machines: tuple[MachineFacts, ...]) -> tuple[ValidationProblem, ...]:
    """Return what is certainly wrong with each machine that certainly exists."""
    bad_names = [
        machine
        for machine in machines
        if machine.defined and isinstance(machine.name, str) and not BAD_IN_NAME.isdisjoint(machine.name)
    ]
    problems = []
    for machine in machines:
        if machine.certainty != CERTAIN or not isinstance(machine.name, str):
            continue
        found = list(_machine(machine, bad_names))
        dies = [problem for problem in found if problem[0] == "NoMethodError"]
        unknown: dict[int, list[Declaration]] = {}
        for _, _, at in machine.unknown_settings:
            unknown.setdefault(id(at.name_span), []).append(at)
        for error, message, span, network in dies or found:
            about = tuple(_about(machine, error, network, span, unknown))
            problems.append(ValidationProblem(machine.name, error, message, span, network, about))
    return tuple(problems)


def _machine(
    machine: MachineFacts, bad_names: list[MachineFacts]
) -> Iterator[tuple[str, str, Span | None, NetworkFacts | None]]:
    yield from _box(machine)
    hostname = machine.hostname
    if isinstance(hostname, str) and not is_hostname(hostname):
        yield (
            "hostname_invalid_characters",
            HOSTNAME_WORDS.format(machine.name),
            machine.settings["hostname"].span,
            None,
        )
    yield from _networks(machine)
    yield from _virtualbox(machine)
    for section, name, declaration in machine.unknown_settings:
        # What a later Vagrant knows is no mistake.
        if section not in UNCHECKED and name not in LATER.get(section, ()):
            yield UNKNOWN_SETTING, f"The following settings shouldn't exist: {name}", declaration.name_span, None
    for bad in bad_names:
        if bad.certainty == CERTAIN:
            message = f"The sub-VM name '{bad.name}' is invalid. Please don't use special characters."
            yield "name_invalid", message, bad.name_span, None


def _about(
    machine: MachineFacts,
    error: str,
    network: NetworkFacts | None,
    span: Span | None,
    unknown: dict[int, list[Declaration]],
) -> Iterator[Setting]:
    """Yield what is said of the options, or of the machine, that a problem is about; absent ones are said by nobody."""
    if error == UNKNOWN_SETTING:
        for at in unknown.get(id(span), ()):
            yield Setting(None, at.name_span, None, (), at.assumptions, at.span)
        return
    said = machine.settings if network is None else network.options
    names = _ABOUT.get(error, tuple(said) if network is not None else ())
    for name in names:
        setting = said.get(name)
        if setting is not None:
            yield setting


def is_hostname(text: str) -> bool:
    """Whether Vagrant accepts TEXT: ``/^[a-z0-9][-.a-z0-9]*$/i``, in which one good line is enough."""
    return any(line[:1] in LETTERS and REST_OF_HOSTNAME.issuperset(line) for line in text.split("\n") if line)


def _box(machine: MachineFacts) -> Iterator[tuple[str, str, Span | None, NetworkFacts | None]]:
    box, clone = machine.box, machine.value("clone")
    if box == "" and isinstance(box, str):
        message = f"Box value for guest '{machine.name}' is an empty string."
        yield "box_empty", message, machine.settings["box"].span, None
    elif _absent(box) and _absent(clone):
        yield "box_missing", "A box must be specified.", machine.name_span, None


def _networks(machine: MachineFacts) -> Iterator[tuple[str, str, Span | None, NetworkFacts | None]]:
    used: dict[str, NetworkFacts] = {}
    named = requires = False
    for network in machine.networks:
        if network.certainty != CERTAIN or isinstance(network.type, UnknownFact):
            continue
        hostname = _option(network, "hostname")
        if _true(hostname):
            if named:
                yield _problem(
                    network, "multiple_networks_set_hostname", "Multiple networks have set `:hostname`", "hostname"
                )
            if _option(network, "ip") is None:
                message = "Network specified with `:hostname` must provide a static ip"
                yield _problem(network, "network_with_hostname_must_set_ip", message, "hostname")
            named = True
        if network.type not in TYPES:
            message = f"Network type '{network.type}' is invalid. Please use a valid network type."
            yield _problem(network, "network_type_invalid", message, None)
        if network.type == "forwarded_port":
            for problem in _forward(network, used):
                if problem[0] == "network_fp_requires_ports":
                    if requires:
                        continue
                    requires = True
                yield problem
        elif network.type == "private_network":
            yield from _private(network)


def _forward(
    network: NetworkFacts, used: dict[str, NetworkFacts]
) -> Iterator[tuple[str, str, Span | None, NetworkFacts | None]]:
    guest, host = _option(network, "guest"), _option(network, "host")
    if "unknown" in network.options:
        return
    if _absent(guest) or _absent(host):
        yield _problem(network, "network_fp_requires_ports", PORTS_REQUIRED, None)
    parts = [_option(network, name) for name in ("host_ip", "protocol", "host")]
    if not _absent(host) and all(is_known(part) for part in parts):
        key = "".join(_text(part) for part in parts)
        if key in used:
            shown = f"Forwarded port '{_text(host)}' (host port) is declared multiple times"
            message = f"{shown}\nwith the protocol '{_text(parts[1])}'."
            # Vagrant's own forwards stand nowhere: the place is that of the one that somebody wrote.
            yield _problem(used[key] if network.default else network, "network_fp_host_not_unique", message, "host")
        used.setdefault(key, network)
    wrong = [
        name
        for name, port in (("host", host), ("guest", guest))
        if not isinstance(port, UnknownFact) and not _port(port)
    ]
    if wrong:
        yield _problem(network, "network_fp_invalid_port", "Ports to forward must be 1 to 65535", wrong[0])


def _private(network: NetworkFacts) -> Iterator[tuple[str, str, Span | None, NetworkFacts | None]]:
    kind, ip = _option(network, "type"), _option(network, "ip")
    if isinstance(kind, str) and kind != "dhcp" and _absent(ip) and "unknown" not in network.options:
        yield _problem(network, "network_ip_required", "An IP is required for a private network.", "type")
    if _true(ip) and not isinstance(ip, str):
        shown = f"#<{ip.class_name}: {ip.text}>" if isinstance(ip, ObjectFact) else f"{_text(ip)}"
        yield _problem(network, "NoMethodError", f"undefined method `end_with?' for {shown}", "ip")


def _virtualbox(machine: MachineFacts) -> Iterator[tuple[str, str, Span | None, NetworkFacts | None]]:
    for customization in machine.customizations:
        event = customization.event
        if customization.certainty != CERTAIN or not is_known(event):
            continue
        if event not in EVENTS:
            message = f"{_text(event)} is not a valid event for customization. Valid events\nare: {', '.join(EVENTS)}"
            yield "invalid_event", message, customization.declaration.span, None
        elif event == "pre-import" and isinstance(customization.command, list) and ":id" in customization.command:
            message = "The ':id' parameter is not available in \"pre-import\" customizations."
            yield "id_in_pre_import", message, customization.declaration.span, None
    for network in machine.networks:
        setting = network.options.get("virtualbox__intnet")
        certain = network.certainty == CERTAIN and not isinstance(network.type, UnknownFact)
        if certain and setting is not None and _true(setting.value) and network.type != "private_network":
            message = 'VirtualBox internal networks can only be enabled on "private_network"'
            yield _problem(network, "intnet_on_bad_type", message, "virtualbox__intnet")
            return


def _problem(
    network: NetworkFacts, error: str, message: str, option: str | None
) -> tuple[str, str, Span | None, NetworkFacts | None]:
    span = network.span(option) if option is not None else None
    if span is None and network.declaration is not None:
        span = network.declaration.span
    return error, message, span, network


def _option(network: NetworkFacts, name: str) -> Plain:
    setting = network.options.get(name)
    return None if setting is None else setting.value


def _true(value: Plain) -> bool:
    """Whether VALUE is certainly true in Ruby."""
    return value is not None and value is not False and not isinstance(value, UnknownFact)


def _absent(value: Plain) -> bool:
    """Whether VALUE is certainly false in Ruby."""
    return value is None or value is False


def _port(value: Plain) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= GREATEST_PORT


def _text(value: Plain) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.text if isinstance(value, ObjectFact) else str(value)
