"""What the options of ``modifyvm`` and ``controlvm`` set at an adapter."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.virtualbox.command import shown
from vmlint.languages.virtualbox.options import (
    ATTACHMENTS,
    MOST_SLOTS,
    PROMISCUOUS,
    adapter_option,
    adapter_option_names,
    is_machine_option,
    old_name,
)
from vmlint.languages.virtualbox.rules import add_rule, delete_rule
from vmlint.languages.virtualbox.vagrant import CONFLICT
from vmlint.languages.virtualbox.words import cut, piece, switched, valued
from vmlint.model.adapters import BRIDGED, GENERIC, HOST_ONLY, HOST_ONLY_NETWORK, INTERNAL, NAT_NETWORK
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmlint.languages.virtualbox.command import Command
    from vmlint.languages.virtualbox.state import Adapter, Vm
    from vmlint.model.value import Spanned

_NETWORKS = frozenset((BRIDGED, HOST_ONLY, HOST_ONLY_NETWORK, INTERNAL, NAT_NETWORK, GENERIC))
_NEW = frozenset(("loopback", HOST_ONLY_NETWORK))
"""What no name of VirtualBox before 7.0 sets."""


def set_options(command: Command, vm: Vm, words: Sequence[Spanned]) -> None:
    """Follow the options of ``modifyvm``: ``--natpf1 VALUE``, ``--nat-pf1=VALUE``, in any order."""
    at = 0
    while at < len(words):
        word = words[at]
        at += 1
        if not word.known:
            vm.doubted("an option of a command for it cannot be known")
            continue
        text = str(word.value)
        if not text.startswith("--"):
            continue  # a further value of an option that has no say in the network
        name, equals, _ = text[2:].partition("=")
        values = [cut(word, len(name) + 3)] if equals else []
        while not (values and equals) and at < len(words) and len(values) < 2:
            if words[at].known and str(words[at].value).startswith("--"):
                break
            values.append(words[at])
            at += 1
        if equals and values and values[0].value == "delete" and at < len(words):
            values.append(words[at])
            at += 1
        _option(command, vm, word, name, values)


def _option(command: Command, vm: Vm, word: Spanned, name: str, values: list[Spanned]) -> None:
    bare = name.rstrip("0123456789")
    number = name[len(bare) :]
    option = adapter_option(bare.lower()) if number else None
    if option is None and number and bare[-1:] in ("-", ":", "/"):
        option = adapter_option(bare[:-1].lower())
    if option is None:
        _stranger(command, vm, word, name, bare)
        return
    spelled, what, known_values, since = option
    slot = int(number[:9])
    if not 0 < slot <= MOST_SLOTS:
        text = f"`--{name}`: adapters are counted from 1 (`--{spelled}1`) to 8, or to 36 with `--chipset ich9`"
        command.remark("option-unknown", text, piece(word, 0, len(name) + 2), machine=vm)
        return
    if since:
        text = f"VBoxManage knows `--{spelled}{slot}` since VirtualBox {'.'.join(map(str, since))}"
        old = old_name(spelled)
        if old != spelled and what not in _NEW:
            text += f"; every version takes `--{old}{slot}`"
        place = piece(word, 0, len(name) + 2)
        command.remark("option-unknown", text, place, machine=vm, refused=False, since=since)
    value = values[0] if values else None
    if value is not None and known_values and value.known and str(value.value).lower() not in _small(known_values):
        _wrong_value(command, vm, f"--{spelled}{slot}", value, known_values)
        return
    set_adapter(command, vm, slot, what, values)


def _small(values: tuple[str, ...]) -> frozenset[str]:
    return frozenset(value.lower() for value in values)


def _wrong_value(command: Command, vm: Vm, option: str, value: Spanned, known_values: tuple[str, ...]) -> None:
    from vmlint.basics.spelling import did_you_mean

    meant = did_you_mean(str(value.value), known_values)
    text = f"{shown(value)} is no value of `{option}` ({', '.join(known_values)}){meant}"
    command.remark("option-unknown", text, command.place(value), machine=vm)


def _stranger(command: Command, vm: Vm, word: Spanned, name: str, bare: str) -> None:
    """Say of an option that VBoxManage does not know which one may be meant; of those that it knows, nothing."""
    if is_machine_option(name):
        return
    if adapter_option(bare) is not None:
        text = f"`--{name}` lacks the number of the adapter: write `--{bare}1`"
        command.remark("option-unknown", text, piece(word, 0, len(name) + 2), machine=vm)
        return
    from vmlint.basics.spelling import closest

    meant = closest(bare.strip("-"), adapter_option_names())
    if meant is None:
        return
    number = name[len(bare) :] or "1"
    text = f"VBoxManage knows no option `--{name}`; did you mean `--{meant}{number}`?"
    command.remark("option-unknown", text, piece(word, 0, len(name) + 2), machine=vm)


def set_adapter(command: Command, vm: Vm, slot: int, what: str, values: Sequence[Spanned]) -> None:
    """Set one thing at the adapter in SLOT."""
    if not values:
        return
    value = values[0]
    if what == "nat-rule":
        if value.value == "delete":
            if len(values) > 1:
                delete_rule(vm, vm.adapter(slot), values[1])
        else:
            add_rule(command, vm, vm.adapter(slot), value)
        return
    adapter = vm.adapter(slot)
    if what == "attachment":
        attach(adapter, command, vm, value)
    elif what in _NETWORKS:
        adapter.networks[what] = value
    elif what in ("cable", "loopback"):
        setattr(adapter, what, switched(value))
    elif what == "promiscuous":
        small = str(value.value).lower()
        adapter.promiscuous = valued(value, small) if small in PROMISCUOUS else value
    elif what in ("nat-subnet", "bind-ip", "mac"):
        setattr(adapter, what.replace("-", "_"), value)


def attach(adapter: Adapter, command: Command, vm: Vm, value: Spanned) -> None:
    """Change what an adapter is attached to."""
    kind = ATTACHMENTS.get(str(value.value).lower()) if value.known else None
    declared = adapter.declared
    if kind is not None and declared is not None and kind != declared.attachment:
        text = f"adapter {adapter.slot} is the one of a declared network, which this command takes off it"
        advice = "use another adapter, or leave the network out"
        related = ((declared.origin.span, f"adapter {adapter.slot} is given away here"),)
        place = command.place(value)
        command.remark(CONFLICT, f"{text}: {advice}", place, machine=vm, related=related, refused=False, mild=True)
    adapter.attachment = valued(value, kind or Unknown(f"{value.value} is no attachment that VirtualBox knows"))
    if not value.known:
        adapter.attachment = value
    adapter.origin = command.origin
