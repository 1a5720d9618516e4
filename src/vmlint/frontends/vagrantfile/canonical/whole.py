"""A whole file: what all machines share comes first, then each machine; beside it all that is lost."""

from __future__ import annotations

import os

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vagrantfile.canonical.carrying import Carrier, quoted
from vmlint.frontends.vagrantfile.canonical.earlier import earlier_losses
from vmlint.frontends.vagrantfile.canonical.parts import EMPTY, SECTIONS, Block, Canonical, Loss, Machine, Pair
from vmlint.frontends.vagrantfile.canonical.runtime import runtime_code
from vmlint.frontends.vagrantfile.ruby_source import Literal, Printer, UnprintableError
from vmlint.languages.ruby import quoting
from vmlint.languages.ruby.evaluate.control import certainty
from vmlint.languages.ruby.evaluate.values import Symbol, truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vmlint.basics.text import Span
    from vmlint.frontends.vagrantfile.canonical.parts import Provider, Statement
    from vmlint.frontends.vagrantfile.document import Run
    from vmlint.frontends.vagrantfile.facts import VagrantDocument
    from vmlint.frontends.vagrantfile.vm import Defined
    from vmlint.languages.ruby import tree
    from vmlint.languages.ruby.evaluate.values import Assumption

LISTS = ("networks", "folders", "disks", "providers", "provisioners", "plugins")
DEFINE_OPTIONS = ("primary", "autostart")


def canonical_of(run: Run, document: VagrantDocument, program: tree.Program) -> Canonical:
    """Return the parts of a file that was evaluated."""
    files = run.interpreter.files
    printer = Printer(run.interpreter, quoting.places_of(files.folder, files.root))
    requirements, losses = _requirements(run, printer)
    machines, found = _machines(run, printer)
    old = earlier_losses(document.source, program)
    root, machines = _shared(machines)
    everywhere, own = _by_machine(found)
    losses += everywhere + own.pop("", [])
    here = [loss for each in own.values() for loss in each]
    required = [arguments.span for arguments, _ in run.state.requirements]
    assumptions = dict.fromkeys([*document.assumptions, *printer.assumptions])
    losses += _conditions(assumptions, document, required)
    losses += _code(document, program, losses + here)
    losses = list(dict.fromkeys(losses))
    if machines and len(run.names) == 1 and not run.names[0].calls:
        # The machine that Vagrant makes itself, where the file defines none: the root block is all about it.
        losses += own.pop(machines[0].name.text, [])
        root, machines = machines[0].block, []
    folder = os.path.dirname(document.path)
    root = _commented(root, old.get(None, []), losses, folder)
    machines = [
        Machine(each.name, each.options, _commented(each.block, old.get(name, []), own.get(name, []), folder))
        for each in machines
        for name in (each.name.text,)
    ]
    ordered = sorted(dict.fromkeys([*losses, *here]), key=_order)
    return Canonical(document, requirements, root, tuple(machines), tuple(ordered))


def _order(loss: Loss) -> tuple[object, ...]:
    return (loss.span is None, *(() if loss.span is None else loss.span.order()), loss.text)


def _commented(block: Block, old: list[tuple[str, str]], losses: list[Loss], folder: str) -> Block:
    new = [(SECTIONS.get(loss.kind, "settings"), loss.text_in(folder)) for loss in losses]
    return block.having(lost=tuple(dict.fromkeys([*old, *new]))) if old or new else block


def _requirements(run: Run, printer: Printer) -> tuple[tuple[str, ...], list[Loss]]:
    found, losses = [], []
    for arguments, guards in run.state.requirements:
        certain = certainty(guards)
        if certain is None:
            continue
        try:
            if certain is False or arguments.spread is not None:
                raise UnprintableError("it is required only on a condition that cannot be decided")
            found.append(", ".join(printer.source(value) for value in arguments.positional))
        except UnprintableError as error:
            losses.append(Loss("requirement", arguments.span.text, error.reason, arguments.span))
    return tuple(dict.fromkeys(found)), losses


