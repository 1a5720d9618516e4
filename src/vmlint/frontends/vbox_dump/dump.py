"""The sections of a dump, each read by its own reader, and the document that they make."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.frontends.vbox_dump.adapters import doubt_forwards
from vmlint.frontends.vbox_dump.human import HumanReader
from vmlint.frontends.vbox_dump.lists import read_entry
from vmlint.frontends.vbox_dump.machine_readable import MachineReader
from vmlint.languages.virtualbox.document import Document
from vmlint.languages.virtualbox.state import State
from vmlint.model.fragment import Unclear

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vmlint.basics.text import Source
    from vmlint.frontends.vbox_dump.adapters import Line

_MACHINE_LINE = re.compile(r"(?=\S)(?:\"[^\"]*\"|[\w./() :-]+?)=(?:\"|[\w<>/.-]+\s*$)")
_KEYED = re.compile(r"[A-Za-z][^:=\"]*:(?:\s|$)")


def document_of(source: Source, name: str, virtualbox: str | None) -> Document:
    """Return the machines and networks that were printed."""
    notes: list[Unclear] = []
    parts = list(_parts(source, notes))

    def describe(state: State) -> None:
        for part in parts:
            part(state)
        if virtualbox == "7.0.0":
            for vm in state.vms.values():
                doubt_forwards(vm)

    # Whether a machine is cut off shows only when it is described.
    trial = State()
    describe(trial)
    hides = any(vm.doubt for vm in trial.vms.values()) or bool(trial.doubt)
    known = {note.reason for note in notes}
    notes += [
        Unclear(reason, vm.name.span)
        for vm in trial.vms.values()
        for reason in (vm.doubt or vm.lacks,)
        if reason and vm.name.span is not None and reason not in known
    ]
    if not trial.vms and not _has_networks(trial) and not notes:
        notes.append(Unclear("nothing of a machine or a network was found in it", Span(source, 0, 0)))
        hides = True
    return Document(source, name, describe, unknowns=tuple(notes), hides=hides, observed=True)


def _has_networks(state: State) -> bool:
    return bool(state.nat_networks or state.interfaces or state.host_only_networks or state.dhcp_servers)


def _parts(source: Source, notes: list[Unclear]) -> Iterator[Callable[[State], None]]:
    """Yield what each machine and each entry of a list does to a state."""
    lines: list[Line] = []
    kind = ""
    for line in _lines(source):
        this = _kind(line[1])
        if kind and this and this != kind:
            yield from _section(source, kind, lines, notes)
            lines = []
        kind = this or kind
        lines.append(line)
    yield from _section(source, kind, lines, notes)


def _lines(source: Source) -> Iterator[Line]:
    text = source.text
    at = 1 if text.startswith("\ufeff") else 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield at, text[at:end].rstrip("\r")
        at = end + 1


def _kind(line: str) -> str:
    """Return whose line it may be: ``key="value"`` of the machine-readable form, or ``Key:  value``."""
    if _MACHINE_LINE.match(line):
        return "machine"
    return "keyed" if _KEYED.match(line) else ""


def _section(source: Source, kind: str, lines: list[Line], notes: list[Unclear]) -> Iterator[Callable[[State], None]]:
    if kind == "machine":
        yield from MachineReader(source, lines).machines()
    elif kind == "keyed":
        yield from _keyed(source, lines, notes)


def _keyed(source: Source, lines: list[Line], notes: list[Unclear]) -> Iterator[Callable[[State], None]]:
    """Divide ``Key:  value`` lines: machines for people, and entries of lists."""
    text = source.text
    first, last = lines[0][0], lines[-1][0] + len(lines[-1][1])
    if re.compile(r"^(?:Hardware UUID|NIC \d+|UUID)\b.*:", re.MULTILINE).search(text, first, last):
        yield from HumanReader(source, lines, notes).machines()
        return
    entry: list[Line] = []
    for line in lines:
        # Between the lines of one entry there may be an empty one; a name begins the next.
        if line[1].startswith(("Name:", "NetworkName:")) and entry:
            yield _entry(source, entry)
            entry = []
        if line[1].strip():
            entry.append(line)
    if entry:
        yield _entry(source, entry)


def _entry(source: Source, lines: list[Line]) -> Callable[[State], None]:
    return lambda state: read_entry(source, lines, state)
