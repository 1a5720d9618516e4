"""What a rule may point to though it is in no machine's facts: calls on outer objects, lost and removed ones."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.frontends.vagrantfile.convert import plain
from vmlint.frontends.vagrantfile.facts import LostCall, OuterCall, RemovedCall, UnknownFact, is_known
from vmlint.frontends.vagrantfile.virtualbox import VirtualBox
from vmlint.languages.ruby.evaluate.control import certainty
from vmlint.languages.ruby.evaluate.values import Proc

if TYPE_CHECKING:
    from vmlint.frontends.vagrantfile.config import Settings
    from vmlint.frontends.vagrantfile.facts import Declaration, MachineFacts, Plain
    from vmlint.frontends.vagrantfile.loader import Loader
    from vmlint.frontends.vagrantfile.recording import Outside, Recorder
    from vmlint.frontends.vagrantfile.vm import Defined
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.outcome import Removed

NOT_SAID = object()


def removed_calls(removed: dict[Span, Removed]) -> tuple[RemovedCall, ...]:
    """Return the uses of what a later Ruby does not have, as certain as they are now known to be."""
    found = []
    for span, use in removed.items():
        certain = certainty(use.guards)
        if certain is not None:
            found.append(RemovedCall(use.name, use.since, span, certain, use.assumptions))
    return tuple(found)


def lost_calls(recorder: Recorder) -> tuple[LostCall, ...]:
    """Return the calls that were meant for one provider and do not do that."""
    return tuple(LostCall(kind, provider, declaration) for kind, provider, declaration in recorder.lost.values())


def outer_calls(loader: Loader, names: list[Defined], machines: tuple[MachineFacts, ...]) -> tuple[OuterCall, ...]:
    """Return the calls on the outer object in define blocks, with the other machines that have something by each."""
    calls = [_Call(loader.interpreter, outside) for outside in loader.recorder.outside]
    parameters = _parameters(names)
    return tuple(
        OuterCall(
            call.name,
            call.declaration,
            _receiver(call.declaration),
            parameters.get(call.declaration.scope.span),
            tuple(
                str(machine.name)
                for machine in machines
                if machine.name != call.machine and _gives(loader, call, machine, _own(calls, machine))
            ),
        )
        for call in calls
    )


class _Call:
    """One such call, its arguments as plain values."""

    def __init__(self, interpreter: Interpreter, outside: Outside) -> None:
        self.name = outside.name
        self.declaration = outside.declaration
        self.machine = outside.declaration.scope.machine
        given = outside.arguments
        self.positional = [plain(interpreter, value) for value in given.positional]
        self.arguments: list[Plain] = list(self.positional)
        if given.keywords is not None:
            self.arguments.append(plain(interpreter, given.keywords))
        self.before: object = NOT_SAID if outside.before is None else plain(interpreter, outside.before.value)


def _parameters(names: list[Defined]) -> dict[Span | None, str]:
    """Return the first parameter of each define block, by the place of its call."""
    found: dict[Span | None, str] = {}
    for defined in names:
        for block in defined.blocks:
            parameters = block.block.parameters if type(block.block) is Proc else None
            name = parameters[0].name if parameters else None
            if name is not None:
                found[block.declaration.span] = name
    return found


def _receiver(declaration: Declaration) -> Span | None:
    """Return the name of the outer object where it stands first in the call and in the define block's own text."""
    span, block = declaration.span, declaration.scope.span
    text = span.text
    length = 0
    while length < len(text) and (text[length].isalnum() or text[length] == "_"):
        length += 1
    if not text[:1].isidentifier() or text[length : length + 1] != ".":
        return None
    if block is None or block.source is not span.source or span.start < block.end:
        return None
    return Span(span.source, span.start, span.start + length)


def _own(calls: list[_Call], machine: MachineFacts) -> list[_Call]:
    return [call for call in calls if call.machine == machine.name]


def _gives(loader: Loader, call: _Call, machine: MachineFacts, own: list[_Call]) -> bool:
    """Whether MACHINE has something by CALL that the calls in its OWN block, if any, do not give it as well."""
    same = any(other.name == call.name and other.arguments == call.arguments for other in own)
    if not is_known(call.arguments):
        same = True
    if call.name == "network":
        found = [network for network in machine.networks if network.declaration == call.declaration]
        return any(network.type != "forwarded_port" and not network.explicit_id for network in found) or (
            bool(found) and not same
        )
    if call.name == "provision":
        found_ones = [each for each in machine.provisioners if each.declaration == call.declaration]
        return any(each.name is None for each in found_ones) or (bool(found_ones) and not same)
    if call.name == "synced_folder":
        return not same and any(each.declaration == call.declaration for each in machine.synced_folders)
    if call.name == "provider":
        return _gives_settings(loader, call, machine)
    return _gives_value(call, machine, own)


def _gives_value(call: _Call, machine: MachineFacts, own: list[_Call]) -> bool:
    setting = machine.settings.get(call.name) or machine.sections.get(call.name)
    value = call.positional[-1] if call.positional else None
    if setting is None or setting.call != call.declaration.span or not is_known([setting.value, value]):
        return False
    if str(setting.value) != str(value):
        return False
    said = [other.positional[-1] for other in own if other.name == call.name and other.positional]
    if said:
        return is_known(said) and str(said[-1]) != str(value)
    return not isinstance(call.before, UnknownFact) and call.before != value


def _gives_settings(loader: Loader, call: _Call, machine: MachineFacts) -> bool:
    """Whether the provider block of CALL says something for MACHINE that its own block's do not.

    Only for the provider that is asked for: what the others make of it is known to their plugins alone.
    """
    own: list[object] = []
    foreign: list[object] = []
    for (loading, _), (declaration, made) in loader.runs.items():
        if loading != machine.name or made.label != loader.recorder.provider:
            continue
        if declaration == call.declaration:
            foreign += _said(loader.interpreter, made)
        elif declaration.scope.machine == machine.name:
            own += _said(loader.interpreter, made)
    return any(item not in own for item in foreign)


def _said(interpreter: Interpreter, made: Settings) -> list[object]:
    made.log.settle()
    said: list[object] = []
    for name, cell in made.cells.items():
        value = plain(interpreter, cell.value)
        if is_known(value):
            said.append((name, value))
    for command in made.commands if isinstance(made, VirtualBox) else ():
        shown = plain(interpreter, command.command)
        if is_known(shown):
            said.append(shown)
    return said