def _machines(run: Run, printer: Printer) -> tuple[list[Machine], dict[str, list[Loss]]]:
    machines: list[Machine] = []
    found: dict[str, list[Loss]] = {}
    if run.loader is None:
        return machines, found
    for defined, loaded in run.loaded.values():
        carrier = Carrier(run.interpreter, run.loader, printer)
        span = defined.calls[0].span if defined.calls else None
        name = Literal(quoting.string(defined.name.name if type(defined.name) is Symbol else "?"), None)
        if defined.possible and defined.calls:
            reason = "it exists only on a condition that cannot be decided"
            found.setdefault("", []).append(Loss("machine", f"the machine {name.text}", reason, span))
            continue
        run.loader.loading = defined.name.name if type(defined.name) is Symbol else None
        block = carrier.block(loaded.base.root, loaded)
        options = tuple(_define_options(defined, printer, carrier.losses, span))
        machines.append(Machine(name, options, block))
        found[name.text] = carrier.losses
    return machines, found


def _define_options(defined: Defined, printer: Printer, losses: list[Loss], span: Span | None) -> Iterator[Pair]:
    if defined.unknown_options is not None:
        losses.append(Loss("machine", "options of `define`", defined.unknown_options.reason, span))
        return
    for name in DEFINE_OPTIONS:
        entry = defined.options.get(("symbol", name))
        if entry is None:
            continue
        try:
            value = printer.literal(entry.value)
        except UnprintableError as error:
            losses.append(Loss("machine", name, error.reason, span))
            continue
        if name == "primary" and truth(entry.value) is False:
            continue
        yield Pair(f"{name}:", value)


def _by_machine(found: dict[str, list[Loss]]) -> tuple[list[Loss], dict[str, list[Loss]]]:
    """Return what all machines lose alike, and what each loses alone."""
    lists = [each for name, each in found.items() if name]
    if len(lists) < 2:
        return [], found
    everywhere = [loss for loss in lists[0] if all(loss in each for each in lists[1:])]
    return everywhere, {name: [loss for loss in each if loss not in everywhere] for name, each in found.items()}


def _conditions(assumptions: Iterable[Assumption], document: VagrantDocument, required: list[Span]) -> Iterator[Loss]:
    """Yield the decisions that the file takes anew wherever it runs."""
    for assumption in sorted(assumptions, key=lambda at: (*at.span.order(), at.what)):
        if assumption.span not in required:
            yield Loss("condition", assumption.what, "the file decides it where it runs", assumption.span)
    for problem in document.problems_assumed:
        if problem.span is not None and problem.span not in required:
            yield Loss("condition", problem.message, "it was taken as passed", problem.span)


def _code(document: VagrantDocument, program: tree.Program, known: list[Loss]) -> Iterator[Loss]:
    """Yield code that does something else, and what could not be followed and is not KNOWN already."""
    known = list(known)
    for span, reason in runtime_code(document, program):
        loss = Loss("code", quoted(span), reason, span)
        known.append(loss)
        yield loss
    spans = [loss.span for loss in known if loss.span is not None]
    reasons = " ".join(loss.reason for loss in known)
    for note in document.unknowns:
        if note.reason not in reasons and not any(_touches(note.span, span) for span in spans):
            yield Loss("unknown", quoted(note.span), note.reason, note.span)


def _touches(one: Span, other: Span) -> bool:
    return one.source is other.source and one.start <= other.end and other.start <= one.end


def _shared(machines: list[Machine]) -> tuple[Block, list[Machine]]:
    """Take out what all machines say alike: settings by name, of lists the start that they have in common."""
    if len(machines) < 2:
        return EMPTY, machines
    blocks = [machine.block for machine in machines]
    settings = [
        each
        for each in blocks[0].settings
        if all(any(each.same(other) for other in block.settings) for block in blocks[1:])
    ]
    names = {(each.kind, each.name) for each in settings}
    lengths = {name: _common([getattr(block, name) for block in blocks]) for name in LISTS}
    first = {name: getattr(blocks[0], name)[:length] for name, length in lengths.items()}
    root = EMPTY.having(settings=tuple(settings), **first)
    rest = []
    for machine in machines:
        own = tuple(each for each in machine.block.settings if (each.kind, each.name) not in names)
        parts = {name: getattr(machine.block, name)[length:] for name, length in lengths.items()}
        rest.append(Machine(machine.name, machine.options, machine.block.having(settings=own, **parts)))
    return root, rest


def _common(lists: Sequence[tuple[Statement | Provider, ...]]) -> int:
    """Return how many items all LISTS start with."""
    length = 0
    while all(len(each) > length for each in lists):
        first = lists[0][length]
        if not all(type(first) is type(each[length]) and first.same(each[length]) for each in lists[1:]):  # type: ignore[arg-type]
            break
        length += 1
    return length
