"""``showvminfo --machinereadable``: ``key="value"`` lines, in the order in which VirtualBox prints them."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.frontends.vbox_dump.adapters import ATTACHMENTS, PROMISCUOUS, attach, begin, finish, is_cut, switch
from vmlint.languages.virtualbox.nat_rules import Mistake, parse_natpf
from vmlint.languages.virtualbox.rules import make_rule
from vmlint.model.adapters import BRIDGED, GENERIC, HOST_ONLY, HOST_ONLY_NETWORK, INTERNAL, NAT_NETWORK
from vmlint.model.value import Origin, Spanned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vmlint.basics.text import Source
    from vmlint.frontends.vbox_dump.adapters import Line
    from vmlint.languages.virtualbox.state import State, Vm

_KEY = re.compile(r"\"?([\w.-]+)\"?=")
_FORWARDING = re.compile(r"Forwarding\(\d+\)=")
_NETWORKS = {
    "bridgeadapter": BRIDGED,
    "intnet": INTERNAL,
    "hostonlyadapter": HOST_ONLY,
    "hostonly-network": HOST_ONLY_NETWORK,
    "nat-network": NAT_NETWORK,
    "natnetwork": NAT_NETWORK,
    "generic": GENERIC,
}
_AFTER_ADAPTERS = frozenset(
    ("hidpointing", "hidkeyboard", "uart", "lpt", "audio", "clipboard", "draganddrop", "vrde", "usb", "ehci", "xhci",
     "GuestMemoryBalloon", "videomode", "recording_enabled", "audio_out")
)  # fmt: skip
_RUNNING = {
    "running": True, "paused": True, "starting": True, "stuck": True, "livesnapshotting": True, "teleporting": True,
    "poweroff": False, "saved": False, "aborted": False, "stopping": None, "aborted-saved": False,
}  # fmt: skip


class MachineReader:
    """Reads the lines of one machine after the other."""

    def __init__(self, source: Source, lines: list[Line]) -> None:
        self.source = source
        self.lines = lines

    def machines(self) -> Iterator[Callable[[State], None]]:
        """Yield what each machine does to a state; a ``name=`` line begins one."""
        starts = [number for number, (_, line) in enumerate(self.lines) if line.startswith('name="')]
        for number, start in enumerate(starts):
            end = starts[number + 1] if number + 1 < len(starts) else len(self.lines)
            yield self._machine(self.lines[start:end])

    def _machine(self, lines: list[Line]) -> Callable[[State], None]:
        at, text = lines[-1]
        shown = lines[1:-1] if is_cut(self.source, (at, text)) and text.count('"') % 2 else lines[1:]

        def describe(state: State) -> None:
            vm = begin(state, self._value(*lines[0], 5))
            slot, whole = 0, False
            for at, line in shown:
                forwarding = _FORWARDING.match(line)
                if forwarding is not None:
                    self._forward(vm, slot or 1, self._value(at, line, forwarding.end()))
                    continue
                match = _KEY.match(line)
                if match is None:
                    continue
                key = match[1].rstrip("0123456789")
                number = match[1][len(key) :]
                value = self._value(at, line, match.end())
                if number and len(number) < 4:
                    slot = self._adapter(vm, key, int(number), value, slot)
                elif key == "VMState":
                    vm.running, vm.running_span = _RUNNING.get(str(value.value).lower()), value.span
                whole = whole or key in _AFTER_ADAPTERS
            finish(vm, whole=whole)

        return describe

    def _value(self, at: int, line: str, start: int) -> Spanned:
        """Return the value that stands from START on in a line, without its quotes, with its place."""
        text = line[start:].rstrip()
        if text.startswith('"'):
            start += 1
            text = text[1:-1] if len(text) > 1 and text.endswith('"') else text[1:]
        return Spanned(text, Span(self.source, at + start, at + start + len(text)), ())

    @staticmethod
    def _adapter(vm: Vm, key: str, slot: int, value: Spanned, current: int) -> int:
        """Note what a line says of the adapter in SLOT; return the adapter that forwards belong to from now on."""
        if key == "nic":
            attach(vm.adapter(slot), value, ATTACHMENTS.get(str(value.value).lower()))
            return slot
        if key in _NETWORKS:
            vm.adapter(slot).networks[_NETWORKS[key]] = value
        elif key == "natnet":
            vm.adapter(slot).nat_subnet = Spanned("default" if value.value == "nat" else value.value, value.span, ())
        elif key == "cableconnected":
            vm.adapter(slot).cable = switch(value)
        elif key == "macaddress":
            vm.adapter(slot).mac = value
        elif key in ("nicpromisc", "promisc-mode") and value.value in PROMISCUOUS:
            vm.adapter(slot).promiscuous = value
        return current

    def _forward(self, vm: Vm, slot: int, value: Spanned) -> None:
        parsed = parse_natpf(str(value.value))
        if isinstance(parsed, Mistake):
            vm.cut("a forward of it is cut off, or its name holds a comma")
            return
        assert value.span is not None
        line = Origin(value.span, True, (), ())
        vm.adapter(slot).rules.add(make_rule(str(vm.name.value), slot, parsed, value, line))
