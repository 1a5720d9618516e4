"""NAT rules as commands make and delete them, with VirtualBox's own checks: they look at one adapter alone."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.virtualbox.nat_rules import Mistake, RuleText, mistakes_in, parse_natpf, port_of
from vmlint.languages.virtualbox.state import socket_of
from vmlint.languages.virtualbox.words import piece
from vmlint.model.adapters import ForwardedPort
from vmlint.model.value import ABSENT, Spanned, Unknown

if TYPE_CHECKING:
    from vmlint.languages.virtualbox.command import Command
    from vmlint.languages.virtualbox.nat_rules import Field
    from vmlint.languages.virtualbox.state import Adapter, Rules, Vm
    from vmlint.model.value import Origin

MALFORMED = "nat-rule-malformed"
DUPLICATE = "nat-rule-name-duplicate"
OVERLAP = "nat-rule-overlap"


def add_rule(command: Command, vm: Vm, adapter: Adapter, word: Spanned) -> ForwardedPort | None:
    """Add the rule that WORD is to ADAPTER, unless VirtualBox refuses it."""
    text = word.text
    if text is None:
        vm.doubted("a NAT rule of it cannot be known")
        return None
    parsed = parse_natpf(text)
    if isinstance(parsed, Mistake):
        _malformed(command, vm, word, parsed)
        return None
    wrong = mistakes_in(parsed)
    for mistake in wrong:
        _malformed(command, vm, word, mistake)
    if any(mistake.fatal for mistake in wrong):
        return None
    rule = make_rule(str(vm.name.value), adapter.slot, parsed, word, command.origin)
    return rule if enter(command, vm, adapter.rules, rule, "adapter") else None


def enter(command: Command, vm: Vm | None, rules: Rules, rule: ForwardedPort, where: str) -> bool:
    """Add RULE to those of one adapter or network; say so where VirtualBox refuses it beside the others."""
    twin = rules.by_name.get(rule.name)
    if twin is not None:
        text = f"this {where} has a NAT rule of the name `{rule.name}` already, and VirtualBox refuses a second one"
        if twin.own:
            text = f"Vagrant makes a NAT rule of the name `{rule.name}` itself, and VirtualBox refuses a second one"
        related = ((twin.name_span or twin.origin.span, "the first one is here"),)
        command.remark(DUPLICATE, f"{text}: give it another name", rule.name_span, machine=vm, related=related)
        return False
    rival = rules.by_socket.get(socket_of(rule))
    if rival is not None and rule.host_port.number is not None:
        port = rule.host_port.number
        text = f"the rule `{rival.name}` of this {where} has port {port} at the same address of the host already"
        related = ((rival.host_port.span or rival.origin.span, f"`{rival.name}` claims it here"),)
        place = rule.host_port.span
        command.remark(
            OVERLAP,
            f"{text}, and VirtualBox refuses a second one: use another port",
            place,
            machine=vm,
            related=related,
        )
        return False
    rules.add(rule)
    return True


def delete_rule(vm: Vm, adapter: Adapter, name: Spanned) -> None:
    """Delete a rule by its name; where that is not known, any may be gone."""
    if name.text is None:
        vm.doubted("which NAT rule of it is deleted cannot be known")
    else:
        adapter.rules.remove(name.text)


def _malformed(command: Command, vm: Vm | None, word: Spanned, mistake: Mistake) -> None:
    place = piece(word, mistake.start, mistake.end)
    command.remark(MALFORMED, mistake.message, place, machine=vm, refused=mistake.fatal, mild=mistake.mild)


def malformed_forward(command: Command, word: Spanned, mistake: Mistake) -> None:
    """Say what is wrong with a NAT network's forward."""
    _malformed(command, None, word, mistake)


def make_rule(machine: str, slot: int | None, text: RuleText, word: Spanned, origin: Origin) -> ForwardedPort:
    """Return the rule that TEXT, the value of WORD, describes, each field with its place."""

    def place(field: Field) -> Spanned:
        return Spanned(field.text, piece(word, field.start, field.end), word.assumptions, word.origins)

    def address(field: Field) -> Spanned:
        # Without one VirtualBox listens on every address: as a forward without host_ip, so there is none.
        return place(field) if field.text else ABSENT

    def port(field: Field) -> Spanned:
        number = port_of(field)
        value = (
            number if number is not None else Unknown(f"VirtualBox reads `{field.text}` as a port of its own choice")
        )
        return Spanned(value, piece(word, field.start, field.end), word.assumptions, word.origins)

    protocol = place(text.protocol)
    return ForwardedPort(
        machine,
        0,
        text.known_as,
        Spanned(text.protocol.text.lower(), protocol.span, word.assumptions, word.origins),
        address(text.host_ip),
        port(text.host_port),
        address(text.guest_ip),
        port(text.guest_port),
        False,
        False,
        False,
        ABSENT if slot is None else Spanned(slot, None, ()),
        origin if origin.span is not None else _at(origin, word),
        piece(word, text.name.start, text.name.end) if text.name.text else word.span,
        True,
    )


def _at(origin: Origin, word: Spanned) -> Origin:
    from vmlint.model.value import Origin as Made

    return Made(word.span, origin.certain, origin.assumptions, origin.steps)
