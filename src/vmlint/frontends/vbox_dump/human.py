"""``showvminfo`` for people, in English; a translated one is named as such."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.frontends.vbox_dump.adapters import attach, begin, finish, is_cut, spanned, switch
from vmlint.languages.virtualbox.fields import rule_of
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
from vmlint.model.fragment import Unclear
from vmlint.model.value import ABSENT, Origin, Spanned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vmlint.basics.text import Source
    from vmlint.frontends.vbox_dump.adapters import Line
    from vmlint.languages.virtualbox.state import State, Vm

_NIC = re.compile(r"NIC ([0-9]{1,3}):[ \t]*")
_RULE = re.compile(r"NIC ([0-9]{1,3}) Rule\(\d+\):[ \t]*")
_NAME = re.compile(r"Name:[ \t]+(?=\S)")
_STATE = re.compile(r"State:[ \t]+(\w[\w ]*)")
_ATTACHMENT = re.compile(r"(?:^|, )Attachment: ([^',]+?)(?: '([^']*)')?(?: \([^)]*\))?(?=,|$)")
_PART = re.compile(r"(?:^|, )(MAC|Cable connected|Promisc Policy): ([^,]*)")
_FIELD = re.compile(r"(name|protocol|host ip|host port|guest ip|guest port) = ([^,]*)")
_ATTACHMENTS = {
    "none": UNATTACHED,
    "nat": NAT,
    "bridged interface": BRIDGED,
    "internal network": INTERNAL,
    "host-only interface": HOST_ONLY,
    "host only network": HOST_ONLY_NETWORK,
    "host-only network": HOST_ONLY_NETWORK,
    "nat network": NAT_NETWORK,
    "generic": GENERIC,
    "cloud network": CLOUD,
}
_AFTER_ADAPTERS = re.compile(
    r"(?:Pointing Device|Keyboard Device|UART \d|LPT \d|Audio|Clipboard Mode|Drag and drop|VRDE|USB|Video mode)\b", re.I
)
_PROMISCUOUS = {"deny": "deny", "allow-vms": "allow-vms", "allow-all": "allow-all"}
_RUNNING = {"running": True, "paused": True, "powered off": False, "saved": False, "aborted": False}
TRANSLATED = (
    "this is `VBoxManage showvminfo` in another language, whose words are not read: "
    "give what `VBoxManage showvminfo NAME --machinereadable` prints"
)


class HumanReader:
    """Reads the lines of one machine after the other."""

    def __init__(self, source: Source, lines: list[Line], notes: list[Unclear]) -> None:
        self.source = source
        self.lines = lines
        self.notes = notes

    def machines(self) -> Iterator[Callable[[State], None]]:
        """Yield what each machine does to a state; a ``Name:`` line at the left begins one, shared folders' do not."""
        starts = [number for number, (_, line) in enumerate(self.lines) if self._begins(number, line)]
        if not starts:
            at, line = self.lines[0]
            self.notes.append(Unclear(TRANSLATED, Span(self.source, at, at + len(line))))
            yield self._untold
        for number, start in enumerate(starts):
            end = starts[number + 1] if number + 1 < len(starts) else len(self.lines)
            yield self._machine(self.lines[start:end])

    @staticmethod
    def _untold(state: State) -> None:
        state.doubt = state.doubt or "a dump in another language is not read"

    def _begins(self, number: int, line: str) -> bool:
        """Return whether a machine begins: its name, and soon its UUID."""
        if not _NAME.match(line) or line.startswith("Name: '"):
            return False
        return any(
            each.startswith(("UUID:", "Guest OS:", "Groups:")) for _, each in self.lines[number + 1 : number + 6]
        )

    def _machine(self, lines: list[Line]) -> Callable[[State], None]:
        at, line = lines[0]
        match = _NAME.match(line)
        assert match is not None
        name = spanned(self.source, at + match.end(), line[match.end() :])
        whole = any(_AFTER_ADAPTERS.match(text) is not None for _, text in lines[1:])
        if not whole and is_cut(self.source, lines[-1]):
            lines = lines[:-1]
        foreign = self._foreign(lines)
        if foreign is not None:
            self.notes.append(Unclear(TRANSLATED, foreign))

        def describe(state: State) -> None:
            vm = begin(state, name)
            for start, text in lines[1:]:
                self._line(vm, start, text)
            if foreign is not None:
                vm.doubted(TRANSLATED)
            finish(vm, whole=whole)

        return describe

    def _foreign(self, lines: list[Line]) -> Span | None:
        """Return a line that speaks of an adapter in another language, None where there is none."""
        adapters = False
        for at, line in lines:
            match = _NIC.match(line)
            if match is not None:
                rest = line[match.end() :]
                if not rest.startswith("disabled") and "Attachment: " not in rest:
                    return Span(self.source, at, at + len(line))
                adapters = True
        mac = re.compile(r"\b0800?27[0-9A-F]{6}\b")
        if not adapters:
            return next((Span(self.source, at, at + len(line)) for at, line in lines if mac.search(line)), None)
        return None

    def _line(self, vm: Vm, start: int, line: str) -> None:
        rule = _RULE.match(line)
        if rule is not None:
            self._rule(vm, int(rule[1]), start + rule.end(), line[rule.end() :])
            return
        match = _NIC.match(line)
        if match is not None:
            self._adapter(vm, int(match[1]), start + match.end(), line[match.end() :])
            return
        state = _STATE.match(line)
        if state is not None:
            words = state[1].strip().lower()
            vm.running = next((running for known, running in _RUNNING.items() if words.startswith(known)), None)
            vm.running_span = Span(self.source, start + state.start(1), start + state.end(1))

    def _adapter(self, vm: Vm, slot: int, at: int, text: str) -> None:
        adapter = vm.adapter(slot)
        if text.startswith("disabled"):
            attach(adapter, spanned(self.source, at, "disabled"), NO_ATTACHMENT)
            return
        attachment = _ATTACHMENT.search(text)
        if attachment is None:
            attach(adapter, spanned(self.source, at, text), None)
        else:
            value = spanned(self.source, at + attachment.start(1), attachment[1])
            kind = _ATTACHMENTS.get(str(value.value).lower())
            attach(adapter, value, kind)
            if attachment[2] is not None and kind is not None:
                adapter.networks[kind] = spanned(self.source, at + attachment.start(2), attachment[2])
        for part in _PART.finditer(text):
            value = spanned(self.source, at + part.start(2), part[2])
            if part[1] == "MAC":
                adapter.mac = value
            elif part[1] == "Cable connected":
                adapter.cable = switch(value)
            elif str(value.value).lower() in _PROMISCUOUS:
                adapter.promiscuous = Spanned(str(value.value).lower(), value.span, ())

    def _rule(self, vm: Vm, slot: int, at: int, text: str) -> None:
        found = {match[1]: spanned(self.source, at + match.start(2), match[2]) for match in _FIELD.finditer(text)}
        names = ("name", "protocol", "host ip", "host port", "guest ip", "guest port")
        if "guest port" not in found or "protocol" not in found:
            vm.doubted("a forward of it is cut off, or written in another language")
            return
        fields = [found.get(name, ABSENT) for name in names]
        origin = Origin(Span(self.source, at, at + len(text.rstrip())), True, (), ())
        vm.adapter(slot).rules.add(rule_of(str(vm.name.value), slot, fields, origin))
