"""What both forms of ``showvminfo`` say of an adapter, put into the state of a machine."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.model.adapters import (
    BRIDGED,
    CLOUD,
    GENERIC,
    HOST_ONLY,
    HOST_ONLY_NETWORK,
    INTERNAL,
    NAT,
    NAT_NETWORK,
    NO_ATTACHMENT,
    UNATTACHED,
)
from vmlint.model.value import Origin, Spanned, Unknown

if TYPE_CHECKING:
    from typing import TypeAlias

    from vmlint.basics.text import Source
    from vmlint.languages.virtualbox.state import Adapter, State, Vm

    Line: TypeAlias = tuple[int, str]
    """The offset of a line, and its text."""

ATTACHMENTS = {
    "none": NO_ATTACHMENT,
    "null": UNATTACHED,
    "nat": NAT,
    "bridged": BRIDGED,
    "intnet": INTERNAL,
    "hostonly": HOST_ONLY,
    "generic": GENERIC,
    "natnetwork": NAT_NETWORK,
    "hostonlynetwork": HOST_ONLY_NETWORK,
    "cloudnetwork": CLOUD,
}
PROMISCUOUS = {"deny": "deny", "allow-vms": "allow-vms", "allow-all": "allow-all"}
ONLY_ONE = "VirtualBox 7.0.0 prints forwards only where there is exactly one: take them from the .vbox file"
CUT_OFF = "the dump is cut off before its last lines, so that adapters and forwards may be missing"


def begin(state: State, name: Spanned) -> Vm:
    """Return the machine NAME, with nothing in it yet."""
    vm = state.add(name, Origin(name.span, True, (), ()))
    vm.seen, vm.made, vm.running = True, False, None
    vm.adapters.clear()
    return vm


def attach(adapter: Adapter, value: Spanned, kind: str | None) -> None:
    """Set the attachment that VALUE names, unknown where KIND is None."""
    known = kind if kind is not None else Unknown(f"`{value.value}` is no attachment that is known here")
    adapter.attachment = Spanned(known, value.span, ())
    adapter.origin = Origin(value.span, True, (), ())


def switch(value: Spanned) -> Spanned:
    """Return ``on`` and ``off`` as a truth value."""
    return Spanned(str(value.value).strip().lower() == "on", value.span, ())


def is_cut(source: Source, line: Line) -> bool:
    """Return whether a line is the last of a text that ends without a line end: there may have been more of it."""
    at, text = line
    return at + len(text) == len(source.text)


def finish(vm: Vm, *, whole: bool) -> None:
    """Say what follows from where the dump of a machine ends."""
    if whole:
        vm.adapter(1)
        return
    vm.cut(CUT_OFF)
    # Of the adapter at which it is cut off the first lines may be there, and not what it is attached to.
    vm.adapters = {slot: adapter for slot, adapter in vm.adapters.items() if adapter.origin.span is not None}


def doubt_forwards(vm: Vm) -> None:
    """Doubt the forwards of a machine that VirtualBox 7.0.0 printed."""
    rules = sum(len(adapter.rules.by_name) for adapter in vm.adapters.values())
    if rules != 1 and any(adapter.attachment.value == NAT for adapter in vm.adapters.values()):
        vm.cut(ONLY_ONE)


def spanned(source: Source, start: int, text: str) -> Spanned:
    """Return TEXT, which stands at START, with its place; blanks around it left out."""
    bare = text.strip()
    start += len(text) - len(text.lstrip()) if bare else 0
    return Spanned(bare, Span(source, start, start + len(bare)), ())
