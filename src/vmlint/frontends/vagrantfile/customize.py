"""The provider's block as VirtualBox gets it: ``network_adapter``, and the VBoxManage commands of ``customize``.

``vb.customize ["modifyvm", :id, "--natpf1", "web,tcp,,8080,,80"]`` runs after Vagrant has set up networks and forwards,
so it adds to them or takes their place: before the machine starts, or after it (``"post-boot"``).
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vagrantfile.facts import CERTAIN, UnknownFact
from vmlint.model.value import EVERYWHERE, Assumption, Origin, Spanned, Step, Unknown

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.frontends.vagrantfile.facts import Customization, Declaration, MachineFacts, NetworkAdapter, Plain
    from vmlint.languages.virtualbox.state import State
    from vmlint.languages.virtualbox.vagrant import Provided
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.adapters import NetworkAdapter as Network
    from vmlint.model.hardware import Hardware, Remark

_NETWORK_COMMANDS = frozenset(("natnetwork", "natnet", "hostonlyif", "hostonlynet", "dhcpserver"))
_HINTS = ("nic", "nat", "net", "adapt", "promisc", "cable", "hostonly", "host-only", "bridge", "linkstate", "mac")
_OF_NO_CONCERN = ("--natdns", "--nat-dns", "--nictype", "--nic-type", "--macaddress", "--mac-address")
"""Options that many files set and that have no say in who reaches what."""

_EVENTS = {"pre-boot": False, "post-boot": True, "post-comm": True}
"""When Vagrant runs a command, in this order, and whether the machine runs by then."""

_REFUSING = frozenset(("nat-rule-malformed", "nat-rule-name-duplicate", "nat-rule-overlap"))
"""Commands that VirtualBox refuses for sure, with which `vagrant up` stops."""


def speaks_of_adapters(facts: MachineFacts) -> bool:
    """Return whether the provider's block has a say in the network; most have none."""
    if any(adapter.declaration is not None for adapter in facts.network_adapters):
        return True
    return any(each.origin == "customize" and _concerns(each.command) for each in facts.customizations)


def _concerns(command: Plain) -> bool:
    if not isinstance(command, (list, tuple)):
        return isinstance(command, UnknownFact)
    if not command:
        return False
    if isinstance(command[0], UnknownFact) or str(command[0]) in _NETWORK_COMMANDS:
        return True
    if str(command[0]) == "setextradata":
        return any("VBoxInternal/Devices/" in str(word) for word in command)
    if str(command[0]) not in ("modifyvm", "controlvm"):
        return False
    option = ""
    for word in command[2:]:
        if isinstance(word, UnknownFact) and not option:
            return True
        text = str(word)
        option = text if text.startswith("--") else ""
        if (option or command[0] == "controlvm") and _is_of_concern(text):
            return True
    return False


def _is_of_concern(option: str) -> bool:
    return not option.startswith(_OF_NO_CONCERN) and any(hint in option.lower() for hint in _HINTS)


def hardware_of(
    facts: MachineFacts, name: str, networks: list[Network], forwards: list[ForwardedPort], state: State
) -> tuple[Hardware, list[Remark]]:
    """Return the machine's adapters when all commands have run; networks of the host go into STATE."""
    from vmlint.languages.virtualbox.fold import apply
    from vmlint.languages.virtualbox.to_model import adopt
    from vmlint.languages.virtualbox.to_model import hardware_of as as_hardware
    from vmlint.languages.virtualbox.vagrant import vagrant_hardware

    provided = [_provided(adapter, facts) for adapter in facts.network_adapters if adapter.declaration is not None]
    hardware, remarks = vagrant_hardware(name, networks, forwards, [each for each in provided if each is not None])
    vm = adopt(state, name, EVERYWHERE, hardware)
    if None in provided:
        vm.doubted("the slot of a `network_adapter` of it is not known")
    for event, running in _EVENTS.items():
        vm.running = running
        for customization in facts.customizations:
            if customization.origin == "customize" and _event(customization) == event:
                words = _words(customization, name)
                if words is None:
                    vm.doubted("a command for its adapters is not known")
                else:
                    remarks += apply(state, words, _origin_of(customization, facts))
    vm.running = None
    return as_hardware(vm), remarks


def refusal_of(remarks: list[Remark]) -> Remark | None:
    """Return the first command that VirtualBox certainly refuses, so that the machine does not come up."""
    return next((each for each in remarks if each.refused and each.kind in _REFUSING and each.origin.certain), None)


def _event(customization: Customization) -> str:
    return "pre-boot" if isinstance(customization.event, UnknownFact) else str(customization.event)


def _provided(adapter: NetworkAdapter, facts: MachineFacts) -> Provided | None:
    """Return what ``network_adapter slot, type`` sets; None where its slot is not known."""
    from vmlint.languages.virtualbox.vagrant import Provided

    if type(adapter.slot) is not int or adapter.declaration is None:
        return None
    origin = _origin(adapter.declaration, adapter.certainty == CERTAIN and facts.certainty == CERTAIN)
    return Provided(adapter.slot, _spanned(adapter.type, adapter.declaration.span), origin)


def _words(customization: Customization, name: str) -> list[Spanned] | None:
    """Return the words of a command with their places, ``:id`` being the machine; None where it is no list."""
    command = customization.command
    if not isinstance(command, (list, tuple)):
        return None if isinstance(command, UnknownFact) else []
    spans = (*customization.item_spans, *[None] * len(command))
    whole = customization.declaration.span
    words = [_spanned(word, spans[index] or whole) for index, word in enumerate(command)]
    if len(words) > 1 and words[1].value == ":id":
        words[1] = Spanned(name, words[1].span, ())
    return words


def _origin_of(customization: Customization, facts: MachineFacts) -> Origin:
    certain = customization.certainty == CERTAIN and facts.certainty == CERTAIN
    known = not isinstance(customization.event, UnknownFact)
    return _origin(customization.declaration, certain and known)


def _spanned(value: Plain, span: Span) -> Spanned:
    if isinstance(value, UnknownFact):
        return Spanned(Unknown(value.reason), span, ())
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return Spanned(Unknown("it is no text"), span, ())
    return Spanned(str(value), span, ())


def _origin(declaration: Declaration, certain: bool) -> Origin:
    stated = tuple(Assumption(each.what, each.change, each.span) for each in declaration.assumptions)
    steps = tuple(Step(frame.text, frame.span, frame.values) for frame in declaration.frames if frame.span is not None)
    return Origin(declaration.span, certain, stated, steps)
