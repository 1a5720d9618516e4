"""The networks that VirtualBox keeps for all machines: NAT networks, host-only adapters and networks, DHCP servers."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import whole_number
from vmlint.languages.virtualbox.nat_rules import Mistake, mistakes_in, parse_network_forward
from vmlint.languages.virtualbox.options import (
    DHCP_OPTIONS,
    FLAGS,
    HOST_ONLY_INTERFACE_OPTIONS,
    HOST_ONLY_NETWORK_OPTIONS,
    NAT_NETWORK_OPTIONS,
)
from vmlint.languages.virtualbox.rules import enter, make_rule, malformed_forward
from vmlint.languages.virtualbox.state import NatNet, Settings
from vmlint.languages.virtualbox.words import cut, piece, switched, valued
from vmlint.model.hardware import LoopbackMapping
from vmlint.model.value import ABSENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmlint.languages.virtualbox.command import Command
    from vmlint.languages.virtualbox.state import Rules
    from vmlint.model.value import Spanned


def _options(
    command: Command, words: Sequence[Spanned], table: dict[str, str]
) -> Iterator[tuple[str, Spanned, tuple[Spanned, ...]]]:
    """Yield what each option sets, its own word, and its values."""
    at = 0
    while at < len(words):
        word = words[at]
        at += 1
        text = str(word.value) if word.known else ""
        name, equals, _ = text.partition("=")
        what = table.get(name)
        if what is None:
            _stranger(command, word, name, table)
            continue
        wanted = 0 if what in FLAGS else int(what[-1]) if what.startswith("other-") else 1
        if what in ("dhcp",) and table is HOST_ONLY_INTERFACE_OPTIONS:
            wanted = 0
        values = [cut(word, len(name) + 1)] if equals else []
        while len(values) < wanted and at < len(words):
            values.append(words[at])
            at += 1
        if values and values[0].value == "delete" and what.startswith("forward") and at < len(words):
            values.append(words[at])
            at += 1
        yield what, word, tuple(values)


def _stranger(command: Command, word: Spanned, name: str, table: dict[str, str]) -> None:
    if not word.known:
        command.state.doubt = command.state.doubt or "an option of a VBoxManage command cannot be known"
        return
    if not name.startswith("--"):
        return
    from vmlint.basics.spelling import closest

    meant = closest(name, [option for option in table if option.startswith("--")])
    if meant is not None:
        text = f"VBoxManage {command.words[0].value} knows no option `{name}`; did you mean `{meant}`?"
        command.remark("option-unknown", text, piece(word, 0, len(name)))


def _doubtful(command: Command) -> bool:
    """Return whether a command runs only perhaps; then nothing certain follows from it."""
    if not command.origin.certain:
        command.state.doubt = command.state.doubt or "a command for a network runs only on an undecided condition"
    return not command.origin.certain


def natnetwork(command: Command) -> None:
    """Follow ``natnetwork add|modify|remove|start|stop``."""
    action = str(command.words[1].value) if len(command.words) > 1 else ""
    if action not in ("add", "modify", "remove", "start", "stop") or _doubtful(command):
        return
    options = list(_options(command, command.words[2:], NAT_NETWORK_OPTIONS))
    name = next((values[0] for what, _, values in options if what == "name" and values), None)
    if name is None or name.text is None:
        command.state.doubt = command.state.doubt or "the name of a NAT network cannot be known"
        return
    networks = command.state.nat_networks
    if action == "remove":
        networks.pop(name.text, None)
        return
    if action == "add" or name.text not in networks:
        networks[name.text] = NatNet(name, command.origin)
    network = networks[name.text]
    for what, word, values in options:
        if what in ("enable", "disable"):
            network.enabled = valued(word, what == "enable")
        elif values:
            _set_network(command, network, what, values)


def _set_network(command: Command, network: NatNet, what: str, values: tuple[Spanned, ...]) -> None:
    if what in ("forward", "forward-v6"):
        rules = network.forwards if what == "forward" else network.forwards_v6
        if values[0].value == "delete" and len(values) > 1:
            rules.remove(str(values[1].value))
        else:
            add_forward(command, network, rules, values[0])
    elif what == "loopback":
        _loopback(network, values[0])
    elif what in ("dhcp", "ipv6"):
        setattr(network, what, switched(values[0]))
    elif what == "subnet":
        network.subnet = values[0]


def add_forward(command: Command, network: NatNet, rules: Rules, word: Spanned) -> None:
    """Add a forward to a NAT network; without a guest address VirtualBox refuses it."""
    text = word.text
    if text is None:
        command.state.doubt = command.state.doubt or "a forward of a NAT network cannot be known"
        return
    parsed = parse_network_forward(text)
    if isinstance(parsed, Mistake):
        malformed_forward(command, word, parsed)
        return
    wrong = mistakes_in(parsed)
    for mistake in wrong:
        malformed_forward(command, word, mistake)
    if not parsed.guest_ip.text:
        _lacks_guest(command, network, word, parsed.guest_ip.start)
        return
    if not any(mistake.fatal for mistake in wrong):
        enter(command, None, rules, make_rule("", None, parsed, word, command.origin), "network")


def _lacks_guest(command: Command, network: NatNet, word: Spanned, at: int) -> None:
    own = network.subnet.text
    example = f"an address in {own}" if own else "the address of the machine in that network"
    text = (
        f"a NAT network has many machines, so its forward needs the guest's address: write {example} between the `[]`"
    )
    command.remark("nat-network-guest-ip-missing", text, piece(word, at - 1, at + 1))


def _loopback(network: NatNet, word: Spanned) -> None:
    """Follow ``--loopback-4 127.0.0.1=2``; an offset of 0 takes the mapping away."""
    host, _, offset = str(word.value).partition("=")
    host = host.strip()
    number = whole_number(offset.strip())
    if number is None:
        return
    if number:
        network.loopbacks[host] = LoopbackMapping(host, number, word.span)
    else:
        network.loopbacks.pop(host, None)


def hostonlyif(command: Command) -> None:
    """Follow ``hostonlyif create|ipconfig|remove``; which name ``create`` gives depends on those that are there."""
    action = str(command.words[1].value) if len(command.words) > 1 else ""
    state = command.state
    if action == "create":
        if not command.origin.certain:
            state.made_interfaces = None
        elif state.made_interfaces is not None:
            state.made_interfaces += 1
        return
    name = command.words[2] if len(command.words) > 2 else None
    if action not in ("ipconfig", "remove") or name is None or _doubtful(command):
        return
    if name.text is None:
        state.doubt = state.doubt or "the name of a host-only adapter cannot be known"
    elif action == "remove":
        state.interfaces.pop(name.text, None)
    else:
        interface = state.interfaces.setdefault(name.text, Settings(name, command.origin))
        interface.origin = command.origin
        for what, word, values in _options(command, command.words[3:], HOST_ONLY_INTERFACE_OPTIONS):
            interface.values[what] = values[0] if values else valued(word, True)


def hostonlynet(command: Command) -> None:
    """Follow ``hostonlynet add|modify|remove``."""
    _follow(command, command.state.host_only_networks, HOST_ONLY_NETWORK_OPTIONS, ("name", "id"))


def dhcpserver(command: Command) -> None:
    """Follow ``dhcpserver add|modify|remove``."""
    _follow(command, command.state.dhcp_servers, DHCP_OPTIONS, ("network", "interface"))


def _follow(
    command: Command, kept: dict[tuple[str, str], Settings], table: dict[str, str], keys: tuple[str, str]
) -> None:
    action = str(command.words[1].value) if len(command.words) > 1 else ""
    if action not in ("add", "modify", "remove") or _doubtful(command):
        return
    options = list(_options(command, command.words[2:], table))
    found = next(((what, values[0]) for what, _, values in options if what in keys and values), None)
    if found is None or found[1].text is None:
        command.state.doubt = command.state.doubt or f"the name of a {command.words[0].value} cannot be known"
        return
    key = (found[0], found[1].text)
    if action == "remove":
        kept.pop(key, None)
        return
    if action == "add" or key not in kept:
        kept[key] = Settings(found[1], command.origin)
    for what, word, values in options:
        if what in ("enable", "disable"):
            kept[key].values["enabled"] = valued(word, what == "enable")
        else:
            kept[key].values[what] = values[0] if values else ABSENT
